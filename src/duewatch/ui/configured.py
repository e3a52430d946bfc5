"""An application that follows its config file: greets with what it brought, tells of changes, loads it anew."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from duewatch.model.text import Text, text
from duewatch.ui import keys
from duewatch.ui.program import Program
from duewatch.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from duewatch.config.schema import Settings
    from duewatch.desk.desk import Desk
    from duewatch.ui.config_file import ConfigFile

SECONDS = 2
"""How often the file is looked at."""


class ConfiguredProgram(Program):
    """config: the file the settings came from; None: there is none. greeting: what there is to tell at the start."""

    def __init__(
        self,
        desk: "Desk",
        settings: "Settings",
        words: Wording,
        *,
        config: "ConfigFile | None" = None,
        greeting: Sequence[Text] = (),
    ) -> None:
        super().__init__(desk, settings, words)
        self._config = config
        self._greeting = greeting

    def follow_config(self) -> None:
        """Begin: the keys of the file, the greeting, and an eye on the file."""
        self.set_keymap(keys.keymap(self.settings.keys))
        for words in self._greeting:
            self.tell(words)
        if self._config is not None:
            self.set_interval(SECONDS, self._look_at_config)

    def _look_at_config(self) -> None:
        if self._config is not None and self._config.changed():
            key = self.actions["reload"].shown_key
            self.tell(text("{file} was changed. Press {key} to load it.", file=self._config.path.name, key=key))

    def config_written(self) -> None:
        """What this program wrote itself is no news."""
        if self._config is not None:
            self._config.changed()

    def action_reload(self) -> None:
        """The config file anew; a broken one leaves everything as it is."""
        config, now = self._config, self.now()
        if config is None or self.in_demo:
            self.tell(text("There is no config file to load here."))
            return
        file = config

        async def go() -> None:
            taken = await self.ask_desk(lambda desk: file.take(desk, now))
            if taken.settings is not None:
                self._use(taken.settings)
            self.tell_lines(taken.words, warning=taken.settings is None)

        self.run_worker(go(), group="write")

    def _use(self, settings: "Settings") -> None:
        """Look and keys as the file has them now. Amounts that are hidden stay so: someone may be looking."""
        before, self.settings = self.settings, settings
        self.actions = keys.with_shortcuts(settings.keys)
        self.set_keymap(keys.keymap(settings.keys))
        hidden = self.words.hide_amounts or settings.look.hide_amounts
        spoken = settings.language if settings.language in LANGUAGES else self.words.language
        if before.language == settings.language:
            spoken = self.words.language
        self.words = Wording(spoken, hide_amounts=hidden)
        if settings.look.theme != before.look.theme and settings.look.theme in self.available_themes:
            self.theme = settings.look.theme
        self.on_every_screen("relabel")
        self.changed()
