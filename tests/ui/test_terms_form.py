"""The terms in the form: new kinds, and the contract's clauses in words below a fold."""

from dataclasses import replace
from decimal import Decimal

import pytest

from duewatch.desk.desk import Desk
from duewatch.model.clauses import (
    AllocationClause,
    CardClause,
    DayCount,
    FeeClause,
    FeeTiming,
    Interval,
    LateClause,
    LateKind,
    PrepaymentClause,
    Rounding,
)
from duewatch.model.loan import Loan
from duewatch.ui.widgets.clause_fields import Fold
from tests.ui.conftest import NOW, Opener
from tests.ui.driving import Driver

CLAUSES: dict[str, object] = {
    "every": 2,
    "unit": Interval.WEEKS,
    "day_count": DayCount.ACTUAL_365,
    "rounding": Rounding.HALF_EVEN,
    "fees": (FeeClause(timing=FeeTiming.DEDUCTED, amount_fen=30_000),),
    "late_clauses": (LateClause(kind=LateKind.MULTIPLE, multiple=Decimal("1.5"), cap_pct=Decimal(30)),),
    "allocation": AllocationClause(by_part=True),
    "prepayment": PrepaymentClause(pct=Decimal(1), free_after=6),
}


def late_loan(desk: Desk, **clauses: object) -> Loan:
    """The loan that is 21 days late, with these clauses."""
    row = next(row for row in desk.loan_rows(NOW) if row.days_past_due == 21)
    loan = desk.loan(row.loan_id, NOW).loan
    if not clauses:
        return loan
    return desk.edit_loan(replace(loan, terms=replace(loan.terms, **clauses)), NOW)  # type: ignore[arg-type]


async def edit(screens: Driver, loan: Loan) -> None:
    """Open the loan's form."""
    screens.app.open_loan(loan.id)
    await screens.settle()
    await screens.press("e")


async def enter(screens: Driver, name: str, words: str) -> None:
    """Type into a field."""
    screens.app.screen.query_one(f"#field-{name} Input").value = words
    await screens.settle()


@pytest.mark.parametrize("kind", ["equal-principal", "flat", "daily"])
async def test_every_kind_of_plan_can_be_entered(desk: Desk, opened: Opener, kind: str) -> None:
    loan = late_loan(desk)
    async with opened(desk, size=(80, 40)) as screens:
        await edit(screens, loan)
        choice = screens.app.screen.query_one("#field-kind").choice
        assert kind in dict(choice.options)
        choice.choose(kind)
        await enter(screens, "instalment_fen", "")
        assert "期数" in screens.text() and "账单日" not in screens.text()
        await screens.press("ctrl+s")
        assert "已修改" in screens.notices()
    assert desk.loan(loan.id, NOW).loan.terms.kind == kind


async def test_clauses_stay_folded_away_until_they_are_asked_for(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(80, 40)) as screens:
        await edit(screens, late_loan(desk))
        assert "更多合同条款" in screens.text() and "还款顺序 " not in screens.text()
        screens.app.screen.query_one(Fold).focus()
        await screens.press("enter")
        assert "提前还款" in screens.text() and "容差" not in screens.text()
        await screens.press("left")
        assert "提前还款" not in screens.text()


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_what_is_not_touched_stays_as_the_contract_says_it(desk: Desk, opened: Opener, language: str) -> None:
    loan = late_loan(desk, **CLAUSES)
    async with opened(desk, language=language, size=(80, 40)) as screens:
        await edit(screens, loan)
        assert "7" in next(line for line in screens.lines() if "▸" in line)
        await enter(screens, "lender", "合同上的机构")
        await screens.press("ctrl+s")
        assert screens.screen == "LoanScreen"
    assert desk.loan(loan.id, NOW).loan.terms == loan.terms


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_words_in_the_lines_are_those_that_are_read_back(desk: Desk, opened: Opener, language: str) -> None:
    loan = late_loan(desk, **CLAUSES)
    async with opened(desk, language=language, size=(80, 60)) as screens:
        await edit(screens, loan)
        for line in screens.app.screen.query(".clause Input"):
            line.value += " "  # touched, so that it is read again
            line.value = line.value.replace("¥", "￥")
        await screens.press("ctrl+s")
        assert screens.screen == "LoanScreen"
    assert desk.loan(loan.id, NOW).loan.terms == loan.terms


async def test_clauses_are_entered_in_words_of_either_language_and_can_be_emptied(desk: Desk, opened: Opener) -> None:
    loan = late_loan(desk, prepayment=PrepaymentClause(), rounding=Rounding.UP)
    async with opened(desk, size=(80, 40)) as screens:
        await edit(screens, loan)
        await enter(screens, "fee", "放款时扣除300元；0.5% of principal per bill")
        await enter(screens, "late", "days 5-10: 20, 11-: 50")
        await enter(screens, "prepayment", "")
        screens.app.screen.query_one("#field-day-count").choice.choose("actual/365")
        await screens.press("ctrl+s")
        assert "已修改" in screens.notices()
    terms = desk.loan(loan.id, NOW).loan.terms
    assert terms.fees == (
        FeeClause(timing=FeeTiming.DEDUCTED, amount_fen=30_000),
        FeeClause(timing=FeeTiming.INSTALMENT, pct=Decimal("0.5")),
    )
    assert [band.amount_fen for band in terms.late_clauses[0].bands] == [2_000, 5_000]
    assert terms.day_count is DayCount.ACTUAL_365 and terms.prepayment is None
    assert terms.rounding is Rounding.UP


async def test_a_clause_that_is_not_understood_is_unfolded_and_told_below_its_line(desk: Desk, opened: Opener) -> None:
    loan = late_loan(desk)
    async with opened(desk, size=(80, 24)) as screens:
        await edit(screens, loan)
        await enter(screens, "fee", "300")
        await screens.press("ctrl+s")
        lines = screens.lines()
        at = next(index for index, line in enumerate(lines) if line.startswith(" 费用") and "300" in line)
        assert "请写明何时收" in lines[at + 1]
        assert screens.screen == "LoanForm"
    assert desk.loan(loan.id, NOW).loan.terms == loan.terms


async def test_a_card_is_asked_for_what_its_agreement_says(desk: Desk, opened: Opener) -> None:
    card = next(row for row in desk.loan_rows(NOW) if row.kind == "revolving")
    loan = desk.loan(card.loan_id, NOW).loan
    async with opened(desk, size=(80, 40)) as screens:
        await edit(screens, loan)
        screens.app.screen.query_one(Fold).focus()
        await screens.press("space")
        assert "容差" in screens.text() and "提前还款" not in screens.text()
        await enter(screens, "card-daily", "万分之五")
        await enter(screens, "card-minimum", "10%，最低50元")
        await enter(screens, "card-tolerance", "10元或1%")
        await screens.press("ctrl+s")
    assert desk.loan(loan.id, NOW).loan.terms.card == CardClause(
        daily_pct=Decimal("0.05"),
        minimum_pct=Decimal(10),
        minimum_least_fen=5_000,
        tolerance_fen=1_000,
        tolerance_pct=Decimal(1),
    )


async def test_amounts_in_clauses_are_hidden_with_all_others(desk: Desk, opened: Opener) -> None:
    loan = late_loan(desk, **CLAUSES)
    async with opened(desk, size=(80, 60), hide_amounts=True) as screens:
        await edit(screens, loan)
        screens.app.screen.query_one(Fold).focus()
        await screens.press("enter")
        assert "300" not in next(line for line in screens.lines() if line.startswith(" 费用"))
        await screens.press("ctrl+s")
    assert desk.loan(loan.id, NOW).loan.terms == loan.terms


async def test_the_papers_of_a_loan_tell_its_clauses(desk: Desk, opened: Opener) -> None:
    loan = late_loan(desk, **CLAUSES)
    async with opened(desk, language="en", size=(120, 60)) as screens:
        screens.app.open_loan(loan.id)
        await screens.settle()
        for _ in range(6):
            if "Terms, as entered here" not in screens.text():
                await screens.press("right")
        text = screens.text()
        assert "Fees: ¥300.00, deducted up front" in text
        assert "Prepaying costs: 1% of the amount prepaid, free after 6 bills" in text
