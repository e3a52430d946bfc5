"""今日: four answers without a key, what to do, the loans; and a kind first screen where there are none."""

from pathlib import Path

from duewatch.desk.desk import Desk
from duewatch.ui.screens.home import HomeScreen
from tests.ui.conftest import NOW, Opener


async def test_the_four_answers_stand_there_without_a_key(desk: Desk, opened: Opener) -> None:
    today = desk.today(NOW)
    assert today.next is not None
    async with opened(desk, size=(120, 40)) as screens:
        head = "\n".join(screens.lines()[:6])
        for title in ("下一笔", "已逾期", "14天内待还", "征信"):
            assert title in head
        assert today.next.platform_zh in head
        assert f"{today.totals.late_loans}笔" in head
        assert screens.app.words.money(today.cash_fen) in head


async def test_every_late_loan_is_listed_with_its_stage_in_words(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        text = screens.text()
        assert "▮ 逾期早期" in text
        assert "21天" in text


async def test_enter_on_a_thing_to_do_opens_its_loan(desk: Desk, opened: Opener) -> None:
    first = desk.today(NOW).do[0]
    async with opened(desk) as screens:
        await screens.press("enter")
        assert screens.screen == "LoanScreen"
        assert screens.app.screen.selected_loan() == first.loan_id
        await screens.press("escape")
        assert screens.screen == "HomeScreen"


async def test_tab_goes_to_the_loans_and_enter_opens_one(desk: Desk, opened: Opener) -> None:
    rows = desk.loan_rows(NOW, open_only=True, limit=3)
    async with opened(desk) as screens:
        await screens.press("tab", "down", "enter")
        assert screens.app.screen.selected_loan() == rows[1].loan_id


async def test_the_side_pane_appears_from_110_columns(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(109, 30)) as screens:
        assert not screens.app.screen.query_one("#side").display
    async with opened(desk, size=(110, 30)) as screens:
        assert screens.app.screen.query_one("#side").display


async def test_s_and_r_sort_and_the_header_says_how(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        assert "还款日▴" in screens.text()
        await screens.press("s")
        assert "平台▴" in screens.text()
        await screens.press("r")
        assert "平台▾" in screens.text()


async def test_an_empty_store_says_what_duewatch_is_and_is_not_and_what_one_can_do(
    empty_desk: Desk, opened: Opener
) -> None:
    async with opened(empty_desk) as screens:
        text = screens.text()
        assert "不用账号，不用联网，不问任何密码" in text
        assert "手动添加一笔贷款" in text
        assert "虚构的示例" in text


async def test_the_first_screen_opens_the_form_for_a_loan(empty_desk: Desk, opened: Opener) -> None:
    async with opened(empty_desk) as screens:
        await screens.press("down", "enter")
        assert screens.screen == "LoanForm"


async def test_the_first_screens_words_are_gone_once_there_is_a_loan(empty_desk: Desk, opened: Opener) -> None:
    async with opened(empty_desk) as screens:
        assert "还没有录入任何内容" in screens.text()
        await screens.press("enter")
        assert "还没有录入任何内容" not in screens.text()
        assert screens.app.focused is not None
        assert screens.app.focused.id == "todo"


async def test_the_demo_is_shown_and_nothing_of_it_is_kept(empty_desk: Desk, opened: Opener, tmp_path: Path) -> None:
    async with opened(empty_desk) as screens:
        await screens.press("v")
        assert "虚构示例" in screens.text()
        assert screens.app.desk.loan_count(NOW) >= 12
        place = Path(screens.app._demo._place.name)
        assert place.exists()
    assert not place.exists()
    assert empty_desk.loan_count(NOW) == 0


async def test_the_picture_follows_the_calendar(desk: Desk, opened: Opener) -> None:
    from datetime import timedelta

    moment = NOW
    async with opened(desk) as screens:
        screens.app._clock = lambda: moment
        moment = NOW + timedelta(days=1)
        screens.app._follow_the_day()
        await screens.settle()
        assert "2026-11-24" in screens.lines()[0]
        assert isinstance(screens.app.screen, HomeScreen)
        assert "22天" in screens.text()
