"""What follows from offers: figures in two columns, what to know about them, every bill; and the missing value."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size

from duewatch.desk.offering import OfferView, TimeValue, cheapest, rows_of
from duewatch.model.text import Text, text
from duewatch.ui.cells import cell_len, fit
from duewatch.ui.widgets.base import Paragraph, Prose

if TYPE_CHECKING:
    from duewatch.model.money import Fen

_LABEL, _FIGURE = 24, 24
"""Cells of a row's name and of each figure."""
_DATE = 12


class OfferPaper(Prose):
    """Offers side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[tuple[str, OfferView | Text]] = ()

    def show(self, found: "Sequence[tuple[str, OfferView | Text]]") -> None:
        """Each side with its offer worked out, or with what is wrong or missing."""
        self._found = found
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """Figures, remarks, then the bills of each side."""
        views = [(side, view) for side, view in self._found if isinstance(view, OfferView)]
        if not self._found:
            yield Paragraph(self.say(text(
                "Type what the advert says. Of amount, number of bills, rate and each bill one may stay empty: it is "
                "found."
            )), "muted")  # fmt: skip
        for side, problem in self._found:
            if not isinstance(problem, OfferView):
                yield Paragraph(self._of(side, self.say(problem)), "warning")
        if not views:
            return
        yield from self._figures(views)
        yield from self._remarks(views)
        for side, view in views:
            yield from self._bills(side, view)

    def _figures(self, views: "list[tuple[str, OfferView]]") -> Iterable[Paragraph]:
        columns = [rows_of(view) for _, view in views]
        for row in range(len(columns[0])):
            name = columns[0][row][0]
            line = fit(self.say(name), _LABEL) + "".join(
                fit(self._value(column[row][1]), _FIGURE, right=True) for column in columns
            )
            yield Paragraph(line, bold=row < 2)

    def _value(self, value: "Text | Fen") -> str:
        return self.words.money(value) if isinstance(value, int) else self.say(value)

    def _remarks(self, views: "list[tuple[str, OfferView]]") -> Iterable[Paragraph]:
        best = cheapest([view for _, view in views])
        if best is not None:
            yield Paragraph(
                self.say(text("By the true yearly cost, {name} is the cheaper one; look at what it costs in money and "
                              "how long it binds too.", name=views[best][0])),
            )  # fmt: skip
        for side, view in views:
            for note in view.plan.notes:
                yield Paragraph(self.say(note), mark=self._of(side))
            for held in view.held:
                if held.exceeded:
                    whom = self.say(held.ceiling.applies_to)
                    yield Paragraph(self._of(whom, self.say(held.ceiling.text)), mark=self._of(side))

    def _of(self, label: str, words: str = "") -> str:
        """Words about something, by the colon of the language."""
        return self.say(text("{label}: {words}", label=label, words=words))

    def _bills(self, side: str, view: OfferView) -> Iterable[Paragraph]:
        say, money = self.say, self.words.money
        yield Paragraph("")
        yield Paragraph(say(text("Bills of {name}, if it is taken today", name=side)), bold=True)
        width = max(10, *(cell_len(money(line.total_fen)) + 2 for line in view.plan.lines))
        names = (text("Bill"), text("Principal"), text("Interest"), text("Fee"))
        head = fit(say(text("Due")), _DATE) + "".join(fit(say(name), width, right=True) for name in names)
        yield Paragraph(head, "muted")
        for line in view.plan.lines:
            cells = (line.total_fen, line.principal_fen, line.interest_fen, line.fee_fen)
            figures = "".join(fit(money(cell), width, right=True) for cell in cells)
            yield Paragraph(fit(line.due_on.isoformat(), _DATE) + figures)


class ValuePaper(Prose):
    """The missing one of five values."""

    def __init__(self) -> None:
        super().__init__()
        self._missing = ""
        self._found: TimeValue | None = None
        self._problem: Text | None = None

    def show(self, missing: str, found: TimeValue) -> None:
        """What was found for the field that was empty."""
        self._missing, self._found, self._problem = missing, found, None
        self.refresh(layout=True)

    def say_problem(self, problem: Text) -> None:
        """Why there is no value."""
        self._found, self._problem = None, problem
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's
        """As wide as there is room."""
        return container.width

    def paragraphs(self) -> Iterable[Paragraph]:
        """The value, and that there may be more than one."""
        if self._problem is not None:
            yield Paragraph(self.say(self._problem), "muted")
        if self._found is None:
            return
        yield Paragraph(self.say(_in_words(self._missing, self._found)), bold=True)
        if self._found.other_rates:
            yield Paragraph(self.say(text("More than one rate fits; the flows change their direction more than once.")))

    def render(self) -> Content:
        """Hidden with the amounts."""
        if self.words.hide_amounts and self._found is not None:
            return Content(self.say(text("Hidden. Press h to show names and amounts again.")))
        return super().render()


def _in_words(missing: str, found: TimeValue) -> Text:
    def rounded(value: Decimal, places: str) -> Decimal:
        return value.quantize(Decimal(places), rounding="ROUND_HALF_UP")

    match missing:
        case "payment":
            return text("Payment each period: {value}", value=f"{rounded(found.payment, '0.01'):,f}")
        case "rate_pct":
            return text("Rate a period: {value}%", value=f"{rounded(found.rate * 100, '0.000001'):f}")
        case "periods":
            return text("Periods: {value}", value=f"{rounded(found.periods, '0.0001').normalize():f}")
        case "present":
            return text("Value today: {value}", value=f"{rounded(found.present, '0.01'):,f}")
    return text("Value at the end: {value}", value=f"{rounded(found.final, '0.01'):,f}")
