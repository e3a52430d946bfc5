"""What moves the stage is entered on the screens: pauses, a lawyer's letter, the whole debt due, a new creditor; and
papers from a court stand on a screen of their own."""

from duewatch.desk.desk import Desk
from tests.ui.conftest import NOW, Opener


def stage(desk: Desk) -> str:
    return desk.loan("xiaohua-1", NOW).row.stage


async def test_a_pause_is_noted_corrected_and_ended(desk: Desk, opened: Opener) -> None:
    before = stage(desk)
    async with opened(desk) as driver:
        driver.app.open_loan("xiaohua-1")
        await driver.settle()
        await driver.press("0")
        form = driver.app.screen
        form.query_one("#field-reason Choice").focus()
        await driver.press("right", "right")
        form.query_one("#field-until Input").focus()
        await driver.type("2027-01-31")
        await driver.press("ctrl+s")
        assert "暂停催收到 2027-01-31（疾病）" in driver.text() and stage(desk) == "paused"
        await driver.press("0")
        assert "暂停催收到 2027-01-31（疾病）" in driver.text()
        driver.app.screen.query_one("#field-with Input").focus()
        await driver.type("8012")
        await driver.press("ctrl+s")
        assert "与 8012 约定" in driver.text()
        await driver.press("0", "right", "ctrl+s")
        assert driver.screen == "LoanScreen" and stage(desk) == before
    pauses = [step for step in desk.loan("xiaohua-1", NOW).stage_history if step.what == "pause"]
    assert len(pauses) == 1


async def test_a_lawyer_s_letter_an_acceleration_and_a_new_creditor_are_entered(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as driver:
        driver.app.open_loan("xiaohua-1")
        await driver.settle()
        await driver.press("d", "right", "right", "ctrl+s")
        assert stage(desk) == "formal-collection"
        await driver.press("d", "right", "right", "right", "ctrl+s")
        detail = desk.loan("xiaohua-1", NOW)
        assert detail.row.overdue_fen + (detail.row.next_due_fen or 0) >= (detail.row.outstanding_fen or 0)
        assert all(line.bill.due_on <= NOW.date() for line in detail.bills if line.state != "paid")
        await driver.press("d", "right", "right", "right", "right", "ctrl+s")
        assert driver.screen == "DemandForm"  # nobody is named yet
        await driver.type("某某资产管理公司")
        await driver.press("ctrl+s")
        assert driver.screen == "LoanScreen"
    said = [step.what for step in desk.loan("xiaohua-1", NOW).stage_history]
    assert {"lawyer-letter", "acceleration", "creditor"} <= set(said)


async def test_papers_from_a_court_are_listed_with_the_days_left_and_what_became_of_them(
    desk: Desk, opened: Opener
) -> None:
    async with opened(desk) as driver:
        await driver.press("y")
        assert driver.screen == "CourtForm"  # none is noted yet
        await driver.press("ctrl+s")
        assert driver.screen == "CourtScreen"
        text = driver.text()
        assert "支付令" in text and "还剩 15 天" in text and "12368" in text and "12348" in text
        await driver.press("y")
        assert driver.screen == "CourtForm"
        await driver.press("escape", "e", "right", "tab")
        await driver.type("11-23")
        await driver.press("ctrl+s")
        assert "已寄出" in driver.text()
        await driver.press("escape", "c", "f12")
        assert driver.screen == "CourtScreen"
        await driver.press("escape")
        assert driver.screen == "CallScreen"
    (line,) = desk.court_papers(NOW)
    assert line.paper.checked and line.deadline.done
