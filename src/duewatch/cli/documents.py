"""The shapes of JSON documents that several commands share. Keys are only ever added."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from duewatch.desk.names import stage_name
from duewatch.desk.stage_words import step_words
from duewatch.model.text import Text
from duewatch.wording import Wording

if TYPE_CHECKING:
    from duewatch.desk.views import Ageing, Allocated, Answer, BillRow, LoanDetail, LoanRow, ParticularLine, PaymentLine
    from duewatch.model.platform import Fact, Rung, Source

Document = dict[str, object]


def bill_row(row: "BillRow", days_past_due: int) -> Document:
    """An unpaid bill among those of other loans."""
    return {
        "loan": row.loan_id,
        "platform": row.platform_id,
        "name": row.loan_name,
        "bill": row.bill_id,
        "due_on": row.due_on,
        "total_fen": row.total_fen,
        "minimum_fen": row.minimum_fen,
        "paid_fen": row.paid_fen,
        "remaining_fen": row.remaining_fen,
        "days_past_due": days_past_due,
    }


def loan_row(row: "LoanRow", wording: Wording) -> Document:
    """One loan with its standing and stage."""
    return {
        "id": row.loan_id,
        "platform": row.platform_id,
        "lender": row.lender,
        "name": row.name,
        "kind": row.kind,
        "outstanding_fen": row.outstanding_fen,
        "overdue_fen": row.overdue_fen,
        "charges_fen": row.charges_fen,
        "next_due_on": row.next_due_on,
        "next_due_fen": row.next_due_fen,
        "overdue_since_on": row.overdue_since_on,
        "days_past_due": row.days_past_due,
        "stage": {
            "id": row.stage,
            "name": wording.say(stage_name(row.stage)),
            "since_on": row.stage_since_on,
            "next_id": row.stage_next,
            "next_on": row.stage_next_on,
        },
        "report_code": row.report_code,
        "muted": row.muted,
        "declared": row.declared,
    }


def loan_detail(detail: "LoanDetail", wording: Wording) -> Document:
    """One loan whole: the keys of `loans` and everything that leads to them."""
    from duewatch.cli.terms_document import terms

    loan = detail.loan
    return {
        **loan_row(detail.row, wording),
        "account_tail": loan.account_tail,
        "debit_account": loan.debit_account,
        "debit_at": loan.debit_at,
        "note": loan.note,
        "terms": terms(loan.terms),
        "overdue": {
            "principal_fen": detail.principal_overdue_fen,
            "interest_fen": detail.interest_overdue_fen,
            "fees_fen": detail.fees_overdue_fen,
        },
        "bills": [
            {
                "id": line.bill.id,
                "due_on": line.bill.due_on,
                "statement_on": line.bill.statement_on,
                "total_fen": line.bill.total_fen,
                "principal_fen": line.bill.principal_fen,
                "interest_fen": line.bill.interest_fen,
                "fee_fen": line.bill.fee_fen,
                "minimum_fen": line.bill.minimum_fen,
                "origin": str(line.bill.origin),
                "paid_fen": line.paid_fen,
                "remaining_fen": line.remaining_fen,
                "days_past_due": line.days_past_due,
                "state": line.state,
            }
            for line in detail.bills
        ],
        "spending": None if detail.spending is None else detail.spending._asdict(),
        "payments": [
            {
                **payment(line),
                "proofs": [{"file": each.file, "line": each.line} for each in detail.proofs.get(line.event.id, ())],
            }
            for line in detail.payments
        ],
        "charges": [
            {
                "bill": line.bill_id,
                "base_fen": line.base_fen,
                "daily_pct": _decimal(line.daily_pct),
                "first_on": line.first_on,
                "last_on": line.last_on,
                "days": line.days,
                "amount_fen": line.amount_fen,
                "kind": str(line.kind),
                "annual_pct": None if line.annual_pct is None else _decimal(line.annual_pct),
                "rule": line.rule,
                "cut_fen": line.cut_fen,
            }
            for line in detail.charges
        ],
        "events": [{"id": event.id, "kind": event.kind, "on": event.on, "note": event.note} for event in detail.events],
        "ask_first": None if detail.ask_first is None else wording.say(detail.ask_first),
        "stage_history": [
            {
                "on": step.on,
                "what": step.what,
                "stage": step.stage,
                "until_on": step.until_on,
                "event": None if step.event is None else step.event.id,
                "text": wording.say(step_words(step)),
            }
            for step in detail.stage_history
        ],
        "ladder": [rung(step, wording) for step in detail.ladder.rungs],
        "ageing": ageing(detail.ageing, wording),
        "facts": [fact(one, wording) for one in detail.facts],
        "facts_checked_on": detail.facts_checked_on,
        "facts_check_again": detail.facts_again,
        "parties": [
            {
                "role": str(one.role),
                "name": one.name,
                "since_on": one.since_on,
                "until_on": one.until_on,
                "paid_fen": one.paid_fen,
            }
            for one in detail.parties
        ],
        "particulars": [_particular(one, wording) for one in detail.particulars],
    }


def _particular(line: "ParticularLine", wording: Wording) -> Document:
    """A value under the key that fits its kind; all null: not noted."""
    value = line.value
    return {
        "id": line.particular.id,
        "kind": line.particular.kind,
        "name": wording.say(line.particular.name),
        "remind": line.particular.remind,
        "value_on": value if isinstance(value, date) else None,
        "value_fen": value if isinstance(value, int) else None,
        "value_text": value if isinstance(value, str) else None,
        "noted_on": line.noted_on,
    }


def payment(line: "PaymentLine") -> Document:
    """A payment and where it went."""
    return {
        "id": line.event.id,
        "on": line.event.on,
        "amount_fen": line.amount_fen,
        "note": line.event.note,
        "allocation": allocation(line.allocation),
    }


def allocation(parts: "Iterable[Allocated]") -> list[Document]:
    """Where a payment went; bill null: more was paid than is owed."""
    return [{"bill": part.bill_id, "part": str(part.part), "amount_fen": part.amount_fen} for part in parts]


def source(one: "Source") -> Document:
    """Where a fact was read."""
    return {"title": one.title, "tier": one.tier, "published": one.published, "url": one.url}


def fact(one: "Fact", wording: Wording) -> Document:
    """A sourced statement."""
    return {
        "id": one.id,
        "topic": one.topic,
        "text": wording.say(one.text),
        "as_of": one.as_of,
        "confidence": one.confidence,
        "disputed": one.disputed,
        "sources": [source(s) for s in one.sources],
    }


def rung(one: "Rung", wording: Wording) -> Document:
    """A step of a collection ladder. from_days null: the day is not known."""
    say = wording.say
    return {
        "id": one.id,
        "name": say(one.name),
        "term": say(one.term) if one.term else None,
        "from_days": one.from_days,
        "usual": one.usual,
        "channels": [say(channel) for channel in one.channels],
        "does": say(one.does),
        "not_allowed": [fact(rule, wording) for rule in one.not_allowed],
        "can_do": [say(step) for step in one.can_do],
        "source": source(one.sources[0]) if one.sources else None,
        "sources": [source(s) for s in one.sources],
    }


def ageing(found: "Ageing | None", wording: Wording) -> Document | None:
    """The trade's buckets by days past due; here: the name of the loan's own."""
    if found is None:
        return None
    return {
        "buckets": [
            {"name": each.name, "first_day": each.first_day, "last_day": each.last_day} for each in found.buckets
        ],
        "here": None if found.here is None else found.here.name,
        "fact": fact(found.fact, wording),
    }


def answer(one: "Answer", wording: Wording) -> Document:
    """What is said for one platform (null: any loan)."""
    return {
        "platform": one.platform_id,
        "summary": wording.say(one.explanation.summary),
        "points": [
            {
                "text": wording.say(point.text),
                "as_of": point.as_of,
                "confidence": point.confidence,
                "disputed": point.disputed,
                "check_again": place in one.again,
                "sources": [source(s) for s in point.sources],
            }
            for place, point in enumerate(one.explanation.points)
        ],
        "checked_on": one.checked_on,
        "do": said(one.explanation.do, wording),
    }


def said(texts: Iterable[Text], wording: Wording) -> list[str]:
    """Texts in the chosen language."""
    return [wording.say(one) for one in texts]


def _decimal(number: object) -> str | None:
    return None if number is None else f"{number:f}"
