"""The calculator: an advert typed in, its true cost at once, two offers side by side, the missing one of five."""

import pytest
from textual.widgets import Input

from duewatch.desk.desk import Desk
from duewatch.ui.screens.calculator import OFFER_LINES
from duewatch.ui.widgets.fields import Choice
from tests.ui.conftest import Opener
from tests.ui.driving import Driver
from tests.ui.test_pictures import SIZES, compare


async def fill(screens: Driver, **values: str) -> None:
    """Type into fields by their name (principal_fen_A)."""
    for name, words in values.items():
        screens.app.screen.query_one("#" + name[::-1].replace("_", "-", 1)[::-1], Input).value = words
    await screens.settle()


async def both(screens: Driver) -> None:
    await screens.press("equals_sign")
    await fill(screens, principal_fen_A="10000", instalments_A="12", instalment_fen_A="959.33")
    await fill(screens, principal_fen_B="10000", instalments_B="12", rate_pct_B="0.6")
    screens.app.screen.query_one("#per-B", Choice).choose("month")
    screens.app.screen.query_one("#method-B", Choice).choose("flat")
    await screens.settle()


async def test_it_opens_from_every_main_screen_and_works_on_an_empty_store(empty_desk: Desk, opened: Opener) -> None:
    async with opened(empty_desk) as screens:
        for key in ("1", "2", "6", "7"):
            await screens.press(key)
            before = screens.screen
            await screens.press("equals_sign")
            assert screens.screen == "CalculatorScreen"
            await screens.press("escape")
            assert screens.screen == before


async def test_typing_what_an_advert_says_shows_the_true_yearly_cost(empty_desk: Desk, opened: Opener) -> None:
    async with opened(empty_desk, language="en") as screens:
        await screens.press("equals_sign")
        await screens.type("10000")
        assert "is missing" in screens.text()
        await fill(screens, instalments_A="12", instalment_fen_A="959.33")
        assert "26.83%" in screens.text()
        assert "30.38%" in screens.text()


async def test_two_offers_stand_side_by_side_with_the_cheaper_one_named(empty_desk: Desk, opened: Opener) -> None:
    async with opened(empty_desk, language="en", size=(120, 60)) as screens:
        await both(screens)
        line = next(line for line in screens.lines() if "Yearly cost, simple" in line)
        assert line.split()[-2:] == ["26.83%", "13.03%"]
        assert "B is the cheaper one" in screens.text()
        assert "Bills of A" in screens.text()


async def test_down_and_enter_go_down_one_offer_before_the_other(empty_desk: Desk, opened: Opener) -> None:
    async with opened(empty_desk) as screens:
        await screens.press("equals_sign", "down")
        assert screens.app.focused.id == "instalments-A"
        await screens.press("enter")
        assert screens.app.focused.id == "rate_pct-A"
        await screens.press("up", "up", "up", "up")
        assert screens.app.focused.id == f"{OFFER_LINES[-1][0]}-B"
        await screens.press("down")
        assert screens.app.focused.id == "method-A"


async def test_a_wrong_entry_is_named_and_the_other_offer_still_stands(empty_desk: Desk, opened: Opener) -> None:
    async with opened(empty_desk, language="en") as screens:
        await both(screens)
        await fill(screens, principal_fen_A="much")
        assert "A: Amount lent, yuan: Write an amount in yuan" in screens.text()
        assert "13.03%" in screens.text()


async def test_f3_finds_the_missing_one_of_five_values(empty_desk: Desk, opened: Opener) -> None:
    async with opened(empty_desk, language="en") as screens:
        await screens.press("equals_sign", "f3")
        for name, words in (("present", "10000"), ("rate_pct", "1"), ("periods", "12"), ("final", "0")):
            screens.app.screen.query_one(f"#value-{name}", Input).value = words
        await screens.settle()
        assert "Payment each period: -888.49" in screens.text()


async def test_hidden_amounts_show_neither_what_was_typed_nor_what_was_found(empty_desk: Desk, opened: Opener) -> None:
    async with opened(empty_desk, language="en", hide_amounts=True) as screens:
        await both(screens)
        assert "959.33" not in screens.text()
        assert "10000" not in screens.text()
        assert "10,000" not in screens.text()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_calculator_looks_as_it_did(
    empty_desk: Desk, opened: Opener, language: str, size: tuple[int, int]
) -> None:
    async with opened(empty_desk, language=language, size=size) as screens:
        await both(screens)
        compare(f"calculator-{language}-{size[0]}x{size[1]}", screens.text())
