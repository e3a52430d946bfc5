"""The month codes of the credit report (PBOC): which one a number of days past due may stand for.

What is told here is what the code table says, never what a lender will do: whether and when it reports is
its own affair, so that a code is always a "may".
"""

from collections.abc import Iterable

from duewatch.model.rulebook import ReportCode

LOAN = "loan"
CARD = "credit_card"


def account_type(platform_kind: str) -> str:
    """Which codes a platform's accounts are told in: cards have their own meanings."""
    return CARD if platform_kind == "credit-card" else LOAN


def code_for(days_past_due: int, applies_to: str, codes: Iterable[ReportCode]) -> ReportCode | None:
    """The overdue code for so many days past due; None on time (0 days or fewer).

    applies_to: LOAN or CARD.
    """
    for code in overdue_codes(applies_to, codes):
        if (code.days_from or 0) <= days_past_due and (code.days_to is None or days_past_due <= code.days_to):
            return code
    return None


def next_code(days_past_due: int, applies_to: str, codes: Iterable[ReportCode]) -> ReportCode | None:
    """The code that begins next if nothing is paid; None where there is no worse one."""
    for code in overdue_codes(applies_to, codes):
        if (code.days_from or 0) > days_past_due:
            return code
    return None


def overdue_codes(applies_to: str, codes: Iterable[ReportCode]) -> list[ReportCode]:
    """The codes that count days, from the first day on."""
    counting = [c for c in codes if c.kind == "overdue" and applies_to in c.applies_to and c.days_from is not None]
    return sorted(counting, key=lambda code: code.days_from or 0)
