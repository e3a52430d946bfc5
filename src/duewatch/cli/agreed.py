"""offer note|list|compare|accept|decline, confirmation list|asked|filed: what a lender offered, and what came of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.cli import documents
from duewatch.cli.agreeing import lapse, noted, on_and_note, plan_bill, show_arranged
from duewatch.cli.asking import asked_first_option, gated
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, amount, any_text, day, some_text, whole
from duewatch.cli.table import Column
from duewatch.model.bill import Part
from duewatch.model.text import Name, Text, text

if TYPE_CHECKING:
    from duewatch.desk.confirming import ConfirmationLine
    from duewatch.desk.offered import OfferLine
    from duewatch.desk.weighing import Comparison, Option

_MANY = 10**9


def _note_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    argument = parser.argument
    argument("--settle", metavar="YUAN", reads=amount, help=text("One sum that settles everything"))
    argument("--by", metavar="DATE", reads=day, help=text("The day by which the settling sum is to be paid"))
    argument("--instalments", metavar="N", reads=whole(1, 600), help=text("How many instalments, a month apart"))
    argument("--each", metavar="YUAN", reads=amount, help=text("How much each instalment is"))
    argument("--first", metavar="DATE", reads=day, help=text("When the first instalment is due"))
    argument("--total", metavar="YUAN", reads=amount, help=text("What it comes to in all, where that was told"))
    argument("--bill", metavar="'DATE YUAN'", action="append", default=[], reads=plan_bill, help=text(
        "A bill of the offered plan, such as “2027-01-15 500.00”; they take the place of all open bills"
    ))  # fmt: skip
    argument("--shift", metavar="DAYS", reads=whole(1, 3660), help=text(
        "All bills not yet due fall due so many days later"))  # fmt: skip
    argument("--stop-interest", metavar="DATE", reads=day, help=text("From that day on nothing accrues any more"))
    argument("--waives", metavar="PART", action="append", default=[], choices=tuple(Part), help=text(
        "What is said to be given up: principal, interest, fee or charge; may be given several times"))  # fmt: skip
    argument("--waived", metavar="YUAN", reads=amount, help=text("How much is said to be given up"))
    argument("--expires", metavar="DATE", reads=day, help=text("The last day on which it can be accepted"))
    argument("--conditions", metavar="TEXT", reads=any_text, default="", help=text(
        "The conditions, in the lender's words; “-” reads them from standard input"))  # fmt: skip
    argument("--contact", metavar="NUMBER", reads=whole(1, _MANY), help=text(
        "The entry of the contact log in which it was told"))  # fmt: skip
    on_and_note(parser, text("The day it was offered; default today"))


def note(call: Call) -> int:
    """Note an offer, as far as it was told."""
    from duewatch.model.offer import LoanOffer

    options = call.options
    conditions = call.stdin.read().strip() if options.conditions == "-" else options.conditions
    offer = LoanOffer(
        settle_fen=options.settle,
        settle_by_on=options.by,
        instalments=options.instalments,
        each_fen=options.each,
        first_due_on=options.first,
        total_fen=options.total,
        bills=tuple(options.bill),
        shift_days=options.shift,
        stop_interest_on=options.stop_interest,
        waived=tuple(dict.fromkeys(Part(each) for each in options.waives)),
        waived_fen=options.waived,
        expires_on=options.expires,
        conditions=conditions,
        contact_id=options.contact,
    )
    done = call.desk.note_offer(options.loan, offer, call.now, on=options.on, note=options.note)
    return noted(call, done, text(
        "It is offer {number}. Held against the plan and against paying nothing: duewatch offer compare {loan}",
        number=done.event.id, loan=done.row.loan_id))  # fmt: skip


def _list_arguments(parser: Parser) -> None:
    parser.argument("loan", metavar="ID", nargs="?", reads=some_text, help=text("Only those of this loan"))


def list_offers(call: Call) -> int:
    """Every offer that was noted."""
    from duewatch.desk.offer_words import answer, expiry, what_was_offered

    lines = call.desk.loan_offers(call.options.loan, call.now)
    if call.out.json:
        call.out.document("offers", offers=[_offer(line) for line in lines])
        return DONE
    if not lines:
        call.out.say(text("No offer is noted. To note one: duewatch offer note ID …"))
        return DONE
    say = call.wording.say
    columns = [Column(say(text("Offer no.")), right=True), Column(say(text("Loan"))), Column(say(text("Day"))),
               Column(say(text("Offered"))), Column(say(text("Holds"))), Column(say(text("Answer")))]  # fmt: skip
    call.out.table(columns, [
        [str(line.event.id), say(Name(line.loan_id, line.loan_id)), line.event.on.isoformat(),
         say(what_was_offered(line)), say(expiry(line)), say(answer(line))]
        for line in lines
    ])  # fmt: skip
    return DONE


def _offer(line: "OfferLine") -> documents.Document:
    offer = line.offer
    return {
        "id": line.event.id,
        "loan": line.loan_id,
        "on": line.event.on,
        "settle_fen": offer.settle_fen,
        "settle_by_on": offer.settle_by_on,
        "instalments": offer.instalments,
        "each_fen": offer.each_fen,
        "first_due_on": offer.first_due_on,
        "total_fen": offer.total_fen,
        "bills": [{"due_on": bill.due_on, "total_fen": bill.total_fen} for bill in offer.bills],
        "shift_days": offer.shift_days,
        "stop_interest_on": offer.stop_interest_on,
        "waived": [str(part) for part in offer.waived],
        "waived_fen": offer.waived_fen,
        "expires_on": offer.expires_on,
        "days_left": line.days_left,
        "conditions": offer.conditions,
        "contact": offer.contact_id,
        "note": line.event.note,
        "accepted": line.accepted,
        "missing": [str(each) for each in line.missing],
    }


# --- compare ---------------------------------------------------------------------------------------------


def _compare_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("offers", metavar="NUMBER", nargs="*", reads=whole(1, _MANY), help=text(
        "Only these offers, answered ones too; default all that are open"))  # fmt: skip


def compare(call: Call) -> int:
    """The offers side by side, with the plan and with paying nothing."""
    found = call.desk.compare_offers(call.options.loan, call.now, call.options.offers)
    if call.out.json:
        call.out.document(
            "comparison",
            loan=found.loan.id,
            on=found.on,
            options=[_option(call, option) for option in found.options],
            caution=call.wording.say(found.caution),
        )
        return DONE
    _side_by_side(call, found)
    return DONE


def _option(call: Call, option: "Option") -> documents.Document:
    months = option.burden.months
    most = option.burden.heaviest
    return {
        "words": call.wording.say(option.words),
        "offer": None if option.line is None else _offer(option.line),
        "total_fen": option.burden.total_fen,
        "unknown_bills": option.burden.unknown,
        "months": None if months is None else [{"month": f"{m:%Y-%m}", "fen": fen} for m, fen in months],
        "heaviest": None if most is None else {"month": f"{most[0]:%Y-%m}", "fen": most[1]},
        "owed_in_a_year_fen": option.owed_later_fen,
        "late_charges_known": option.charges_known,
        "record": call.wording.say(option.record),
        "overdue_months": option.overdue_months,
    }


def _side_by_side(call: Call, found: "Comparison") -> None:
    from duewatch.desk.offer_words import heaviest, month_words, remarks, total

    out, say = call.out, call.wording.say
    out.heading(text("Ways on: {loan}", loan=Name(found.loan.name, found.loan.name)))
    columns = [
        Column(""),
        Column(say(text("To pay in all")), right=True),
        Column(say(text("Heaviest month")), right=True),
    ]
    out.table(columns, [
        [say(option.words), say(total(option)), say(heaviest(option))] for option in found.options
    ])  # fmt: skip
    for option in found.options:
        out.blank()
        out.heading(option.words)
        for remark in remarks(option, found):
            out.say(remark, indent=2)
        if option.burden.months:
            out.say(text("Month by month:"), indent=2)
            for month, fen in option.burden.months:
                out.say(month_words(month, fen), indent=4)
    out.blank()
    out.say(found.caution, style="quiet")


# --- answers ---------------------------------------------------------------------------------------------


def _number_argument(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("number", metavar="NUMBER", reads=whole(1, _MANY), help=text(
        "The offer's number, as offer list shows it"))  # fmt: skip


def _accept_arguments(parser: Parser) -> None:
    _number_argument(parser)
    parser.argument("--on", metavar="DATE", reads=day, help=text("The day it was agreed; default today"))
    parser.argument("--lapse-after", metavar="DAYS", default=0, reads=lapse, help=text(
        "It lapses when something is unpaid more than so many days; default 0; never: not by itself"))  # fmt: skip
    parser.argument("--still-holds", action="store_true", help=text(
        "The lender said that an offer that has run out still holds"))  # fmt: skip
    parser.argument("--dry-run", action="store_true", help=text("Only show the plan before and after"))
    asked_first_option(parser)


def accept(call: Call) -> int:
    """An accepted offer becomes an arrangement."""
    options = call.options
    result = gated(
        call,
        lambda asked: call.desk.accept_offer(
            options.loan,
            options.number,
            call.now,
            on=options.on,
            lapse_after_days=None if options.lapse_after == -1 else options.lapse_after,
            still_holds=options.still_holds,
            dry_run=options.dry_run,
            asked_first=asked,
        ),
    )
    return show_arranged(call, result)


def _decline_arguments(parser: Parser) -> None:
    _number_argument(parser)
    parser.argument("--note", metavar="TEXT", reads=any_text, default="", help=text("A note of your own"))


def decline(call: Call) -> int:
    """An offer is not taken up."""
    return noted(
        call, call.desk.decline_offer(call.options.loan, call.options.number, call.now, note=call.options.note)
    )


# --- the confirmation in writing -------------------------------------------------------------------------


def confirmation_list(call: Call) -> int:
    """What was agreed, and whether it was confirmed in writing."""
    lines = call.desk.confirmations(call.options.loan, call.now)
    if call.out.json:
        call.out.document("confirmations", confirmations=[_confirmation(line) for line in lines])
        return DONE
    if not lines:
        call.out.say(text("No agreement is noted."))
    for line in lines:
        call.out.say(_confirmed(line))
        if line.paper is not None:
            name = Name(line.paper.name, line.paper.name)
            call.out.say(text("{file}, SHA-256 {sum}", file=name, sum=line.paper.sha256), indent=2)
        else:
            call.out.say(text("To ask for it: duewatch letter confirmation {loan}", loan=line.loan_id), indent=2)
    return DONE


def _confirmed(line: "ConfirmationLine") -> Text:
    return text("{loan}, agreed on {on}: {state}", loan=Name(line.loan_id, line.loan_id), on=line.event.on,
                state=line.words)  # fmt: skip


def _confirmation(line: "ConfirmationLine") -> documents.Document:
    paper = line.paper
    return {
        "loan": line.loan_id,
        "agreed_on": line.event.on,
        "asked_on": line.asked_on,
        "filed_on": line.filed_on,
        "file": None if paper is None else {"name": paper.name, "sha256": paper.sha256, "size": paper.size},
    }


def _asked_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    on_and_note(parser, text("The day you asked for it; default today"))


def asked(call: Call) -> int:
    """The written confirmation was asked for."""
    options = call.options
    return noted(call, call.desk.confirmation_asked(options.loan, call.now, on=options.on, note=options.note))


def _filed_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("file", metavar="FILE", reads=some_text, help=text(
        "The confirmation as a file; name, place and checksum are kept, the file stays where it is"))  # fmt: skip
    on_and_note(parser, text("The day it came; default today"))


def filed(call: Call) -> int:
    """The written confirmation came."""
    options = call.options
    file = Path(options.file).expanduser()
    done = call.desk.confirmation_filed(options.loan, file, call.now, on=options.on, note=options.note)
    return noted(call, done, text("It goes into the evidence bundle as long as the file stays as and where it is."))


COMMANDS = {
    "offer note": Command(_note_arguments, note),
    "offer list": Command(_list_arguments, list_offers),
    "offer compare": Command(_compare_arguments, compare),
    "offer accept": Command(_accept_arguments, accept),
    "offer decline": Command(_decline_arguments, decline),
    "confirmation list": Command(_list_arguments, confirmation_list),
    "confirmation asked": Command(_asked_arguments, asked),
    "confirmation filed": Command(_filed_arguments, filed),
}
