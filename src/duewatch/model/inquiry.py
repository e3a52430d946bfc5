"""A query of the borrower's credit report: who looked, when and why. Noted by the borrower from the report."""

from dataclasses import dataclass
from datetime import date

REASONS = (
    "loan-approval",
    "card-approval",
    "guarantee-check",
    "post-loan",
    "own",
    "dispute",
    "other",
)
"""Why a report is queried, as the report words it; "other" for what fits none."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One query. by: the institution, or the borrower's own words for it. reason: one of REASONS. batch_id: the batch
    that noted it, 0 before it is stored."""

    on: date
    by: str
    reason: str
    id: int = 0
    batch_id: int = 0
