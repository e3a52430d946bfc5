"""The terms of a loan as JSON: every clause, whether it is there or not."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from duewatch.model.clauses import AllocationClause, CardClause, LateClause, PrepaymentClause, Repricing
    from duewatch.model.loan import Terms

Document = dict[str, object]


def terms(of: "Terms") -> Document:
    """Every term; unknown is null, no clause an empty list or null."""
    return {
        "kind": str(of.kind),
        "principal_fen": of.principal_fen,
        "annual_rate_pct": _decimal(of.annual_rate_pct),
        "instalments": of.instalments,
        "disbursed_on": of.disbursed_on,
        "first_due_on": of.first_due_on,
        "due_day": of.due_day,
        "statement_day": of.statement_day,
        "instalment_fen": of.instalment_fen,
        "credit_limit_fen": of.credit_limit_fen,
        "late_daily_pct": _decimal(of.late_daily_pct),
        "late_base": str(of.late_base),
        "grace_days": of.grace_days,
        "every": of.every,
        "unit": str(of.unit),
        "day_count": of.day_count and str(of.day_count),
        "grace_principal": of.grace_principal,
        "grace_interest": of.grace_interest,
        "step_fen": of.step_fen,
        "rounding": str(of.rounding),
        "first_period": str(of.first_period),
        "principal_share_pct": _decimal(of.principal_share_pct),
        "fees": [
            {
                "timing": str(fee.timing),
                "amount_fen": fee.amount_fen,
                "fee_pct": _decimal(fee.pct),
                "base": None if fee.pct is None else str(fee.base),
            }
            for fee in of.fees
        ],
        "rate_changes": [
            {"from_on": change.from_on, "annual_rate_pct": _decimal(change.annual_rate_pct)}
            for change in of.rate_changes
        ],
        "repricing": of.repricing and _repricing(of.repricing),
        "late_clauses": [_late(clause) for clause in of.late_clauses],
        "allocation": of.allocation and _allocation(of.allocation),
        "prepayment": of.prepayment and _prepayment(of.prepayment),
        "card": of.card and _card(of.card),
    }


def _repricing(clause: "Repricing") -> Document:
    return {
        "lpr_term": str(clause.term),
        "spread_pct": _decimal(clause.spread_pct),
        "month": clause.month,
        "day": clause.day,
        "every_months": clause.every_months,
    }


def _late(clause: "LateClause") -> Document:
    return {
        "kind": str(clause.kind),
        "daily_pct": _decimal(clause.pct),
        "multiple": _decimal(clause.multiple),
        "base": str(clause.base),
        "bands": [
            {"from_day": band.from_day, "to_day": band.to_day, "amount_fen": band.amount_fen} for band in clause.bands
        ],
        "cap_fen": clause.cap_fen,
        "cap_pct": _decimal(clause.cap_pct),
    }


def _allocation(clause: "AllocationClause") -> Document:
    return {
        "order": [str(part) for part in clause.order],
        "by": "part" if clause.by_part else "bill",
        "surplus": str(clause.surplus),
        "late_order": None if clause.late_order is None else [str(part) for part in clause.late_order],
        "late_from_days": clause.late_from_days,
    }


def _prepayment(clause: "PrepaymentClause") -> Document:
    return {
        "fee_pct": _decimal(clause.pct),
        "interest_months": _decimal(clause.interest_months),
        "free_after": clause.free_after,
        "flat_given_back": clause.flat_given_back,
    }


def _card(clause: "CardClause") -> Document:
    return {
        "due_offset_days": clause.due_offset_days,
        "daily_pct": _decimal(clause.daily_pct),
        "minimum_pct": _decimal(clause.minimum_pct),
        "minimum_least_fen": clause.minimum_least_fen,
        "minimum_whole_charges": clause.minimum_whole_charges,
        "late_pct": _decimal(clause.late_pct),
        "late_least_fen": clause.late_least_fen,
        "tolerance_fen": clause.tolerance_fen,
        "tolerance_pct": _decimal(clause.tolerance_pct),
        "grace_days": clause.grace_days,
        "cash_daily_pct": _decimal(clause.cash_daily_pct),
        "paid_part_free": clause.paid_part_free,
    }


def _decimal(number: "Decimal | None") -> str | None:
    return None if number is None else f"{number:f}"
