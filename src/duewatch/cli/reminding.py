"""remind, ack, snooze: what is said to the borrower, and stopping it."""

from collections import Counter
from typing import TYPE_CHECKING

from duewatch.cli.call import DONE, NEEDS_EYE, Call, Command
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, day, some_text
from duewatch.desk.names import outcome_name
from duewatch.model.problem import InputProblem
from duewatch.model.text import Name, ntext, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duewatch.desk.views import Answered, DeliveryLine

TROUBLE = ("failed", "given-up")


def _remind_arguments(parser: Parser) -> None:
    parser.argument("--dry-run", action="store_true", help=text("Show the exact words and send nothing"))
    parser.argument("--test", metavar="CHANNEL", reads=some_text, help=text(
        "Send a real test message over this channel of the config"))  # fmt: skip


def remind(call: Call) -> int:
    """Send what is due now, once; 1 if a delivery failed."""
    options = call.options
    previews: tuple[tuple[str, str], ...] = ()
    answered: tuple[Answered, ...] = ()
    if options.test and options.dry_run:
        raise InputProblem(text("--test and --dry-run do not go together."), text("Give one of them."))
    if options.test:
        deliveries = [call.desk.test_channel(options.test, call.now)]
    else:
        result = call.desk.remind(call.now, dry_run=options.dry_run)
        deliveries, previews, answered = list(result.deliveries), result.previews, result.answered
        if result.ping_problem is not None:
            call.out.aside(result.ping_problem)
    if call.out.json:
        call.out.document(
            "remind",
            deliveries=[delivery_document(line) for line in deliveries],
            previews=[{"channel": channel, "words": words} for channel, words in previews],
            answered=[{"channel": one.channel, "loan": one.loan_id, "until_on": one.until} for one in answered],
        )
    else:
        show_deliveries(call, deliveries, previews, dry_run=options.dry_run)
        show_answered(call, answered)
    return NEEDS_EYE if any(line.outcome in TROUBLE for line in deliveries) else DONE


def delivery_document(line: "DeliveryLine") -> dict[str, object]:
    """A delivery as JSON has it."""
    return {
        "key": line.key,
        "channel": line.channel,
        "loan": line.loan_id or None,
        "outcome": str(line.outcome),
        "why": line.why,
        "retry_at": line.retry_at,
    }


def show_deliveries(
    call: Call, deliveries: "list[DeliveryLine]", previews: tuple[tuple[str, str], ...], *, dry_run: bool = False
) -> None:
    """What was sent, failed and why, alike ones together; for a dry run the exact words first."""
    out = call.out
    for channel, words in previews:
        out.heading(text("Over {channel}:", channel=channel))
        for line in words.splitlines():
            out.words(line, indent=2)
        out.blank()
    if not deliveries:
        out.say(text("No reminder is due now."))
    alike = Counter((one.channel, one.outcome, one.why, one.retry_at) for one in deliveries)
    for (channel, outcome, why, retry_at), count in alike.items():
        out.say(
            ntext("{channel}: {count} reminder {outcome}", "{channel}: {count} reminders {outcome}", count,
                  channel=channel, outcome=outcome_name(outcome)),
            mark="·",
        )  # fmt: skip
        if why:
            out.words(why, indent=4)
        if retry_at is not None:
            out.say(text("tried again from {at}", at=retry_at), indent=4, style="quiet")
    if dry_run:
        out.say(text("Nothing was sent."), style="quiet")


def show_answered(call: Call, answered: "Sequence[Answered]") -> None:
    """What the borrower answered in the channels."""
    for one in answered:
        channel, loan = Name(one.channel, one.channel), Name(one.loan_id, one.loan_id)
        said = text("{channel}: you acknowledged a bill of {loan} there", channel=channel, loan=loan)
        if one.until is not None:
            said = text(
                "{channel}: you put a bill of {loan} off until {until} there",
                channel=channel,
                loan=loan,
                until=one.until,
            )
        call.out.say(said, mark="·")


def acknowledge(call: Call) -> int:
    """Stop reminders about a loan's present bills."""
    loan_id = call.desk.loan(call.options.loan, call.now).loan.id
    count = call.desk.acknowledge(loan_id, call.now)
    if call.out.json:
        call.out.document("ack", loan=loan_id, bills=count, until_on=None)
    else:
        call.out.say(
            ntext("No more reminders about {count} present bill of {loan}; later bills are reminded of again.",
                  "No more reminders about {count} present bills of {loan}; later bills are reminded of again.",
                  count, loan=Name(loan_id, loan_id))
        )  # fmt: skip
    return DONE


def _snooze_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("--until", metavar="DATE", required=True, reads=day, help=text("The day reminders go on"))


def snooze(call: Call) -> int:
    """Stop reminders about a loan's present bills until a day."""
    until = call.options.until
    if until <= call.today:
        raise InputProblem(
            text("--until: {on} is not later than today.", on=until), text("Give a later day such as 2026-12-01.")
        )
    loan_id = call.desk.loan(call.options.loan, call.now).loan.id
    count = call.desk.snooze(loan_id, until, call.now)
    if call.out.json:
        call.out.document("snooze", loan=loan_id, bills=count, until_on=until)
    else:
        call.out.say(
            ntext("No reminders about {count} present bill of {loan} until {until}; the due day stays as it is.",
                  "No reminders about {count} present bills of {loan} until {until}; the due days stay as they are.",
                  count, loan=Name(loan_id, loan_id), until=until)
        )  # fmt: skip
    return DONE


COMMANDS = {
    "remind": Command(_remind_arguments, remind),
    "ack": Command(loan_id_argument, acknowledge),
    "snooze": Command(_snooze_arguments, snooze),
}
