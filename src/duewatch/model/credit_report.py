"""A personal credit report (PBOC) as it reads: its head, accounts and inquiries.

Never the person: a reader leaves name, identity number, addresses and telephone numbers out.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duewatch.model.money import Fen

ACCOUNT_KINDS = ("loan", "line", "card", "semi-card", "duty", "recovery")
"""A loan paid out once; a credit line (循环贷, also a drawing on one); a credit card (贷记卡); a 准贷记卡; a debt of
somebody else that the person answers for (相关还款责任); a claim that was passed on or paid by a guarantor."""
ACCOUNT_STATES = ("open", "overdue", "settled", "closed", "inactive", "transferred", "bad-debt", "unknown")
"""settled: paid off (结清); closed: a card given back (销户); inactive: a card never switched on."""
GRADES = {
    "正常": "normal", "关注": "special_mention", "次级": "substandard", "可疑": "doubtful", "损失": "loss",
}  # fmt: skip
"""The five grades as the report words them."""


@dataclass(frozen=True, slots=True)
class ReportHead:
    """Which report it is. number: the report's own; at: the moment it was made, local time, as "YYYY-MM-DD HH:MM:SS".
    edition: "brief" (简版) or "detailed" (详版); generation: 1 or 2, the present one being the second. accounts: how
    many the overview counts, None where it does not tell."""

    number: str
    at: str
    edition: str
    generation: int = 2
    accounts: int | None = None

    @property
    def on(self) -> date:
        """The day it was made."""
        return date.fromisoformat(self.at[:10])


@dataclass(frozen=True, slots=True)
class ReportedMonth:
    """One month of an account. month: "YYYY-MM". code: as printed. amount_fen: what was overdue."""

    month: str
    code: str
    amount_fen: Fen | None = None


@dataclass(frozen=True, slots=True)
class SpecialTransaction:
    """A special transaction of an account (extension, early settlement, guarantor's payment …), as worded."""

    kind: str
    on: date | None
    months: int | None
    amount_fen: Fen | None
    note: str


@dataclass(frozen=True, slots=True)
class ReportedAccount:
    """One account. None is "the report does not tell". place: which account of the report it is, from 1 on; line: where
    it stands in the file. kind: one of ACCOUNT_KINDS, state: one of ACCOUNT_STATES. business: the report's own word for
    the kind of loan. as_of: the last day of the month, or the day, up to which it is told. grade: a value of GRADES.
    late_months, late_90_months: how many months of the last five years were overdue, and more than 90 days so.
    months: oldest first. raw: its words, without anything that names a person."""

    place: int
    line: int
    kind: str
    lender: str
    raw: str
    opened_on: date | None = None
    matures_on: date | None = None
    closed_on: date | None = None
    business: str = ""
    currency: str = "CNY"
    amount_fen: Fen | None = None
    limit_fen: Fen | None = None
    balance_fen: Fen | None = None
    overdue_fen: Fen | None = None
    overdue_terms: int | None = None
    state: str = "unknown"
    grade: str | None = None
    as_of: date | None = None
    tail: str = ""
    instalments: int | None = None
    instalments_left: int | None = None
    due_on: date | None = None
    due_fen: Fen | None = None
    paid_fen: Fen | None = None
    paid_on: date | None = None
    late_months: int | None = None
    late_90_months: int | None = None
    months: tuple[ReportedMonth, ...] = ()
    specials: tuple[SpecialTransaction, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether nothing more is owed on it by the report."""
        return self.state in {"settled", "closed", "transferred"}


@dataclass(frozen=True, slots=True)
class ReportedInquiry:
    """One query of the report. by: as the report names it; the person's own queries name nobody else. reason: one of
    inquiry.REASONS; words: as the report words it."""

    line: int
    on: date
    by: str
    reason: str
    words: str
    raw: str


Reported = ReportHead | ReportedAccount | ReportedInquiry
"""What a reader of credit reports hands out beside records and problems; the head comes first."""


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report that was imported. id, batch_id: of the store."""

    id: int
    batch_id: int
    head: ReportHead
    accounts: tuple[ReportedAccount, ...]


def account_keys(accounts: Iterable[ReportedAccount]) -> list[str]:
    """By what each account is known again in a later report: its kind, lender, day of opening, currency, amount lent,
    and which of several equal ones it is (one platform may open several on one day)."""
    seen: Counter[str] = Counter()
    keys = []
    for each in accounts:
        told = f"{each.kind}|{each.lender}|{each.opened_on}|{each.currency}|{each.amount_fen}"
        seen[told] += 1
        keys.append(f"{told}|{seen[told]}")
    return keys
