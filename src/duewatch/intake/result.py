"""What an import answers, before and after it is stored."""

from dataclasses import dataclass
from datetime import date

from duewatch.model.money import Fen
from duewatch.model.text import Text


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of an import. state: "new", "known", "changed", "doubtful", "not-understood". becomes: what
    it turns into, and `why`. key: to drop it (`keep=False` for space). may_be_same: a doubtful row that may tell of a
    payment which stands there already; the borrower can say that it does."""

    key: str
    line: int
    state: str
    becomes: Text
    why: Text
    loan_id: str | None
    on: date | None
    amount_fen: Fen | None
    raw: str
    may_be_same: bool = False


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something wrong in a file: where, what, how to mend it."""

    line: int | None
    what: Text
    mend: Text


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one file gave. Counts are of records; new_* of things."""

    path: str
    reader: str
    records: int
    understood: int
    not_understood: int
    known: int
    changed: int
    doubtful: int
    new_loans: int
    new_bills: int
    new_payments: int
    repayments_count: int
    repayments_fen: Fen
    first_on: date | None
    last_on: date | None
    problems: tuple[FileProblem, ...]
    new_inquiries: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """A preview or a committed import. batch_id None: nothing was stored. rows: all rows that are about a
    loan or were not understood, in file order; rows about nothing of ours are only counted."""

    batch_id: int | None
    files: tuple[FileReport, ...]
    rows: tuple[PreviewRow, ...]
