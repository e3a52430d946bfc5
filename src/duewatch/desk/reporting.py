"""The credit report beside what is known here: accounts, the loans they are, every difference; and the borrower's word
on which loan an account is."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from duewatch.config.rules import rulebook
from duewatch.credit.comparison import Comparison, compare
from duewatch.credit.strip import LONGEST_MONTHS, strip
from duewatch.desk.looking import find_loan
from duewatch.desk.session import Session
from duewatch.desk.supposing import nothing_paid
from duewatch.intake.lenders import Fit, fit
from duewatch.intake.reported import proposal
from duewatch.model.credit_report import ReportedAccount, ReportHead, StoredReport, account_keys
from duewatch.model.loan import Loan
from duewatch.model.platform import Platform
from duewatch.model.problem import InputProblem
from duewatch.model.projection import LoanRow
from duewatch.model.text import text
from duewatch.servicing.replay import replay


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account. loan: the one it is; candidates: those it may be, where that is a question; platforms: those whose
    facts name the lender, where no loan fits. compared: None where there is no loan. stand_in:
    the platform for any lender of its kind, where no loan fits."""

    account: ReportedAccount
    loan: Loan | None
    candidates: tuple[Loan, ...]
    platforms: tuple[Platform, ...]
    compared: Comparison | None
    stand_in: Platform | None = None


@dataclass(frozen=True, slots=True)
class ReportView:
    """The latest report that was imported. absent: open loans here that it does not show. earlier: how many older
    reports are kept."""

    head: ReportHead
    batch_id: int
    lines: tuple[AccountLine, ...]
    absent: tuple[LoanRow, ...]
    earlier: int


@dataclass(frozen=True, slots=True)
class Linked:
    """What an account was said to be; added: the loan is new."""

    batch_id: int
    account: ReportedAccount
    loan: Loan
    added: bool


def credit_report(session: Session, now: datetime) -> ReportView:
    """The latest report, compared. Raises InputProblem where none was imported."""
    stored, earlier = _latest(session)
    fits = _fits(session, stored)
    owners = [found.loans[0].id for found in fits if found.sure]
    lines = []
    for account, found in zip(stored.accounts, fits, strict=True):
        loan = session.with_lpr(found.loans[0]) if found.sure else None
        compared = None
        if loan is not None:
            compared = _compared(session, account, loan, stored.head, shared=owners.count(loan.id) > 1)
        lines.append(
            AccountLine(account, loan, () if found.sure else found.loans, found.platforms, compared, found.stand_in)
        )
    shown = {loan.id for found in fits for loan in found.loans}
    view = session.ledger.projected(now.date())
    absent = tuple(row for row in view.loan_rows(open_only=True) if row.loan_id not in shown)
    return ReportView(stored.head, stored.batch_id, tuple(lines), absent, earlier)


def link(session: Session, place: int, loan_words: str, now: datetime) -> Linked:
    """Note that an account of the latest report is a loan that is known. Raises InputProblem."""
    stored, _ = _latest(session)
    account, key = _at(stored, place)
    loan = find_loan(session, loan_words, now.date())
    with session.ledger.writing("report-link", loan.id, now) as writer:
        writer.link_account(key, loan.id)
        return Linked(writer.batch_id, account, loan, added=False)


def add(session: Session, place: int, platform_words: str, now: datetime, *, name: str = "") -> Linked:
    """Add the loan that an account of the latest report is, on a platform. Raises InputProblem."""
    stored, _ = _latest(session)
    account, key = _at(stored, place)
    platform = session.platforms.find(platform_words)
    if account.kind in {"duty", "recovery"} or account.is_over or account.currency != "CNY":
        raise InputProblem(
            text(
                "Account {place} is no loan to follow: it is over, somebody else's, or in another currency.",
                place=place,
            ),
            text("`duewatch report` shows what the report says of it."),
        )
    known = _fits(session, stored)[stored.accounts.index(account)]
    if known.sure:
        raise InputProblem(
            text("Account {place} is {loan} already.", place=place, loan=known.loans[0].id),
            text("To say that it is another one: duewatch report link {place} LOAN", place=place),
        )
    with session.ledger.writing("report-add", platform.id, now) as writer:
        loan = proposal(account, platform, writer)
        loan = replace(loan, name=name) if name else loan
        writer.add_loan(loan)
        writer.link_account(key, loan.id)
        return Linked(writer.batch_id, account, loan, added=True)


def _latest(session: Session) -> tuple[StoredReport, int]:
    found = session.ledger.credit_reports()
    if not found:
        raise InputProblem(
            text("No credit report was imported yet."),
            text("Import its PDF (brief or detailed edition): duewatch import FILE"),
        )
    return found[0], len(found) - 1


def _at(stored: StoredReport, place: int) -> tuple[ReportedAccount, str]:
    for account, key in zip(stored.accounts, account_keys(stored.accounts), strict=True):
        if account.place == place:
            return account, key
    raise InputProblem(
        text("The report has no account {place}.", place=place),
        text("`duewatch report` lists them with their numbers."),
    )


def _fits(session: Session, stored: StoredReport) -> list[Fit]:
    links, loans = session.ledger.account_links(), list(session.ledger.loans())
    platforms = {}
    for choice in session.platforms.choices():
        known = session.platforms.known(choice.id).platform
        if known is not None:
            platforms[choice.id] = known
    keys = account_keys(stored.accounts)
    return [fit(account, links.get(key), loans, platforms) for account, key in zip(stored.accounts, keys, strict=True)]


def _compared(session: Session, account: ReportedAccount, loan: Loan, head: ReportHead, *, shared: bool) -> Comparison:
    told_on: date = min(account.as_of or head.on, head.on)
    events = session.ledger.events(loan.id)
    rules = rulebook()
    cells = strip(
        loan, events, head.on, nothing_paid(), codes=rules.codes,
        applies_to=session.platforms.known(loan.platform_id).applies_to,
        retention_years=rules.bad_information_retention_years, back=LONGEST_MONTHS, ahead=0,
    ).months  # fmt: skip
    standing = replay(loan, [event for event in events if event.on <= told_on], told_on)
    return compare(account, loan, cells, standing, told_on, shared=shared)
