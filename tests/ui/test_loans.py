"""贷款: every loan, sortable by each column, with a filter line."""

from duewatch.desk.desk import Desk
from tests.ui.conftest import NOW, Opener


async def test_all_loans_are_listed_and_counted(desk: Desk, opened: Opener) -> None:
    rows = desk.loan_rows(NOW)
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("2")
        text = screens.text()
        assert f"{len(rows)} 笔贷款" in text
        assert all(row.platform_zh in text for row in rows)


async def test_s_goes_through_the_columns_and_the_desk_sorts(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("2")
        for sort in ("platform", "amount", "stage", "late", "code", "due"):
            await screens.press("s")
            assert screens.app.screen.table.sort == sort
            first = desk.loan_rows(NOW, sort=sort, limit=1)[0]
            screens.app.screen.table.move_to(0)
            assert screens.app.screen.selected_loan() == first.loan_id


async def test_a_click_on_a_title_sorts_and_another_turns_round(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("2")
        header = next(line for line in screens.lines() if "阶段" in line)
        row = screens.lines().index(header)
        await screens.click(offset=(4, row))
        assert (screens.app.screen.listing.sort, screens.app.screen.listing.descending) == ("platform", False)
        await screens.click(offset=(4, row))
        assert screens.app.screen.listing.descending


async def test_f_filters_as_one_types_and_escape_shows_all_again(desk: Desk, opened: Opener) -> None:
    everything = desk.loan_count(NOW)
    fitting = desk.loan_count(NOW, containing="花")
    assert 0 < fitting < everything
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("2", "f")
        await screens.type("花")
        assert f"{fitting} 笔贷款，含“花”" in screens.text()
        await screens.press("enter")
        assert screens.app.screen.table.has_focus
        await screens.press("escape")
        assert f"{everything} 笔贷款" in screens.text()
        assert "筛选：" not in screens.text()


async def test_letters_are_text_in_the_filter_line(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("2", "f", "q", "1", "h", "b")
        assert screens.screen == "LoansScreen"
        assert "含“q1hb”" in screens.text()


async def test_the_cursor_stays_where_it_was_when_one_comes_back(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("2", "down", "down", "down")
        chosen = screens.app.screen.selected_loan()
        await screens.press("1", "2")
        assert screens.app.screen.selected_loan() == chosen
        await screens.press("enter", "escape")
        assert screens.app.screen.selected_loan() == chosen


async def test_a_payment_is_seen_in_the_list_at_once(desk: Desk, opened: Opener) -> None:
    late = desk.loan_rows(NOW, only_late=True)[0]
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("2")
        assert screens.app.screen.selected_loan() == late.loan_id
        await screens.press("p")
        await screens.type("999999")
        await screens.press("ctrl+s", "enter")
        assert screens.screen == "LoansScreen"
    assert desk.loan(late.loan_id, NOW).row.overdue_fen == 0
