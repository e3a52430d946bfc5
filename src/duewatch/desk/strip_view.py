"""What the desk tells of a loan's month codes, as values."""

from dataclasses import dataclass

from duewatch.credit.classification import Grade
from duewatch.credit.inquiries import InquiryCount
from duewatch.credit.rules_of_thumb import ThreeAndSix
from duewatch.credit.strip import Strip
from duewatch.model.platform import Fact
from duewatch.model.projection import LoanRow
from duewatch.model.rulebook import Rule
from duewatch.model.text import Text


@dataclass(frozen=True, slots=True)
class StripView:
    """A loan's strips. unreported: the sentence that stands in their place where no source says that the platform
    reports. caution: what holds for every strip. grade: the five-class grade that today's days past due lead to, None
    on time. thumb: the lenders' rule of thumb, counted over the past. inquiries: the queries noted, over all loans.
    how: the surest that is known of how often and in what form the platform reports; None where it is disputed or not
    known.
    rules: the rules that all of this rests on."""

    row: LoanRow
    strips: tuple[Strip, ...]
    unreported: Text | None
    caution: Text | None
    rules: tuple[Rule, ...]
    grade: Grade | None = None
    thumb: ThreeAndSix | None = None
    inquiries: tuple[InquiryCount, ...] = ()
    how: Fact | None = None
