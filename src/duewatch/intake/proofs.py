"""Whether two records from different sources tell of one payment.

Only what cannot be chance decides by itself: an order id that stands in the other record, or the same amount within the
day window together with the same account's last digits. Everything else is asked.
"""

import re
from collections.abc import Sequence

from duewatch.model.finding import Finding
from duewatch.model.loan import Loan
from duewatch.model.proof import Proof

SHORTEST_ID = 8
"""Characters of an order id that no other number is likely to hold."""
_TAIL = re.compile(r"(?:[(（]|尾号)(\d{4})(?!\d)")


def same_payment(finding: Finding, loan: Loan, proofs: Sequence[Proof], reader: str) -> bool:
    """Whether the finding is surely the payment that the proofs tell of. Amount and day window are the caller's.
    reader: the finding's own; two rows of one source that differ are two payments until the borrower says otherwise."""
    others = [proof for proof in proofs if proof.reader != reader]
    order_id = finding.record.order_id
    if len(order_id) >= SHORTEST_ID and any(order_id in proof.raw for proof in others):
        return True
    if finding.account_tail is not None and finding.account_tail == loan.account_tail and others:
        return any(finding.account_tail in _TAIL.findall(proof.raw) for proof in others)
    paid_from = set(_TAIL.findall(finding.record.method))
    return any(paid_from.intersection(_TAIL.findall(proof.raw)) for proof in others)
