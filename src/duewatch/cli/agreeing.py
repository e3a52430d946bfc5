"""loan note, loan bounced, arrange, prepay: what else happens to a loan, what was agreed, what early payment takes."""

from typing import TYPE_CHECKING

from duewatch.cli import documents, words
from duewatch.cli.asking import asked_first_option, gated
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, amount, any_text, day, some_text, whole
from duewatch.cli.table import Column
from duewatch.desk.names import stage_name
from duewatch.model.arrangement import AgreedBill, Arrangement, MovedDue
from duewatch.model.bill import Part
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import Money, Name, Text, text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from duewatch.desk.foreseeing import Instalment, QuoteView, Reading
    from duewatch.desk.noting import ArrangeResult, Noted
    from duewatch.desk.views import LoanRow
    from duewatch.model.bill import Bill

GUARANTOR_PAID = "guarantor-paid"
NOTES = ("charged", "waived", "refunded", "lent", GUARANTOR_PAID)


def on_and_note(parser: Parser, help: Text) -> None:
    """--on and --note, as every command that notes something of a day takes them."""
    parser.argument("--on", metavar="DATE", reads=day, help=help)
    parser.argument("--note", metavar="TEXT", reads=any_text, default="", help=text("A note of your own"))


def _note_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("what", metavar="WHAT", choices=NOTES, help=text(
        "charged: the lender charged a fee; waived: it gave up a part; refunded: a shop gave back; lent: more was "
        "drawn; guarantor-paid: a guarantor paid the lender"))  # fmt: skip
    parser.argument("amount_fen", metavar="AMOUNT", reads=amount, help=text("The amount in yuan"))
    parser.argument("--bill", metavar="BILL", reads=some_text, help=text("The bill it is about, as loan show names it"))
    parser.argument("--part", metavar="PART", choices=tuple(Part), help=text(
        "What a waiver gives up: principal, interest, fee or charge; left out: in the order of payments"))  # fmt: skip
    parser.argument("--name", metavar="NAME", reads=some_text, help=text(
        "The guarantor that paid, as the notice writes it"))  # fmt: skip
    on_and_note(parser, text("The day it happened; default today"))


def note(call: Call) -> int:
    """Note a charge, a waiver, a refund, more money lent, or that a guarantor paid."""
    options = call.options
    if options.what == GUARANTOR_PAID:
        return _guarantor_paid(call)
    if options.name is not None:
        raise InputProblem(
            text("--name is for “{what}” only.", what=GUARANTOR_PAID), text("Put anything else into --note.")
        )
    done = call.desk.note(
        options.loan,
        options.what,
        options.amount_fen,
        call.now,
        on=options.on,
        bill_id=options.bill,
        part=None if options.part is None else Part(options.part),
        note=options.note,
    )
    return noted(call, done)


def _guarantor_paid(call: Call) -> int:
    options = call.options
    if options.bill is not None:
        raise InputProblem(text("--bill is not for “{what}”.", what=GUARANTOR_PAID), text("Leave the bill out."))
    done = call.desk.guarantor_paid(
        options.loan, options.amount_fen, call.now, name=options.name or "", on=options.on, note=options.note
    )
    return noted(
        call,
        done,
        text(
            "What the guarantor paid is owed to it from now on. Ask the lender in writing what it still claims itself, "
            "and pay nobody twice."
        ),
    )


def _bounced_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("payment", metavar="PAYMENT", reads=whole(1, 10**9), help=text(
        "The payment's number, as loan show names it"))  # fmt: skip
    on_and_note(parser, text("The day it bounced; default today"))


def bounced(call: Call) -> int:
    """A payment did not arrive."""
    options = call.options
    return noted(call, call.desk.bounce(options.loan, options.payment, call.now, on=options.on, note=options.note))


def noted(call: Call, done: "Noted", remark: Text | None = None) -> int:
    """What was noted, where the loan stands with it, and how to take it back."""
    out, row = call.out, done.row
    if out.json:
        event = done.event
        out.document(
            "note",
            batch=done.batch_id,
            event={"id": event.id, "kind": event.kind, "on": event.on, "note": event.note},
            loan=documents.loan_row(row, call.wording),
        )
        return DONE
    out.say(text("Noted for {loan}.", loan=Name(row.loan_id, row.loan_id)))
    _where_it_stands(call, row)
    if remark is not None:
        out.say(remark)
    out.say(text("To take this back: duewatch undo {batch}", batch=done.batch_id), style="quiet")
    return DONE


def _where_it_stands(call: Call, row: "LoanRow") -> None:
    if row.days_past_due:
        call.out.say(text("Still overdue: {amount}.", amount=Money(words.overdue_fen(row))))
    if row.next_due_on is not None:
        due = Money(row.next_due_fen) if row.next_due_fen is not None else text("not known")
        call.out.say(
            text("Due next: {on}, {amount}. Stage: {stage}.", on=row.next_due_on, amount=due,
                 stage=stage_name(row.stage))
        )  # fmt: skip


# --- arrange -------------------------------------------------------------------------------------------------


def _moved(place: str, value: str) -> MovedDue:
    bill, _, to = value.partition("=")
    if not bill.strip() or not to.strip():
        raise InputProblem(
            text("{place}: “{value}” names no bill and day.", place=place, value=value),
            text("Write it like 3=2027-01-15."),
        )
    due_on = day(place, to)
    return MovedDue(bill_id=bill.strip(), due_on=due_on)


def plan_bill(place: str, value: str) -> AgreedBill:
    """A bill of a new plan, "2027-01-15 500.00"."""
    when, _, yuan = value.strip().partition(" ")
    return AgreedBill(due_on=day(place, when), total_fen=amount(place, yuan or "-"))


def _arrange_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    argument = parser.argument
    argument("--move", metavar="BILL=DATE", action="append", default=[], reads=_moved, help=text(
        "A bill falls due on another day (extension); may be given several times"))  # fmt: skip
    argument("--shift", metavar="DAYS", default=0, reads=whole(1, 3660), help=text(
        "All bills not yet due fall due so many days later"))  # fmt: skip
    argument("--bill", metavar="'DATE YUAN'", action="append", default=[], reads=plan_bill, help=text(
        "A bill of the new plan, such as “2027-01-15 500.00”; together they take the place of all open bills"
    ))  # fmt: skip
    argument("--capitalise", action="store_true", help=text("Overdue interest, fees and charges become principal"))
    argument("--stop-interest", metavar="DATE", reads=day, help=text("From that day on nothing accrues any more"))
    argument("--settle", metavar="YUAN", reads=amount, help=text("The sum that settles everything, with --by"))
    argument("--by", metavar="DATE", reads=day, help=text("The day by which the settling sum is paid"))
    argument("--lapse-after", metavar="DAYS", default=0, reads=lapse, help=text(
        "It lapses when something is unpaid more than so many days; default 0; never: not by itself"))  # fmt: skip
    argument("--dry-run", action="store_true", help=text("Only show the plan before and after"))
    asked_first_option(parser)
    on_and_note(parser, text("The day it was agreed; default today"))


def lapse(place: str, value: str) -> int:
    """Days after which an arrangement lapses; -1: it does not by itself."""
    return -1 if value.strip().lower() in {"never", "不"} else whole(0, 3660)(place, value)  # type: ignore[return-value]


def arrange(call: Call) -> int:
    """Note what was agreed, with the plan before and after."""
    options = call.options
    agreed = Arrangement(
        moved=tuple(options.move),
        shift_days=options.shift,
        bills=tuple(options.bill),
        capitalise=options.capitalise,
        stop_interest_on=options.stop_interest,
        settle_fen=options.settle,
        settle_by_on=options.by,
        lapse_after_days=None if options.lapse_after == -1 else options.lapse_after,
    )
    result = gated(
        call,
        lambda asked: call.desk.arrange(
            options.loan,
            agreed,
            call.now,
            on=options.on,
            note=options.note,
            dry_run=options.dry_run,
            asked_first=asked,
        ),
    )
    return show_arranged(call, result)


def show_arranged(call: Call, result: "ArrangeResult") -> int:
    """An arrangement with the plan before and after, and what to ask first."""
    line, out = result.line, call.out
    if out.json:
        out.document(
            "arrange",
            batch=result.batch_id,
            before=[_bill(bill) for bill in line.before],
            after=[_bill(bill) for bill in line.after],
            added_fen=line.added_fen,
            state=str(line.state),
            caution=None if result.caution is None else call.wording.say(result.caution),
            loan=documents.loan_row(result.row, call.wording),
        )
        return DONE
    if result.caution is not None:
        out.say(result.caution, style="attention")
        out.blank()
    for title, bills in ((text("Before"), line.before), (text("After"), line.after)):
        out.heading(title)
        _bills(call, bills)
    if line.added_fen > 0:
        out.say(text("The new plan comes to {amount} more.", amount=Money(line.added_fen)))
    elif line.added_fen < 0:
        out.say(text("Given up if it is kept: {amount}.", amount=Money(-line.added_fen)))
    out.say(text("Have it confirmed in writing: days, sums, what it costs, and how it is reported."))
    if result.batch_id is None:
        out.say(text("Nothing was stored."), style="quiet")
    else:
        out.say(text("To take this back: duewatch undo {batch}", batch=result.batch_id), style="quiet")
    return DONE


def _bill(bill: "Bill") -> documents.Document:
    return {
        "id": bill.id,
        "due_on": bill.due_on,
        "total_fen": bill.total_fen,
        "principal_fen": bill.principal_fen,
        "interest_fen": bill.interest_fen,
        "fee_fen": bill.fee_fen,
    }


def _bills(call: Call, bills: "Sequence[Bill]") -> None:
    say, money = call.wording.say, call.wording
    columns = [Column(say(text("Bill"))), Column(say(text("Due"))), Column(say(text("Amount")), right=True)]
    call.out.table(
        columns, [[bill.id, bill.due_on.isoformat(), words.money(money, bill.total_fen)] for bill in bills], indent=2
    )


# --- prepay --------------------------------------------------------------------------------------------------


def _prepay_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("amount_fen", metavar="AMOUNT", nargs="?", reads=amount, help=text(
        "The principal to pay back early, in yuan; left out: all of it"))  # fmt: skip
    parser.argument("--on", metavar="DATE", reads=day, help=text("The day of the payment, today or later"))
    parser.argument("--keep", choices=("instalment", "term"), default="instalment", metavar="WHAT", help=text(
        "What stays: the instalment (fewer bills) or the term (lower bills)"))  # fmt: skip


def prepay(call: Call) -> int:
    """What it takes to pay back early, and what it saves."""
    from duewatch.desk.foreseeing import Keep

    options = call.options
    view = call.desk.prepayment_quote(
        options.loan, call.now, principal_fen=options.amount_fen, on=options.on, keep=Keep(options.keep)
    )
    if call.out.json:
        quote = view.quote
        call.out.document(
            "prepay",
            loan=view.loan.id,
            on=quote.on,
            principal_fen=quote.principal_fen,
            left_fen=quote.left_fen,
            due_first_fen=view.due_first_fen,
            readings=[_reading(one) for one in quote.readings],
        )
        return DONE
    _quote_text(call, view)
    return DONE


def _reading(one: "Reading") -> documents.Document:
    return {
        "given_back": one.given_back,
        "interest_fen": one.interest_fen,
        "fee_fen": one.fee_fen,
        "total_fen": one.total_fen,
        "cost_saved_fen": one.cost_saved_fen,
        "saved_fen": one.saved_fen,
        "yearly_pct": _pct(one.yearly_pct),
        "plan_after": [_line(line) for line in one.plan_after],
    }


def _line(line: "Instalment") -> documents.Document:
    return {
        "due_on": line.due_on,
        "principal_fen": line.principal_fen,
        "interest_fen": line.interest_fen,
        "fee_fen": line.fee_fen,
        "total_fen": line.total_fen,
    }


def _pct(number: "Decimal | None") -> str | None:
    return None if number is None else f"{number:f}"


def _quote_text(call: Call, view: "QuoteView") -> None:
    out, quote = call.out, view.quote
    out.heading(text("Paying back early on {on}: {loan}", on=quote.on, loan=Name(view.loan.name, view.loan.name)))
    if view.due_first_fen:
        out.say(text("Besides what is due or overdue by then: {amount}.", amount=Money(view.due_first_fen)))
    for reading in quote.readings:
        if reading.given_back is not None:
            out.blank()
            out.say(
                text("If interest that has not run yet is given up")
                if reading.given_back
                else text("If interest that was agreed is kept by the lender (usual with flat rates)"),
                style="heading",
            )
        fee: str = words.money(call.wording, reading.fee_fen)
        out.pairs(
            (
                (text("Principal"), _money(call, quote.principal_fen)),
                (text("Interest to the day"), _money(call, reading.interest_fen)),
                (text("Fee for paying early"), fee),
                (text("To pay"), _money(call, reading.total_fen)),
                (text("Left of the principal"), _money(call, quote.left_fen)),
                (text("Saved in all"), _money(call, reading.saved_fen)),
                (
                    text("What not doing so costs a year"),
                    "—" if reading.yearly_pct is None else f"{reading.yearly_pct}%",
                ),
                (text("Bills left"), str(len(reading.plan_after))),
            ),
            indent=2,
        )
        if reading.fee_fen is None:
            out.say(text("No fee was entered with the terms; the contract may name one."), indent=2, style="quiet")
    out.blank()
    out.say(
        text(
            "Ask the lender for its own figure before you pay, and pay only inside the app or where the contract says."
        ),
        style="quiet",
    )


def _money(call: Call, fen: Fen) -> str:
    return call.wording.money(fen)


COMMANDS = {
    "loan note": Command(_note_arguments, note),
    "loan bounced": Command(_bounced_arguments, bounced),
    "arrange": Command(_arrange_arguments, arrange),
    "prepay": Command(_prepay_arguments, prepay),
}
