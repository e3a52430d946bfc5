"""ask, explain, ladder: what it means, with sources."""

from typing import TYPE_CHECKING

from duewatch.cli import documents
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.explanation_text import Footnotes, show
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, some_text
from duewatch.desk.contract_words import checked_long_ago
from duewatch.desk.names import bucket_words
from duewatch.model.platform import to_check_again
from duewatch.model.problem import InputProblem
from duewatch.model.text import text

if TYPE_CHECKING:
    from duewatch.desk.views import Answers
    from duewatch.model.platform import Rung


def _ask_arguments(parser: Parser) -> None:
    parser.argument("words", metavar="TEXT", nargs="*", help=text(
        "The question, in Chinese or English; “-” or nothing reads it from standard input"))  # fmt: skip


def ask(call: Call) -> int:
    """Answer a free question."""
    words = call.options.words
    question = " ".join(words) if words and words != ["-"] else _asked(call)
    if not question.strip():
        raise InputProblem(text("The question is empty."), text("For example: duewatch ask 花呗逾期3天上征信吗"))
    answers = call.desk.ask(question, call.now)
    reading = answers.reading
    return _tell(
        call,
        "ask",
        answers,
        reading={
            "platforms": list(reading.platforms),
            "topic": reading.topic,
            "also": list(reading.also),
            "days_overdue": reading.days_overdue,
            "amount_fen": reading.amount_fen,
            "amount_words": reading.amount_words,
            "year": reading.year,
            "unknown_words": list(reading.unknown_words),
        },
        kindness=call.wording.say(answers.kindness) if answers.kindness else None,
        unknown=call.wording.say(answers.unknown) if answers.unknown else None,
        nearest=[platform_id for platform_id, _ in answers.nearest],
        help=call.wording.say(answers.help) if answers.help else None,
    )


def _asked(call: Call) -> str:
    if call.stdin.isatty():
        # A question typed here stays out of the shell's history.
        call.out.aside(text("Your question:"))
        return call.stdin.readline()
    return call.stdin.read()


def explain(call: Call) -> int:
    """What a loan's own standing means."""
    return _tell(call, "explain", call.desk.explain(call.options.loan, call.now))


def _tell(call: Call, name: str, answers: "Answers", **keys: object) -> int:
    if call.out.json:
        shapes = [documents.answer(one, call.wording) for one in answers.answers]
        call.out.document(name, on=call.today, **keys, answers=shapes)
    else:
        show(call, answers, asked=name == "ask")
    return DONE


def _ladder_arguments(parser: Parser) -> None:
    parser.argument("platform", metavar="PLATFORM", reads=some_text, help=text(
        "An id or any usual name, such as huabei or 花呗"))  # fmt: skip


def ladder(call: Call) -> int:
    """A platform's collection ladder with its sources."""
    found = call.desk.ladder(call.options.platform)
    checked_on = call.desk.platform(call.options.platform).checked_on
    again = to_check_again(checked_on, call.today)
    if call.out.json:
        rungs = [documents.rung(step, call.wording) for step in found.rungs]
        call.out.document(
            "ladder",
            platform=found.platform_id,
            rungs=rungs,
            ageing=documents.ageing(call.desk.ageing(), call.wording),
            checked_on=checked_on,
            check_again=again,
        )
        return DONE
    notes = Footnotes(call)
    for step in found.rungs:
        _rung(call, step, notes)
        call.out.blank()
    _ageing(call, notes)
    if again:
        call.out.say(checked_long_ago(checked_on), style="attention")
        call.out.blank()
    notes.write()
    return DONE


def _ageing(call: Call, notes: Footnotes) -> None:
    """The trade's way of counting, beside the ladder."""
    found = call.desk.ageing()
    if found is None:
        return
    call.out.heading(text("Beside it, how the trade counts the days"))
    for bucket in found.buckets:
        call.out.say(bucket_words(bucket), indent=2, mark="·")
    fact = found.fact
    notes.fact(fact.text, fact.sources, fact.confidence, fact.as_of, disputed=fact.disputed, indent=2)
    call.out.blank()


def _rung(call: Call, step: "Rung", notes: Footnotes) -> None:
    out, say = call.out, call.wording.say
    out.heading(text("{name} (their word: {term})", name=step.name, term=step.term) if step.term else step.name)
    if step.from_days is None and step.id == "due-today":
        out.say(text("On the due day"), indent=2)
    elif step.from_days is None and step.id == "early-overdue":
        out.say(text("From the day after the due day"), indent=2)
    elif step.from_days is None:
        out.say(text("From when is not known."), indent=2)
    elif step.from_days < 0:
        out.say(text("From {days} days before the due day", days=-step.from_days), indent=2)
    elif step.from_days == 0:
        out.say(text("On the due day"), indent=2)
    else:
        out.say(text("From day {days} after the due day", days=step.from_days), indent=2)
    if step.usual:
        out.say(text("Usual practice of the trade, not this platform's own rule"), indent=2, style="quiet")
    if step.channels:
        out.words(say(text("How: ")) + say(text(", ")).join(say(one) for one in step.channels), indent=2)
    out.words(f"{say(step.does)} {notes.marks(step.sources)}", indent=2)
    if step.can_do:
        out.say(text("What you can do"), indent=2)
        for one in step.can_do:
            out.say(one, indent=4, mark="·")
    if step.not_allowed:
        out.say(text("What they may not do"), indent=2)
        for rule in step.not_allowed:
            notes.fact(rule.text, rule.sources, rule.confidence, rule.as_of, disputed=rule.disputed, indent=4)


def _explain_arguments(parser: Parser) -> None:
    loan_id_argument(parser)


COMMANDS = {
    "ask": Command(_ask_arguments, ask),
    "explain": Command(_explain_arguments, explain),
    "ladder": Command(_ladder_arguments, ladder),
}
