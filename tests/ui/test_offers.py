"""A lender's offers and the automatic debits on the screens."""

from pathlib import Path

from duewatch.desk.desk import Desk
from duewatch.model.contact import Contact
from tests.ui.conftest import NOW, Opener


async def fill_in(screens, values: list[str]) -> None:
    """Types into the lines of a form, one after another; "" leaves one as it is."""
    for value in values:
        if value:
            await screens.type(value)
        await screens.press("down")


async def test_an_offer_told_in_a_call_is_noted_compared_answered_and_confirmed(
    desk: Desk, opened: Opener, tmp_path: Path
) -> None:
    desk.log_contact(Contact(at=NOW, offered="分六期，逾期一天作废"), NOW, loan="xiaohua-1")
    async with opened(desk) as screens:
        screens.app.open_loan("xiaohua-1")
        await screens.settle()
        await screens.press("5")
        assert "按 5 记一个" in screens.text() and "一年后欠" in screens.text()
        await screens.press("5")
        await fill_in(screens, ["", "", "6", "700", "2026-12-15", "", "", "", "", "2026-11-30"])
        await screens.press("ctrl+s")
        assert screens.screen == "OffersScreen", screens.text()
        await screens.press("end")
        text = screens.text()
        assert "11-30" in text and "¥4,200.00" in text and "分六期，逾期一天作废" in text
        (line,) = desk.loan_offers("xiaohua-1", NOW)
        assert (line.offer.contact_id, line.offer.conditions) == (1, "分六期，逾期一天作废")
        await screens.press("h")
        assert "¥4,200.00" not in screens.text() and "分六期" not in screens.text()
        await screens.press("h", "l")
        assert "until 2026-11-30, 7 days left" in screens.text()
        await screens.press("l", "enter")
        assert "可以先放着" in screens.text()
        await screens.press("ctrl+s")
        assert desk.loan_offers("xiaohua-1", NOW)[0].accepted is None, "saving the form alone accepts nothing"
        await screens.press("enter", "right", "ctrl+s")
        assert desk.loan_offers("xiaohua-1", NOW)[0].accepted is True
        assert "8 写信" in screens.notices()
        await screens.press("end")
        assert "还没有请对方书面确认" in screens.text()
        paper = tmp_path / "a.txt"
        paper.write_text("ok", encoding="utf-8")
        await screens.press("enter", "ctrl+s", "enter", "down")
        await screens.type(str(paper))
        await screens.press("ctrl+s")
        found = desk.confirmations("xiaohua-1", NOW)[0]
        assert (found.asked_on, found.filed_on, found.paper.name) == (NOW.date(), NOW.date(), "a.txt")
        await screens.press("8")
        assert screens.screen == "LettersScreen"


async def test_debits_stand_with_their_account_and_one_that_cannot_serve_them_is_named(
    desk: Desk, opened: Opener
) -> None:
    async with opened(desk, language="en") as screens:
        await screens.press("3")
        assert screens.screen == "DebitsScreen" and "Living costs are not counted" in screens.text()
        loan = screens.app.screen.selected_loan()
        await screens.press("e")
        await screens.type("6222021234567890")
        await screens.press("ctrl+s")
        assert screens.screen == "DebitForm"
        await screens.press(*["backspace"] * 16)
        await fill_in(screens, ["招商银行 1234", "9:00", "0", "15", "6500"])
        await screens.press("ctrl+s")
        assert screens.screen == "DebitsScreen", screens.text()
        text = screens.text()
        assert "09:00" in text and "of it is not there" in " ".join(text.split())
        stored = desk.session.ledger.loan(loan)
        assert (stored.debit_account, stored.debit_at) == ("招商银行 1234", "09:00")
        await screens.press("h")
        assert "1234" not in screens.text()
        await screens.press("h", "enter")
        assert screens.screen == "LoanScreen"
