"""Asking: what was understood, the answer with its sources, kindness first, and nothing unseen told."""

from textual.widgets import Input

from duewatch.desk.desk import Desk
from tests.ui.conftest import NOW, Opener
from tests.ui.driving import Driver

QUESTION = "花呗逾期3天上征信吗"


async def ask(screens: Driver, question: str) -> None:
    """Open the line and ask."""
    await screens.press("slash")
    screens.app.screen.query_one(Input).value = question
    await screens.press("enter")


async def test_it_opens_from_every_main_screen_and_goes_back_there(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        for key in ("1", "2", "6", "7"):
            await screens.press(key)
            before = screens.screen
            await screens.press("slash")
            assert screens.screen == "AskScreen"
            await screens.press("escape")
            assert screens.screen == before


async def test_the_reading_is_shown_and_every_point_has_its_source(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 60)) as screens:
        await ask(screens, QUESTION)
        text = screens.text()
        assert "理解为：花呗，" in text and "逾期3天" in text
        answer = desk.ask(QUESTION, NOW).answers[0]
        for point in answer.explanation.points[:3]:
            assert point.sources[0].title[:12] in text
        assert "可信度" in text


async def test_what_can_be_done_is_reached_by_scrolling_while_the_line_keeps_the_keys(
    desk: Desk, opened: Opener
) -> None:
    async with opened(desk) as screens:
        await ask(screens, QUESTION)
        box = screens.app.screen.query_one("#answer-box")
        await screens.press("down")
        assert box.scroll_offset.y == 1
        await screens.press("up", "pagedown")
        assert box.scroll_offset.y > 1
        for _ in range(20):
            await screens.press("pagedown")
        assert isinstance(screens.app.focused, Input)
        last = desk.ask(QUESTION, NOW).answers[-1].explanation.do[-1]
        assert screens.app.say(last)[-6:] in screens.text().replace("\n ", "").replace(" ", "").replace("\n", "")


async def test_the_next_question_takes_the_place_of_the_one_before(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await ask(screens, QUESTION)
        await screens.type("jiebei")
        assert screens.app.screen.query_one(Input).value == "jiebei"
        await screens.press("enter")
        assert "借呗" in screens.text()


async def test_despair_is_met_with_kindness_first_also_while_names_are_hidden(desk: Desk, opened: Opener) -> None:
    for hidden in (False, True):
        async with opened(desk, hide_amounts=hidden) as screens:
            await ask(screens, "花呗还不上，不想活了")
            lines = [line for line in screens.lines() if "12356" in line]
            assert lines, screens.text()
            assert screens.lines().index(lines[0]) < 8


async def test_an_unknown_platform_is_said_to_be_unknown(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await ask(screens, "小花钱色逾期会怎样")
        answers = desk.ask("小花钱色逾期会怎样", NOW)
        for _, name in answers.nearest:
            assert name.zh in screens.text()
        assert "理解为" in screens.text()


async def test_letters_and_slashes_are_text(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("slash")
        await screens.type("q1h/i")
        assert screens.app.screen.query_one(Input).value == "q1h/i"
        assert screens.screen == "AskScreen"
        assert "/ 查问" not in screens.lines()[-1]


async def test_an_empty_question_asks_nothing(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        before = screens.text()
        await screens.press("slash")
        empty = screens.text()
        await screens.press("enter", "space", "enter")
        assert screens.screen == "AskScreen"
        assert screens.text().splitlines()[3:] == empty.splitlines()[3:]
        await screens.press("escape")
        assert screens.text() == before


async def test_a_question_is_never_read_as_markup(desk: Desk, opened: Opener) -> None:
    trap = "花呗[/b] [red]诈[@click=app.quit]x 上征信吗"
    async with opened(desk, size=(120, 40)) as screens:
        await ask(screens, trap)
        assert trap in screens.text()


async def test_hiding_hides_question_reading_and_answer(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await ask(screens, QUESTION)
        await screens.press("tab", "h")
        assert "花呗" not in screens.text()
        await screens.press("h")
        assert "花呗" in screens.text()
