"""The lender's figures beside ours for a loan in the store, and its cost beside the rules of its day."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from duewatch.config.schema import Settings
from duewatch.desk.checking import AuditView
from duewatch.desk.desk import Desk
from duewatch.model.bill import Part
from duewatch.model.clauses import AllocationClause, FeeBand, LateClause, LateKind
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.lpr import LprRate
from duewatch.model.problem import InputProblem
from duewatch.servicing.audits.audit_causes import Cause
from duewatch.wording import Wording

NOW = datetime(2026, 4, 8, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
EN = Wording("en")
LENDER = "某某小额贷款有限公司"


def lent(desk: Desk, **changed: object) -> Loan:
    """10,000.00 over 12 months at 18 %, bills of 916.80 due on the 15th; 0.05 % a day when late."""
    terms: dict[str, object] = {
        "kind": LoanKind.EQUAL_INSTALMENT,
        "principal_fen": 1_000_000,
        "annual_rate_pct": Decimal(18),
        "instalments": 12,
        "disbursed_on": date(2026, 1, 15),
        "late_daily_pct": Decimal("0.05"),
    }
    return desk.add_loan("jiebei", Terms(**{**terms, **changed}), NOW, lender=LENDER)  # type: ignore[arg-type]


def causes(view: AuditView) -> dict[str, Cause | None]:
    return {line.part: line.cause for line in view.result.lines if line.theirs_fen is not None}


def ours(view: AuditView) -> dict[str, int | None]:
    return {line.part: line.ours_fen for line in view.result.lines}


def test_without_a_bill_all_that_is_due_is_looked_at(desk: Desk) -> None:
    loan = lent(desk)
    view = desk.audit(loan.id, NOW)
    assert [bill for bill, _ in view.bills] == ["1", "2"]
    assert view.whole
    figures = ours(view)
    assert figures["interest"] == 15_000 + 13_850
    assert figures["total"] == sum(figures[part] or 0 for part in ("principal", "interest", "fee", "charge"))
    assert [line.days for line in view.working] == [30, 30, 52, 24]


def test_before_anything_is_due_the_next_bill_is_looked_at(desk: Desk) -> None:
    loan = lent(desk)
    view = desk.audit(loan.id, NOW, on=date(2026, 2, 1))
    assert view.bills == (("1", date(2026, 2, 15)),)
    assert not view.whole


def test_a_named_bill_is_looked_at_by_itself(desk: Desk) -> None:
    loan = lent(desk)
    view = desk.audit(loan.id, NOW, bill_id="2", interest_fen=13_850, charge_fen=973)
    assert [bill for bill, _ in view.bills] == ["2"]
    assert causes(view) == {"interest": None, "charge": Cause.DAYS}


def test_a_payment_that_the_lender_has_not_taken_off_is_found(desk: Desk) -> None:
    loan = lent(desk)
    desk.pay(loan.id, 50_000, NOW, on=date(2026, 2, 20))
    view = desk.audit(loan.id, NOW, bill_id="1")
    total = ours(view)["total"]
    assert total is not None
    assert causes(desk.audit(loan.id, NOW, bill_id="1", total_fen=total + 50_000)) == {"total": Cause.PAYMENT}
    assert ours(view)["interest"] == 0, "it was paid first"
    assert all(line.part != "interest" for line in view.working)


def test_a_fee_that_the_terms_name_is_told_apart_from_one_they_do_not(desk: Desk) -> None:
    clause = LateClause(kind=LateKind.FEE, bands=(FeeBand(from_day=90, to_day=None, amount_fen=5_000),))
    loan = lent(desk, late_clauses=(clause,))
    total = ours(desk.audit(loan.id, NOW))["total"]
    assert total is not None
    (line,) = [each for each in desk.audit(loan.id, NOW, total_fen=total + 5_000).result.lines if each.theirs_fen]
    assert line.cause is Cause.FEE
    assert "that your terms name" in EN.say(line.words)


def test_a_late_bill_without_a_late_clause_has_no_late_charge_of_ours(desk: Desk) -> None:
    loan = lent(desk, late_daily_pct=None)
    view = desk.audit(loan.id, NOW, bill_id="1", charge_fen=2_000)
    assert ours(view)["charge"] is None
    assert causes(view) == {"charge": Cause.NOT_KNOWN}
    assert view.result.unexplained_fen == 2_000


def test_a_statement_that_gives_only_its_total_is_held_against_its_total(desk: Desk) -> None:
    loan = desk.add_loan("huabei", Terms(kind=LoanKind.REVOLVING), NOW)
    desk.enter_bill(loan.id, date(2026, 4, 10), 120_410, NOW)
    view = desk.audit(loan.id, NOW, total_fen=120_410)
    assert ours(view) == {"principal": None, "interest": None, "fee": None, "charge": 0, "total": 120_410}
    assert causes(view) == {"total": None}


def test_a_bill_that_is_not_there_is_told_in_one_sentence(desk: Desk) -> None:
    loan = lent(desk)
    with pytest.raises(InputProblem) as problem:
        desk.audit(loan.id, NOW, bill_id="99")
    assert "99" in EN.say(problem.value.what)


@pytest.mark.parametrize("on", [date.min, date(1960, 1, 1), date(2199, 1, 1), date.max])
def test_an_absurd_day_is_told_in_one_sentence(desk: Desk, on: date) -> None:
    loan = lent(desk)
    with pytest.raises(InputProblem) as problem:
        desk.audit(loan.id, NOW, on=on)
    assert on.isoformat() in EN.say(problem.value.what)


def test_a_loan_without_any_bill_is_told_in_one_sentence(desk: Desk) -> None:
    loan = desk.add_loan("huabei", Terms(kind=LoanKind.REVOLVING), NOW)
    with pytest.raises(InputProblem) as problem:
        desk.audit(loan.id, NOW)
    assert "nothing to compare" in EN.say(problem.value.what)


def test_a_late_charge_that_was_paid_is_not_reckoned_again(desk: Desk) -> None:
    order = (Part.CHARGE, Part.FEE, Part.INTEREST, Part.PRINCIPAL)
    loan = lent(desk, allocation=AllocationClause(order=order))
    before = ours(desk.audit(loan.id, NOW, bill_id="1"))
    desk.pay(loan.id, 1_000, NOW, bill_id="1")
    after = ours(desk.audit(loan.id, NOW, bill_id="1"))
    assert after["total"] == (before["total"] or 0) - 1_000
    assert after["total"] == sum(after[part] or 0 for part in ("principal", "interest", "fee", "charge"))


def test_the_parts_of_ours_always_come_to_its_total(desk: Desk) -> None:
    loan = lent(desk)
    desk.pay(loan.id, 91_234, NOW, on=date(2026, 3, 1))
    for month in range(2, 13):
        figures = ours(desk.audit(loan.id, NOW, on=date(2026, month, 20)))
        assert figures.pop("total") == sum(fen or 0 for fen in figures.values())


def test_a_loan_is_held_against_the_rules_for_its_lender_and_day(desk: Desk) -> None:
    loan = lent(desk)
    found = desk.ceilings(loan.id, NOW)
    assert {each.rule_id for each in found} == {"financial-loan-24pct", "microloan-cost-247"}
    assert all(each.exceeded is not True for each in found)
    above = desk.ceilings(loan.id, NOW, pct=Decimal("25.5"))
    assert {each.by_pct for each in above if each.exceeded} == {Decimal("1.5")}


def test_an_lpr_of_the_config_counts(tmp_path: Path) -> None:
    own = LprRate(date(2026, 10, 20), Decimal("2.5"), None, "the notice", "medium", own=True)
    desk = Desk(Settings(lpr=(own,)), tmp_path / "data")
    loan = lent(desk, disbursed_on=date(2026, 11, 1))
    limits = [each.limit_pct for each in desk.ceilings(loan.id, NOW)]
    assert Decimal(10) in limits
    desk.close()


def test_a_loan_without_rate_or_day_is_held_against_nothing(desk: Desk) -> None:
    loan = lent(desk, annual_rate_pct=None)
    with pytest.raises(InputProblem):
        desk.ceilings(loan.id, NOW)
