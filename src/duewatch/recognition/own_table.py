"""Rows of a table or a journal of the borrower's own: what each is, and of which platform, stands in the row itself.

A record of this source holds in `kind` one of the words of KINDS, in `counterparty` the platform as the borrower
writes it (an account such as Liabilities:Card:招商银行 by any of its parts, the last one first), in `method` the last
digits of the account, in `note` the due day and in `status` the minimum of a bill.
"""

import re
from collections.abc import Mapping
from datetime import date

from duewatch.model.finding import Confidence, Finding, FindingKind
from duewatch.model.record import Record
from duewatch.model.text import text
from duewatch.recognition.amounts import fen_in
from duewatch.recognition.patterns import NOT_BOOKED, Unclear

KINDS = {
    "payment": FindingKind.PAYMENT,
    "bill": FindingKind.BILL,
    "lent": FindingKind.LENT,
    "refund": FindingKind.REFUND,
    "purchase": FindingKind.PURCHASE,
}
CARD = "credit-card"
_CARD = re.compile(r"(?P<lender>[\u4e00-\u9fff]{2,10}?银行)(?:信用卡)?")
_PARTS = re.compile(r"[:：/\s·|,，]+")
_TAIL = re.compile(r"\d{4}")


def recognise_own(record: Record, names: Mapping[str, str]) -> Finding | Unclear | None:
    """What the row says; None for spending, which books nothing. names: every name of a platform (lower case) → its
    id."""
    kind = KINDS[record.kind]
    if kind in NOT_BOOKED:
        return None
    wanted = record.counterparty.strip()
    parts = [part for part in _PARTS.split(wanted) if part]
    platform_id, lender = None, None
    for name in (wanted, *reversed(parts)):
        platform_id = names.get(name.lower())
        if platform_id is None and (card := _CARD.fullmatch(name)):
            platform_id, lender = CARD, card["lender"]
        if platform_id is not None:
            break
    if platform_id is None:
        return Unclear(text("There is no platform called “{name}” here.", name=wanted))
    return Finding(
        kind=kind,
        platform_id=platform_id,
        record=record,
        amount_fen=record.amount_fen,
        on=date.fromisoformat(record.at[:10]) if record.at else None,
        confidence=Confidence.SURE,
        why=text("the table says so: {what}, {name}", what=record.kind, name=wanted),
        due_on=date.fromisoformat(record.note[:10]) if record.note else None,
        minimum_fen=fen_in(record.status),
        account_tail=record.method or next(filter(_TAIL.fullmatch, parts), None),
        lender=lender,
    )
