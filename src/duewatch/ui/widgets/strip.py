"""征信: the month codes of a loan, past and forecast, one line a year: symbol, code and colour, the words below."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Input

from duewatch.desk.names import confidence_name
from duewatch.desk.strip_words import around_the_strip
from duewatch.desk.views import MonthCell, Strip, StripView
from duewatch.model.problem import InputProblem
from duewatch.model.rulebook import ReportCode
from duewatch.model.text import ntext, text
from duewatch.ui.cells import fit, wrapped
from duewatch.ui.signs import STYLES, Sign, code_sign
from duewatch.ui.widgets.base import Said, Spoken

if TYPE_CHECKING:
    from duewatch.ui.program import Program

SHORT_MONTHS = 24
"""So many months back are shown at first; all that are known at a key."""
_CELL = 5
"""Cells of a month: symbol, code, "?" for an assumption, a gap."""


class StripPaper(Spoken):
    """A strip for each supposition, what its codes mean, and what stands around it."""

    def __init__(self) -> None:
        super().__init__()
        self._view: StripView | None = None
        self._problem: InputProblem | None = None
        self.whole = False
        """All months that are known, or the last two years."""

    def show(self, view: StripView) -> None:
        """The strips of a loan."""
        self._view, self._problem = view, None
        self.refresh(layout=True)

    def show_problem(self, problem: InputProblem) -> None:
        """A supposition that was not understood; the strips stay."""
        self._problem = problem
        self.refresh(layout=True)

    def turn(self) -> None:
        """Two years or five."""
        self.whole = not self.whole
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As many lines as there are years and words."""
        return max(1, len(list(self._lines(width))))

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(self._lines(self.content_size.width))

    def relabel(self) -> None:
        """Other words may need another number of lines."""
        self.refresh(layout=True)

    # --- lines ---------------------------------------------------------------------------------------

    def _lines(self, width: int) -> Iterator[Content]:
        view = self._view
        if self._problem is not None:
            yield from self._words(self.say(self._problem.what), width, "warning")
            if self._problem.mend is not None:
                yield from self._words(self.say(self._problem.mend), width)
        if view is None:
            if self._problem is None:
                yield from self._words(self.say(text("Looking it up.")), width, "muted")
            return
        if view.unreported is not None:
            yield from self._words(self.say(view.unreported), width)
        for strip in view.strips:
            yield from self._strip(strip, width)
        if view.strips:
            yield from self._legend(view.strips, width)
        for sentence in around_the_strip(view):
            yield from self._words(self.say(sentence), width)
        yield from self._inquiries(view, width)
        if view.caution is not None:
            yield from self._words(self.say(view.caution), width, "muted")
        for rule in view.rules:
            sure = confidence_name(rule.confidence)
            source = text("Source: {title} ({confidence})", title=rule.source.title, confidence=sure)
            yield from self._words(self.say(source), width, "muted")

    def _strip(self, strip: Strip, width: int) -> Iterator[Content]:
        yield from self._words(self.say(text("Supposing: {what}", what=strip.supposing.words)), width, bold=True)
        cells = self._shown(strip.months)
        if not cells:
            yield from self._words(
                self.say(text("Nothing is known of this loan yet that a month could be told from.")), width
            )
            return
        yield Content.styled(" " * 6 + "".join(f" {month:02d}".ljust(_CELL) for month in range(1, 13)), "dim")
        by_month = {(cell.month.year, cell.month.month): cell for cell in cells}
        for year in sorted({cell.month.year for cell in cells}):
            parts: list[str | tuple[str, str]] = [f" {year} "]
            for month in range(1, 13):
                words, sign = _cell(by_month.get((year, month)))
                parts.append((words.ljust(_CELL), STYLES[sign.tone]))
            yield Content.assemble(*parts)
        if strip.bad_until_on is not None:
            until = text(
                "The last bad mark need no longer be shown from {day}, if no other comes.", day=strip.bad_until_on
            )
            yield from self._words(self.say(until), width)

    def _shown(self, months: tuple[MonthCell, ...]) -> tuple[MonthCell, ...]:
        if self.whole:
            return months
        today = self.program.now().date()
        first = (today.year * 12 + today.month - 1) - SHORT_MONTHS
        return tuple(cell for cell in months if cell.month.year * 12 + cell.month.month - 1 > first)

    def _legend(self, strips: tuple[Strip, ...], width: int) -> Iterator[Content]:
        shown: dict[str, ReportCode] = {}
        for strip in strips:
            shown |= {cell.code.code: cell.code for cell in self._shown(strip.months) if cell.code is not None}
        for code in sorted(shown):
            sign = code_sign(shown[code])
            words = f"{sign.symbol} {code} {self.say(shown[code].meaning)}"
            yield Content.styled(fit(words, max(4, width)).rstrip(), STYLES[sign.tone])
        known = text("“?” behind a code: an assumption, or the sources leave room; “-”: not known here.")
        yield from self._words(self.say(known), width, "muted")

    def _inquiries(self, view: StripView, width: int) -> Iterator[Content]:
        if not any(one.all for one in view.inquiries):
            return
        yield from self._words(self.say(text("Queries of the report that you noted, over all loans:")), width)
        for one in view.inquiries:
            counted = ntext(
                "Last month: {all} queries, {hard} of them hard",
                "Last {count} months: {all} queries, {hard} of them hard",
                one.months,
                all=one.all,
                hard=one.hard,
            )
            yield from self._words("  " + self.say(counted), width)

    def _words(self, words: str, width: int, tone: str = "", *, bold: bool = False) -> Iterator[Content]:
        style = f"{'bold ' if bold else ''}{STYLES[tone]}".strip()
        yield from (Content.styled(line, style) for line in wrapped(words, max(4, width)))


def _cell(cell: MonthCell | None) -> tuple[str, Sign]:
    """Symbol, code and whether it is an assumption; the symbol tells good from bad without colour."""
    if cell is None:
        return "", Sign(" ", "")
    if cell.code is None:
        return " -", Sign("-", "muted")
    sign = code_sign(cell.code)
    return f"{sign.symbol}{cell.code.code}{'' if cell.certain else '?'}", sign


class StripBox(VerticalScroll):
    """The tab: the strips, and above them a line for one more supposition."""

    def compose(self) -> ComposeResult:
        """The line, the strips."""
        with Horizontal(id="supposing"):
            yield Said(text("Suppose (such as: pay 2026-12-20 812.00): "))
            yield Input(id="supposition", compact=True)
        yield StripPaper()

    def on_mount(self) -> None:
        """A sum that is typed is unseen while amounts are hidden."""
        self.query_one(Input).cursor_blink = False
        self.relabel()

    def relabel(self) -> None:
        """Hidden or not."""
        self.query_one(Input).password = cast("Program", self.app).words.hide_amounts
