"""call, call script, check, log, list, confirm, hours, withdraw; promise list: when the phone rings, and afterwards."""

import re
from argparse import Namespace
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.cli import call_documents as documents
from duewatch.cli import call_text
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, amount, any_text, day, some_text, whole
from duewatch.model.contact import Channel, Contact, Direction, Mark, NumberOrigin, Reached, Tone
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

if TYPE_CHECKING:
    from duewatch.desk.calling import CallAdvice

MOST_MINUTES = 24 * 60


def _no_arguments(parser: Parser) -> None:  # noqa: ARG001 - takes none
    return


def _loan_option(parser: Parser) -> None:
    parser.argument("--loan", metavar="ID", reads=some_text, help=text("The loan it is about, where that is known"))


# --- advice ----------------------------------------------------------------------------------------------


def call(call: Call) -> int:
    """What to do and to say now, without a word about any loan."""
    return _advise(call, call.desk.call_advice(call.now))


def _script_arguments(parser: Parser) -> None:
    _loan_option(parser)
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
    _loan_option(parser)
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


# --- the log ---------------------------------------------------------------------------------------------


def _log_arguments(parser: Parser) -> None:
    argument = parser.argument
    _loan_option(parser)
    argument("--number", metavar="NUMBER", reads=some_text, help=text("The number as it showed"))
    argument("--at", metavar="MOMENT", reads=moment_words, help=text(
        "When it began: 2026-11-20T21:59, or 21:59 for today; default now"))  # fmt: skip
    argument("--direction", choices=tuple(Direction), metavar="in|out", help=text(
        "in: they reached out (default); out: you did"))  # fmt: skip
    argument("--channel", choices=tuple(Channel), metavar="CHANNEL", help=text(
        "call (default), sms, app, letter, visit or court"))  # fmt: skip
    argument("--minutes", metavar="M", reads=whole(0, MOST_MINUTES), help=text("How long, in minutes"))
    argument("--answered", action="store_true", help=text("Somebody spoke"))
    argument("--missed", action="store_true", help=text("It rang in vain"))
    argument("--reached", choices=tuple(Reached), metavar="WHO", help=text(
        "debtor (default), or third-person: a relative, an employer"))  # fmt: skip
    argument("--who", metavar="NAME", reads=any_text, help=text("The caller's name"))
    argument("--company", metavar="NAME", reads=any_text, help=text("The company that calls"))
    argument("--lender", metavar="NAME", reads=any_text, help=text("For which lender, as they said"))
    argument("--agent", metavar="NUMBER", reads=any_text, help=text("The caller's agent number"))
    argument("--said", metavar="TEXT", reads=any_text, help=text("What was said"))
    argument("--offered", metavar="TEXT", reads=any_text, help=text("What was offered"))
    argument("--promised", metavar="YUAN", reads=amount, help=text("What you promised to pay"))
    argument("--by", metavar="DATE", reads=day, help=text("The day you promised it for"))
    argument("--tone", choices=tuple(Tone), metavar="TONE", help=text("calm, pressing, rude or threatening"))
    argument("--saw", choices=tuple(Mark), metavar="WORD", action="append", default=[], help=text(
        "What happened, such as threat, disclosed, not-identified; may be given several times"))  # fmt: skip
    argument("--attach", metavar="FILE", action="append", default=[], reads=some_text, help=text(
        "A file that belongs to it; its name and checksum are kept, the file stays where it is"))  # fmt: skip
    argument("--corrects", metavar="N", reads=whole(1, 10**9), help=text(
        "Correct this entry: what is given takes the place of what stood there; the old entry stays in the chain"
    ))  # fmt: skip


def log(call: Call) -> int:
    """Note a contact, or correct one."""
    options = call.options
    if options.answered and options.missed:
        raise InputProblem(text("{name} and {other} do not go together.", name="--answered", other="--missed"))
    if options.corrects is None:
        _ask_for_words(call)
        old = Contact(at=call.now)
    else:
        old = call.desk.contact(options.corrects)
    noted = call.desk.log_contact(
        _contact(options, old, call.now), call.now, loan=options.loan, files=[Path(one) for one in options.attach]
    )
    if call.out.json:
        call.out.document("contact", **documents.noted(noted, call.wording))
    else:
        call_text.noted(call, noted)
    return DONE


def _contact(options: Namespace, old: Contact, now: datetime) -> Contact:
    """The contact that the options tell, over the one they correct."""
    given = {
        "number": options.number,
        "minutes": options.minutes,
        "who": options.who,
        "company": options.company,
        "lender": options.lender,
        "agent": options.agent,
        "said": options.said,
        "offered": options.offered,
        "promised_fen": options.promised,
        "promised_by_on": options.by,
        "at": None if options.at is None else moment_at(options.at, now),
        "direction": None if options.direction is None else Direction(options.direction),
        "channel": None if options.channel is None else Channel(options.channel),
        "reached": None if options.reached is None else Reached(options.reached),
        "tone": None if options.tone is None else Tone(options.tone),
        "answered": True if options.answered else False if options.missed else None,
        "marks": tuple(dict.fromkeys((*old.marks, *map(Mark, options.saw)))) if options.saw else None,
    }
    contact = replace(old, **{name: value for name, value in given.items() if value is not None})
    spoke = contact.channel is Channel.CALL and contact.answered is None and (contact.minutes or contact.said)
    return replace(contact, answered=True) if spoke else contact


def _ask_for_words(call: Call) -> None:
    """At a terminal, where no words were given, ask for the least: Enter leaves a line out."""
    options = call.options
    if not call.stdin.isatty() or options.number is not None or options.said is not None:
        return
    for name, words in (
        ("number", text("The number as it showed")),
        ("company", text("The company that calls")),
        ("said", text("What was said")),
    ):
        if getattr(options, name) is None:
            call.out.stderr.write(call.wording.say(text("{words} (Enter: leave out): ", words=words)))
            call.out.stderr.flush()
            setattr(options, name, call.stdin.readline().strip() or None)


def moment_words(place: str, value: str) -> str:
    """A moment's words, "2026-11-20T21:59" or "21:59"; the zone is the borrower's own."""
    words = value.strip().replace(" ", "T")
    if re.fullmatch(r"(\d{4}-\d\d-\d\dT)?\d\d:\d\d", words, re.ASCII):
        try:
            datetime.fromisoformat(words if "T" in words else f"2000-01-01T{words}")
        except ValueError:
            pass
        else:
            return words
    raise InputProblem(
        text("{place}: “{value}” is not a moment.", place=place, value=value),
        text("Write it like 2026-11-20T21:59, or 21:59 for today."),
    )


def moment_at(words: str, now: datetime) -> datetime:
    """The moment of such words, in the zone of now; an hour alone is today's."""
    whole_words = words if "T" in words else f"{now.date().isoformat()}T{words}"
    zone: tzinfo | None = now.tzinfo
    return datetime.fromisoformat(whole_words).replace(tzinfo=zone)


def _list_arguments(parser: Parser) -> None:
    _loan_option(parser)
    parser.argument("--find", metavar="TEXT", reads=any_text, default="", help=text(
        "Only contacts with this in number, name, company or words"))  # fmt: skip
    parser.argument("--since", metavar="DATE", reads=day, help=text("Only from this day on"))
    parser.argument("--limit", metavar="N", reads=whole(1, 10**6), help=text("How many; default all"))


def listed(call: Call) -> int:
    """The contact log with what it shows."""
    options = call.options
    found = call.desk.contacts(
        call.now, loan=options.loan, containing=options.find, since=options.since, limit=options.limit
    )
    if call.out.json:
        call.out.document("contacts", on=call.today, **documents.contact_log(found, call.wording))
    else:
        call_text.contact_log(call, found)
    return DONE


def _withdraw_arguments(parser: Parser) -> None:
    parser.argument(
        "contact", metavar="N", reads=whole(1, 10**9), help=text("The entry's number as call list shows it")
    )


def withdraw(call: Call) -> int:
    """Take a contact back; the entry stays in the chain."""
    batch = call.desk.withdraw_contact(call.options.contact, call.now)
    if call.out.json:
        call.out.document("contact", batch=batch, id=call.options.contact)
        return DONE
    call.out.say(text("Contact {number} is withdrawn; the chain keeps that it was there.", number=call.options.contact))
    return _takes_back(call, batch)


# --- numbers and hours -----------------------------------------------------------------------------------


def _confirm_arguments(parser: Parser) -> None:
    parser.argument(
        "number", metavar="NUMBER", reads=some_text, help=text("The number as contract, app or card show it")
    )
    parser.argument("--from", dest="origin", metavar="WHERE", required=True, choices=tuple(NumberOrigin), help=text(
        "Where you read it: contract, app or bank-card"))  # fmt: skip
    _loan_option(parser)
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
    return _takes_back(call, batch)


def _hours_arguments(parser: Parser) -> None:
    parser.argument("hours", metavar="HOURS", reads=_hours, help=text("From when to when, such as 09:00-21:00"))
    _loan_option(parser)
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
    return _takes_back(call, batch)


def _hours(place: str, value: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d\d):(\d\d)\s*[-–—~到至]\s*(\d\d):(\d\d)", value.strip(), re.ASCII)
    if found:
        first, last = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
        if int(found[2]) < 60 and int(found[4]) < 60 and first < MOST_MINUTES and last <= MOST_MINUTES:
            return first, last
    raise InputProblem(
        text("{place}: “{value}” are no hours of a day.", place=place, value=value),
        text("Write them like 09:00-21:00."),
    )


def _written(first: int, last: int) -> str:
    return f"{first // 60:02d}:{first % 60:02d}-{last // 60:02d}:{last % 60:02d}"


# --- promises --------------------------------------------------------------------------------------------


def promises(call: Call) -> int:
    """What was promised, and what became of it."""
    found = call.desk.promises(call.now)
    if call.out.json:
        call.out.document("promises", on=call.today, promises=[documents.promise(one) for one in found])
    else:
        call_text.promises(call, found)
    return DONE


def _takes_back(call: Call, batch: int) -> int:
    back: Text = text("To take this back: duewatch undo {batch}", batch=batch)
    call.out.say(back, style="quiet")
    return DONE


COMMANDS = {
    "call": Command(_no_arguments, call),
    "call script": Command(_script_arguments, script),
    "call check": Command(_check_arguments, check),
    "call log": Command(_log_arguments, log),
    "call list": Command(_list_arguments, listed),
    "call withdraw": Command(_withdraw_arguments, withdraw),
    "call confirm": Command(_confirm_arguments, confirm),
    "call hours": Command(_hours_arguments, hours),
    "promise list": Command(_no_arguments, promises),
}
