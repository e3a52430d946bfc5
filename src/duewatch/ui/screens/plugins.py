"""插件: what is installed, from where, what it gives, what failed and why, and how old a platform's facts are."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from duewatch.desk.views import PluginLine
from duewatch.model.problem import InputProblem
from duewatch.model.text import Sentence, Text, ntext, text
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.plugin_views import PluginPaper, PluginTable, plugin_name
from duewatch.ui.widgets.table import Table

if TYPE_CHECKING:
    from duewatch.model.platform import Platform


class PluginsScreen(WatchScreen[None]):
    """A list, and beside or below it all about the plugin at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("switch", "refuse")

    CSS_PATH = "../styles/plugins.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._facts: dict[str, Platform] = {}

    def body(self) -> Iterable[Widget]:
        """A line that counts, the table, the paper."""
        yield Said("", classes="title", id="plugins-title")
        with Horizontal(id="plugins"):
            yield PluginTable()
            with VerticalScroll(id="plugin-box"):
                yield PluginPaper()

    @property
    def table(self) -> PluginTable:
        """The plugins."""
        return self.query_one(PluginTable)

    def reload(self) -> None:
        """The list anew."""
        self.call(lambda desk: desk.plugins(), self._show)

    def _show(self, lines: list[PluginLine]) -> None:
        self._facts.clear()
        table = self.table
        table.show(len(lines), lines)
        self.query_one("#plugins-title", Said).show(_counted(lines))
        if self.focused is None:
            table.focus()
        self.refresh_bindings()

    # --- the plugin at the cursor --------------------------------------------------------------------

    @on(Table.Highlighted)
    def _moved(self, event: Table.Highlighted) -> None:
        line: PluginLine | None = event.row
        paper = self.query_one(PluginPaper)
        if line is None:
            paper.show(None, None)
            return
        paper.show(line, self._facts.get(line.id))
        if line.id not in self._facts and "platform" in line.capabilities and line.state in ("ready", "not-loaded"):
            self.call(
                lambda desk: desk.platform(line.id),
                lambda platform: self._know(line.id, platform),
                failed=lambda _: None,  # its line says why once the list is asked for again
                group="facts",
            )

    def _know(self, plugin_id: str, platform: "Platform") -> None:
        self._facts[plugin_id] = platform
        current = self.table.current
        if current is not None and current.id == plugin_id:
            self.query_one(PluginPaper).show(current, platform)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Nothing to switch in an empty list, nothing to refuse where nothing waits."""
        if action == "refuse":
            return self.table.current is not None and self.table.current.state == "new"
        return action != "switch" or self.table.count > 0

    @on(Table.Opened)
    def _read_on(self) -> None:
        self.query_one("#plugin-box").focus()

    def action_switch(self) -> None:
        """Switch the plugin at the cursor on or off; allow one that waits for it."""
        line = self.table.current
        if line is not None:
            self._switch(line, on=line.state in ("off", "new"))

    def action_refuse(self) -> None:
        """The plugin at the cursor is not to be used."""
        line = self.table.current
        if line is not None and line.state == "new":
            self._switch(line, on=False)

    def _switch(self, line: PluginLine, *, on: bool) -> None:
        now, plugin_id, name, allowed = self.program.now(), line.id, plugin_name(line), line.state == "new"

        async def go() -> None:
            try:
                await self.program.ask_desk(lambda desk: desk.switch_plugin(plugin_id, now, on=on))
            except InputProblem as problem:
                self.program.tell_problem(problem)
                return
            self.program.changed()
            self.program.tell(_switched(name, on=on, allowed=allowed))

        self.run_worker(go(), group="write")


def _switched(name: Text, *, on: bool, allowed: bool) -> Text:
    if on and allowed:
        return text("{plugin} may be used from now on. Space switches it off again.", plugin=name)
    if on:
        return text("{plugin} is switched on again.", plugin=name)
    return text("{plugin} is switched off: its code is not used any more. Space switches it on again.", plugin=name)


def _counted(lines: list[PluginLine]) -> Sentence:
    count = ntext("{count} plugin", "{count} plugins", len(lines))
    failed = sum(line.state in ("failed", "refused") for line in lines)
    waiting = sum(line.state == "new" for line in lines)
    if waiting:
        return text("{plugins}, {waiting} of them wait for your yes", plugins=count, waiting=waiting)
    if failed:
        return text("{plugins}, {failed} of them cannot be used", plugins=count, failed=failed)
    return text("{plugins}, all usable or switched off by you", plugins=count)
