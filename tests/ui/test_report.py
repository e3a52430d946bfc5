"""The credit report on the screen: accounts, which loan each is, every difference; without one, how to get it."""

from pathlib import Path

from duewatch.desk.desk import Desk
from tests.builders import credit_report
from tests.ui.conftest import NOW, Opener


async def test_accounts_stand_beside_what_is_known_here(empty_desk: Desk, opened: Opener, tmp_path: Path) -> None:
    async with opened(empty_desk) as screens:
        await screens.press("f9")
        assert "还没有导入过信用报告。导入" in screens.text().replace("\n ", "")
        await screens.press("l")
        assert "duewatch import FILE" in screens.text(), "how to get there is not cut off"
        await screens.press("l", "escape")
        path = tmp_path / "report.pdf"
        path.write_bytes(credit_report.detailed())
        empty_desk.commit_import([path], NOW)
        await screens.press("f9")
        text = screens.text()
        assert "2026-11-20 的个人信用报告（详版）" in text and "怀化邦昇小额贷款有限公司" in text
        assert "待指明" in text and "处不同" in text and "2026-03：这里 *，报告 1" in text
        await screens.press("l")
        assert "Credit report of 2026-11-20, detailed edition" in screens.text()
        await screens.press("h")
        assert "怀化" not in screens.text() and "5,210" not in screens.text()
        await screens.press("h", "down")
        assert "duewatch report add 2 --platform" in screens.text()
        await screens.press("enter")
        assert "Which one is it?" in screens.text() and "a new loan on Jiebei" in screens.text()
        await screens.press("enter")
        assert [loan.id for loan in empty_desk.session.ledger.loans("huabei")] == ["huabei-1"]
        assert "no longer" not in screens.text() and "to be named" not in screens.text()
        await screens.press("up", "enter")
        assert screens.screen == "LoanScreen"
