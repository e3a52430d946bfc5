"""Ways on as a table: paying nothing, the plan, every open offer, and what was agreed; and one of them in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from duewatch.desk.confirming import ConfirmationLine
from duewatch.desk.offer_words import heaviest, month_words, remarks, total
from duewatch.desk.weighing import Comparison, Option
from duewatch.model.text import Name, text
from duewatch.ui.widgets.base import Paragraph, Prose
from duewatch.ui.widgets.spoken_table import SpokenTable
from duewatch.ui.widgets.table import Cell, Column


@dataclass(frozen=True, slots=True)
class Way:
    """A row: a way on, or an agreement that stands."""

    option: Option | None = None
    agreed: ConfirmationLine | None = None

    @property
    def key(self) -> str:
        """Tells rows apart."""
        if self.agreed is not None:
            return f"agreed {self.agreed.event.id}"
        if self.option is None or self.option.line is None:
            return "nothing" if self.option is not None and self.option.pays_nothing else "plan"
        return str(self.option.line.event.id)


class OptionTable(SpokenTable[Way]):
    """Ways on, and what was agreed."""

    def __init__(self) -> None:
        super().__init__(self._make_columns, self._make_cells, lambda row: row.key, id="option-table")

    def _make_columns(self) -> list[Column]:
        say = self.words.say
        return [
            Column("what", say(text("Way")), 21, grow=2),
            Column("total", say(text("To pay in all")), 23, right=True),
            Column("heaviest", say(text("Heaviest month")), 18, right=True),
            Column("holds", say(text("Until")), 8, grow=1),
        ]

    def _make_cells(self, row: Way) -> list[Cell]:
        say = self.words.say
        if row.agreed is not None:
            return [Cell(say(text("Agreed on {on}", on=row.agreed.event.on)), "primary"), Cell(""), Cell(""), Cell("")]
        option = row.option
        if option is None:
            return [Cell("")] * 4
        line = option.line
        until, tone = "", ""
        if line is not None:
            on, left = line.offer.expires_on, line.days_left
            until = say(text("not known")) if on is None else f"{on:%m-%d}"
            tone = "muted" if left is None else "warning" if left < 0 else ""
        return [Cell(say(option.words)), Cell(say(total(option))), Cell(say(heaviest(option))), Cell(until, tone)]


class OptionPaper(Prose):
    """The way at the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._comparison: Comparison | None = None
        self._way: Way | None = None

    def show(self, comparison: Comparison | None, way: Way | None) -> None:
        """Another one."""
        self._comparison, self._way = comparison, way
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """What is to be said of it, month by month, and what holds of all."""
        way, found = self._way, self._comparison
        if way is None or found is None:
            return
        if way.agreed is not None:
            yield from self._agreed(way.agreed)
            return
        option = way.option
        if option is None:
            return
        for remark in remarks(option, found):
            yield Paragraph(self.say(remark), mark="∙ ")
        if option.burden.months:
            joined = self.say(text(", ")).join(self.say(month_words(month, fen)) for month, fen in option.burden.months)
            yield Paragraph(joined, "muted")
        yield Paragraph(self.say(found.caution), "muted")

    def _agreed(self, agreed: ConfirmationLine) -> Iterable[Paragraph]:
        yield Paragraph(self.say(text("{state}.", state=agreed.words)), "primary", bold=True)
        if agreed.paper is not None:
            name = Name(agreed.paper.name, agreed.paper.name)
            yield Paragraph(self.say(text("{file}, SHA-256 {sum}", file=name, sum=agreed.paper.sha256)))
        else:
            how = text("8 writes the letter that asks for it; Enter notes that you asked, or files it.")
            yield Paragraph(self.say(how))
