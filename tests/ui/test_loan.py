"""One loan: the ladder with the present rung, what to do, bills with allocations, explanation, facts."""

import pytest

from duewatch.desk.desk import Desk
from duewatch.desk.views import LoanRow
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import Spent
from tests.ui.conftest import NOW, Opener
from tests.ui.driving import Driver


def at_stage(desk: Desk, stage: str) -> LoanRow:
    return next(row for row in desk.loan_rows(NOW) if row.stage == stage)


async def show(screens: Driver, loan_id: str) -> None:
    screens.app.open_loan(loan_id)
    await screens.settle()


async def test_the_present_rung_is_marked_and_says_since_when(desk: Desk, opened: Opener) -> None:
    row = at_stage(desk, "early-overdue")
    async with opened(desk) as screens:
        await show(screens, row.loan_id)
        text = screens.text()
        assert "[逾期" in text
        assert row.stage_since_on is not None
        assert f"↑ 现在，自 {row.stage_since_on:%m-%d}" in text


async def test_the_wireframe_loan_adds_up(desk: Desk, opened: Opener) -> None:
    row = next(row for row in desk.loan_rows(NOW) if row.days_past_due == 21)
    async with opened(desk, size=(120, 40)) as screens:
        await show(screens, row.loan_id)
        assert (
            "应还 ¥805.70 = 本金 ¥700.00 + 利息 ¥91.00 + 违约金 ¥14.70（自填 0.1%/天 × 21天；以合同为准）"
            in screens.text()
        )


async def test_a_next_step_without_a_sourced_day_has_no_date(desk: Desk, opened: Opener) -> None:
    row = at_stage(desk, "early-overdue")
    assert row.stage_next_on is None
    async with opened(desk) as screens:
        await show(screens, row.loan_id)
        step = next(line for line in screens.lines() if "下一步" in line)
        assert "时间不定" in step


@pytest.mark.parametrize("stage", ["early-overdue", "formal-collection", "outside-agency", "legal"])
async def test_every_stage_says_what_one_can_do_now(desk: Desk, opened: Opener, stage: str) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await show(screens, at_stage(desk, stage).loan_id)
        assert "现在可以做的" in screens.text()


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_loan_of_every_stage_can_be_opened(desk: Desk, opened: Opener, language: str) -> None:
    stages = {row.stage: row.loan_id for row in desk.loan_rows(NOW)}
    assert len(stages) >= 8
    async with opened(desk, language=language) as screens:
        for loan_id in stages.values():
            await show(screens, loan_id)
            assert screens.screen == "LoanScreen"
            assert "[" in screens.text()
            await screens.press("escape")


async def test_bills_show_how_each_payment_was_allocated(desk: Desk, opened: Opener) -> None:
    row = next(
        row for row in desk.loan_rows(NOW) if row.kind == "equal-instalment" and desk.loan(row.loan_id, NOW).payments
    )
    async with opened(desk, size=(120, 60)) as screens:
        await show(screens, row.loan_id)
        await screens.press("home")
        shares = [line.split() for line in screens.lines() if line.strip().startswith("利息")]
        assert shares and all(share[1].startswith("¥") and share[-1] == "还" for share in shares)


async def test_the_cursor_begins_at_the_first_unpaid_bill(desk: Desk, opened: Opener) -> None:
    row = at_stage(desk, "early-overdue")
    async with opened(desk) as screens:
        await show(screens, row.loan_id)
        marked = next(line for line in screens.lines() if line.startswith("▸"))
        assert "▮ 逾期21天" in marked


async def test_the_explanation_names_its_sources_and_how_sure_they_are(desk: Desk, opened: Opener) -> None:
    row = at_stage(desk, "early-overdue")
    async with opened(desk, size=(120, 60)) as screens:
        await show(screens, row.loan_id)
        await screens.press("right", "right")
        text = screens.text()
        assert "[影响说明]" in text
        assert "可信度" in text or "未经核实" in text


async def test_facts_are_shown_with_source_date_and_confidence(desk: Desk, opened: Opener) -> None:
    row = at_stage(desk, "early-overdue")
    facts = desk.loan(row.loan_id, NOW).facts
    assert facts
    async with opened(desk, size=(120, 60)) as screens:
        await show(screens, row.loan_id)
        await screens.press("left")
        text = screens.text()
        assert "[资料]" in text
        assert "已录入的条款" in text
        assert (
            facts[0].sources[0].title[:12] in text.replace("\n", "").replace(" ", "")
            or facts[0].sources[0].title[:12] in text
        )


async def test_tabs_turn_with_the_arrows_and_the_mouse(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("2", "enter")
        for tab in ("征信", "影响说明", "资料", "账单"):
            await screens.press("right")
            assert f"[{tab}]" in screens.text()
        await screens.press("left")
        assert "[资料]" in screens.text()
        row = next(index for index, line in enumerate(screens.lines()) if "[资料]" in line)
        await screens.click(offset=(3, row))
        assert "[账单]" in screens.text()


async def test_m_mutes_reminders_and_says_what_stays(desk: Desk, opened: Opener) -> None:
    row = at_stage(desk, "early-overdue")
    async with opened(desk) as screens:
        await show(screens, row.loan_id)
        await screens.press("m")
        assert "法院期限仍会提示" in screens.notices()
        assert desk.loan(row.loan_id, NOW).loan.muted
        await screens.press("m")
        assert not desk.loan(row.loan_id, NOW).loan.muted


async def test_x_notes_a_loan_as_settled_and_u_takes_it_back(desk: Desk, opened: Opener) -> None:
    row = at_stage(desk, "early-overdue")
    async with opened(desk) as screens:
        await show(screens, row.loan_id)
        await screens.press("x")
        assert "按 u 可撤销" in screens.notices()
        assert desk.loan(row.loan_id, NOW).row.stage == "settled"
        await screens.press("u")
        assert desk.loan(row.loan_id, NOW).row.stage == "early-overdue"
        assert "[逾期" in screens.text()


async def test_a_loan_that_an_undo_took_away_closes_its_screen(desk: Desk, opened: Opener) -> None:
    loan = desk.add_loan("huabei", Terms(kind=LoanKind.REVOLVING), NOW)
    async with opened(desk) as screens:
        await show(screens, loan.id)
        await screens.press("u")
        assert screens.screen == "HomeScreen"


async def test_what_was_spent_on_a_credit_line_stands_above_what_one_can_do(desk: Desk, opened: Opener) -> None:
    loan = desk.add_loan("huabei", Terms(kind=LoanKind.REVOLVING), NOW)
    with desk.session.ledger.writing("import", "a.csv", NOW) as writer:
        writer.add_event(Spent(loan_id=loan.id, on=NOW.date(), amount_fen=5_990))
    async with opened(desk, size=(100, 30)) as screens:
        screens.app.open_loan(loan.id)
        await screens.settle()
        assert "59.90" in screens.text() and "下期账单" in screens.text()
