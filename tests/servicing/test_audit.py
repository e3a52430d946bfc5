"""The lender's figure against ours: the gap is put down to the line that makes it, or named unexplained."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.model.bill import Part
from duewatch.model.clauses import (
    DayCount,
    FeeClause,
    FeeTiming,
    FirstPeriod,
    LateBase,
    LateClause,
    LateKind,
    RateChange,
)
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.text import Text
from duewatch.servicing import schedule
from duewatch.servicing.audit import PARTS, AuditLine, Stated, audit
from duewatch.servicing.audits.audit_causes import Cause, NotedPayment, Ours
from duewatch.servicing.audits.working import Per, WorkingLine, of_charges, of_interest
from duewatch.servicing.replay import replay
from duewatch.wording import Wording

EN, ZH = Wording("en"), Wording("zh")


def interest(base: int, pct: str, days: int, amount: int, *, year: int = 360, actual: int | None = None) -> WorkingLine:
    return WorkingLine(
        part=Part.INTEREST, base_fen=base, rate_pct=Decimal(pct), per=Per.YEAR, days=days, amount_fen=amount,
        year_days=year, actual_days=actual,
    )  # fmt: skip


def late(base: int, pct: str, days: int, amount: int) -> WorkingLine:
    return WorkingLine(
        part=Part.CHARGE, base_fen=base, rate_pct=Decimal(pct), per=Per.DAY, days=days, amount_fen=amount
    )


def bill(
    *, working: Sequence[WorkingLine] = (), payments: Sequence[NotedPayment] = (), fees: Sequence[int] = ()
) -> Ours:
    """9,000.00 at 18 % a year: 860.65 principal, 135.00 interest, no fee, 21 days late at 0.05 % a day: 9.04."""
    parts: dict[Part, int | None] = {Part.PRINCIPAL: 86_065, Part.INTEREST: 13_500, Part.FEE: 0, Part.CHARGE: 904}
    usual = (interest(900_000, "18", 30, 13_500, actual=31), late(86_065, "0.05", 21, 904))
    return Ours(parts=parts, total_fen=100_469, working=working or usual, payments=payments, fees=fees)


def line(ours: Ours, stated: Stated, part: str) -> AuditLine:
    (found,) = [each for each in audit(ours, stated).lines if each.part == part]
    return found


def said(words: Text) -> str:
    return EN.say(words)


def test_figures_that_agree_leave_no_gap() -> None:
    stated = Stated(principal_fen=86_065, interest_fen=13_500, fee_fen=0, charge_fen=904, total_fen=100_469)
    result = audit(bill(), stated)
    assert [each.gap_fen for each in result.lines] == [0] * 5
    assert [each.cause for each in result.lines] == [None] * 5
    assert result.unexplained_fen == 0


def test_what_the_lender_did_not_say_is_compared_with_nothing() -> None:
    result = audit(bill(), Stated())
    assert [(each.part, each.ours_fen, each.theirs_fen, each.gap_fen) for each in result.lines] == [
        ("principal", 86_065, None, None),
        ("interest", 13_500, None, None),
        ("fee", 0, None, None),
        ("charge", 904, None, None),
        ("total", 100_469, None, None),
    ]


@pytest.mark.parametrize("gap", [-2, -1, 1, 2])
def test_a_fen_or_two_is_rounding(gap: int) -> None:
    assert line(bill(), Stated(interest_fen=13_500 + gap), "interest").cause is Cause.ROUNDING
    assert line(bill(), Stated(total_fen=100_469 + gap), "total").cause is Cause.ROUNDING


@pytest.mark.parametrize(("days", "theirs"), [(20, 861), (22, 947), (31, 1334), (14, 602)])
def test_another_number_of_late_days_is_named(days: int, theirs: int) -> None:
    found = line(bill(), Stated(charge_fen=theirs), "charge")
    assert (found.cause, found.gap_fen) == (Cause.DAYS, theirs - 904)
    assert f"by {days} days instead of 21" in said(found.words)
    assert "Ask the lender" in said(found.words)


def test_a_day_more_of_interest_is_named_also_where_only_the_total_was_stated() -> None:
    assert "31 days instead of 30" in said(line(bill(), Stated(interest_fen=13_950), "interest").words)
    total = line(bill(), Stated(total_fen=100_469 + 450), "total")
    assert total.cause is Cause.DAYS
    assert "31 days instead of 30" in said(total.words)


@pytest.mark.parametrize(
    ("ours", "days", "year", "theirs"),
    [
        (interest(900_000, "18", 30, 13_500, actual=31), 31, 365, 13_759),
        (interest(900_000, "18", 30, 13_315, year=365, actual=30), 30, 360, 13_500),
        (interest(900_000, "18", 31, 13_759, year=365, actual=31), 31, 360, 13_950),
        (interest(900_000, "18", 28, 12_600, actual=28), 28, 365, 12_427),
    ],
)
def test_another_way_to_count_days_is_named(ours: WorkingLine, days: int, year: int, theirs: int) -> None:
    parts = {Part.PRINCIPAL: 86_065, Part.INTEREST: ours.amount_fen, Part.FEE: 0, Part.CHARGE: 0}
    held = Ours(parts=parts, total_fen=86_065 + ours.amount_fen, working=(ours,))
    found = line(held, Stated(interest_fen=theirs), "interest")
    assert found.cause is Cause.DAY_COUNT
    assert f"{days} days of a year of {year}" in said(found.words)


@pytest.mark.parametrize(
    ("rate", "theirs"), [("24", 18_000), ("18.25", 13_688), ("12", 9_000), ("23.4", 17_550), ("36", 27_000)]
)
def test_another_rate_of_interest_is_named(rate: str, theirs: int) -> None:
    ours = bill(working=(interest(900_000, "18", 30, 13_500, actual=30),))
    found = line(ours, Stated(interest_fen=theirs), "interest")
    assert found.cause is Cause.RATE
    assert f"a rate of {rate}% a year instead of 18%" in said(found.words)


@pytest.mark.parametrize(("rate", "theirs"), [("0.1", 1807), ("0.075", 1356), ("0.06", 1084)])
def test_another_rate_of_the_late_charge_is_named(rate: str, theirs: int) -> None:
    ours = bill(working=(late(86_065, "0.05", 21, 904),))
    found = line(ours, Stated(charge_fen=theirs), "charge")
    assert (found.cause, found.gap_fen) == (Cause.RATE, theirs - 904)
    assert f"a rate of {rate}% a day instead of 0.05%" in said(found.words)


def test_an_odd_rate_is_named_where_no_plainer_cause_fits_a_part() -> None:
    found = line(bill(), Stated(charge_fen=1043), "charge")
    assert found.cause is Cause.RATE
    assert "0.0577% a day" in said(found.words)


def test_a_rate_changed_on_every_stretch_is_one_cause() -> None:
    stretches = (late(86_065, "0.05", 10, 430), late(50_000, "0.05", 10, 250))
    parts = {Part.PRINCIPAL: 50_000, Part.INTEREST: 0, Part.FEE: 0, Part.CHARGE: 680}
    ours = Ours(parts=parts, total_fen=50_680, working=stretches)
    found = line(ours, Stated(charge_fen=1021), "charge")
    assert found.cause is Cause.RATE
    assert "0.075% a day instead of 0.05%" in said(found.words)


def test_a_payment_that_was_not_credited_is_named_with_its_day() -> None:
    paid = NotedPayment(date(2026, 11, 20), 30_000, {Part.INTEREST: 13_500, Part.PRINCIPAL: 16_500})
    ours = Ours(
        parts={Part.PRINCIPAL: 69_565, Part.INTEREST: 0, Part.FEE: 0, Part.CHARGE: 0}, total_fen=69_565, payments=[paid]
    )
    total = line(ours, Stated(total_fen=99_565), "total")
    assert total.cause is Cause.PAYMENT
    assert "300.00" in said(total.words)
    assert "2026-11-20" in said(total.words)
    by_part = audit(ours, Stated(principal_fen=86_065, interest_fen=13_500))
    assert [each.cause for each in by_part.lines[:2]] == [Cause.PAYMENT, Cause.PAYMENT]


def test_a_fee_that_the_terms_do_not_name_is_a_fee_whatever_its_amount() -> None:
    found = line(bill(), Stated(fee_fen=1_999), "fee")
    assert (found.cause, found.gap_fen) == (Cause.FEE, 1_999)
    assert "do not name" in said(found.words)


def test_whole_yuan_on_a_total_that_nothing_else_explains_are_taken_for_a_fee() -> None:
    ours = bill(working=(interest(900_000, "18", 30, 13_500),))
    assert line(ours, Stated(total_fen=100_469 + 2_000), "total").cause is Cause.FEE


def test_a_fee_that_the_terms_name_goes_before_other_causes() -> None:
    found = line(bill(fees=(5_000,)), Stated(total_fen=105_469), "total")
    assert found.cause is Cause.FEE
    assert "that your terms name" in said(found.words)


def test_less_in_fees_than_the_terms_name_is_said_so() -> None:
    ours = Ours(parts={**bill().parts, Part.FEE: 2_000}, total_fen=102_469)
    found = line(ours, Stated(fee_fen=0), "fee")
    assert (found.cause, found.gap_fen) == (Cause.FEE, -2_000)
    assert "waived" in said(found.words)


def test_what_no_single_cause_explains_is_named_unexplained() -> None:
    result = audit(bill(), Stated(principal_fen=91_111, total_fen=100_469 + 5_046))
    principal, total = result.lines[0], result.lines[-1]
    assert (principal.cause, principal.gap_fen) == (Cause.UNEXPLAINED, 5_046)
    assert total.cause is Cause.LINES
    assert result.unexplained_fen == 5_046
    assert "more than reckoned here" in said(principal.words)
    less = audit(bill(), Stated(principal_fen=80_019))
    assert "less than reckoned here" in said(less.lines[0].words)
    assert less.unexplained_fen == 80_019 - 86_065


def test_what_is_left_of_a_total_beside_the_lines_is_explained_by_itself() -> None:
    result = audit(bill(), Stated(interest_fen=18_000, total_fen=100_469 + 4_500 + 43))
    assert result.lines[1].cause is Cause.RATE
    total = result.lines[-1]
    assert total.cause is Cause.DAYS
    assert "0.43 is left over" in said(total.words)
    assert result.unexplained_fen == 0


def test_a_total_that_is_not_the_sum_of_its_own_lines_is_told() -> None:
    stated = Stated(principal_fen=86_065, interest_fen=13_500, fee_fen=0, charge_fen=904, total_fen=101_000)
    result = audit(bill(), stated)
    assert result.lines[-1].cause is Cause.UNEXPLAINED
    assert "own lines add up to" in said(result.lines[-1].words)
    assert result.unexplained_fen == 531


def test_a_late_charge_that_cannot_be_reckoned_here_is_shown_as_what_it_would_come_to() -> None:
    ours = Ours(
        parts={Part.PRINCIPAL: 86_065, Part.INTEREST: 13_500, Part.FEE: 0, Part.CHARGE: None},
        total_fen=99_565, late_base_fen=86_065, late_days=21,
    )  # fmt: skip
    result = audit(ours, Stated(charge_fen=904, total_fen=100_469))
    charge, total = result.lines[3], result.lines[4]
    assert (charge.cause, charge.gap_fen) == (Cause.NOT_KNOWN, None)
    assert "0.05% a day of" in said(charge.words)
    assert total.cause is Cause.LINES
    assert result.unexplained_fen == 904
    assert audit(ours, Stated(total_fen=100_469)).lines[-1].cause is Cause.NOT_KNOWN


def test_an_amount_that_is_not_known_is_held_against_nothing() -> None:
    result = audit(Ours(parts={}, total_fen=None), Stated(total_fen=50_000, principal_fen=40_000))
    assert [each.cause for each in (result.lines[0], result.lines[-1])] == [Cause.NOT_KNOWN, Cause.NOT_KNOWN]


def test_parts_that_only_the_lender_knows_do_not_count_twice_against_a_known_total() -> None:
    ours = Ours(parts={Part.CHARGE: 0}, total_fen=120_410)
    result = audit(ours, Stated(principal_fen=110_000, interest_fen=10_410, total_fen=120_410))
    assert result.lines[-1].cause is None
    assert result.unexplained_fen == 0


def planned(kind: LoanKind, **changed: object) -> Terms:
    terms: dict[str, object] = {
        "principal_fen": 1_000_000,
        "annual_rate_pct": Decimal(18),
        "instalments": 12,
        "disbursed_on": date(2026, 1, 15),
    }
    return Terms(kind=kind, **{**terms, **changed})  # type: ignore[arg-type]


FEE = FeeClause(timing=FeeTiming.FINANCED, amount_fen=50_000)
PLANS = {
    "equal instalments": (planned(LoanKind.EQUAL_INSTALMENT), (30, 360)),
    "equal principal": (planned(LoanKind.EQUAL_PRINCIPAL), (30, 360)),
    "flat": (planned(LoanKind.FLAT), (30, 360)),
    "flat with a fee on top": (planned(LoanKind.FLAT, fees=(FEE,)), (30, 360)),
    "interest first": (planned(LoanKind.INTEREST_FIRST), (30, 360)),
    "bullet": (planned(LoanKind.BULLET, instalments=None, first_due_on=date(2026, 4, 15)), (90, 360)),
    "calendar days": (planned(LoanKind.EQUAL_INSTALMENT, day_count=DayCount.ACTUAL_365), (31, 365)),
    "calendar days of 360": (planned(LoanKind.INTEREST_FIRST, day_count=DayCount.ACTUAL_360), (31, 360)),
    "days of both": (planned(LoanKind.EQUAL_PRINCIPAL, day_count=DayCount.ACTUAL_ACTUAL), (31, 365)),
    "every quarter": (planned(LoanKind.EQUAL_PRINCIPAL, every=3, instalments=4), (90, 360)),
    "a long first period": (
        planned(LoanKind.EQUAL_INSTALMENT, first_due_on=date(2026, 3, 1), first_period=FirstPeriod.ACTUAL_365),
        (45, 365),
    ),
}


@pytest.mark.parametrize(("terms", "first"), PLANS.values(), ids=list(PLANS))
def test_the_interest_of_a_planned_bill_shows_its_working(terms: Terms, first: tuple[int, int]) -> None:
    plan = schedule.plan(terms)
    made = [of_interest(terms, plan, str(bill.number)) for bill in plan.instalments]
    assert [len(lines) for lines in made] == [1] * len(plan.instalments)
    assert (made[0][0].days, made[0][0].year_days) == first
    for (line,), bill in zip(made, plan.instalments, strict=True):
        assert abs(line.exact(line.days) - (bill.interest_fen or 0)) <= 1
        assert line.actual_days == (bill.due_on - bill.from_on).days


def test_a_rate_that_changes_within_a_period_gives_a_line_for_each_rate() -> None:
    change = RateChange(from_on=date(2026, 3, 1), annual_rate_pct=Decimal(12))
    terms = planned(LoanKind.INTEREST_FIRST, day_count=DayCount.ACTUAL_365, rate_changes=(change,))
    first, second, third = (of_interest(terms, schedule.plan(terms), number) for number in ("1", "2", "3"))
    assert [(line.days, line.rate_pct) for line in first] == [(31, 18)]
    assert [(line.days, line.rate_pct) for line in second] == [(14, 18), (14, 12)]
    assert [(line.days, line.rate_pct) for line in third] == [(31, 12)]


def test_interest_that_is_reckoned_otherwise_shows_no_working() -> None:
    put_off = planned(LoanKind.INTEREST_FIRST, grace_interest=2)
    plan = schedule.plan(put_off)
    assert of_interest(put_off, plan, "3") == (), "it holds the interest of three periods"
    assert of_interest(put_off, plan, "99") == ()
    bare = Terms(kind=LoanKind.REVOLVING)
    assert of_interest(bare, schedule.plan(bare), "1") == ()
    unknown = planned(LoanKind.EQUAL_INSTALMENT, annual_rate_pct=None, instalment_fen=91_680)
    assert of_interest(unknown, schedule.plan(unknown), "1") == ()


def test_late_charges_of_the_replay_become_working_lines() -> None:
    terms = Terms(
        kind=LoanKind.EQUAL_INSTALMENT, principal_fen=1_000_000, annual_rate_pct=Decimal("18"), instalments=12,
        disbursed_on=date(2026, 1, 15), late_daily_pct=Decimal("0.05"), late_base=LateBase.PRINCIPAL,
        day_count=DayCount.ACTUAL_360,
        late_clauses=(LateClause(kind=LateKind.MULTIPLE, multiple=Decimal("1.5")),),
    )  # fmt: skip
    standing = replay(Loan(id="a-1", platform_id="a", name="a", terms=terms), [], date(2026, 3, 8))
    made = of_charges(standing.charges)
    assert {each.per for each in made} == {Per.DAY, Per.YEAR}
    for each, charge in zip(made, standing.charges, strict=True):
        assert abs(each.exact(each.days) - charge.amount_fen) <= 1


@given(
    st.integers(10_000, 100_000_000),
    st.integers(1, 3600),
    st.integers(1, 365),
    st.integers(-2_000, 2_000),
    st.booleans(),
)
def test_a_gap_always_has_a_cause_and_what_is_unexplained_is_never_more_than_it(
    base: int, hundredths: int, days: int, gap: int, by_part: bool
) -> None:
    rate = Decimal(hundredths) / 100
    amount = round(base * Fraction(rate) / 100 * days / 360)
    parts = {Part.PRINCIPAL: base, Part.INTEREST: amount, Part.FEE: 0, Part.CHARGE: 0}
    ours = Ours(parts=parts, total_fen=base + amount, working=(interest(base, str(rate), days, amount),))
    theirs = max(0, amount + gap)
    stated = Stated(interest_fen=theirs) if by_part else Stated(total_fen=base + theirs)
    result = audit(ours, stated)
    (found,) = [each for each in result.lines if each.theirs_fen is not None]
    assert found.gap_fen == theirs - amount
    assert (found.cause is None) == (found.gap_fen == 0)
    assert result.unexplained_fen in {0, found.gap_fen}
    assert audit(ours, stated) == result
    for wording in (EN, ZH):
        assert "{" not in wording.say(found.words)


@given(st.integers(100_000, 10_000_000), st.integers(1, 360), st.integers(30, 90))
def test_a_day_more_is_always_found_where_a_day_is_more_than_rounding(base: int, tenths: int, days: int) -> None:
    rate = Decimal(tenths) / 10
    amount, more = (round(base * Fraction(rate) / 100 * each / 360) for each in (days, days + 1))
    parts = {Part.PRINCIPAL: 0, Part.INTEREST: amount, Part.FEE: 0, Part.CHARGE: 0}
    ours = Ours(parts=parts, total_fen=amount, working=(interest(base, str(rate), days, amount),))
    found = line(ours, Stated(interest_fen=more), "interest")
    if more - amount <= 2:
        assert found.cause in {None, Cause.ROUNDING}
    else:
        assert found.cause is Cause.DAYS


def test_every_part_is_held_against_its_own_figure() -> None:
    stated = Stated(principal_fen=1, interest_fen=2, fee_fen=3, charge_fen=4)
    assert [stated.of(part) for part in PARTS] == [1, 2, 3, 4]
