"""today, due, loans: the day's picture."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from duewatch.cli import documents, words
from duewatch.cli.call import DONE, NEEDS_EYE, Call, Command
from duewatch.cli.parser import Parser, some_text, span
from duewatch.cli.table import NAME, STATE, Column
from duewatch.model.problem import InputProblem
from duewatch.model.projection import LOAN_SORTS
from duewatch.model.text import Money, ntext, text

if TYPE_CHECKING:
    from duewatch.desk.picture import Today
    from duewatch.desk.views import BillRow, LoanRow

SHOWN_LATE = 20
"""Late loans that the text lists; it counts the rest."""
ALL = 10**9
"""A document for scripts leaves none out."""


def _today_arguments(parser: Parser) -> None:
    parser.argument("--check", action="store_true", help=text("Exit with 1 if anything is late or is to be done today"))


def today(call: Call) -> int:
    """What is due next, what is late and in which stage, the cash needed, what to do."""
    picture = call.desk.today(call.now, late_limit=ALL if call.out.json else SHOWN_LATE)
    if call.out.json:
        _today_document(call, picture)
    elif picture.totals.loans == 0:
        _first_words(call)
    else:
        _today_text(call, picture)
    return NEEDS_EYE if getattr(call.options, "check", False) and (picture.late or picture.do) else DONE


def _today_document(call: Call, picture: "Today") -> None:
    coming = picture.next
    call.out.document(
        "today",
        on=picture.on,
        next=coming
        and {
            "loan": coming.loan_id,
            "platform": coming.platform_id,
            "due_on": coming.due_on,
            "total_fen": coming.total_fen,
            "remaining_fen": coming.remaining_fen,
            "in_days": picture.next_in_days,
        },
        late=[
            {
                "loan": row.loan_id,
                "platform": row.platform_id,
                "overdue_fen": row.overdue_fen,
                "days_past_due": row.days_past_due,
                "stage": row.stage,
            }
            for row in picture.late
        ],
        cash_needed={
            "until_on": picture.cash_until,
            "total_fen": picture.cash_fen,
            "bills": picture.cash_bills,
            "unknown": picture.cash_unknown,
            "first_on": picture.cash_first_on,
        },
        do=[
            {"loan": item.loan_id, "what": call.wording.say(item.what), "why": call.wording.say(item.why)}
            for item in picture.do
        ],
        totals={
            "loans": picture.totals.loans,
            "late_loans": picture.totals.late_loans,
            "late_fen": picture.totals.late_fen,
            "with_report_code": picture.totals.with_report_code,
        },
        last_check_at=picture.last_check_at,
        missed_at=picture.missed_at,
    )


def _first_words(call: Call) -> None:
    out = call.out
    out.say(
        text(
            "There are no loans here yet. duewatch shows what is due, what is late, how far the collection has gone "
            "and what to do; it needs no account, lends nothing, pays nothing and asks for no bank password."
        )
    )
    out.blank()
    for command, what in (
        ("duewatch demo", text("look around with a made-up borrower")),
        ("duewatch loan add --help", text("add a loan")),
        ("duewatch import FILE", text("read an exported Alipay or WeChat bill, or “-” for a pasted message")),
        ("duewatch ask …", text("ask what lateness does to the credit report")),
    ):
        out.words(f"{command}  {call.wording.say(what)}", mark="·")


def _today_text(call: Call, picture: "Today") -> None:
    out, wording, totals = call.out, call.wording, picture.totals
    out.heading(text("{on} {weekday}", on=picture.on, weekday=words.weekday(picture.on)))
    if picture.last_check_at is not None:
        out.say(text("Reminders last checked {at}", at=picture.last_check_at), style="quiet")
    if picture.missed_at is not None:
        out.say(
            text(
                "No reminders went out at {at}: whatever runs them did not run. `duewatch watch --install` lets the "
                "system do it.",
                at=picture.missed_at,
            ),
            style="attention",
        )
    out.blank()
    coming, due = picture.next, wording.say(text("nothing that is known"))
    if coming is not None:
        due = wording.say(
            text(
                "{loan}, {on} ({when}), {amount}",
                loan=words.loan_name(coming),
                on=coming.due_on,
                when=words.when(coming.due_on, picture.on),
                amount=words.money(wording, coming.remaining_fen),
            )
        )
    days = (picture.cash_until - picture.on).days
    cash = ntext("{count} bill, {sum}", "{count} bills, {sum}", picture.cash_bills, sum=Money(picture.cash_fen))
    needed = wording.say(cash)
    if picture.cash_unknown:
        unknown = ntext("and {count} of unknown amount", "and {count} of unknown amount", picture.cash_unknown)
        needed += wording.say(text(", ")) + wording.say(unknown)
    if totals.late_loans:
        complete = len(picture.late) == totals.late_loans
        late_fen = sum(map(words.overdue_fen, picture.late)) if complete else totals.late_fen
        arrears = ntext("{count} loan, {sum}", "{count} loans, {sum}", totals.late_loans, sum=Money(late_fen))
    else:
        arrears = text("nothing")
    if totals.with_report_code:
        code = ntext("{count} loan may show as overdue", "{count} loans may show as overdue", totals.with_report_code)
    else:
        code = text("nothing overdue to show, as far as is known")
    out.pairs(
        [
            (text("Due next"), due),
            (text("Late"), wording.say(arrears)),
            (text("Cash needed in {days} days", days=days), needed),
            (text("Credit report"), wording.say(code)),
        ]
    )
    if picture.late:
        out.blank()
        out.heading(text("Late"))
        _late_table(call, picture.late)
        if totals.late_loans > len(picture.late):
            rest = totals.late_loans - len(picture.late)
            out.say(
                ntext("… and {count} more: duewatch loans --late", "… and {count} more: duewatch loans --late", rest)
            )
    out.blank()
    out.heading(text("To do today"))
    if not picture.do:
        out.say(text("Nothing today."), indent=2)
    for number, item in enumerate(picture.do, 1):
        out.say(item.what, indent=2, mark=f"{number}.")
        out.say(item.why, indent=5, style="quiet")


def _late_table(call: Call, rows: "Sequence[LoanRow]") -> None:
    wording, say = call.wording, call.wording.say
    columns = [
        Column(say(text("Loan")), keep=NAME),
        Column(say(text("Overdue")), right=True),
        Column(say(text("Late for")), right=True),
        Column(say(text("Stage")), keep=STATE),
        Column(say(text("On the report")), drop=1),
    ]
    lines = [
        [
            say(words.loan_name(row)),
            words.money(wording, words.overdue_fen(row)),
            say(ntext("{count} day", "{count} days", row.days_past_due)),
            words.state(wording, row),
            words.report_code(wording, row.report_code),
        ]
        for row in rows
    ]
    call.out.table(*_with_id(call, columns, lines, [row.loan_id for row in rows]), indent=2)


def _due_arguments(parser: Parser) -> None:
    parser.argument("--within", metavar="DAYS", reads=span, help=text("How far to look ahead: 14d, 2w"))
    parser.argument("--ics", action="store_true", help=text("As a calendar file on standard output"))
    parser.argument("--discretion", choices=("silent", "no-amounts", "full"), default="silent", help=text(
        "What a calendar entry says: silent names neither lender nor sum (the default), no-amounts, full"))  # fmt: skip


def _calendar(call: Call, rows: "Sequence[BillRow]") -> int:
    if call.out.json:
        raise InputProblem(text("--ics and --json are two forms of the same."), text("Give one of them."))
    from duewatch.cli.calendar import calendar_of

    call.out.stdout.write(calendar_of(call, rows, call.options.discretion))
    return DONE


def due(call: Call) -> int:
    """Bills to come and overdue bills, by day."""
    within = call.options.within
    days = call.loaded.settings.horizon_days if within is None else within
    rows = call.desk.bills_due(call.now, within_days=days)
    if call.options.ics:
        return _calendar(call, rows)
    if call.out.json:
        bills = [documents.bill_row(row, max((call.today - row.due_on).days, 0)) for row in rows]
        call.out.document("due", on=call.today, until_on=call.today + timedelta(days=days), bills=bills)
        return DONE
    if not rows:
        call.out.say(ntext("No bill is known to be due within {count} day, and none is late.",
                           "No bill is known to be due within {count} days, and none is late.", days))  # fmt: skip
        return DONE
    wording, say = call.wording, call.wording.say
    columns = [
        Column(say(text("Due day"))),
        Column(say(text("When"))),
        Column(say(text("Loan")), keep=NAME),
        Column(say(text("To pay")), right=True),
        Column(say(text("Minimum")), right=True, drop=1),
        Column(say(text("Paid")), right=True, drop=2),
    ]
    lines = [
        [
            row.due_on.isoformat(),
            say(words.when(row.due_on, call.today)),
            say(words.loan_name(row)),
            words.money(wording, row.remaining_fen),
            wording.money(row.minimum_fen, "—"),
            wording.money(row.paid_fen) if row.paid_fen else "—",
        ]
        for row in rows
    ]
    call.out.table(*_with_id(call, columns, lines, [row.loan_id for row in rows]))
    known = sum(row.remaining_fen or 0 for row in rows)
    unknown = sum(row.remaining_fen is None for row in rows)
    call.out.say(text("Sum: {sum}", sum=Money(known)))
    if unknown:
        call.out.say(ntext("{count} bill of unknown amount is not in the sum.",
                           "{count} bills of unknown amount are not in the sum.", unknown))  # fmt: skip
    return DONE


def _loans_arguments(parser: Parser) -> None:
    parser.argument("--sort", choices=LOAN_SORTS, default="due", metavar="COLUMN", help=text(
        "Sort by due, platform, amount, stage, late or code"))  # fmt: skip
    parser.argument("--reverse", action="store_true", help=text("The other way round"))
    parser.argument("--late", action="store_true", help=text("Only loans that are late"))
    parser.argument("--find", metavar="TEXT", reads=some_text, help=text(
        "Only loans with this in id, name, platform or lender"))  # fmt: skip


def loans(call: Call) -> int:
    """Every loan with its standing and stage."""
    options = call.options
    rows = call.desk.loan_rows(
        call.now, sort=options.sort, descending=options.reverse, containing=options.find or "", only_late=options.late
    )
    if call.out.json:
        call.out.document("loans", on=call.today, loans=[documents.loan_row(row, call.wording) for row in rows])
        return DONE
    if not rows:
        narrowed = options.find or options.late
        call.out.say(text("No loan fits.") if narrowed else text("There are no loans yet: duewatch loan add --help"))
        return DONE
    wording, say = call.wording, call.wording.say
    columns = [
        Column(say(text("Loan")), keep=NAME),
        Column(say(text("Due day"))),
        Column(say(text("Amount")), right=True),
        Column(say(text("Overdue")), right=True),
        Column(say(text("Outstanding")), right=True, drop=2),
        Column(say(text("Stage")), keep=STATE),
        Column(say(text("Late for")), right=True, drop=1),
        Column(say(text("On the report")), drop=3),
    ]
    lines = [
        [
            say(words.loan_name(row)),
            row.next_due_on.isoformat() if row.next_due_on else "—",
            words.money(wording, row.next_due_fen) if row.next_due_on else "—",
            wording.money(words.overdue_fen(row)) if row.overdue_fen else "—",
            "—" if row.stage == "settled" else words.outstanding(wording, row),
            words.state(wording, row),
            say(ntext("{count} day", "{count} days", row.days_past_due)) if row.days_past_due else "—",
            words.report_code(wording, row.report_code),
        ]
        for row in rows
    ]
    call.out.table(*_with_id(call, columns, lines, [row.loan_id for row in rows]))
    return DONE


def _with_id(
    call: Call, columns: list[Column], lines: list[list[str]], ids: list[str]
) -> tuple[list[Column], list[list[str]]]:
    """The id in front, which other commands want; it tells the platform, so it is hidden with the names."""
    if call.wording.hide_amounts:
        return columns, lines
    return [Column("ID"), *columns], [[loan_id, *line] for loan_id, line in zip(ids, lines, strict=True)]


COMMANDS = {
    "today": Command(_today_arguments, today),
    "due": Command(_due_arguments, due),
    "loans": Command(_loans_arguments, loans),
}
