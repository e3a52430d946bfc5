"""call, call script, check, confirm, hours, sheet: what to know and to say while the phone rings."""

from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.cli import call_documents as documents
from duewatch.cli import call_text
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.calls import loan_option, takes_back
from duewatch.cli.parser import Parser, any_text, some_text
from duewatch.model.contact import NumberOrigin, hours_in
from duewatch.model.problem import InputProblem
from duewatch.model.text import text

if TYPE_CHECKING:
    from duewatch.desk.calling import CallAdvice


def _no_arguments(parser: Parser) -> None:  # noqa: ARG001 - takes none
    return


# --- advice ----------------------------------------------------------------------------------------------


def call(call: Call) -> int:
    """What to do and to say now, without a word about any loan."""
    return _advise(call, call.desk.call_advice(call.now))


def _script_arguments(parser: Parser) -> None:
    loan_option(parser)
    parser.argument("--situation", metavar="WORD", reads=some_text, help=text(
        "lost-job, illness, waiting-wages, disputes-sum, not-mine (not borrowed by you) or already-paid"))  # fmt: skip
    parser.argument("--own", action="store_true", help=text(
        "Copy the words beside the store as calls.toml, where you may change them"))  # fmt: skip


def script(call: Call) -> int:
    """What to say for a loan's stage and a situation."""
    options = call.options
    file = call.desk.write_call_guide() if options.own else None
    advice = call.desk.call_advice(call.now, loan=options.loan, situation=options.situation)
    if file is not None:
        call.out.aside(
            text("Written: {file}. Entries you take out of it stay as duewatch has them.", file=str(file.path))
        )
    return _advise(call, advice)


def _advise(call: Call, advice: "CallAdvice") -> int:
    if call.out.json:
        call.out.document("call", on=call.today, **documents.advice(advice, call.wording))
    else:
        call_text.advice(call, advice)
    return DONE


def _check_arguments(parser: Parser) -> None:
    parser.argument("number", metavar="NUMBER", reads=some_text, help=text(
        "The number as it shows; “hidden” where none does"))  # fmt: skip
    parser.argument("--platform", metavar="PLATFORM", reads=some_text, help=text(
        "Look at the published numbers of this platform only"))  # fmt: skip
    loan_option(parser)
    parser.argument("--payee", metavar="NAME", reads=some_text, help=text(
        "To whom the caller wants money sent: is it on the lender's own list? Needs --loan"))  # fmt: skip


def check(call: Call) -> int:
    """Whether the borrower confirmed a number, and what to do."""
    options = call.options
    if options.payee and not options.loan:
        raise InputProblem(text("--payee needs --loan."), text("Name the loan that the caller speaks of."))
    found = call.desk.check_number(options.number, call.now, platform=options.platform)
    advice = call.desk.call_advice(call.now, loan=options.loan)
    payee = call.desk.check_payee(options.payee, options.loan, call.now) if options.payee else None
    if call.out.json:
        call.out.document("call", on=call.today, **documents.check(found, advice, payee, call.wording))
    else:
        call_text.check(call, found, advice, payee)
    return DONE


def _sheet_arguments(parser: Parser) -> None:
    parser.argument("--out", metavar="DIR", reads=some_text, help=text(
        "Write it into this folder, as text and as a page to print"))  # fmt: skip


def sheet(call: Call) -> int:
    """The page for a relative or an employer who was called."""
    guide, say = call.desk.call_advice(call.now).guide, call.wording.say
    out = call.options.out
    files = () if not out else call.desk.write_sheet(
        Path(out).expanduser(), call.now, language=call.wording.language
    )  # fmt: skip
    if call.out.json:
        call.out.document(
            "callsheet",
            title=say(guide.sheet_title),
            lines=[say(line) for line in guide.sheet],
            files=[{"name": str(file.path), "sha256": file.sha256} for file in files],
        )
    elif files:
        for file in files:
            call.out.say(text("Written to {file}, readable by you alone.", file=str(file.path)))
    else:
        call.out.heading(guide.sheet_title)
        for line in guide.sheet:
            call.out.say(line, mark="·")
    return DONE


# --- numbers and hours -----------------------------------------------------------------------------------


def _confirm_arguments(parser: Parser) -> None:
    parser.argument(
        "number", metavar="NUMBER", reads=some_text, help=text("The number as contract, app or card show it")
    )
    parser.argument("--from", dest="origin", metavar="WHERE", required=True, choices=tuple(NumberOrigin), help=text(
        "Where you read it: contract, app or bank-card"))  # fmt: skip
    loan_option(parser)
    parser.argument("--platform", metavar="PLATFORM", reads=some_text, help=text("Whose number it is"))
    parser.argument(
        "--owner", metavar="NAME", reads=any_text, default="", help=text("Whose number it is, in your words")
    )


def confirm(call: Call) -> int:
    """The borrower read a number off something of their own."""
    options = call.options
    batch, number = call.desk.confirm_number(
        options.number,
        NumberOrigin(options.origin),
        call.now,
        loan=options.loan,
        platform=options.platform,
        owner=options.owner,
    )
    if call.out.json:
        call.out.document("call", batch=batch, confirmed=documents.confirmed(number))
        return DONE
    call.out.say(
        text("Noted: you confirmed {number}. A call that shows it may still be forged; call back yourself.",
             number=number.number)
    )  # fmt: skip
    return takes_back(call, batch)


def _hours_arguments(parser: Parser) -> None:
    parser.argument("hours", metavar="HOURS", reads=_hours, help=text("From when to when, such as 09:00-21:00"))
    loan_option(parser)
    parser.argument("--note", metavar="TEXT", reads=any_text, default="", help=text("A note of your own"))


def hours(call: Call) -> int:
    """Hours in which the borrower agreed to be called."""
    first, last = call.options.hours
    batch, agreed = call.desk.agree_hours(first, last, call.now, loan=call.options.loan, note=call.options.note)
    if call.out.json:
        call.out.document(
            "call",
            batch=batch,
            id=agreed.id,
            loan=agreed.loan_id,
            hours=_written(agreed.first_minute, agreed.last_minute),
            agreed_at=agreed.at,
        )
        return DONE
    call.out.say(text("Noted: from now on you may be called {hours}. Contacts are held against this.",
                      hours=_written(first, last)))  # fmt: skip
    return takes_back(call, batch)


def _hours(place: str, value: str) -> tuple[int, int]:
    found = hours_in(value)
    if found is not None:
        return found
    raise InputProblem(
        text("{place}: “{value}” are no hours of a day.", place=place, value=value),
        text("Write them like 09:00-21:00."),
    )


def _written(first: int, last: int) -> str:
    return f"{first // 60:02d}:{first % 60:02d}-{last // 60:02d}:{last % 60:02d}"


COMMANDS = {
    "call": Command(_no_arguments, call),
    "call script": Command(_script_arguments, script),
    "call check": Command(_check_arguments, check),
    "call confirm": Command(_confirm_arguments, confirm),
    "call hours": Command(_hours_arguments, hours),
    "call sheet": Command(_sheet_arguments, sheet),
}
