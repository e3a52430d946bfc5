"""What is to be said beside bills: what courts asked for, what the borrower promised, days that a contract names."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from duewatch.collection.answers import awaited
from duewatch.collection.court import deadline_of
from duewatch.collection.promises import follow
from duewatch.collection.scripts import CallGuide, paper_guide
from duewatch.config.rules import rulebook
from duewatch.config.schema import ReminderPolicy
from duewatch.model.contact import Channel, CourtPaper, PromiseState
from duewatch.model.ledger import LedgerReader
from duewatch.model.money import Fen
from duewatch.model.platform import Particular
from duewatch.model.projection_view import ProjectionView
from duewatch.model.text import Literal
from duewatch.reminding.firing import Firing, lead_rule
from duewatch.reminding.hours import DAY
from duewatch.servicing.particulars import particular_lines

PROMISE, REPLY, COURT, HEARING, UNDATED = "promise", "reply", "court", "hearing", "court-undated"
PARTICULAR, REPRICING, REPORT = "particular", "repricing", "report"
CONTRACT_DAYS = (14, 7, 3, 1, 0)
"""Days before one that a contract names (a rented phone goes back): there is something to be done by it."""
AFTER_DAYS = (1, 3)
"""Days after a court's time limit on which it is said once more: being late is often still better than nothing."""
ANNOUNCED = (REPRICING, REPORT)
"""What comes round by itself: nobody waits for an answer to it."""
UNDATED_DAYS = (1, 3, 7, 14)
"""Days after a paper came that names its time limit itself: it is to be looked up there."""
REPLY_DAYS = (1, 8)
"""Days after the one by which a letter should have been answered."""


class Occasion(NamedTuple):
    """Something with a day that is no bill. id: unique within its loan. loan_id "": about no known loan. on: the day
    it is about. never_muted: what courts ask for."""

    id: str
    subject: str
    loan_id: str
    platform_id: str
    platform_name: Literal
    loan_name: str
    on: date
    muted: bool
    label: Literal | None = None
    amount_fen: Fen | None = None
    at: datetime | None = None

    @property
    def never_muted(self) -> bool:
        """Whether it is said although the loan is muted, and although it was snoozed."""
        return self.subject in (COURT, HEARING, UNDATED)

    def policy(self, whole: ReminderPolicy) -> ReminderPolicy:
        """The policy of its loan. What comes round by itself is not said daily: nobody can answer it."""
        own = whole.of(self.loan_id, self.platform_id)
        return own._replace(daily=False) if self.subject in ANNOUNCED else own

    def lead_days(self, policy: ReminderPolicy) -> Sequence[int]:
        """How many days before its own it is said."""
        if self.subject == REPRICING:
            return policy.repricing_days
        if self.subject in (PARTICULAR, REPORT):
            return CONTRACT_DAYS if self.subject == PARTICULAR else (0,)
        return policy.promise_days if self.subject == PROMISE else policy.court_days

    def firings(self, policy: ReminderPolicy) -> Iterator[Firing]:
        """Every rule that fires for it."""
        if self.subject in (UNDATED, REPLY):
            for days in UNDATED_DAYS if self.subject == UNDATED else REPLY_DAYS:
                yield Firing(self.on + DAY * days, f"overdue-{days}")
            return
        for days in self.lead_days(policy):
            yield Firing(self.on - DAY * days, lead_rule(days))
        if self.subject == COURT:
            for days in AFTER_DAYS:
                yield Firing(self.on + DAY * days, f"overdue-{days}")


def occasions(
    ledger: LedgerReader,
    guide: CallGuide | None,
    now: datetime,
    particulars: Callable[[str], Sequence[Particular]] = lambda _: (),
) -> tuple[Occasion, ...]:
    """Everything open today, by its day. guide: what is known of papers; None: none is asked about. particulars: those
    of a platform, by its id."""
    papers, promised, letters = ledger.duties()
    found: list[Occasion] = []
    view = ledger.projected(now.date()) if papers or promised or letters else None
    if view is not None and papers and guide is not None:
        for paper in ledger.court_papers():
            if paper.answered_on is None:
                found += _about_paper(paper, guide, view, now)
    if view is not None and promised:
        found += _promises(ledger, view, now)
    if view is not None and letters:
        found += _awaited(ledger, view, now.date())
    noted = ledger.loans_with_particulars()
    if noted:
        found += _particulars(ledger, noted, view or ledger.projected(now.date()), now.date(), particulars)
    return tuple(sorted(found, key=lambda each: (each.on, each.loan_id, each.id)))


def _about_paper(paper: CourtPaper, guide: CallGuide, view: ProjectionView, now: datetime) -> Iterator[Occasion]:
    zone = now.tzinfo
    if zone is None:
        raise ValueError("the moment to judge by needs a zone")
    about = paper_guide(guide, paper.paper)
    deadline = deadline_of(paper, about, rulebook().rules, now.date(), zone)
    base = about_loan(f"court-{paper.id}", COURT, paper.loan_id, about.name, view, paper.at.astimezone(zone).date())
    base = base._replace(label=about.name)
    hearing = None if paper.hearing_at is None else paper.hearing_at.astimezone(zone)
    if hearing is not None and hearing >= now:
        yield base._replace(id=f"hearing-{paper.id}", subject=HEARING, on=hearing.date(), at=hearing)
    if deadline.on is not None and deadline.rule is not None:
        yield base._replace(on=deadline.on)
    elif deadline.on is None:
        yield base._replace(subject=UNDATED)


def _promises(ledger: LedgerReader, view: ProjectionView, now: datetime) -> Iterator[Occasion]:
    made = ledger.contacts(promising=True)
    loans = {contact.loan_id for contact in made if contact.loan_id is not None}
    zone = now.tzinfo
    if zone is None:
        raise ValueError("the moment to judge by needs a zone")
    for promise in follow(made, {loan_id: ledger.events(loan_id) for loan_id in loans}, now.date(), zone):
        if promise.state is not PromiseState.OPEN or promise.by_on is None or promise.loan_id is None:
            continue
        left = None if promise.amount_fen is None else max(promise.amount_fen - promise.paid_fen, 0)
        base = about_loan(f"promise-{promise.id}", PROMISE, promise.loan_id, Literal("", ""), view, promise.by_on)
        row = view.loan_row(promise.loan_id)
        if row is not None and row.stage != "settled":
            yield base._replace(amount_fen=left)


def _awaited(ledger: LedgerReader, view: ProjectionView, on: date) -> Iterator[Occasion]:
    """Letters of which the day of the answer has passed without one."""
    for loan_id in sorted({one.loan_id for one in ledger.contacts(channel=Channel.LETTER) if one.loan_id is not None}):
        for letter in awaited(ledger.contacts(loan_id=loan_id), on):
            if letter.answer_by_on is not None:
                yield about_loan(f"reply-{letter.id}", REPLY, loan_id, Literal("", ""), view, letter.answer_by_on)


def _particulars(
    ledger: LedgerReader,
    loans: Sequence[str],
    view: ProjectionView,
    on: date,
    particulars: Callable[[str], Sequence[Particular]],
) -> Iterator[Occasion]:
    """Days to come on which something happens of itself by a contract, of loans that are not settled."""
    for loan_id in loans:
        row = view.loan_row(loan_id)
        if row is None or row.stage == "settled":
            continue
        for line in particular_lines(particulars(row.platform_id), ledger.events(loan_id), on):
            if line.particular.remind and isinstance(line.value, date) and line.value >= on:
                id_ = f"particular-{line.particular.id}"
                name = line.particular.name
                yield about_loan(id_, PARTICULAR, loan_id, name, view, line.value)._replace(label=name)


def about_loan(id_: str, subject: str, loan_id: str | None, name: Literal, view: ProjectionView, on: date) -> Occasion:
    """An occasion with the loan's names; the given one where it is about no known loan."""
    row = None if loan_id is None else view.loan_row(loan_id)
    if row is None:
        return Occasion(id_, subject, loan_id or "", "", name, "", on, muted=False)
    platform = Literal(row.platform_zh, row.platform_en)
    return Occasion(id_, subject, row.loan_id, row.platform_id, platform, row.name, on, muted=row.muted)
