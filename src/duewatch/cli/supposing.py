"""suppose: where a loan stands on a day, as it is and under suppositions."""

from typing import TYPE_CHECKING

from duewatch.cli import documents, words
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, day, some_text
from duewatch.cli.table import Column
from duewatch.model.money import Fen
from duewatch.model.text import Text, ntext, text

if TYPE_CHECKING:
    from duewatch.desk.foreseeing import SupposedStanding


def _arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("supposing", metavar="WORDS", nargs="*", reads=some_text, help=text(
        "A supposition, such as “pay 2026-12-20 812.00”, “pay today; then on time” or “nothing”; may be given several "
        "times"
    ))  # fmt: skip
    parser.argument("--on", metavar="DATE", reads=day, help=text(
        "The day to look at, past or future; default the last day that a supposition names, else today"))  # fmt: skip


def suppose(call: Call) -> int:
    """Where the loan stands, side by side."""
    options = call.options
    loan_id = call.desk.loan(options.loan, call.now).loan.id
    found = call.desk.suppose(loan_id, call.now, options.supposing, on=options.on)
    if call.out.json:
        call.out.document("suppose", loan=loan_id, standings=[_document(call, one) for one in found])
        return DONE
    say, wording = call.wording.say, call.wording
    call.out.heading(text("Where it stands on {on}", on=found[0].standing.on))
    columns = [Column(""), *(Column(say(_title(one)), right=True) for one in found)]
    money: list[tuple[Text, list[Fen | None]]] = [
        (text("Still to pay in all"), [one.standing.outstanding_fen for one in found]),
        (text("Principal outstanding"), [one.standing.principal_outstanding_fen for one in found]),
        (text("Overdue"), [one.standing.overdue_fen for one in found]),
        (text("Interest to the day"), [one.standing.interest_accrued_fen for one in found]),
        (text("Late charge by your own figure"), [one.standing.charges_fen for one in found]),
    ]
    rows = [[say(name), *(words.money(wording, fen) for fen in figures)] for name, figures in money]
    coming = (
        say(text("none")) if one.standing.next_bill is None else words.money(wording, _next_fen(one)) for one in found
    )
    rows.append([say(text("Next bill")), *coming])
    late = [say(ntext("{count} day", "{count} days", one.standing.days_past_due)) for one in found]
    call.out.table(columns, [*rows, [say(text("Days past due")), *late]])
    call.out.say(text("By the bills and payments known here; the lender's own figure counts."), style="quiet")
    return DONE


def _next_fen(one: "SupposedStanding") -> Fen | None:
    coming = one.standing.next_bill
    return None if coming is None else coming.remaining_fen


def _title(one: "SupposedStanding") -> Text:
    return text("As it is") if one.supposing is None else one.supposing.words


def _document(call: Call, one: "SupposedStanding") -> documents.Document:
    standing = one.standing
    coming = standing.next_bill
    return {
        "supposing": None if one.supposing is None else call.wording.say(one.supposing.words),
        "on": standing.on,
        "outstanding_fen": standing.outstanding_fen,
        "principal_outstanding_fen": standing.principal_outstanding_fen,
        "interest_accrued_fen": standing.interest_accrued_fen,
        "overdue_fen": standing.overdue_fen,
        "charges_fen": standing.charges_fen,
        "days_past_due": standing.days_past_due,
        "days_in_grace": standing.days_in_grace,
        "next_due_on": None if coming is None else coming.bill.due_on,
        "next_due_fen": _next_fen(one),
    }


COMMANDS = {"suppose": Command(_arguments, suppose)}
