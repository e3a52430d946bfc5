"""计算器: what an advertised loan truly costs, two offers side by side; or the missing one of five values.

Everything is reckoned anew with every key, on the desk's thread; nothing is stored.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from duewatch.desk.names import kind_name
from duewatch.desk.offering import METHODS, Offer, RatePer
from duewatch.model.loan import LoanKind
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.ui import keys
from duewatch.ui.entries import EntryProblem, read_money, read_number, read_rate, read_whole
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.fields import Choice
from duewatch.ui.widgets.offer_paper import OfferPaper, ValuePaper
from duewatch.ui.widgets.tabs import TabLine

if TYPE_CHECKING:
    from duewatch.desk.desk import Desk
    from duewatch.desk.offering import OfferView

OFFERS, VALUES = "offers", "values"
SIDES = ("A", "B")
_MOST_BILLS = 600


def tab_name(tab: str) -> Text:
    """The name of a calculation."""
    return text("Offers") if tab == OFFERS else text("Missing value")


def _per_name(per: RatePer) -> Text:
    return {RatePer.YEAR: text("a year"), RatePer.MONTH: text("a month"), RatePer.DAY: text("a day")}[per]


OFFER_LINES: tuple[tuple[str, Text, Callable[[str], Any]], ...] = (
    ("principal_fen", text("Amount lent, yuan"), read_money),
    ("instalments", text("Number of bills"), lambda words: read_whole(words, 1, _MOST_BILLS)),
    ("rate_pct", text("Rate, percent"), read_rate),
    ("instalment_fen", text("Each bill, yuan"), read_money),
    ("deducted_fen", text("Deducted first"), read_money),
    ("fee_each_fen", text("Fee each bill"), read_money),
)
VALUE_LINES: tuple[tuple[str, Text, Text], ...] = (
    ("present", text("Value today"), text("received is positive, paid is negative")),
    ("payment", text("Payment each period"), text("paid is negative")),
    ("rate_pct", text("Rate a period, percent"), text("1 for 1% a month")),
    ("periods", text("Periods"), text("12 for twelve months")),
    ("final", text("Value at the end"), text("0 for a loan that is paid off")),
)


class CalculatorScreen(WatchScreen[None]):
    """Two columns to type an offer into, what follows from them below; F3 goes to the five values."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("back", "other_calculation"),
        Binding("down", "line(1)", show=False),
        Binding("up", "line(-1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("f2", "app.blank", show=False, priority=True),
    ]

    CSS_PATH = "../styles/calculator.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._tab = OFFERS

    def body(self) -> Iterable[Widget]:
        """Tabs, both sets of fields, what follows from them."""
        yield TabLine((OFFERS, VALUES), tab_name)
        with Vertical(id="offer-fields"):
            with Horizontal(classes="line"):
                yield Said("", classes="label")
                for side in SIDES:
                    yield Said(text("Offer {name}", name=side), classes="side-name")
            with Horizontal(classes="line"):
                yield Said(text("Paid back"), classes="label")
                for side in SIDES:
                    yield Choice(
                        [(kind.value, kind_name(kind)) for kind in METHODS], METHODS[0].value, id=f"method-{side}"
                    )
            for name, label, _ in OFFER_LINES:
                with Horizontal(classes="line"):
                    yield Said(label, classes="label")
                    for side in SIDES:
                        yield _line(f"{name}-{side}")
                if name == "rate_pct":
                    with Horizontal(classes="line"):
                        yield Said(text("The rate is for"), classes="label")
                        for side in SIDES:
                            yield Choice([(per.value, _per_name(per)) for per in RatePer], "year", id=f"per-{side}")
        with Vertical(id="value-fields"):
            for name, label, hint in VALUE_LINES:
                with Horizontal(classes="line"):
                    yield Said(label, classes="label")
                    yield _line(f"value-{name}")
                    yield Said(hint, classes="remark")
        with VerticalScroll(id="outcome", can_focus=False):
            yield OfferPaper()
            yield ValuePaper()

    def on_mount(self) -> None:
        """Ready to be typed into."""
        self._show_tab()
        self._hide_entries()

    def _show_tab(self) -> None:
        offers = self._tab == OFFERS
        self.query_one(TabLine).show(self._tab)
        self.query_one("#offer-fields").display = offers
        self.query_one(OfferPaper).display = offers
        self.query_one("#value-fields").display = not offers
        self.query_one(ValuePaper).display = not offers
        self.query_one("#principal_fen-A" if offers else "#value-present", Input).focus()

    def _hide_entries(self) -> None:
        for line in self.query(Input):
            line.password = self.program.words.hide_amounts

    def relabel(self) -> None:
        """What is typed is hidden with the amounts."""
        self._hide_entries()
        super().relabel()

    # --- reckoning -----------------------------------------------------------------------------------

    @on(Input.Changed)
    @on(Choice.Changed)
    def _reckon(self) -> None:
        if self._tab == OFFERS:
            self._reckon_offers()
        else:
            self._reckon_value()

    @on(Input.Submitted)
    def _next(self) -> None:
        self.action_line(1)

    def _reckon_offers(self) -> None:
        now = self.program.now()
        asked: list[tuple[str, Offer | Text]] = []
        for side in SIDES:
            offer = self._offer(side)
            if offer is not None:
                asked.append((side, offer))

        def work(desk: "Desk") -> "list[tuple[str, OfferView | Text]]":
            found: list[tuple[str, OfferView | Text]] = []
            for side, offer in asked:
                if not isinstance(offer, Offer):
                    found.append((side, offer))
                    continue
                try:
                    found.append((side, desk.offers([offer], now)[0]))
                except InputProblem as problem:
                    found.append((side, problem.what))
            return found

        self.call(work, self.query_one(OfferPaper).show, group="reckon")

    def _offer(self, side: str) -> Offer | Text | None:
        """What is typed on one side: an offer, what is wrong with an entry, or None where nothing is."""
        values: dict[str, Any] = {}
        for name, label, read in OFFER_LINES:
            typed = self.query_one(f"#{name}-{side}", Input).value.strip()
            if not typed:
                continue
            try:
                values[name] = read(typed)
            except EntryProblem as problem:
                return text("{field}: {what}", field=label, what=problem.what)
        if not values:
            return None
        return Offer(
            method=LoanKind(self.query_one(f"#method-{side}", Choice).chosen),
            rate_per=RatePer(self.query_one(f"#per-{side}", Choice).chosen),
            **values,
        )

    def _reckon_value(self) -> None:
        paper = self.query_one(ValuePaper)
        values: dict[str, Any] = {}
        for name, label, _ in VALUE_LINES:
            typed = self.query_one(f"#value-{name}", Input).value.strip()
            try:
                values[name] = read_number(typed) if typed else None
            except EntryProblem as problem:
                paper.say_problem(text("{field}: {what}", field=label, what=problem.what))
                return
        missing = [name for name, value in values.items() if value is None]
        if len(missing) != 1:
            paper.say_problem(text("Fill in four of the five; the fifth is found."))
            return
        self.call(
            lambda desk: desk.missing_value(**values),
            lambda found: paper.show(missing[0], found),
            failed=lambda problem: paper.say_problem(problem.what),
            group="reckon",
        )

    # --- moving --------------------------------------------------------------------------------------

    @on(TabLine.Chosen)
    def _tab_clicked(self, event: TabLine.Chosen) -> None:
        self._tab = event.tab
        self._show_tab()
        self._reckon()

    def action_other_calculation(self) -> None:
        """From the offers to the five values and back."""
        self._tab = VALUES if self._tab == OFFERS else OFFERS
        self._show_tab()
        self._reckon()

    def action_line(self, by: int) -> None:
        """The entry below or above of the same offer; after an offer's last one comes the other's first."""
        entries = [each for each in self.focus_chain if isinstance(each, Input | Choice)]
        entries.sort(key=lambda each: (each.id or "").rpartition("-")[2] == SIDES[-1])
        if entries:
            at = entries.index(self.focused) if self.focused in entries else -1
            entries[(at + by) % len(entries)].focus()

    def action_page(self, pages: int) -> None:
        """A page of the outcome up or down while a line keeps the keys."""
        box = self.query_one("#outcome")
        box.scroll_relative(y=pages * max(1, box.size.height - 1), animate=False)

    def action_back(self) -> None:
        """To where the calculator came up; nothing is stored."""
        self.dismiss()


def _line(name: str) -> Input:
    line = Input(id=name, compact=True, select_on_focus=False)
    line.cursor_blink = False
    return line
