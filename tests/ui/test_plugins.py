"""Plugins on the screen: what is installed, what failed and why, switching, the age of facts."""

from datetime import timedelta
from pathlib import Path

import pytest

from duewatch.desk.desk import Desk
from duewatch.desk.views import PluginLine
from duewatch.model.text import Literal
from duewatch.ui.app import DuewatchApp
from duewatch.ui.widgets.plugin_views import PluginPaper, PluginTable
from duewatch.wording import Wording
from tests.host.conftest import write_distribution
from tests.ui.conftest import NOW, Opener
from tests.ui.driving import Driver

TRAP = "ImportError: no module [red]x[/b] [@click=app.quit]y"


def go_to(screens: Driver, plugin_id: str) -> None:
    """Put the cursor on a plugin."""
    table = screens.app.screen.query_one(PluginTable)
    table.move_to(next(index for index in range(table.count) if table._rows[index].id == plugin_id))


async def test_everything_that_is_installed_is_listed_with_its_state(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 200)) as screens:
        await screens.press("7")
        text = screens.text()
        for line in desk.plugins():
            assert line.name.zh in text
        assert "尚未载入" in text and "内置" in text and "版本" in text


async def test_space_switches_a_plugin_off_and_on_again(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("7")
        go_to(screens, "wechat")
        await screens.press("space")
        assert {line.id: line.state for line in desk.plugins()}["wechat"] == "off"
        assert "已停用" in screens.notices() and "按空格启用" in screens.text()
        assert screens.app.screen.query_one(PluginTable).current.id == "wechat"
        await screens.press("space")
        assert {line.id: line.state for line in desk.plugins()}["wechat"] != "off"
        assert "已重新启用" in screens.notices()


async def test_what_is_switched_off_stays_off_after_a_new_start(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("7")
        go_to(screens, "wechat")
        await screens.press("space")
    again = Desk(desk.session.settings, desk.session.data)
    assert {line.id: line.state for line in again.plugins()}["wechat"] == "off"
    again.close()


async def test_a_platform_shows_its_facts_with_sources_and_how_old_they_are(desk: Desk, opened: Opener) -> None:
    facts = desk.platform("huabei")
    later = NOW + timedelta(days=400)
    async with opened(desk, size=(120, 60), now=later) as screens:
        await screens.press("7")
        go_to(screens, "huabei")
        await screens.settle()
        text = screens.text()
        assert f"{len(facts.facts)} 条有来源的资料" in text
        assert f"上次核对 {facts.checked_on}" in text and f"{(later.date() - facts.checked_on).days} 天前" in text
        assert "已超过一年" in text
        assert facts.facts[0].sources[0].title[:8] in text


class _WithBroken(Desk):
    """Beside what is installed, a stranger that failed."""

    def plugins(self) -> list[PluginLine]:
        why = Literal(TRAP, TRAP)
        broken = PluginLine("bad", Literal("坏 [b]插件", "bad"), "0.1", 1, "pkg[/]", ("channel",), "failed", why, None)
        return [*super().plugins(), broken]


async def test_why_a_plugin_failed_is_shown_and_never_read_as_markup(desk: Desk, opened: Opener) -> None:
    broken = _WithBroken(desk.session.settings, desk.session.data)
    async with opened(broken, size=(160, 40)) as screens:
        await screens.press("7", "end")
        text = screens.text()
        assert "ImportError: no module [red]x[/b]" in text and "坏 [b]插件" in text and "pkg[/]" in text
        assert "其中 1 个不能用" in text
    broken.close()


async def test_enter_goes_to_the_paper_and_it_scrolls(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("7")
        go_to(screens, "huabei")
        await screens.settle()
        box = screens.app.screen.query_one("#plugin-box")
        await screens.press("tab", "pagedown")
        assert box.has_focus and box.scroll_offset.y > 0


async def test_hiding_hides_platforms_and_not_the_readers(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 200)) as screens:
        await screens.press("7")
        go_to(screens, "huabei")
        await screens.press("h")
        text = screens.text()
        assert "花呗" not in text and "huabei" not in text and "支付宝账单" in text
        await screens.press("space")
        assert "花呗" not in screens.notices()


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (1, 1)])
async def test_small_windows_do_not_end_it(desk: Desk, opened: Opener, size: tuple[int, int]) -> None:
    async with opened(desk, size=size) as screens:
        await screens.press("7", "down", "tab", "down", "f1", "escape")
        await screens.pilot.resize_terminal(80, 24)
        await screens.settle()
        assert "个插件" in screens.text()
        assert screens.app.screen.query(PluginPaper)


async def test_a_new_plugin_is_asked_about_at_the_start_and_allowed_or_refused_with_one_key(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strangers = Path(__file__).parents[1] / "host" / "good"
    write_distribution(tmp_path / "site", {"good-channel": "good_channel", "good-rows": "good_rows"}, author="Lin")
    for folder in (tmp_path / "site", strangers):
        monkeypatch.syspath_prepend(str(folder))
    desk.session.forget_plugins()
    app = DuewatchApp(desk, desk.session.settings, Wording("en"), clock=lambda: NOW, asks_of_plugins=True)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screens = Driver(app, pilot)
        await screens.settle()
        assert "New plugin good-rows (strangers 1.0, by Lin); it gives: reading files." in screens.notices()
        await screens.press("7")
        assert "2 of them wait for your yes" in screens.text()
        go_to(screens, "good-rows")
        await screens.settle()
        assert "a reader is handed the file to be read" in " ".join(screens.text().split())
        await screens.press("f5")
        assert {line.id: line.state for line in desk.plugins()}["good-rows"] == "off"
        go_to(screens, "good-channel")
        await screens.press("space")
        assert {line.id: line.state for line in desk.plugins()}["good-channel"] == "not-loaded"
    assert desk.untold_plugins() == []
