"""loan show|add|edit|bill|demand|close: one loan, and what the borrower enters about it."""

from typing import TYPE_CHECKING, Any

from duewatch.cli import documents, loan_text
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, amount, any_text, day, percent, some_text, whole
from duewatch.desk.names import stage_name
from duewatch.model.clauses import LateBase
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.model.text import Money, Name, Text, text

if TYPE_CHECKING:
    from argparse import Namespace

KINDS = tuple(kind.value for kind in LoanKind)
DEMAND_STAGES = ("formal-collection", "outside-agency", "legal")
DEMAND_CHANNELS = ("call", "sms", "app", "letter", "visit", "court")
_TERMS = (
    "principal_fen", "annual_rate_pct", "instalments", "disbursed_on", "first_due_on", "due_day", "statement_day",
    "instalment_fen", "credit_limit_fen", "late_daily_pct", "late_base", "grace_days",
)  # fmt: skip


def loan_id_argument(parser: Parser) -> None:
    """ID, as every command about one loan takes it."""
    parser.argument("loan", metavar="ID", reads=some_text, help=text(
        "The loan: its id, a unique beginning of it, or its name"))  # fmt: skip


def _show_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("--all", action="store_true", help=text("Every bill, payment and fact, not only the latest"))


def show(call: Call) -> int:
    """One loan whole."""
    detail = call.desk.loan(call.options.loan, call.now)
    if call.out.json:
        call.out.document("loan", on=call.today, **documents.loan_detail(detail, call.wording))
    else:
        loan_text.show(call, detail, whole=call.options.all)
    return DONE


def _terms_arguments(parser: Parser) -> None:
    argument = parser.argument
    argument("--kind", choices=KINDS, metavar="KIND", help=text(
        "equal-instalment, interest-first, bullet, revolving (card or credit line) or unknown"))  # fmt: skip
    argument("--principal", dest="principal_fen", metavar="YUAN", reads=amount, help=text("The amount lent"))
    argument("--annual-rate", dest="annual_rate_pct", metavar="PERCENT", reads=percent, help=text(
        "Interest in percent a year"))  # fmt: skip
    argument("--instalments", metavar="N", reads=whole(1, 600), help=text("How many bills"))
    argument("--disbursed", dest="disbursed_on", metavar="DATE", reads=day, help=text("The day the money came"))
    argument("--first-due", dest="first_due_on", metavar="DATE", reads=day, help=text("Due day of the first bill"))
    argument("--due-day", metavar="DAY", reads=whole(1, 31), help=text("Due day of every month"))
    argument("--statement-day", metavar="DAY", reads=whole(1, 31), help=text("Day of the month the statement is out"))
    argument("--instalment", dest="instalment_fen", metavar="YUAN", reads=amount, help=text(
        "The contract's own fixed instalment"))  # fmt: skip
    argument("--credit-limit", dest="credit_limit_fen", metavar="YUAN", reads=amount, help=text("The credit limit"))
    argument("--late-daily", dest="late_daily_pct", metavar="PERCENT", reads=percent, help=text(
        "Late charge in percent a day, only as your contract says it"))  # fmt: skip
    argument("--late-base", choices=tuple(base.value for base in LateBase), metavar="BASE", help=text(
        "What the late charge is taken on: overdue-principal or overdue-amount"))  # fmt: skip
    argument("--grace-days", metavar="N", reads=whole(0, 30), help=text(
        "Grace days, only as your own contract grants them"))  # fmt: skip
    argument("--lender", metavar="NAME", reads=some_text, help=text("The lender as the contract names it"))
    argument("--tail", metavar="DIGITS", reads=some_text, help=text("Last digits that tell accounts apart"))
    argument("--name", metavar="NAME", reads=some_text, help=text("What you call this loan"))
    argument("--note", metavar="TEXT", reads=any_text, help=text("A note of your own"))


def _add_arguments(parser: Parser) -> None:
    parser.argument("--platform", metavar="PLATFORM", required=True, reads=some_text, help=text(
        "Where you borrowed: an id or any usual name, such as huabei or 花呗"))  # fmt: skip
    _terms_arguments(parser)


def add(call: Call) -> int:
    """Add a loan."""
    options = call.options
    terms = Terms(kind=LoanKind(options.kind or _usual_kind(call)), **_given(options))
    loan = call.desk.add_loan(
        options.platform,
        terms,
        call.now,
        name=options.name or "",
        lender=options.lender,
        account_tail=options.tail,
        note=options.note or "",
    )
    return _after(call, loan.id, text("Added {loan}.", loan=Name(loan.id, loan.id)))


def _usual_kind(call: Call) -> str:
    """The kind that the platform's loans usually are; "unknown" where nothing is known of it."""
    platform_id = call.desk.ladder(call.options.platform).platform_id
    usual = (choice.loan_kinds[0] for choice in call.desk.platforms() if choice.id == platform_id and choice.loan_kinds)
    return next(usual, LoanKind.UNKNOWN.value)


def _edit_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    _terms_arguments(parser)
    parser.argument("--forget", metavar="OPTION", action="append", default=[], help=text(
        "Make a term unknown again, such as late-daily; may be given several times"))  # fmt: skip
    parser.argument("--mute", choices=("yes", "no"), metavar="yes|no", help=text(
        "yes: no reminders of this loan for now (court deadlines are still told)"))  # fmt: skip


FORGETTABLE = {
    "principal": "principal_fen",
    "annual-rate": "annual_rate_pct",
    "instalments": "instalments",
    "disbursed": "disbursed_on",
    "first-due": "first_due_on",
    "due-day": "due_day",
    "statement-day": "statement_day",
    "instalment": "instalment_fen",
    "credit-limit": "credit_limit_fen",
    "late-daily": "late_daily_pct",
    "lender": "lender",
    "tail": "account_tail",
}


def edit(call: Call) -> int:
    """Change terms or names, or mute."""
    options = call.options
    old = call.desk.loan(options.loan, call.now).loan
    terms = {"kind": old.terms.kind, **{name: getattr(old.terms, name) for name in _TERMS}, **_given(options)}
    if options.kind:
        terms["kind"] = LoanKind(options.kind)
    rest: dict[str, str | None] = {
        "name": options.name or old.name,
        "lender": options.lender or old.lender,
        "account_tail": options.tail or old.account_tail,
    }
    for word in options.forget:
        field = FORGETTABLE.get(word.removeprefix("--"))
        if field is None:
            raise InputProblem(
                text("--forget: there is no term “{word}” that can be unknown.", word=word),
                text("One of: {choices}", choices=", ".join(FORGETTABLE)),
            )
        (terms if field in terms else rest)[field] = None
    new = Loan(
        id=old.id,
        platform_id=old.platform_id,
        name=rest["name"] or old.name,
        terms=Terms(**terms),
        lender=rest["lender"],
        account_tail=rest["account_tail"],
        muted=old.muted,
        note=old.note if options.note is None else options.note,
    )
    if new == old and options.mute is None:
        raise InputProblem(
            text("loan edit {loan}: nothing was given to change.", loan=old.id),
            text("See: {command} --help", command="duewatch loan edit"),
        )
    if new != old:
        call.desk.edit_loan(new, call.now)
    if options.mute is not None:
        call.desk.mute(old.id, call.now, muted=options.mute == "yes")
    return _after(call, old.id, text("Changed {loan}.", loan=Name(old.id, old.id)), undoable=new != old)


def _bill_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("due_on", metavar="DUE_ON", reads=day, help=text("The due day of the bill, YYYY-MM-DD"))
    parser.argument("total_fen", metavar="AMOUNT", nargs="?", reads=amount, help=text(
        "The whole amount in yuan as the app shows it; left out: not known yet"))  # fmt: skip
    parser.argument("--minimum", metavar="YUAN", reads=amount, help=text("The minimum payment, if there is one"))


def bill(call: Call) -> int:
    """Enter a bill as the app shows it."""
    options = call.options
    loan_id = call.desk.loan(options.loan, call.now).loan.id
    call.desk.enter_bill(loan_id, options.due_on, options.total_fen, call.now, minimum_fen=options.minimum)
    shown = Money(options.total_fen) if options.total_fen is not None else text("not known")
    return _after(call, loan_id, text("Entered for {loan}: due {on}, {amount}.",
                                      loan=Name(loan_id, loan_id), on=options.due_on, amount=shown))  # fmt: skip


def _demand_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("stage", metavar="STAGE", choices=DEMAND_STAGES, help=text(
        "formal-collection: a collection call; outside-agency: an agency's call or letter; legal: a court paper"
    ))  # fmt: skip
    parser.argument("--on", metavar="DATE", reads=day, help=text("The day it came; default today"))
    parser.argument("--channel", choices=DEMAND_CHANNELS, default="call", metavar="CHANNEL", help=text(
        "call, sms, app, letter, visit or court"))  # fmt: skip
    parser.argument("--note", metavar="TEXT", reads=any_text, default="", help=text("A note of your own"))


def demand(call: Call) -> int:
    """Note that somebody chased; it moves the stage."""
    options = call.options
    loan_id = call.desk.loan(options.loan, call.now).loan.id
    call.desk.note_demand(loan_id, options.stage, call.now, on=options.on, channel=options.channel, note=options.note)
    return _after(call, loan_id, text("Noted for {loan}.", loan=Name(loan_id, loan_id)))


def _close_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("--on", metavar="DATE", reads=day, help=text("The day it was settled; default today"))


def close(call: Call) -> int:
    """Mark a loan as settled."""
    loan_id = call.desk.loan(call.options.loan, call.now).loan.id
    call.desk.close_loan(loan_id, call.now, on=call.options.on)
    return _after(call, loan_id, text(
        "Marked {loan} as settled, as you say; ask the lender for a settlement certificate (结清证明) and keep it.",
        loan=Name(loan_id, loan_id)))  # fmt: skip


def _given(options: "Namespace") -> dict[str, Any]:
    """The terms that were given on the command line."""
    given = {name: getattr(options, name) for name in _TERMS if getattr(options, name) is not None}
    if "late_base" in given:
        given["late_base"] = LateBase(given["late_base"])
    return given


def _after(call: Call, loan_id: str, said: Text, *, undoable: bool = True) -> int:
    """What was done, where the loan stands now, and how to take it back."""
    batch = call.desk.batches(1)[0].id if undoable else None
    detail = call.desk.loan(loan_id, call.now)
    if call.out.json:
        call.out.document("loan", on=call.today, batch=batch, **documents.loan_detail(detail, call.wording))
        return DONE
    call.out.say(said)
    row = detail.row
    if row.next_due_on is not None:
        call.out.say(
            text("Due next: {on}, {amount}. Stage: {stage}.", on=row.next_due_on, stage=stage_name(row.stage),
                 amount=Money(row.next_due_fen) if row.next_due_fen is not None else text("not known"))
        )  # fmt: skip
    elif row.stage != "settled":
        call.out.say(text("No due day is known yet: enter a bill with duewatch loan bill, or complete the terms."))
    if batch is not None:
        call.out.say(text("To take this back: duewatch undo {batch}", batch=batch), style="quiet")
    return DONE


COMMANDS = {
    "loan show": Command(_show_arguments, show),
    "loan add": Command(_add_arguments, add),
    "loan edit": Command(_edit_arguments, edit),
    "loan bill": Command(_bill_arguments, bill),
    "loan demand": Command(_demand_arguments, demand),
    "loan close": Command(_close_arguments, close),
}
