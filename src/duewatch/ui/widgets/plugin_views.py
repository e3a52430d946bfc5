"""Plugins as a table, and one of them whole."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from duewatch.desk.contract_words import checked_long_ago
from duewatch.desk.names import plugin_state_name, quality_name
from duewatch.desk.plugin_words import gives, origin_name, reach
from duewatch.desk.views import PluginLine
from duewatch.model.platform import to_check_again
from duewatch.model.text import Name, Text, ntext, text
from duewatch.ui.signs import plugin_sign
from duewatch.ui.widgets.base import Paragraph, Prose
from duewatch.ui.widgets.facts import fact_paragraphs
from duewatch.ui.widgets.spoken_table import SpokenTable
from duewatch.ui.widgets.table import Cell, Column

if TYPE_CHECKING:
    from duewatch.model.platform import Platform


def plugin_name(line: PluginLine) -> Text:
    """A plugin's name; a platform's is hidden together with the amounts."""
    return Name(line.name.zh, line.name.en) if "platform" in line.capabilities else line.name


class PluginTable(SpokenTable[PluginLine]):
    """What is installed."""

    def __init__(self) -> None:
        super().__init__(self._make_columns, self._make_cells, lambda line: line.id, id="plugin-table")

    def _make_columns(self) -> list[Column]:
        say = self.words.say
        return [
            Column("name", say(text("Name")), 12, grow=2),
            Column("gives", say(text("Gives")), 12, grow=2, from_width=50),
            Column("quality", say(text("Quality")), 8, from_width=70),
            Column("state", say(text("State")), 14, grow=1),
        ]

    def _make_cells(self, line: PluginLine) -> list[Cell]:
        words, sign = self.words, plugin_sign(line.state, faulty=line.why is not None)
        quality = "" if line.manifest is None else line.manifest.quality
        return [
            Cell(words.say(plugin_name(line))),
            Cell(words.say(gives(line)) if line.capabilities else "", "muted"),
            Cell(words.say(quality_name(quality)) if quality else "—", "muted"),
            Cell(f"{sign.symbol} {words.say(plugin_state_name(line.state, faulty=line.why is not None))}", sign.tone),
        ]


class PluginPaper(Prose):
    """One plugin whole."""

    def __init__(self) -> None:
        super().__init__(id="plugin-paper")
        self._line: PluginLine | None = None
        self._platform: Platform | None = None

    def show(self, line: PluginLine | None, platform: "Platform | None") -> None:
        """A plugin, and what is known of its platform once that is at hand."""
        self._line, self._platform = line, platform
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """Who, from where, its state and why, its facts."""
        line, say = self._line, self.say
        if line is None:
            return
        sign = plugin_sign(line.state, faulty=line.why is not None)
        hidden = self.words.hide_amounts and "platform" in line.capabilities
        yield Paragraph(say(plugin_name(line)) + ("" if hidden else f"  ({line.id})"), bold=True)
        yield Paragraph(f"{sign.symbol} {say(plugin_state_name(line.state, faulty=line.why is not None))}", sign.tone)
        if line.why is not None:
            yield Paragraph(say(line.why), sign.tone)
        if line.state == "off":
            yield Paragraph(say(text("Space switches it on.")), "muted")
        yield Paragraph(say(text("version {version}", version=line.version)) + f" · {say(origin_name(line))}", "muted")
        if line.capabilities:
            yield Paragraph(say(text("Gives: {capabilities}", capabilities=gives(line))))
        if line.state == "new":
            yield Paragraph("")
            yield Paragraph(say(text("Its code would run beside your data. Of that it is handed:")))
            for capability in line.capabilities:
                yield Paragraph(f"· {say(reach(capability))}")
            yield Paragraph(
                say(text("Space allows it, F5 refuses it. Remove its distribution to be rid of it.")), bold=True
            )
        if hidden:
            yield Paragraph(say(text("Hidden. Press h to show names and amounts again.")), "muted")
            return
        if line.manifest is not None and line.manifest.quality:
            yield Paragraph(say(text("Quality: {quality}", quality=quality_name(line.manifest.quality))))
        if line.manifest is not None and line.manifest.aliases:
            yield Paragraph(say(text("Also called: {names}", names=say(text(", ")).join(line.manifest.aliases))))
        if self._platform is not None:
            yield from self._facts(self._platform)

    def _facts(self, platform: "Platform") -> Iterable[Paragraph]:
        say, today = self.say, self.program.now().date()
        age = (today - platform.checked_on).days
        yield Paragraph("")
        count = ntext("{count} fact with its source", "{count} facts with their sources", len(platform.facts))
        yield Paragraph(say(count), bold=True)
        checked = ntext(
            "last checked on {day}, {count} day ago", "last checked on {day}, {count} days ago", age,
            day=platform.checked_on,
        )  # fmt: skip
        if age == 0:
            checked = text("last checked today")
        again = to_check_again(platform.checked_on, today)
        yield Paragraph(say(checked), "warning" if again else "muted")
        if again:
            yield Paragraph(say(checked_long_ago(platform.checked_on)), "warning")
        for fact in platform.facts:
            yield from fact_paragraphs(self, fact)
