"""loan show|add|edit|bill|demand|close: one loan, and what the borrower enters about it."""

from duewatch.cli import documents, loan_text
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, amount, any_text, day, some_text
from duewatch.desk.names import stage_name
from duewatch.model.debit import read_account, read_debit_time
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.model.text import Money, Name, Text, text

DEMAND_STAGES = ("formal-collection", "outside-agency", "legal")
DEMAND_CHANNELS = ("call", "sms", "app", "letter", "lawyer-letter", "visit", "court")
FORGETTABLE = ("lender", "tail", "debit-account", "debit-at")
"""What can be unknown again beside the terms."""


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


def _own_arguments(parser: Parser) -> None:
    from duewatch.cli.terms import terms_arguments  # here: other commands take loan_id_argument from this module

    terms_arguments(parser)
    argument = parser.argument
    argument("--lender", metavar="NAME", reads=some_text, help=text("The lender as the contract names it"))
    argument("--tail", metavar="DIGITS", reads=some_text, help=text("Last digits that tell accounts apart"))
    argument("--debit-account", metavar="BANK", reads=_account, help=text(
        "The account it is debited from: bank and last digits, like “招商银行 1234”"))  # fmt: skip
    argument("--debit-at", metavar="HH:MM", reads=_debit_time, help=text(
        "At what time of the due day, as contract or app say"))  # fmt: skip
    argument("--name", metavar="NAME", reads=some_text, help=text("What you call this loan"))
    argument("--note", metavar="TEXT", reads=any_text, help=text("A note of your own"))


def _account(_: str, value: str) -> str:
    return read_account(value)


def _debit_time(_: str, value: str) -> str:
    return read_debit_time(value)


def _add_arguments(parser: Parser) -> None:
    parser.argument("--platform", metavar="PLATFORM", required=True, reads=some_text, help=text(
        "Where you borrowed: an id or any usual name, such as huabei or 花呗"))  # fmt: skip
    _own_arguments(parser)


def add(call: Call) -> int:
    """Add a loan."""
    from duewatch.cli.terms import given_terms, naming_option

    options = call.options
    terms = given_terms(options, Terms(kind=LoanKind(options.kind or _usual_kind(call))))
    with naming_option(options, terms):
        loan = call.desk.add_loan(
            options.platform,
            terms,
            call.now,
            name=options.name or "",
            lender=options.lender,
            account_tail=options.tail,
            note=options.note or "",
            debit_account=options.debit_account,
            debit_at=options.debit_at,
        )
    return _after(call, loan.id, text("Added {loan}.", loan=Name(loan.id, loan.id)), hinting=True)


def _usual_kind(call: Call) -> str:
    """The kind that the platform's loans usually are; "unknown" where nothing is known of it."""
    platform_id = call.desk.ladder(call.options.platform).platform_id
    usual = (choice.loan_kinds[0] for choice in call.desk.platforms() if choice.id == platform_id and choice.loan_kinds)
    return next(usual, LoanKind.UNKNOWN.value)


def _edit_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    _own_arguments(parser)
    parser.argument("--forget", metavar="OPTION", action="append", default=[], help=text(
        "Make a term unknown again, such as late-daily; may be given several times"))  # fmt: skip
    parser.argument("--mute", choices=("yes", "no"), metavar="yes|no", help=text(
        "yes: no reminders of this loan for now (court deadlines are still told)"))  # fmt: skip


def edit(call: Call) -> int:
    """Change terms or names, or mute."""
    from duewatch.cli.terms import forget, forgettable, given_terms, naming_option

    options = call.options
    old = call.desk.loan(options.loan, call.now).loan
    terms = given_terms(options, old.terms)
    rest: dict[str, str | None] = {
        "name": options.name or old.name,
        "lender": options.lender or old.lender,
        "tail": options.tail or old.account_tail,
        "debit-account": options.debit_account or old.debit_account,
        "debit-at": options.debit_at or old.debit_at,
    }
    for given in options.forget:
        word = given.removeprefix("--")
        known = forget(terms, word)
        if known is not None:
            terms = known
        elif word in FORGETTABLE:
            rest[word] = None
        else:
            raise InputProblem(
                text("--forget: there is no term “{word}” that can be unknown.", word=given),
                text("One of: {choices}", choices=", ".join((*forgettable(), *FORGETTABLE))),
            )
    new = Loan(
        id=old.id,
        platform_id=old.platform_id,
        name=rest["name"] or old.name,
        terms=terms,
        lender=rest["lender"],
        account_tail=rest["tail"],
        muted=old.muted,
        note=old.note if options.note is None else options.note,
        debit_account=rest["debit-account"],
        debit_at=rest["debit-at"],
    )
    if new == old and options.mute is None:
        raise InputProblem(
            text("loan edit {loan}: nothing was given to change.", loan=old.id),
            text("See: {command} --help", command="duewatch loan edit"),
        )
    if new != old:
        with naming_option(options, terms):
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
        "call, sms, app, letter, lawyer-letter, visit or court"))  # fmt: skip
    parser.argument("--note", metavar="TEXT", reads=any_text, default="", help=text("A note of your own"))


def demand(call: Call) -> int:
    """Note that somebody chased; it moves the stage."""
    options = call.options
    loan_id = call.desk.loan(options.loan, call.now).loan.id
    call.desk.note_demand(loan_id, options.stage, call.now, on=options.on, channel=options.channel, note=options.note)
    return _after(call, loan_id, text("Noted for {loan}.", loan=Name(loan_id, loan_id)))


def _accelerate_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("--on", metavar="DATE", reads=day, help=text("The day of the notice; default today"))
    parser.argument("--due", metavar="DATE", reads=day, help=text("By when it asks for everything; default that day"))
    parser.argument("--note", metavar="TEXT", reads=any_text, default="", help=text("A note of your own"))


def accelerate(call: Call) -> int:
    """The lender declared the whole debt due."""
    options = call.options
    loan_id = call.desk.loan(options.loan, call.now).loan.id
    call.desk.accelerate(loan_id, call.now, on=options.on, due_on=options.due, note=options.note)
    return _after(call, loan_id, text(
        "Noted for {loan}: everything is asked for at once. Check the notice and its ground in the contract with the "
        "lender or 12348.", loan=Name(loan_id, loan_id)))  # fmt: skip


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


def _after(call: Call, loan_id: str, said: Text, *, undoable: bool = True, hinting: bool = False) -> int:
    """What was done, where the loan stands now, and how to take it back. hinting: with what the terms that are not
    known yet usually are, for the borrower to confirm."""
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
    if hinting:
        from duewatch.desk.contract_words import hint_words, still_open

        hint = still_open(detail.hint, detail.loan.terms)
        if hint is not None and not call.wording.hide_amounts:
            call.out.say(hint_words(hint), style="quiet")
    if batch is not None:
        call.out.say(text("To take this back: duewatch undo {batch}", batch=batch), style="quiet")
    return DONE


COMMANDS = {
    "loan show": Command(_show_arguments, show),
    "loan add": Command(_add_arguments, add),
    "loan edit": Command(_edit_arguments, edit),
    "loan bill": Command(_bill_arguments, bill),
    "loan demand": Command(_demand_arguments, demand),
    "loan accelerate": Command(_accelerate_arguments, accelerate),
    "loan close": Command(_close_arguments, close),
}
