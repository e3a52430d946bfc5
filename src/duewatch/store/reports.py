"""Credit reports as rows: the accounts are JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from duewatch.model.credit_report import ReportedAccount, ReportedMonth, ReportHead, SpecialTransaction, StoredReport

_DAYS = tuple(field.name for field in fields(ReportedAccount) if field.name.endswith("_on") or field.name == "as_of")


def report_values(head: ReportHead, accounts: Sequence[ReportedAccount]) -> tuple[str, str, str, int, str]:
    """A report as its columns: number, at, edition, generation, body."""
    body = json.dumps(
        {"accounts": head.accounts, "told": [asdict(each) for each in accounts]},
        ensure_ascii=False, separators=(",", ":"), default=date.isoformat,
    )  # fmt: skip
    return head.number, head.at, head.edition, head.generation, body


def report_from(
    id_: int, batch_id: int, number: str, at: str, edition: str, generation: int, body: str
) -> StoredReport:
    """A report from its columns."""
    read = json.loads(body)
    head = ReportHead(number, at, edition, generation, read["accounts"])
    return StoredReport(id_, batch_id, head, tuple(_account(each) for each in read["told"]))


def _account(told: dict[str, Any]) -> ReportedAccount:
    for name in _DAYS:
        told[name] = None if told[name] is None else date.fromisoformat(told[name])
    told["months"] = tuple(ReportedMonth(**each) for each in told["months"])
    specials = (
        each | {"on": None if each["on"] is None else date.fromisoformat(each["on"])} for each in told["specials"]
    )
    told["specials"] = tuple(SpecialTransaction(**each) for each in specials)
    return ReportedAccount(**told)
