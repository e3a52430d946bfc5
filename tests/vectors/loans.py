"""loan_schedules, loan_servicing, loan_status, delinquency: a ledger replayed, looked at after some entries."""

from collections.abc import Mapping, Sequence
from typing import Any

from duewatch.model.bill import Part
from duewatch.model.clauses import Interval, Rounding
from duewatch.model.loan_event import (
    Approved,
    ChargeAgreed,
    ChargeBase,
    ChargedBack,
    ChargedOff,
    ChargeTiming,
    ChargeWaived,
    CountPaused,
    CountResumed,
    CreditRefunded,
    Lent,
    LoanEvent,
    Paid,
    PaidOff,
    PaymentSource,
    ReAged,
    ReAmortised,
    Rescheduled,
    Undone,
    WrittenOff,
)
from duewatch.servicing.books.account import TransactionKind
from duewatch.servicing.books.account_state import AccountState, AccountStatus, Split, TransactionState
from duewatch.servicing.books.contract import Amortisation, Contract, EarlyMoney, InterestMethod, Recalculation
from duewatch.servicing.books.delinquency import Band
from duewatch.servicing.engine import account_on
from duewatch.servicing.strategy import Future, Strategy, Timing, strategy_of
from tests.vectors.case import Adapter, Case, NotModelled, day, decimal, differences, fen

PARTS = {"penalty": Part.CHARGE, "fee": Part.FEE, "interest": Part.INTEREST, "principal": Part.PRINCIPAL}
TIMINGS = {"past_due": Timing.PAST_DUE, "due": Timing.DUE, "in_advance": Timing.IN_ADVANCE}
FUTURES = {"next": Future.NEXT, "last": Future.LAST, "next_last": Future.NEXT_THEN_LAST, "spread": Future.SPREAD}
SOURCES = {
    "repayment": PaymentSource.OWN,
    "goodwill_credit": PaymentSource.GOODWILL,
    "merchant_refund": PaymentSource.MERCHANT_REFUND,
    "payout_refund": PaymentSource.PAYOUT_REFUND,
    "charge_adjustment": PaymentSource.CHARGE_ADJUSTMENT,
}
SOURCE_NAMES = {source: name for name, source in SOURCES.items()}
KIND_NAMES = {
    TransactionKind.LENDING: "disbursement",
    TransactionKind.DOWN_PAYMENT: "down_payment",
    TransactionKind.CHARGEBACK: "chargeback",
    TransactionKind.CREDIT_REFUND: "credit_balance_refund",
    TransactionKind.FEE_AT_LENDING: "fee_at_disbursement",
    TransactionKind.RE_AGED: "re_age",
    TransactionKind.RE_AMORTISED: "re_amortise",
    TransactionKind.CHARGED_OFF: "charge_off",
    TransactionKind.WRITTEN_OFF: "write_off",
}
STATUS_NAMES = {
    AccountStatus.SUBMITTED: "submitted_and_pending_approval",
    AccountStatus.APPROVED: "approved",
    AccountStatus.ACTIVE: "active",
    AccountStatus.OVERPAID: "overpaid",
    AccountStatus.MET: "closed_obligations_met",
    AccountStatus.WRITTEN_OFF: "closed_written_off",
}
EARLY = {
    "reduce_instalment": EarlyMoney.LOWER_INSTALMENT,
    "reduce_number_of_instalments": EarlyMoney.FEWER_INSTALMENTS,
    "reschedule_next_instalments": EarlyMoney.NEXT_INSTALMENTS,
    "reschedule_next_repayments": EarlyMoney.NEXT_INSTALMENTS,
    "adjust_last_unpaid_period": EarlyMoney.LAST_INSTALMENT,
}
TIMINGS_OF_CHARGES = {
    None: ChargeTiming.ON_DAY,
    "due_date": ChargeTiming.ON_DAY,
    "at_disbursement": ChargeTiming.AT_LENDING,
    "per_instalment": ChargeTiming.PER_INSTALMENT,
}
BASES = {
    None: ChargeBase.PRINCIPAL,
    "principal": ChargeBase.PRINCIPAL,
    "interest": ChargeBase.INTEREST,
    "principal+interest": ChargeBase.PRINCIPAL_AND_INTEREST,
}
LOAN = "vector"
NO_RANGE = "NO_DELINQUENCY"


def loan(case: Case, whole: Case) -> list[str]:
    """A case: each check looks at the account after so many entries, on its day."""
    contract = _contract(case["terms"])
    events = [event for place, entry in enumerate(case["events"], start=1) for event in _events(entry, place, case)]
    bands = [Band(name=name, from_day=first, to_day=last) for name, first, last in whole.get("bands", ())]
    lines: list[str] = []
    for number, check in enumerate(case["checks"], start=1):
        expected = dict(check["expected"])
        if "range_history" in expected:
            raise NotModelled("days on which a lender's nightly batch noted a range")
        past = [event for event in events if (event.sequence or 0) <= int(check["after"])]
        got = _got(account_on(contract, past, day(check["on"]), bands))
        lines += [f"check {number}: {line}" for line in differences(expected, got, case.get("tolerance"))]
    return lines


def _contract(terms: Mapping[str, Any]) -> Contract:
    if "overdue_charge" in terms:
        raise NotModelled("late charges put on by a lender's nightly batch")
    unit, every = str(terms["unit"]), int(terms["every"])
    if unit == "years":
        unit, every = "months", every * 12
    step = terms.get("round_instalment_to")
    return Contract(
        principal_fen=fen(terms["principal"]),
        instalments=int(terms["instalments"]),
        signed_on=day(terms["submitted_on"]),
        strategy=_strategy(terms),
        annual_rate_pct=decimal(terms.get("annual_rate_pct", "0")),
        from_signing=terms.get("start_from", "disbursement_date") != "disbursement_date",
        every=every,
        unit=Interval(unit),
        interest=InterestMethod(terms.get("interest", "declining")),
        by_day=terms.get("interest_period") == "daily",
        amortisation=Amortisation(str(terms.get("amortisation", "equal_instalment")).replace("_", "-")),
        progressive=terms.get("schedule") == "progressive",
        in_parts=bool(terms.get("multi_disbursement")),
        grace_principal=int(terms.get("grace_principal", 0)),
        grace_interest=int(terms.get("grace_interest", 0)),
        step_fen=fen(str(step)) if step else 1,
        unit_fen=10 ** (2 - int(terms.get("decimals", 2))),
        year_days=_days(terms.get("days_in_year")),
        month_days=_days(terms.get("days_in_month")),
        down_payment_pct=decimal(terms.get("down_payment_pct", "0")),
        down_payment_kept=bool(terms.get("down_payment_auto")),
        recalculation=_recalculation(terms.get("recalculation")),
        arrears_grace_days=int(terms.get("arrears_grace_days", 0)),
        rounding=Rounding.HALF_EVEN,
    )


def _days(days: str | int | None) -> int | None:
    return None if days in (None, "actual") else int(str(days))


def _recalculation(terms: Mapping[str, Any] | None) -> Recalculation | None:
    if terms is None:
        return None
    compounding = str(terms.get("compounding", "none"))
    return Recalculation(
        daily=terms.get("rest", "daily") == "daily",
        compound_interest="interest" in compounding,
        compound_fees="fee" in compounding,
        early=EARLY[str(terms.get("prepayment", "reduce_instalment"))],
        settle_to_period_end=terms.get("preclose") == "till_rest_frequency_date",
    )


def _strategy(terms: Mapping[str, Any]) -> Strategy:
    kind, _, order = str(terms["allocation"]).partition(":")
    if kind == "advanced":
        rules = dict(terms.get("future_rule", {}))
        back = terms.get("credit_order_chargeback")
        return Strategy(
            steps=tuple(_step(name) for name in terms["advanced_order"]),
            by_part=terms.get("processing") == "vertical",
            future=FUTURES[rules.pop("default", "next")],
            future_of=tuple((SOURCES[name], FUTURES[rule]) for name, rule in rules.items() if name in SOURCES),
            chargeback_order=tuple(PARTS[name] for name in back) if back else None,
        )
    if kind == "per_instalment":
        return strategy_of(_parts(order))
    due, _, later = order.partition(";in_advance:")
    return strategy_of(_parts(due), _parts(later))


def _step(name: str) -> tuple[Timing, Part]:
    timing, _, part = name.rpartition("_")
    return TIMINGS[timing], PARTS[part]


def _parts(names: str) -> list[Part]:
    return [PARTS[name] for name in names.split(",")]


def _events(entry: Mapping[str, Any], place: int, case: Case) -> Sequence[LoanEvent]:
    kind = str(entry["type"])
    entered = day(entry["on"])
    base: dict[str, Any] = {
        "loan_id": LOAN,
        "id": _id(entry["id"]),
        "on": day(entry.get("date", entry["on"])),
        "sequence": place,
        "entered_on": entered,
    }
    amount = fen(entry["amount"]) if "amount" in entry else None
    target, _, down = str(entry.get("target", "")).partition(".")
    aimed = {"target_id": _id(target), "of_down_payment": bool(down)} if target else {}
    match kind:
        case "day_end":
            return ()
        case "approve":
            lending = day(entry["expected_disbursement"]) if entry.get("expected_disbursement") else None
            return [Approved(**base, amount_fen=amount or 0, lending_on=lending)]
        case "disburse":
            return [Lent(**base, amount_fen=amount or 0)]
        case "pay_off":
            return [PaidOff(**base)]
        case "charge":
            return [_charge(entry, base)]
        case "waive_charge":
            return [ChargeWaived(**base, target_id=_id(target))]
        case "chargeback":
            return [ChargedBack(**base, **aimed, amount_fen=amount or 0)]
        case "credit_balance_refund":
            return [CreditRefunded(**base, amount_fen=amount or 0)]
        case "undo":
            return [Undone(**base, **aimed)]
        case "undo_waive" | "undo_charge_off" | "undo_last_disbursement" | "undo_disbursement":
            return [Undone(**base, target_id=_undone(kind, target, place, case))]
        case "reschedule":
            return [_reschedule(entry, base)]
        case "re_age":
            unit, every = str(entry.get("unit", "months")), int(entry.get("every", 1))
            if unit == "years":
                unit, every = "months", every * 12
            return [
                ReAged(
                    **base,
                    first_due_on=day(entry["first_due"]),
                    instalments=int(entry["instalments"]),
                    every=every,
                    unit=Interval(unit),
                )
            ]
        case "re_amortise":
            return [ReAmortised(**base)]
        case "charge_off":
            return [ChargedOff(**base)]
        case "write_off":
            return [WrittenOff(**base)]
        case "pause_delinquency":
            return [CountPaused(**{**base, "on": day(entry["start"])}, until_on=day(entry["end"]))]
        case "resume_delinquency":
            return [CountResumed(**{**base, "on": day(entry.get("start", entry.get("date", entry["on"])))})]
    if kind in SOURCES:
        return [Paid(**base, amount_fen=amount or 0, source=SOURCES[kind])]
    raise NotModelled(f"events of type {kind}")


def _id(name: str) -> int:
    return int(name.removeprefix("e"))


def _undone(kind: str, target: str, place: int, case: Case) -> int:
    """The entry that an undoing without a target, or aimed at a charge, is about."""
    before = case["events"][: place - 1]
    gone = {str(one.get("target")) for one in before if one["type"] == "undo"}
    wanted = {"undo_waive": "waive_charge", "undo_charge_off": "charge_off"}.get(kind, "disburse")
    found = [
        one
        for one in before
        if one["type"] == wanted and one["id"] not in gone and (not target or one.get("target") == target)
    ]
    if kind == "undo_last_disbursement":
        for one in before:
            if one["type"] == kind and found:
                found.pop()
    return _id((found[0] if kind == "undo_disbursement" else found[-1])["id"])


def _charge(entry: Mapping[str, Any], base: dict[str, Any]) -> ChargeAgreed:
    return ChargeAgreed(
        **base,
        penalty=bool(entry.get("penalty")),
        timing=TIMINGS_OF_CHARGES[entry.get("timing")],
        due_on=day(entry["due"]) if entry.get("due") else None,
        amount_fen=fen(entry["amount"]) if "amount" in entry else None,
        pct=decimal(entry["pct"]) if "pct" in entry else None,
        base=BASES[entry.get("of")],
    )


def _reschedule(entry: Mapping[str, Any], base: dict[str, Any]) -> Rescheduled:
    rate = entry.get("new_rate_pct")
    return Rescheduled(
        **base,
        from_due_on=day(entry["from_due"]),
        new_due_on=day(entry["new_due"]) if entry.get("new_due") else None,
        extra_instalments=int(entry.get("extra_instalments", 0)),
        grace_principal=int(entry.get("grace_principal", 0)),
        grace_interest=int(entry.get("grace_interest", 0)),
        annual_rate_pct=None if rate is None else decimal(rate),
    )


def _got(state: AccountState) -> dict[str, Any]:
    late = state.delinquency
    range_ = state.range or NO_RANGE
    return {
        "schedule": [
            {
                "due": one.due_on,
                "paid_on": one.met_on,
                "balance": _yuan(one.balance_fen),
                **_split(one.owed),
                "total": _yuan(one.owed.total_fen),
                "paid": _yuan(one.paid_fen),
                "in_advance": _yuan(one.paid_early_fen),
                "late": _yuan(one.paid_late_fen),
                "waived": _yuan(one.waived_fen),
                "written_off": _yuan(one.written_off_fen),
                "outstanding": _yuan(one.remaining_fen),
            }
            for one in state.instalments
        ],
        "totals": {
            **_split(state.owed),
            "total": _yuan(state.owed.total_fen),
            "paid": _yuan(state.paid_fen),
            "in_advance": _yuan(state.paid_early_fen),
            "late": _yuan(state.paid_late_fen),
            "waived": _yuan(state.waived_fen),
            "outstanding": _yuan(state.outstanding_fen),
        },
        "transactions": [_transaction(one) for one in state.transactions],
        "outstanding": _yuan(state.outstanding_fen),
        "overpaid": _yuan(state.overpaid_fen),
        "overdue": _yuan(state.overdue_fen),
        "status": STATUS_NAMES[state.status],
        "charges": [
            {
                "penalty": one.part is Part.CHARGE,
                "due": one.due_on,
                "amount": _yuan(one.amount_fen),
                "paid": _yuan(one.paid_fen),
                "waived": _yuan(one.waived_fen),
                "outstanding": _yuan(one.remaining_fen),
            }
            for one in state.charges
        ],
        "maturity": state.ended_on,
        "maturity_pair": {"actual": state.ended_on, "expected": state.matures_on},
        "last_payment": _last(state.last_payment),
        "range": range_,
        "delinquent_since": late.since_on if state.range else None,
        "delinquency": {
            "range": range_,
            "amount": _yuan(late.overdue_fen),
            "since": late.since_on,
            "days": str(late.days),
            "past_due_days": str(late.past_due_days),
        },
        "instalment_delinquency": [{"range": name, "amount": _yuan(amount)} for name, amount in state.by_range],
        "pauses": [{"active": one.active, "start": one.start_on, "end": one.end_on} for one in state.pauses],
    }


def _split(split: Split) -> dict[str, str]:
    return {
        "principal": _yuan(split.principal_fen),
        "interest": _yuan(split.interest_fen),
        "fees": _yuan(split.fee_fen),
        "penalties": _yuan(split.charge_fen),
    }


def _transaction(one: TransactionState) -> dict[str, Any]:
    return {
        "date": one.on,
        "type": KIND_NAMES.get(one.kind) or SOURCE_NAMES[one.source],
        "amount": _yuan(one.amount_fen),
        **_split(one.split),
        "balance": _yuan(one.principal_left_fen),
    }


def _last(payment: TransactionState | None) -> dict[str, Any] | None:
    if payment is None:
        return None
    return {"date": payment.on, "amount": _yuan(payment.amount_fen), "type": _transaction(payment)["type"]}


def _yuan(amount_fen: int) -> str:
    return f"{'-' if amount_fen < 0 else ''}{abs(amount_fen) // 100}.{abs(amount_fen) % 100:02d}"


ADAPTERS: dict[str, Adapter] = dict.fromkeys(("loan_schedules", "loan_servicing", "loan_status", "delinquency"), loan)
