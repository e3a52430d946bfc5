"""What applying the declared loans did, or would do."""

from dataclasses import dataclass
from typing import Any

from duewatch.model.problem import InputProblem
from duewatch.model.projection import LoanRow


@dataclass(frozen=True, slots=True)
class Line:
    """One key that differs. before, after: as TOML has it, None where the key is not there."""

    key: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One loan. state: "new", "changed", "adopted" (entered in the program, now the file's), "gone" (no longer in the
    file; it stays in the store) or "same". payments, events: what was noted on it before. before, after: its row."""

    loan_id: str
    name: str
    state: str
    lines: tuple[Line, ...] = ()
    payments: int = 0
    events: int = 0
    before: LoanRow | None = None
    after: LoanRow | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """Every loan of the file, and those that it has no more. batch_id None: nothing was written. problems: with the
    dotted key of each; where there is one, nothing was written."""

    batch_id: int | None
    changes: tuple[Change, ...]
    problems: tuple[tuple[str, InputProblem], ...] = ()

    def count(self, state: str) -> int:
        """How many loans are in that state."""
        return sum(change.state == state for change in self.changes)
