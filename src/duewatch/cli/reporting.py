"""report, report link, report add: the credit report that was imported, beside what is known here."""

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, some_text, whole
from duewatch.desk.report_words import account_title, differences, edition_name, reason_words, told
from duewatch.model.text import Name, text

if TYPE_CHECKING:
    from duewatch.desk.reporting import AccountLine, Linked, ReportView

MOST_PLACES = 9999
BEIJING = timezone(timedelta(hours=8))
"""The report prints its time without a zone."""


def _no_arguments(parser: Parser) -> None:  # noqa: ARG001 - takes none
    return


def show(call: Call) -> int:
    """Every account with its differences."""
    view = call.desk.credit_report(call.now)
    if call.out.json:
        _document(call, view)
    else:
        _text(call, view)
    return DONE


def _document(call: Call, view: "ReportView") -> None:
    call.out.document(
        "report",
        on=call.today,
        number=view.head.number,
        made_at=datetime.fromisoformat(view.head.at).replace(tzinfo=BEIJING),
        edition=view.head.edition,
        generation=view.head.generation,
        batch=view.batch_id,
        earlier=view.earlier,
        accounts=[_account(call, line) for line in view.lines],
        absent=[{"loan": row.loan_id, "platform": row.platform_id, "name": row.name} for row in view.absent],
    )


def _account(call: Call, line: "AccountLine") -> dict[str, Any]:
    say, account, compared = call.wording.say, line.account, line.compared
    return {
        "place": account.place,
        "kind": account.kind,
        "lender": account.lender,
        "business": account.business,
        "opened_on": account.opened_on,
        "matures_on": account.matures_on,
        "closed_on": account.closed_on,
        "currency": account.currency,
        "amount_fen": account.amount_fen,
        "limit_fen": account.limit_fen,
        "balance_fen": account.balance_fen,
        "overdue_fen": account.overdue_fen,
        "state": account.state,
        "grade": account.grade,
        "as_of_on": account.as_of,
        "late_months": account.late_months,
        "late_90_months": account.late_90_months,
        "months": [
            {"month": each.month, "code": each.code, "overdue_fen": each.amount_fen} for each in account.months
        ],
        "specials": [
            {"kind": each.kind, "on": each.on, "months": each.months, "amount_fen": each.amount_fen, "note": each.note}
            for each in account.specials
        ],
        "loan": None if line.loan is None else line.loan.id,
        "candidates": [loan.id for loan in line.candidates],
        "platforms": [platform.id for platform in line.platforms],
        "months_same": None if compared is None else compared.months_same,
        "differences": []
        if compared is None
        else [
            {
                "month": f"{each.month:%Y-%m}", "what": "month", "ours": each.ours, "theirs": each.theirs,
                "reasons": [{"id": reason, "text": say(reason_words(reason))} for reason in each.reasons],
            }
            for each in compared.months
        ]
        + [
            {
                "month": None, "what": each.what, "ours": each.ours, "theirs": each.theirs,
                "reasons": [{"id": reason, "text": say(reason_words(reason))} for reason in each.reasons],
            }
            for each in compared.figures
        ],
    }  # fmt: skip


def _text(call: Call, view: "ReportView") -> None:
    out = call.out
    out.heading(text("Credit report of {day}, {edition}", day=view.head.on, edition=edition_name(view.head.edition)))
    for line in view.lines:
        out.blank()
        _line(call, line)
    if view.absent:
        out.blank()
        out.heading(text("Open here and not on the report"))
        for row in view.absent:
            out.say(Name(row.name or row.platform_zh, row.name or row.platform_en), indent=2, mark="·")
        out.say(
            text("It may be too new, told in one account with another, or not told at all."), indent=2, style="quiet"
        )
    out.blank()
    out.say(text("Where the two differ, nothing here says which of them is right."), style="quiet")


def _line(call: Call, line: "AccountLine") -> None:
    out = call.out
    out.say(account_title(line))
    for words in told(line):
        out.say(words, indent=3)
    if line.compared is None:
        return
    if not line.compared.months and not line.compared.figures:
        out.say(text("No difference."), indent=3, style="quiet")
    for what, reasons in differences(line):
        out.say(what, indent=3, mark="·")
        for reason in reasons:
            out.say(reason, indent=5, style="quiet")


def _place(parser: Parser) -> None:
    parser.argument(
        "place", metavar="N", reads=whole(1, MOST_PLACES), help=text("The account's number, as report lists it")
    )


def _link_arguments(parser: Parser) -> None:
    _place(parser)
    parser.argument("loan", metavar="LOAN", reads=some_text, help=text("The loan's id, or the beginning of its name"))


def link(call: Call) -> int:
    """Note which loan an account is."""
    return _linked(call, call.desk.link_account(call.options.place, call.options.loan, call.now))


def _add_arguments(parser: Parser) -> None:
    _place(parser)
    parser.argument("--platform", metavar="NAME", required=True, reads=some_text, help=text(
        "The platform, by id or any of its names"))  # fmt: skip
    parser.argument("--name", metavar="WORDS", reads=some_text, help=text("What you call the loan"))


def add(call: Call) -> int:
    """Add the loan that an account is."""
    options = call.options
    return _linked(call, call.desk.add_account(options.place, options.platform, call.now, name=options.name or ""))


def _linked(call: Call, linked: "Linked") -> int:
    loan = linked.loan
    if call.out.json:
        call.out.document("report", batch=linked.batch_id, place=linked.account.place, loan=loan.id,
                          platform=loan.platform_id, added=linked.added)  # fmt: skip
        return DONE
    said = (
        text("Added: {loan}. How it is paid back the report does not tell; enter it with: duewatch loan edit {loan}",
             loan=Name(loan.id, loan.id))
        if linked.added
        else text("Account {place} is {loan}.", place=linked.account.place, loan=Name(loan.id, loan.id))
    )  # fmt: skip
    call.out.say(said)
    call.out.say(text("Taken back with: duewatch undo {batch}", batch=linked.batch_id), style="quiet")
    return DONE


COMMANDS = {
    "report": Command(_no_arguments, show),
    "report link": Command(_link_arguments, link),
    "report add": Command(_add_arguments, add),
}
