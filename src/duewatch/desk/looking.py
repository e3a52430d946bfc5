"""Looking: lists, one loan whole, ladders and platforms."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from duewatch.collection.ageing import ageing
from duewatch.config.rules import rulebook
from duewatch.desk.session import Session
from duewatch.model.problem import InputProblem
from duewatch.model.projection import LOAN_SORTS, BillRow, LoanRow
from duewatch.model.text import Name, text

if TYPE_CHECKING:
    from duewatch.desk.views import LoanDetail
    from duewatch.model.loan import Loan

CANDIDATES = 2_000
"""Ids that an unknown one is compared with, to offer the nearest."""


def loan_rows(
    session: Session,
    on: date,
    *,
    sort: str,
    descending: bool,
    containing: str,
    only_late: bool,
    open_only: bool,
    offset: int,
    limit: int | None,
) -> list[LoanRow]:
    """A page of loans. Raises InputProblem for a column that lists cannot be sorted by."""
    if sort not in LOAN_SORTS:
        raise InputProblem(
            text("Loans cannot be sorted by “{sort}”.", sort=sort),
            text("Sort by one of: {sorts}.", sorts=", ".join(LOAN_SORTS)),
        )
    return session.ledger.projected(on).loan_rows(
        sort=sort,
        descending=descending,
        containing=containing,
        only_late=only_late,
        open_only=open_only,
        offset=offset,
        limit=limit,
    )


def bills_due(session: Session, on: date, within_days: int) -> list[BillRow]:
    """Unpaid bills: all overdue ones and those due within the days."""
    try:
        until = on + timedelta(days=within_days)
    except OverflowError:
        until = date.max
    return session.ledger.projected(on).bills(until=until)


def find_loan(session: Session, words: str, on: date) -> "Loan":
    """The loan of an id, a unique name of a loan or of a platform, or a unique beginning of any of these.

    Raises InputProblem naming the nearest ids, or those that the words could mean.
    """
    words = words.strip()
    loan = session.ledger.loan(words) or session.ledger.loan(_one_of(session, words, on))
    if loan is None:  # another duewatch took it away just now
        raise _unknown(words, [])
    return session.with_lpr(loan)


def loan_detail(session: Session, words: str, now: datetime) -> "LoanDetail":
    """One loan whole: terms, standing, bills, payments with their allocation, ladder, facts."""
    from duewatch.collection.ladder import rung_of
    from duewatch.collection.parties import party_history
    from duewatch.collection.stage_history import stage_history
    from duewatch.desk.limiting import OLD_DEBT, ask_first
    from duewatch.desk.views import LoanDetail
    from duewatch.model.platform import to_check_again
    from duewatch.servicing.particulars import particular_lines
    from duewatch.servicing.replay import replay
    from duewatch.servicing.spending import spending

    on = now.date()
    loan = find_loan(session, words, on)
    row = loan_row(session, loan.id, on)
    events = session.ledger.events(loan.id)
    standing = replay(loan, events, on)
    known = session.platforms.known(loan.platform_id)
    return LoanDetail(
        loan=loan,
        row=row,
        platform_name=known.name_for(loan),
        principal_overdue_fen=standing.principal_overdue_fen,
        interest_overdue_fen=standing.interest_overdue_fen,
        fees_overdue_fen=standing.fees_overdue_fen,
        bills=standing.bills,
        payments=standing.payments,
        charges=standing.charges,
        events=events,
        ladder=known.ladder,
        rung=rung_of(known.ladder, row.stage),
        next_rung=None if row.stage_next is None else rung_of(known.ladder, row.stage_next),
        facts=() if known.platform is None else known.platform.facts,
        facts_checked_on=None if known.platform is None else known.platform.checked_on,
        facts_again=known.platform is not None and to_check_again(known.platform.checked_on, on),
        parties=party_history(loan, events, on),
        particulars=() if known.platform is None else particular_lines(known.platform.particulars, events, on),
        hint=None if known.platform is None else known.platform.terms,
        ageing=ageing(rulebook().rules, row.days_past_due),
        spending=spending(events, on),
        proofs=session.ledger.proofs_of_loan(loan.id),
        stage_history=stage_history(standing, events, known.ladder, on, grace_days=loan.terms.grace_days),
        ask_first=OLD_DEBT if ask_first(session, loan.id, now) is not None else None,
    )


def loan_row(session: Session, loan_id: str, on: date) -> LoanRow:
    """The row of a loan that is known to exist. Raises InputProblem if another duewatch took it away."""
    row = session.ledger.projected(on).loan_row(loan_id)
    if row is None:
        raise _unknown(loan_id, [])
    return row


def _one_of(session: Session, words: str, on: date) -> str:
    """The id of the one loan that the words can mean."""
    view, small = session.ledger.projected(on), words.lower()
    rows = view.loan_rows(containing=words, limit=CANDIDATES) if words else []
    found = (
        [row.loan_id for row in rows if row.loan_id.lower().startswith(small)]
        or [row.loan_id for row in rows if small in _names(row)]
        or [row.loan_id for row in rows if any(name.startswith(small) for name in _names(row))]
        or (_of_alias(session, small) if words else [])
    )
    if len(found) == 1:
        return found[0]
    if found:
        raise InputProblem(
            text("“{words}” could be any of: {loans}.", words=words, loans=_listed(sorted(found))),
            text("Give the id in full."),
        )
    from difflib import get_close_matches

    ids = [row.loan_id for row in view.loan_rows(limit=CANDIDATES)]
    raise _unknown(words, get_close_matches(small, ids, 5, 0.4))


def _names(row: LoanRow) -> set[str]:
    return {row.name.lower(), row.platform_zh.lower(), row.platform_en.lower()}


def _of_alias(session: Session, words: str) -> list[str]:
    platform_id = session.host.aliases().get(words)
    return [] if platform_id is None else [loan.id for loan in session.ledger.loans(platform_id)]


def _unknown(words: str, nearest: list[str]) -> InputProblem:
    what = text("There is no loan “{words}”.", words=words)
    if nearest:
        return InputProblem(what, text("Nearest: {loans}.", loans=_listed(nearest)))
    return InputProblem(what, text("“duewatch loans” lists them all."))


def _listed(ids: list[str]) -> Name:
    words = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
    return Name(words, words)
