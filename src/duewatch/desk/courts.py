"""Papers from a court: noted, counted, and told above everything else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from duewatch.collection.court import Deadline, deadline_of
from duewatch.collection.scripts import CallGuide, PaperGuide, paper_guide
from duewatch.config.rules import rulebook
from duewatch.desk.picture import ToDo
from duewatch.model.contact import CourtPaper
from duewatch.model.loan_event import Demanded
from duewatch.model.problem import InputProblem
from duewatch.model.text import Parameter, Text, ntext, text

if TYPE_CHECKING:
    from duewatch.desk.session import Session
    from duewatch.model.projection_view import ProjectionView


@dataclass(frozen=True, slots=True)
class CourtLine:
    """A paper with what to do about it and by when. guide holds what is said about every paper: how to check the case,
    where to get help."""

    paper: CourtPaper
    about: PaperGuide
    deadline: Deadline
    guide: CallGuide


def add_paper(session: "Session", paper: CourtPaper, now: datetime, *, loan: str | None) -> tuple[int, CourtLine]:
    """Note a paper; one about a known loan moves its stage. Answers the batch and what is known of it."""
    from duewatch.desk.contact_noting import SLACK
    from duewatch.desk.looking import find_loan
    from duewatch.desk.writing import EARLIEST

    if paper.at > now + SLACK or paper.at.date() < EARLIEST:
        raise InputProblem(
            text("{moment} cannot be the day it was received.", moment=paper.at), text("Give the day it came.")
        )
    found = None if loan is None else find_loan(session, loan, now.date())
    paper = replace(paper, loan_id=None if found is None else found.id, at=paper.at.replace(microsecond=0))
    with session.ledger.writing("court", paper.loan_id or paper.case_number, now) as writer:
        paper = replace(paper, id=writer.log(paper))
        if found is not None:
            received = paper.at.astimezone(now.tzinfo).date()
            writer.add_event(
                Demanded(loan_id=found.id, on=received, stage="legal", channel="court", note=paper.case_number)
            )
        batch_id = writer.batch_id
    return batch_id, _line(session, paper, now)


def change_paper(
    session: "Session",
    paper_id: int,
    now: datetime,
    *,
    checked: bool | None = None,
    answered_on: date | None = None,
    hearing_at: datetime | None = None,
) -> tuple[int, CourtLine]:
    """Note that the case was checked, what went out, or when the hearing is; answers the batch and the paper."""
    paper = next((one for one in session.ledger.court_papers() if one.id == paper_id), None)
    if paper is None:
        raise InputProblem(
            text("There is no court paper {number}.", number=paper_id),
            text("`duewatch court list` shows their numbers."),
        )
    if answered_on is not None and not paper.at.astimezone(now.tzinfo).date() <= answered_on <= now.date():
        raise InputProblem(
            text("{on} cannot be the day it went out.", on=answered_on), text("Give a day after the paper came.")
        )
    paper = replace(
        paper,
        checked=paper.checked if checked is None else checked,
        answered_on=answered_on or paper.answered_on,
        hearing_at=hearing_at or paper.hearing_at,
    )
    with session.ledger.writing("court", paper.loan_id or paper.case_number, now) as writer:
        writer.log(paper)
        batch_id = writer.batch_id
    return batch_id, _line(session, paper, now)


def court_lines(session: "Session", now: datetime) -> tuple[CourtLine, ...]:
    """Every paper: what is still to be done first, by its day, then what went out."""
    lines = [_line(session, paper, now) for paper in session.ledger.court_papers()]
    return tuple(
        sorted(lines, key=lambda one: (one.deadline.done, one.deadline.on or date.max, one.paper.at, one.paper.id))
    )


def court_today(session: "Session", view: "ProjectionView", now: datetime) -> Iterator[ToDo]:
    """What courts asked for, the nearest day first; nothing mutes it. One whose day has passed stays until it is noted
    as gone out, for being late is often still better than nothing."""
    from duewatch.desk.todo import loan_name

    for line in court_lines(session, now):
        if line.deadline.done:
            continue
        row = None if line.paper.loan_id is None else view.loan_row(line.paper.loan_id)
        kind: Parameter = line.about.name
        what = kind if row is None else text("{loan}: {paper}", loan=loan_name(row), paper=kind)
        yield ToDo(line.paper.loan_id, _until(what, line.deadline), _why(line))


def _until(what: Parameter, deadline: Deadline) -> Text:
    if deadline.on is None or deadline.in_days is None:
        return text("{what}: the paper itself names the time limit", what=what)
    if deadline.in_days < 0:
        return text("{what}: the time limit {on} has passed", what=what, on=deadline.on)
    return ntext(
        "{what}: by {on}, {count} day left",
        "{what}: by {on}, {count} days left",
        deadline.in_days,
        what=what,
        on=deadline.on,
    )


def _why(line: CourtLine) -> Text:
    if not line.paper.checked:
        return line.guide.check_court.text
    return line.about.do[0]


def _line(session: "Session", paper: CourtPaper, now: datetime) -> CourtLine:
    from duewatch.desk.calling import own_guide

    guide = own_guide(session)
    about = paper_guide(guide, paper.paper)
    zone = now.tzinfo
    if zone is None:
        raise ValueError("the moment to judge by needs a zone")
    return CourtLine(paper, about, deadline_of(paper, about, rulebook().rules, now.date(), zone), guide)
