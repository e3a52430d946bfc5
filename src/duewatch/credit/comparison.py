"""What a credit report says of an account beside what is known here: every difference, month by month and figure by
figure, with the reasons that there may be. Which of the two is right it cannot tell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duewatch.credit.strip import MonthCell
from duewatch.model.credit_report import ReportedAccount
from duewatch.model.dates import add_months
from duewatch.model.loan import Loan
from duewatch.servicing.standing import Standing

LATE_CODES = frozenset("1234567")
QUIET_CODES = frozenset("*#/A")
"""Codes that tell of no payment due or known."""
REASONS = (
    "report-older", "bill-missing", "payment-missing", "reported-late", "within-month", "count-differs", "assumption",
    "granularity", "not-told-there", "over-there", "over-here", "terms-missing", "other",
)  # fmt: skip
"""report-older: the month was not over when the account was told. bill-missing, payment-missing: something is perhaps
not entered here. reported-late: the lender told of arrears that are none by what is known here. within-month: made good
before the month was over. count-differs: days or instalments are counted otherwise. assumption: our own code rests on
one. granularity: the lender tells of several accounts as one, or of one as several. not-told-there: the report leaves
the month open. over-there, over-here: one of the two holds the debt for settled. terms-missing: our own figure is not
known."""


@dataclass(frozen=True, slots=True)
class MonthDifference:
    """One month: its first day, our code and theirs (None: none), reasons by their ids, the likeliest first."""

    month: date
    ours: str | None
    theirs: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """One figure. what: "balance", "overdue", "limit", "amount", "opened", "state", "late-months", "late-90-months".
    ours, theirs: fen, a count, a day, or a state of ACCOUNT_STATES; None: not known here."""

    what: str
    ours: int | str | date | None
    theirs: int | str | date
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences of an account; months_same: how many months agree."""

    months: tuple[MonthDifference, ...]
    figures: tuple[FigureDifference, ...]
    months_same: int


def compare(
    account: ReportedAccount, loan: Loan, cells: Sequence[MonthCell], standing: Standing, told_on: date, *, shared: bool
) -> Comparison:
    """Compare. cells: our strip, without suppositions; standing: ours on the day up to which the account is told;
    told_on: that day; shared: the loan stands for several accounts of the report."""
    ours = {cell.month: cell for cell in cells}
    differences, same = [], 0
    for each in account.months:
        month = date.fromisoformat(f"{each.month}-01")
        cell = ours.get(month)
        own = None if cell is None or cell.code is None else cell.code.code
        if own == each.code:
            same += 1
            continue
        differences.append(MonthDifference(month, own, each.code, _why(cell, own, each.code, month, told_on, shared)))
    first = min((date.fromisoformat(f"{each.month}-01") for each in account.months), default=None)
    told = {each.month for each in account.months}
    for cell in cells:
        late = cell.code is not None and cell.code.code in LATE_CODES
        missing = first is not None and first <= cell.month <= told_on and f"{cell.month:%Y-%m}" not in told
        if late and missing and cell.code is not None:
            differences.append(MonthDifference(cell.month, cell.code.code, None, ("not-told-there",)))
    differences.sort(key=lambda each: each.month)
    return Comparison(tuple(differences), tuple(_figures(account, loan, ours, standing, told_on, shared)), same)


def _why(
    cell: MonthCell | None, own: str | None, theirs: str, month: date, told_on: date, shared: bool
) -> tuple[str, ...]:
    found: list[str] = []
    if add_months(month, 1) - timedelta(days=1) > told_on:
        found.append("report-older")
    late_here, late_there = own in LATE_CODES, theirs in LATE_CODES
    if late_here and late_there:
        found.append("count-differs")
    elif own == "M" or (theirs == "M" and not late_here):
        found.append("within-month")
    elif late_there:
        found.append("bill-missing" if own is None or own in QUIET_CODES else "reported-late")
    elif theirs == "C":
        found.append("over-there")
    elif own == "C":
        found.append("over-here")
    elif late_here:
        found.append("not-told-there" if theirs in QUIET_CODES else "payment-missing")
    elif own is None or own in QUIET_CODES:
        found.append("bill-missing" if theirs == "N" else "terms-missing" if own is None else "other")
    else:
        found.append("not-told-there" if theirs in QUIET_CODES else "other")
    if cell is not None and own is not None and not cell.certain:
        found.append("assumption")
    if shared:
        found.append("granularity")
    return tuple(dict.fromkeys(found))


def _figures(
    account: ReportedAccount,
    loan: Loan,
    ours: Mapping[date, MonthCell],
    standing: Standing,
    told_on: date,
    shared: bool,
) -> Iterable[FigureDifference]:
    more = ("granularity",) if shared else ()
    terms = loan.terms
    settled = standing.settled
    if account.is_over != settled and account.state not in {"unknown", "inactive"}:
        here = "settled" if settled else "overdue" if standing.days_past_due else "open"
        yield FigureDifference("state", here, account.state, ("over-there" if account.is_over else "over-here",))
    if account.balance_fen is not None and not account.is_over:
        own = standing.outstanding_fen
        if own is None or abs(own - account.balance_fen) >= 100:  # the report rounds to whole yuan
            why = ("terms-missing",) if own is None else ("payment-missing", "bill-missing")
            yield FigureDifference("balance", own, account.balance_fen, (*why, *more))
    if account.overdue_fen is not None and abs(standing.overdue_fen - account.overdue_fen) >= 100:
        why = ("payment-missing",) if standing.overdue_fen > account.overdue_fen else ("bill-missing", "reported-late")
        yield FigureDifference("overdue", standing.overdue_fen, account.overdue_fen, (*why, *more))
    if account.limit_fen is not None and terms.credit_limit_fen != account.limit_fen:
        why = ("terms-missing",) if terms.credit_limit_fen is None else ("other",)
        yield FigureDifference("limit", terms.credit_limit_fen, account.limit_fen, why)
    if account.amount_fen is not None and terms.principal_fen != account.amount_fen:
        why = ("terms-missing",) if terms.principal_fen is None else ("granularity",)
        yield FigureDifference("amount", terms.principal_fen, account.amount_fen, why)
    if account.opened_on is not None and terms.disbursed_on is not None and terms.disbursed_on != account.opened_on:
        yield FigureDifference("opened", terms.disbursed_on, account.opened_on, ("other", *more))
    if account.late_months is not None:
        codes = [cell.code.code for month, cell in ours.items() if month <= told_on and cell.code is not None]
        late = sum(code in LATE_CODES for code in codes)
        if late != account.late_months:
            why = ("payment-missing",) if late > account.late_months else ("bill-missing", "reported-late")
            yield FigureDifference("late-months", late, account.late_months, (*why, *more))
        long = sum(code in {"4", "5", "6", "7"} for code in codes)
        if account.late_90_months is not None and long != account.late_90_months:
            why = ("payment-missing",) if long > account.late_90_months else ("bill-missing", "reported-late")
            yield FigureDifference("late-90-months", long, account.late_90_months, (*why, *more))
