"""What the desk tells of a loan's month codes, as values."""

from dataclasses import dataclass

from duewatch.credit.strip import Strip
from duewatch.model.projection import LoanRow
from duewatch.model.rulebook import Rule
from duewatch.model.text import Text


@dataclass(frozen=True, slots=True)
class StripView:
    """A loan's strips. unreported: the sentence that stands in their place where no source says that the platform
    reports. caution: what holds for every strip. rules: the rules they rest on."""

    row: LoanRow
    strips: tuple[Strip, ...]
    unreported: Text | None
    caution: Text | None
    rules: tuple[Rule, ...]
