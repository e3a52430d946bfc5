"""Sets instalment_plans, amortisation_tables, balloon_plans and arrears: plans and single figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from duewatch.model.clauses import DayCount, Interval, RateChange, Rounding
from duewatch.model.loan import LoanKind, Terms
from duewatch.servicing import arrears, schedule
from duewatch.servicing.plans import amortisation, interest
from duewatch.servicing.plans.exact import to_fen
from duewatch.servicing.plans.periods import due_dates
from tests.vectors.case import Case, NotModelled, day, decimal, differences, fen

LENT_ON = date(2001, 1, 1)
"""The cases count months; a plan has dates."""
KINDS = {
    "equal_instalment": LoanKind.EQUAL_INSTALMENT,
    "annuity": LoanKind.EQUAL_INSTALMENT,
    "equal_principal": LoanKind.EQUAL_PRINCIPAL,
    "flat": LoanKind.FLAT,
    "interest_first": LoanKind.INTEREST_FIRST,
    "interest_only": LoanKind.INTEREST_FIRST,
}
TABLES = {
    LoanKind.EQUAL_INSTALMENT: amortisation.level_table,
    LoanKind.EQUAL_PRINCIPAL: amortisation.level_principal_table,
    LoanKind.INTEREST_FIRST: amortisation.interest_only_table,
}
SHOWN = {"whole units": Decimal(1), "cents": Decimal("0.01"), None: Decimal("0.01")}
UNITS = {
    "days": (Interval.DAYS, 1),
    "weeks": (Interval.WEEKS, 1),
    "months": (Interval.MONTHS, 1),
    "years": (Interval.MONTHS, 12),
}
"""The unit of an interval, and how many of ours it is."""
DAY_COUNTS = {
    "30/360": DayCount.THIRTY_360,
    "act/360": DayCount.ACTUAL_360,
    "act/365": DayCount.ACTUAL_365,
    "act/act": DayCount.ACTUAL_ACTUAL,
}


def instalment_plan(case: Case, whole: Case) -> list[str]:
    """A plan of equal instalments or equal principal, rounded at each instalment or only where it is shown."""
    if case["method"] == "level_payment_rounded_up":
        got = _paid_down(case)
    elif case.get("carried", "cents") == "exact":
        got = _exact(case)
    else:
        got = _rounded(case)
    found = differences(case["expected"], got, case.get("tolerance"))
    verification = case.get("verification", {})
    if found and not verification.get("verified", True) and verification.get("differs"):
        raise NotModelled(f"the source's figure does not follow from its own inputs: {verification['differs']}")
    return found


def _rounded(case: Case) -> dict[str, Any]:
    """With segments each month has a rate of its own, and the instalment is reckoned anew with each of them."""
    rates = _monthly_rates(case)
    terms = Terms(
        kind=KINDS[case["method"]],
        principal_fen=fen(case["principal"]),
        annual_rate_pct=rates[0],
        instalments=len(rates),
        disbursed_on=LENT_ON,
    )
    dues = due_dates(terms, len(rates)) or []
    changes = [RateChange(from_on=due, annual_rate_pct=rate) for due, rate in zip(dues, rates[1:], strict=False)]
    if not case.get("rate_segments"):
        changes = []
    plan = schedule.plan(replace(terms, rate_changes=tuple(changes)))
    rows = [
        {
            "n": line.number,
            "payment": _yuan(line.total_fen),
            "principal": _yuan(line.principal_fen),
            "interest": _yuan(line.interest_fen),
            "left": _yuan(line.balance_fen),
        }
        for line in plan.instalments
    ]
    return _summed(rows, _yuan(plan.total_fen), _yuan(plan.total_interest_fen))


def _monthly_rates(case: Case) -> list[Decimal]:
    """The annual rate of each month; a segment is [first month, last month, rate]."""
    segments = case.get("rate_segments") or ()
    annual = decimal(case["annual_rate_pct"])
    rates = [_as_carried(annual) if segments else annual] * int(case["months"])
    for first, last, rate in segments:
        for month in range(int(first), min(int(last), len(rates)) + 1):
            rates[month - 1] = _as_carried(decimal(rate))
    return rates


def _as_carried(annual_rate_pct: Decimal) -> Decimal:
    """Where months differ, the source carries the monthly rate with 28 digits."""
    return amortisation.annual_rate_of_digits(annual_rate_pct, 12, 28)


def _exact(case: Case) -> dict[str, Any]:
    rate = amortisation.period_rate(decimal(case["annual_rate_pct"]), 12)
    table = TABLES[KINDS[case["method"]]](decimal(case["principal"]), rate, int(case["months"]))
    return _shown(table, SHOWN[case.get("shown")])


def _paid_down(case: Case) -> dict[str, Any]:
    """A level payment rounded up to a whole unit, paid until nothing is left."""
    unit = SHOWN[case.get("shown")]
    principal = decimal(case["principal"])
    rate = amortisation.period_rate(decimal(case["annual_rate_pct"]), 12)
    if case.get("level_payment") is not None:
        payment = decimal(case["level_payment"])
    else:
        level = amortisation.level_payment(principal, rate, int(case["months"]))
        payment = amortisation.to_step(level, unit, Rounding.UP)
    step = case.get("interest_rounded_to")
    table = amortisation.paid_down(principal, rate, payment, interest_step=None if step is None else decimal(step))
    return _shown(table, unit) | {"payment": payment}


def _shown(table: Sequence[amortisation.Row], unit: Decimal) -> dict[str, Any]:
    def shown(amount: Decimal) -> Decimal:
        return amortisation.to_step(amount, unit)

    rows = [
        {
            "n": row.number,
            "payment": shown(row.payment),
            "principal": shown(row.principal),
            "interest": shown(row.interest),
            "left": shown(row.closing),
        }
        for row in table
    ]
    return _summed(
        rows,
        shown(sum((row.payment for row in table), Decimal(0))),
        shown(sum((row.interest for row in table), Decimal(0))),
    )


def _summed(rows: list[dict[str, Any]], total: Decimal | None, bears: Decimal | None) -> dict[str, Any]:
    return {
        "rows": rows,
        "payment": rows[0]["payment"],
        "level_payment": rows[0]["payment"],
        "first_payment": rows[0]["payment"],
        "last_payment": rows[-1]["payment"],
        "first_interest": rows[0]["interest"],
        "first_principal": rows[0]["principal"],
        "instalments": len(rows),
        "months": len(rows),
        "total_payment": total,
        "total_interest": bears,
    }


def amortisation_table(case: Case, whole: Case) -> list[str]:
    """A published table, carried without rounding: from its first line, or line by line from what is given."""
    yearly = int(case["periods_per_year"])
    effective = case["rate_kind"] == "effective"
    if case["method"] == "as_rows":
        rows = [
            amortisation.row(
                int(given["n"]),
                decimal(given["opening"]),
                amortisation.period_rate(
                    decimal(given.get("rate_pct") or case["rate_pct"]), yearly, effective=effective
                ),
                decimal(given["payment"]),
                drawdown=decimal(given.get("drawdown") or 0),
                interest=None if given.get("interest") is None else decimal(given["interest"]),
            )
            for given in case["given"]
        ]
    else:
        rate = amortisation.period_rate(decimal(case["rate_pct"]), yearly, effective=effective)
        rows = list(TABLES[KINDS[case["method"]]](decimal(case["principal"]), rate, int(case["periods"])))
    got = {
        "rows": [
            {
                "n": row.number,
                "opening": row.opening,
                "interest": row.interest,
                "principal": row.principal,
                "payment": row.payment,
                "closing": row.closing,
            }
            for row in rows
        ],
        "year_sums": [
            {"year": year, "principal": principal, "interest": bears}
            for year, (principal, bears) in enumerate(amortisation.year_sums(rows, yearly), start=1)
        ],
    }
    return differences(case["expected"], got, case.get("tolerance"))


def balloon_plan(case: Case, whole: Case) -> list[str]:
    """A fixed share of the principal with every instalment, the last one takes the rest; halves to even."""
    flat = case.get("interest") == "flat"
    if flat:
        raise NotModelled("a fixed share of the principal with flat interest")
    terms = Terms(
        kind=LoanKind.EQUAL_PRINCIPAL,
        principal_fen=fen(case["principal"]),
        annual_rate_pct=decimal(case["annual_rate_pct"]),
        instalments=int(case["instalments"]),
        disbursed_on=day(case["disbursed_on"]),
        first_due_on=day(case["first_due"]) if case.get("first_due") else None,
        every=int(case.get("every", 1)) * UNITS[case.get("unit", "months")][1],
        unit=UNITS[case.get("unit", "months")][0],
        principal_share_pct=decimal(case["principal_share_pct"]),
        grace_principal=int(case.get("grace_principal") or 0),
        grace_interest=int(case.get("grace_interest") or 0),
        day_count=_day_count(case.get("day_count")),
        rounding=Rounding.HALF_EVEN,
    )
    rows = [
        {
            "n": line.number,
            "due": line.due_on,
            "principal": _yuan(line.principal_fen),
            "interest": _yuan(line.interest_fen),
            "payment": _yuan(line.total_fen),
            "left": _yuan(line.balance_fen),
        }
        for line in schedule.plan(terms).instalments
    ]
    return differences(case["expected"], {"rows": rows}, case.get("tolerance"))


def _day_count(name: str | None) -> DayCount | None:
    return None if name is None else DAY_COUNTS[name.lower().replace("actual", "act")]


def arrears_case(case: Case, whole: Case) -> list[str]:
    """Single figures about arrears: due dates, days past due, interest by the day."""
    return differences(case["expected"], ARREARS[case["kind"]](case), case.get("tolerance"))


def _accrued(case: Case) -> dict[str, Any]:
    days = interest.days_counted(
        day(case["first_day"]), day(case["last_day"]), both=bool(case.get("both_days_counted", False))
    )
    rate = decimal(case["annual_rate_pct"])
    exact = interest.simple(fen(case["principal"]), rate, days, int(case["year_days"]))
    return {"interest": _yuan(to_fen(exact, Rounding.HALF_UP)), "days": days}


def _penalty(case: Case) -> dict[str, Any]:
    rate = decimal(case["penalty_rate_pct"])
    exact = interest.simple(fen(case["overdue_amount"]), rate, int(case["days"]), int(case["year_days"]))
    return {"penalty": _yuan(to_fen(exact, Rounding.HALF_UP))}


def _days_past_due(case: Case) -> dict[str, Any]:
    oldest = case.get("oldest_unpaid_due")
    days = arrears.days_past_due(
        None if oldest is None else day(oldest), day(case["on"]), int(case.get("grace_days") or 0)
    )
    bands = [(band[0], band[1]) for band in case.get("bands") or ()]
    band = arrears.band_of(days, bands)
    return {"days_past_due": days, "band": None if band is None else list(band)}


def _due_date_n(case: Case) -> dict[str, Any]:
    """index counts from 0, the first due date."""
    return {"due": _dues(case["first_due"], int(case["index"]) + 1, case)[-1]}


def _due_dates(case: Case) -> dict[str, Any]:
    dues = _dues(case["repayment_start"], int(case["instalments"]), case)
    return {
        "first": dues[0],
        "second": dues[1] if len(dues) > 1 else None,
        "last": dues[-1],
        "dates": dues,
        "rows": [{"n": number, "due": due} for number, due in enumerate(dues, start=1)],
    }


def _dues(first: str, count: int, case: Case) -> list[date]:
    first_on = day(first)
    month_end = case.get("rule") in {"end_of_month", "month_end", "last_day_of_month"}
    terms = Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        first_due_on=first_on,
        due_day=31 if month_end else case.get("due_day"),
        every=int(case.get("every", 1)) * UNITS[case.get("unit", "months")][1],
        unit=UNITS[case.get("unit", "months")][0],
    )
    return due_dates(terms, count) or []


ARREARS: Mapping[str, Any] = {
    "accrued_interest": _accrued,
    "penalty_interest": _penalty,
    "days_past_due": _days_past_due,
    "due_date_n": _due_date_n,
    "due_dates": _due_dates,
}


def _yuan(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount) / 100


ADAPTERS = {
    "instalment_plans": instalment_plan,
    "amortisation_tables": amortisation_table,
    "balloon_plans": balloon_plan,
    "arrears": arrears_case,
}
