"""记还款: note a payment that was made elsewhere, and see how it is allocated."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget

from duewatch.desk.names import part_name
from duewatch.desk.views import LoanDetail, PaymentResult
from duewatch.model.text import Money, Name, Text, text
from duewatch.ui.entries import read_day, read_money
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.base import Paragraph, Prose, Said
from duewatch.ui.widgets.fields import ChoiceField, TypedField
from duewatch.ui.widgets.loan_table import row_name

if TYPE_CHECKING:
    from duewatch.ui.program import Program

_ANY_BILL = "-"


class PaymentForm(FormScreen):
    """Amount, day, bill, note."""

    def __init__(self, detail: LoanDetail) -> None:
        super().__init__()
        self._detail = detail

    def title_words(self) -> Text:
        """Which loan."""
        return text("Note a payment: {loan}", loan=loan_name(self._detail))

    def lead_words(self) -> Text:
        """What it does not do; of an old debt what to ask before paying."""
        if self._detail.ask_first is not None:
            return self._detail.ask_first
        return text("duewatch pays nothing. Pay in the app first, then note here what you paid.")

    def fields(self) -> Iterable[Widget]:
        """Four lines."""
        today = self.program.now().date()
        row = self._detail.row
        owed = row.overdue_fen + (row.charges_fen or 0) if row.days_past_due else row.next_due_fen
        hint = (
            text("in yuan") if owed is None else text("in yuan; to pay by the bills here: {amount}", amount=Money(owed))
        )
        yield TypedField(
            "amount", text("Amount paid"), read_money, hint=hint, required=text("How much did you pay?"), private=True
        )
        yield TypedField(
            "on",
            text("Day"),
            lambda words: read_day(words, today),
            initial=today.isoformat(),
            hint=text("2026-11-23 or 11-23"),
        )
        unpaid = [line.bill for line in self._detail.bills if line.state != "paid"]
        if len(unpaid) > 1:
            options: list[tuple[str, Text]] = [(_ANY_BILL, text("oldest first"))]
            options += [(bill.id, text("the one due {day}", day=bill.due_on)) for bill in unpaid]
            yield ChoiceField("bill", text("For which bill"), options, _ANY_BILL, text("← → to choose"))
        yield TypedField("note", text("Note"), str, hint=text("if you like"))

    def submit(self, values: Mapping[str, Any]) -> None:
        """Note it and show the allocation."""
        now, loan_id = self.program.now(), self._detail.loan.id
        bill, asked = values.get("bill", _ANY_BILL), self.asked_first

        def done(result: PaymentResult) -> None:
            program = self.program
            self.dismiss()
            program.show_screen(
                PaymentDone(result, {line.bill.id: line.bill.due_on.isoformat() for line in self._detail.bills})
            )

        self.write(
            lambda desk: desk.pay(
                loan_id,
                values["amount"],
                now,
                on=values["on"],
                note=values["note"] or "",
                bill_id=None if bill == _ANY_BILL else bill,
                asked_first=asked,
            ),
            done,
        )


def loan_name(detail: LoanDetail) -> Name:
    """The loan as a title names it, hidden when names are."""
    return row_name(detail.row)


class _Allocation(Prose):
    """What a noted payment did."""

    def __init__(self, result: PaymentResult, due_days: Mapping[str, str]) -> None:
        super().__init__()
        self._result = result
        self._due_days = due_days

    def paragraphs(self) -> Iterable[Paragraph]:
        """Amount, shares, what is left, and that it can be taken back."""
        say, money, result = self.say, self.words.money, self._result
        yield Paragraph(
            say(text("Noted: {amount} on {day}.", amount=Money(result.amount_fen), day=result.event.on)), bold=True
        )
        for share in result.allocation:
            if share.bill_id is None:
                yield Paragraph(
                    f"{say(text('more than the bills here ask for'))}  {money(share.amount_fen)}", "primary", mark="· "
                )
                continue
            due = self._due_days.get(share.bill_id, share.bill_id)
            bill = say(text("bill due {day}", day=due))
            yield Paragraph(f"{bill}  {say(part_name(share.part))}  {money(share.amount_fen)}", mark="· ")
        row = result.row
        if row.days_past_due:
            left = text(
                "Still overdue by the bills here: {amount}.", amount=Money(row.overdue_fen + (row.charges_fen or 0))
            )
        else:
            left = text("By the bills known here nothing is overdue now. The app or the contract has the last word.")
        yield Paragraph(say(left))
        yield Paragraph(say(text("The lender may allocate it otherwise: look at the app in a day or two.")), "muted")
        yield Paragraph(say(text("Enter goes on. u takes it back.")), "muted")


class PaymentDone(ModalScreen[None]):
    """The allocation of a payment that was just noted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space,q", "dismiss", show=False),
        Binding("u", "take_back", show=False),
    ]
    CSS_PATH = "../styles/box.tcss"

    def __init__(self, result: PaymentResult, due_days: Mapping[str, str]) -> None:
        super().__init__()
        self._result = result
        self._due_days = due_days

    def compose(self) -> Iterable[Widget]:
        """A small box."""
        with VerticalScroll(classes="box"):
            yield Said(text("Payment noted"), classes="title")
            yield _Allocation(self._result, self._due_days)

    def action_take_back(self) -> None:
        """Undo it."""
        program = cast("Program", self.app)
        self.dismiss()
        program.undo_batch(None)

    def on_click(self) -> None:
        """A click goes on too."""
        self.dismiss()
