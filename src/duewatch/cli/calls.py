"""call log, list, withdraw; promise list: what is kept of calls, and what became of promises."""

import re
from argparse import Namespace
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path

from duewatch.cli import call_documents as documents
from duewatch.cli import call_text
from duewatch.cli.asking import asked_first_option, gated
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, amount, any_text, day, some_text, whole
from duewatch.model.contact import Channel, Contact, Direction, Mark, Reached, Tone
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

MOST_MINUTES = 24 * 60


def _no_arguments(parser: Parser) -> None:  # noqa: ARG001 - takes none
    return


def loan_option(parser: Parser) -> None:
    """The loan that it is about."""
    parser.argument("--loan", metavar="ID", reads=some_text, help=text("The loan it is about, where that is known"))


# --- the log ---------------------------------------------------------------------------------------------


def _log_arguments(parser: Parser) -> None:
    argument = parser.argument
    loan_option(parser)
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
    asked_first_option(parser)


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
    contact, files = _contact(options, old, call.now), [Path(one) for one in options.attach]
    noted = gated(
        call,
        lambda asked: call.desk.log_contact(contact, call.now, loan=options.loan, files=files, asked_first=asked),
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
    loan_option(parser)
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
    return takes_back(call, batch)


# --- promises --------------------------------------------------------------------------------------------


def promises(call: Call) -> int:
    """What was promised, and what became of it."""
    found = call.desk.promises(call.now)
    if call.out.json:
        call.out.document("promises", on=call.today, promises=[documents.promise(one) for one in found])
    else:
        call_text.promises(call, found)
    return DONE


def takes_back(call: Call, batch: int) -> int:
    """How to take it back."""
    back: Text = text("To take this back: duewatch undo {batch}", batch=batch)
    call.out.say(back, style="quiet")
    return DONE


COMMANDS = {
    "call log": Command(_log_arguments, log),
    "call list": Command(_list_arguments, listed),
    "call withdraw": Command(_withdraw_arguments, withdraw),
    "promise list": Command(_no_arguments, promises),
}
