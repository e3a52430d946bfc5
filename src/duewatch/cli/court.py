"""court add, court list, court note; loan limitation: papers from a court, and the dates of limitation."""

from datetime import datetime, time, tzinfo
from typing import TYPE_CHECKING

from duewatch.cli import call_documents as documents
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.calls import moment_at, moment_words
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, any_text, day, some_text, whole
from duewatch.desk.limiting import limitation_rule
from duewatch.model.contact import CourtPaper, PaperKind
from duewatch.model.problem import InputProblem
from duewatch.model.text import Name, ntext, text

if TYPE_CHECKING:
    from duewatch.desk.courts import CourtLine


def _no_arguments(parser: Parser) -> None:  # noqa: ARG001 - takes none
    return


def _add_arguments(parser: Parser) -> None:
    argument = parser.argument
    argument("kind", metavar="KIND", choices=tuple(PaperKind), help=text(
        "payment-order, complaint, mediation, hearing, judgment, enforcement or frozen-account"))  # fmt: skip
    argument("--loan", metavar="ID", reads=some_text, help=text("The loan it is about, where that is known"))
    argument("--on", metavar="DATE", reads=day, help=text("The day it was received; default today"))
    argument("--court", metavar="NAME", reads=any_text, default="", help=text("The court's name"))
    argument("--case", metavar="NUMBER", reads=any_text, default="", help=text("The case number"))
    argument("--hearing", metavar="MOMENT", reads=moment_words, help=text("When the hearing is: 2026-12-10T09:30"))
    argument("--checked", action="store_true", help=text("You found the case at the court or by 12368"))
    argument("--note", metavar="TEXT", reads=any_text, default="", help=text("A note of your own"))


def add(call: Call) -> int:
    """Note a paper from a court."""
    options = call.options
    if options.on is not None and options.on > call.today:
        raise InputProblem(
            text("{moment} cannot be the day it was received.", moment=options.on), text("Give the day it came.")
        )
    zone: tzinfo | None = call.now.tzinfo
    earlier = options.on is not None and options.on < call.today
    paper = CourtPaper(
        at=datetime.combine(options.on, time(12), tzinfo=zone) if earlier else call.now,
        paper=PaperKind(options.kind),
        court=options.court,
        case_number=options.case,
        hearing_at=None if options.hearing is None else moment_at(options.hearing, call.now),
        checked=options.checked,
        note=options.note,
    )
    batch, line = call.desk.add_court_paper(paper, call.now, loan=options.loan)
    return _told(call, batch, line)


def _note_arguments(parser: Parser) -> None:
    argument = parser.argument
    argument("paper", metavar="N", reads=whole(1, 10**9), help=text("The paper's number as court list shows it"))
    argument("--checked", action="store_true", help=text("You found the case at the court or by 12368"))
    argument("--answered", metavar="DATE", reads=day, help=text("The day your objection, answer or report went out"))
    argument("--hearing", metavar="MOMENT", reads=moment_words, help=text("When the hearing is: 2026-12-10T09:30"))


def note(call: Call) -> int:
    """Note that the case was checked, what went out, when the hearing is."""
    options = call.options
    if not (options.checked or options.answered or options.hearing):
        raise InputProblem(
            text("court note {number}: nothing was given to note.", number=options.paper),
            text("See: {command} --help", command="duewatch court note"),
        )
    batch, line = call.desk.change_court_paper(
        options.paper,
        call.now,
        checked=True if options.checked else None,
        answered_on=options.answered,
        hearing_at=None if options.hearing is None else moment_at(options.hearing, call.now),
    )
    return _told(call, batch, line)


def listed(call: Call) -> int:
    """Every paper with its time limit."""
    lines = call.desk.court_papers(call.now)
    if call.out.json:
        call.out.document("court", on=call.today, papers=[documents.court(line, call.wording) for line in lines])
        return DONE
    if not lines:
        call.out.say(text("No court paper is noted. One is noted with: duewatch court add KIND"))
    for line in lines:
        _say(call, line)
    return DONE


def _told(call: Call, batch: int, line: "CourtLine") -> int:
    if call.out.json:
        call.out.document("court", batch=batch, paper=documents.court(line, call.wording))
        return DONE
    _say(call, line)
    call.out.say(text("To take this back: duewatch undo {batch}", batch=batch), style="quiet")
    return DONE


def _say(call: Call, line: "CourtLine") -> None:
    out, paper, limit = call.out, line.paper, line.deadline
    where = " ".join(part for part in (paper.court, paper.case_number) if part)
    out.heading(text("{number}. {kind} {where}", number=paper.id, kind=line.about.name, where=where))
    out.say(text("Received on {on}.", on=paper.at.astimezone(call.now.tzinfo).date()), indent=2, mark="·")
    if limit.done and paper.answered_on is not None:
        out.say(text("Went out on {on}.", on=paper.answered_on), indent=2, mark="·")
    elif limit.on is None:
        out.say(text("The paper itself names the time limit."), indent=2, mark="·")
    elif limit.in_days is not None and limit.in_days < 0:
        out.say(text("The time limit {on} has passed: ask 12348 or the court what can still be done.", on=limit.on),
                indent=2, mark="·", style="attention")  # fmt: skip
    else:
        out.say(
            ntext("By {on}, {count} day left (a holiday at the end may put it off; do not rely on it).",
                  "By {on}, {count} days left (a holiday at the end may put it off; do not rely on it).",
                  limit.in_days or 0, on=limit.on),
            indent=2, mark="·", style="attention",
        )  # fmt: skip
    if not paper.checked:
        out.say(line.guide.check_court.text, indent=2, mark="·")
    for step in line.about.do:
        out.say(step, indent=2, mark="·")
    out.say(line.guide.legal_help.text, indent=2, mark="·")


# --- limitation ------------------------------------------------------------------------------------------


def _limitation_arguments(parser: Parser) -> None:
    loan_id_argument(parser)


_STARTS = {
    "due": text("the last bill fell due"),
    "demand": text("they asked for payment"),
    "promise": text("you promised something"),
    "payment": text("you paid"),
    "agreement": text("an agreement was made"),
    "court": text("a court paper came"),
}


def limitation(call: Call) -> int:
    """The dates from which the limitation period may run."""
    loan = call.desk.loan(call.options.loan, call.now).loan
    found = call.desk.limitation(loan.id, call.now)
    ask = call.desk.ask_first(loan.id, call.now)
    rule = limitation_rule()
    if call.out.json:
        call.out.document(
            "limitation",
            on=call.today,
            loan=loan.id,
            starts=[] if found is None else [{"on": one.on, "what": one.what} for one in found.starts],
            counted_to_on=None if found is None else found.counted_to,
            ask_first=None if ask is None else call.wording.say(ask),
            rule=documents.rule_fact(rule, call.wording),
        )
        return DONE
    out = call.out
    if found is None:
        out.say(text("{loan}: the last bill is not known or not due yet; nothing is counted.",
                     loan=Name(loan.id, loan.id)))  # fmt: skip
    else:
        out.heading(text("Days from which the period may run"))
        for one in found.starts:
            out.say(text("{on}: {what}", on=one.on, what=_STARTS[one.what]), indent=2, mark="·")
        out.say(
            text("Counted from the latest of them it would run until {on}. This says nothing about whether the debt "
                 "can be sued for: there may be demands that are not noted here.", on=found.counted_to)
        )  # fmt: skip
    if ask is not None:
        out.say(ask, style="attention")
    out.say(rule.text, style="quiet")
    return DONE


COMMANDS = {
    "court add": Command(_add_arguments, add),
    "court list": Command(_no_arguments, listed),
    "court note": Command(_note_arguments, note),
    "loan limitation": Command(_limitation_arguments, limitation),
}
