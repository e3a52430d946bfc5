"""loan pause, loan resume: that collecting stands still, why, agreed with whom, until when."""

from pathlib import Path

from duewatch.cli.agreeing import noted, on_and_note
from duewatch.cli.call import Call, Command
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, day, some_text, whole
from duewatch.model.loan_event import PauseReason
from duewatch.model.text import text


def _pause_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    argument = parser.argument
    argument("--reason", choices=tuple(PauseReason), metavar="REASON", help=text(
        "hardship (agreed because you cannot pay for now), disaster, illness or other"))  # fmt: skip
    argument("--with", dest="agreed_with", metavar="WHO", reads=some_text, help=text(
        "With whom it was agreed: name, agent number"))  # fmt: skip
    argument("--until", metavar="DATE", reads=day, help=text("Its last day; left out: until told otherwise"))
    argument("--open", action="store_true", help=text("In a correction: until told otherwise"))
    argument("--proof", metavar="FILE", reads=some_text, help=text(
        "The message or paper that shows it; its name and checksum are kept, the file stays where it is"))  # fmt: skip
    argument("--corrects", metavar="N", reads=whole(1, 10**9), help=text(
        "Correct the pause of this number, as loan show gives it; what is left out stays"))  # fmt: skip
    on_and_note(parser, text("Its first day; default today"))


def pause(call: Call) -> int:
    """Note a pause, or correct one."""
    options = call.options
    done = call.desk.pause(
        options.loan,
        call.now,
        reason=options.reason,
        agreed_with=options.agreed_with,
        on=options.on,
        until_on=options.until,
        open_ended=options.open,
        proof=Path(options.proof).expanduser() if options.proof else None,
        note=options.note or None,
        corrects=options.corrects,
    )
    return noted(
        call, done, text("Have it confirmed in writing: until when, what it costs, and what is reported meanwhile.")
    )


def _resume_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("--on", metavar="DATE", reads=day, help=text(
        "The day from which collecting goes on; default today"))  # fmt: skip


def resume(call: Call) -> int:
    """The pause under way ended before its day."""
    options = call.options
    return noted(call, call.desk.end_pause(options.loan, call.now, on=options.on))


COMMANDS = {
    "loan pause": Command(_pause_arguments, pause),
    "loan resume": Command(_resume_arguments, resume),
}
