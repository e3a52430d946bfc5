"""Keys that do the same on every screen, hiding, language, and what must never happen."""

import re

import pytest

from duewatch.config.schema import LookSettings
from duewatch.desk.desk import Desk
from duewatch.model.loan import LoanKind, Terms
from duewatch.ui import keys
from tests.ui.conftest import NOW, Opener

PLACES = {
    "home": [],
    "loans": ["2"],
    "loan": ["2", "enter"],
    "explained": ["2", "enter", "right"],
    "facts": ["2", "enter", "left"],
    "reminders": ["6"],
    "plugins": ["7"],
    "ask": ["slash", "tab"],
    "import": ["i"],
}
WITHOUT_AMOUNTS = ("explained", "facts", "plugins", "ask", "import")
"""Places that show no sum of the borrower's."""
SIZES = [(80, 24), (120, 40), (40, 12)]


def names(desk: Desk) -> set[str]:
    """Everything that could tell where the borrower borrowed."""
    rows = desk.loan_rows(NOW)
    told = {row.platform_zh for row in rows} | {row.platform_en for row in rows} | {row.name for row in rows}
    return told - {"信用卡"}  # also the everyday word for a kind of loan


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_hiding_leaves_no_amount_and_no_platform_anywhere(
    desk: Desk, opened: Opener, place: str, size: tuple[int, int], language: str
) -> None:
    async with opened(desk, size=size, language=language) as screens:
        await screens.press(*PLACES[place], "h")
        text = screens.text()
        assert not re.search(r"¥\s*\d", text)
        assert not [name for name in names(desk) if name in text]
        await screens.press("h")
        assert re.search(r"¥\s*\d", screens.text()) or place in WITHOUT_AMOUNTS


async def test_amounts_can_be_hidden_from_the_start(desk: Desk, opened: Opener) -> None:
    async with opened(desk, hide_amounts=True) as screens:
        assert "¥••••" in screens.text()
        assert not re.search(r"¥\s*\d", screens.text())


async def test_forms_show_no_amount_and_no_name_while_they_are_hidden(desk: Desk, opened: Opener) -> None:
    async with opened(desk, hide_amounts=True) as screens:
        for key in ("e", "p", "t", "d"):
            await screens.press("2", "enter", key)
            assert screens.screen.endswith("Form")
            text = screens.text()
            assert not re.search(r"¥\s*\d|\d,\d{3}\.\d\d", text)
            assert not [name for name in names(desk) if name in text]
            await screens.press("escape", "escape")


@pytest.mark.parametrize("place", PLACES)
async def test_b_blanks_the_whole_screen_until_a_key(desk: Desk, opened: Opener, place: str) -> None:
    async with opened(desk) as screens:
        await screens.press(*PLACES[place])
        before = screens.text()
        await screens.press("b")
        assert screens.text().strip() == ""
        await screens.press("q")  # only wakes it up
        assert screens.text() == before


async def test_f2_blanks_a_form_too_and_what_was_typed_is_still_there(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("p")
        await screens.type("805.70")
        await screens.press("f2")
        assert screens.text().strip() == ""
        await screens.press("space")
        assert "805.70" in screens.text()


async def test_a_notice_does_not_show_on_a_blank_screen(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("b")
        screens.app.notify("小花钱包 ¥805.70", markup=False)
        await screens.settle()
        assert screens.text().strip() == ""


async def test_it_may_start_blank(desk: Desk, opened: Opener) -> None:
    async with opened(desk, look=LookSettings(start_blank=True)) as screens:
        assert screens.text().strip() == ""
        await screens.press("space")
        assert "今天要做" in screens.text()


@pytest.mark.parametrize("place", PLACES)
async def test_l_switches_the_language_and_back(desk: Desk, opened: Opener, place: str) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press(*PLACES[place])
        chinese = screens.text()
        await screens.press("l")
        assert "F1 Keys" in screens.text()
        assert "F1 按键" not in screens.text()
        await screens.press("l")
        assert screens.text() == chinese


async def test_u_takes_back_what_was_done_last_and_says_so(desk: Desk, opened: Opener) -> None:
    desk.pay(desk.loan_rows(NOW)[0].loan_id, 100, NOW)
    batches = len([batch for batch in desk.batches() if batch.undone_at is None])
    async with opened(desk) as screens:
        await screens.press("u")
        assert "已撤销" in screens.notices()
    assert len([batch for batch in desk.batches() if batch.undone_at is None]) == batches - 1


@pytest.mark.parametrize("place", PLACES)
async def test_help_lists_every_key_of_the_screen_and_the_line_that_is_always_there(
    desk: Desk, opened: Opener, place: str
) -> None:
    async with opened(desk, size=(120, 60)) as screens:
        await screens.press(*PLACES[place])
        offered = keys.offered(screens.app.screen)
        await screens.press("f1")
        text = screens.text()
        for action in offered:
            if action.keys:
                assert screens.app.say(action.name) in text
        assert "12356" in text
        await screens.press("escape")
        assert screens.screen != "HelpScreen"


async def test_no_key_needs_shift_and_none_means_two_things() -> None:
    seen: dict[str, str] = {}
    for action in keys.ACTIONS:
        for key in action.keys:
            assert key not in seen, (key, seen.get(key), action.id)
            seen[key] = action.id
        first = action.keys[0] if action.keys else ""
        assert first == first.lower() and "shift" not in first


@pytest.mark.parametrize("query", ["笔已还", "payment you made"])
async def test_the_palette_finds_an_action_in_either_language(desk: Desk, opened: Opener, query: str) -> None:
    async with opened(desk) as screens:
        await screens.press("tab", "ctrl+p")
        assert screens.screen == "CommandPalette"
        await screens.type(query)
        await screens.pilot.pause(0.4)
        await screens.press("enter")
        assert screens.screen == "PaymentForm"


async def test_the_theme_is_switched_by_the_palette(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        assert screens.app.current_theme.dark
        await screens.app.run_offered("theme")
        await screens.settle()
        assert not screens.app.current_theme.dark
        assert "今天要做" in screens.text()


async def test_the_mouse_works_on_the_key_line(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        line = screens.lines()[-1]
        await screens.click(offset=(line.index("2 贷款") + 2, 23))
        assert screens.screen == "LoansScreen"


async def test_text_of_people_is_never_read_as_markup(desk: Desk, opened: Opener) -> None:
    trap = "[/b][red]诈"
    loan = desk.add_loan("huabei", Terms(kind=LoanKind.REVOLVING), NOW, name=trap, lender=trap, note=trap)
    async with opened(desk, size=(160, 40)) as screens:
        await screens.press("2", "f")
        await screens.type(loan.id)
        assert trap in screens.text()
        await screens.press("enter", "enter")
        assert trap in screens.text()
        await screens.press("left")
        assert trap in screens.text()
        await screens.press("x")
        assert trap in screens.notices()


async def test_the_title_of_the_terminal_tells_nothing(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("2", "enter")
        assert screens.app.title == "duewatch"
        assert screens.app.sub_title == ""


async def test_a_fault_ends_quietly_and_is_handed_to_the_caller(desk: Desk, opened: Opener, capsys) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ZeroDivisionError):
        async with opened(desk) as screens:
            screens.app.call_later(lambda: 1 / 0)
            await screens.settle()
    assert isinstance(screens.app.fault, ZeroDivisionError)
    assert screens.app._exit_renderables == []


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (10, 3), (1, 1)])
async def test_a_very_small_window_does_not_end_the_program(desk: Desk, opened: Opener, size: tuple[int, int]) -> None:
    async with opened(desk, size=size) as screens:
        await screens.press("2", "enter", "right", "right", "e", "escape", "escape", "1", "f1", "escape", "a", "escape")
        await screens.pilot.resize_terminal(80, 24)
        await screens.settle()
        assert "今天要做" in screens.text()
