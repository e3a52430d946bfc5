"""What the borrower answered from within a channel: a to-do ticked off, a word that a program of theirs gave back."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from duewatch.model.ledger import Ledger
from duewatch.model.problem import InputProblem
from duewatch.model.reminder import Answer, Outcome, ReminderItem, Sent, Skipped
from duewatch.reminding.calendars import Shown
from duewatch.reminding.result import Answered

About = tuple[str, str]
"""Loan and bill (promise, letter …)."""


def to_message(outcome: Outcome, items: Iterable[ReminderItem]) -> Iterator[tuple[Answer, About]]:
    """The answers to a message, for each thing it told of; what courts ask for is not answered like that."""
    about = [(item.loan_id, item.bill_id) for item in items if not item.subject.startswith(("court", "hearing"))]
    for answer in _of(outcome):
        if not answer.uid:
            yield from ((answer, each) for each in about)


def in_calendar(outcome: Outcome, shown: Iterable[Shown]) -> Iterator[tuple[Answer, About]]:
    """The answers to entries of a calendar; one to an entry that is no longer shown is about nothing."""
    known: Mapping[str, About] = {each.entry.uid: (each.loan_id, each.bill_id) for each in shown}
    for answer in _of(outcome):
        if answer.uid in known:
            yield answer, known[answer.uid]


def keep(ledger: Ledger, channel: str, given: Iterable[tuple[Answer, About]], now: datetime) -> tuple[Answered, ...]:
    """Stop the reminders that were answered. A day that is not to come, a loan that is gone, and what was answered
    before change nothing."""
    wanted = [
        (loan_id, bill_id, until)
        for answer, (loan_id, bill_id) in given
        for until in [date.max if answer.until is None else answer.until]
        if loan_id and until > now.date() and not _is_quiet(ledger, loan_id, bill_id, until)
    ]
    kept: list[Answered] = []
    if wanted:
        with ledger.writing("snooze", "", now, batch=False) as writer:
            for loan_id, bill_id, until in wanted:
                try:
                    writer.snooze(loan_id, bill_id, until)
                except InputProblem:
                    continue  # the loan was taken back meanwhile
                kept.append(Answered(channel, loan_id, None if until == date.max else until))
    return tuple(kept)


def _of(outcome: Outcome) -> tuple[Answer, ...]:
    return outcome.answers if isinstance(outcome, (Sent, Skipped)) else ()


def _is_quiet(ledger: Ledger, loan_id: str, bill_id: str, until: date) -> bool:
    already = ledger.snoozed_until(loan_id, bill_id)
    return already is not None and already >= until
