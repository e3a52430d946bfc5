"""征信: the strip on the loan's screen, with suppositions, two years or five, readable without colour."""

import pytest
from textual.widgets import Input

from duewatch.desk.desk import Desk
from tests.ui.conftest import NOW, Opener
from tests.ui.driving import Driver


async def at_the_strip(screens: Driver, desk: Desk) -> None:
    late = next(row for row in desk.loan_rows(NOW) if row.days_past_due == 21)
    screens.app.open_loan(late.loan_id)
    await screens.settle()
    await screens.press("right")
    await screens.settle()


async def test_each_supposition_has_its_own_years(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 60)) as screens:
        await at_the_strip(screens, desk)
        said = screens.text()
        assert "[征信]" in said
        assert "假设：一直不还" in said
        assert "假设：2026-11-23 还 ¥805.70" in said
        assert sum(line.strip().startswith("2027 ") for line in screens.lines()) == 2


async def test_every_month_reads_without_colour_by_symbol_code_and_word(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 60)) as screens:
        await at_the_strip(screens, desk)
        said = screens.text()
        assert "✓N" in said and "▮1?" in said
        assert "▮ 1 逾期1-30天" in said
        assert "✓ N 正常" in said


async def test_another_supposition_can_be_typed_and_stands_first(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 60)) as screens:
        await at_the_strip(screens, desk)
        await screens.press("g")
        screens.app.screen.query_one("#supposition", Input).value = "还 2026-12-20 812.00"
        await screens.press("enter")
        await screens.settle()
        supposed = [line.strip() for line in screens.lines() if line.strip().startswith("假设：")]
        assert supposed[0] == "假设：2026-12-20 还 ¥812.00，之后不再还"
        assert len(supposed) == 3
        await screens.press("escape")
        assert screens.screen == "LoanScreen"
        await screens.press("escape")
        assert screens.screen != "LoanScreen"


async def test_a_supposition_that_is_not_understood_says_how_to_write_one_and_leaves_the_rest(
    desk: Desk, opened: Opener
) -> None:
    async with opened(desk, size=(120, 60)) as screens:
        await at_the_strip(screens, desk)
        await screens.press("g")
        screens.app.screen.query_one("#supposition", Input).value = "明年再说"
        await screens.press("enter")
        await screens.settle()
        assert "看不懂这个假设" in screens.text()
        assert "假设：一直不还" in screens.text()


async def test_two_years_or_five_are_shown_at_a_key(desk: Desk, opened: Opener) -> None:
    row = next(
        row for row in desk.loan_rows(NOW)
        if desk.strips(row.loan_id, NOW, back=60).strips
        and len(desk.strips(row.loan_id, NOW, back=60, ahead=0).strips[0].months) > 24
    )  # fmt: skip
    async with opened(desk, size=(120, 60)) as screens:
        screens.app.open_loan(row.loan_id)
        await screens.settle()
        await screens.press("right")
        await screens.settle()
        assert "  2023 " not in screens.text() and "  2024 " in screens.text()
        short = sum(line.strip()[:5] in {"2023 ", "2022 ", "2024 "} for line in screens.lines())
        await screens.press("w")
        assert sum(line.strip()[:5] in {"2023 ", "2022 ", "2024 "} for line in screens.lines()) >= short


async def test_the_keys_of_the_strip_work_only_where_it_is_seen(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await at_the_strip(screens, desk)
        assert "2年/5年" in screens.lines()[-1]
        await screens.press("left")
        assert "2年/5年" not in screens.lines()[-1]


async def test_hidden_amounts_are_hidden_in_suppositions_too(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 60)) as screens:
        await at_the_strip(screens, desk)
        await screens.press("h")
        await screens.settle()
        assert "805" not in screens.text()
        assert screens.app.screen.query_one("#supposition", Input).password


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_loan_shows_a_strip_or_a_sentence(desk: Desk, opened: Opener, language: str) -> None:
    async with opened(desk, language=language) as screens:
        for row in desk.loan_rows(NOW)[:6]:
            screens.app.open_loan(row.loan_id)
            await screens.settle()
            await screens.press("right")
            await screens.settle()
            assert "[征信]" in screens.text() or "[Credit record]" in screens.text()
            await screens.press("escape")
