"""The palette (ctrl+p): every action that works on this screen, by its name in either language."""

from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from duewatch.ui import keys
from duewatch.wording import Wording

if TYPE_CHECKING:
    from duewatch.ui.program import Program


class Actions(Provider):
    """Finds an action by Chinese or English words, whatever the language of the screen."""

    def _entries(self) -> list[tuple[keys.Action, str, str]]:
        """Each action with its words in the language of the screen and with those in the other one."""
        program = cast("Program", self.app)
        other = Wording("en" if program.words.language == "zh" else "zh")
        return [
            (action, f"{program.say(action.name)}  {action.shown_key}", other.say(action.name))
            for action in keys.offered(self.screen)
            if action.id != "palette"
        ]

    async def discover(self) -> Hits:
        """Everything, in the order of the key table."""
        for action, shown, other in self._entries():
            yield DiscoveryHit(shown, self._runner(action), text=shown, help=other)

    async def search(self, query: str) -> Hits:
        """What fits the words."""
        matcher = self.matcher(query)
        for action, shown, other in self._entries():
            score = max(matcher.match(shown), matcher.match(other))
            if score > 0:
                yield Hit(score, shown, self._runner(action), text=shown, help=other)

    def _runner(self, action: keys.Action):  # type: ignore[no-untyped-def]
        program = cast("Program", self.app)

        async def run() -> None:
            await program.run_offered(action.id)

        return run
