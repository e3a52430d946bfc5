"""Every bad plugin at once beside the screens: the rest works, faults are seen, and one key ends one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from duewatch.config.schema import PluginSettings
from duewatch.desk.desk import Desk
from duewatch.testing.bad_plugins import BAD_PLUGINS, write
from duewatch.ui.widgets.plugin_views import PluginTable
from tests.host.conftest import forget_bad_plugins
from tests.ui.conftest import NOW, Opener
from tests.ui.driving import Driver
from tests.ui.export import write_export
from tests.ui.test_plugins import go_to

NAMES = {
    each.id: each.id if each.point == "" else f"{each.point} ({each.package} 1.0)" for each in BAD_PLUGINS.values()
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """All of them installed."""
    place = tmp_path / "site"
    for name in BAD_PLUGINS:
        write(name, place)
    monkeypatch.syspath_prepend(str(place))
    yield place
    forget_bad_plugins()


def beside(desk: Desk, **settings: object) -> Desk:
    """The same store, with these settings of plugins."""
    plugins = PluginSettings(**{"allowed": tuple(BAD_PLUGINS), "seconds": 1, **settings})  # type: ignore[arg-type]
    return Desk(desk.session.settings._replace(plugins=plugins), desk.session.data)


def states(desk: Desk) -> dict[str, str]:
    return {line.id: line.state for line in desk.plugins()}


async def read(screens: Driver, file: Path) -> str:
    """What the import screen shows of a file."""
    await screens.press("i")
    line = screens.app.screen.query_one("#path", Input)
    line.value = str(file)
    line.focus()
    await screens.press("enter")
    shown = screens.text()
    await screens.press("escape", "escape", "escape")
    return shown


async def test_all_of_them_at_once_leave_the_screens_working_and_are_seen_and_switched_off(
    desk: Desk, opened: Opener, site: Path, tmp_path: Path
) -> None:
    write_export(tmp_path)
    torn = tmp_path / "torn"
    torn.write_text("bad-money", encoding="utf-8")
    among = beside(desk)
    batches = among.batches()
    async with opened(among, size=(120, 60)) as screens:
        assert "[全部 3]" in await read(screens, tmp_path / "alipay.csv")
        assert "Traceback" not in await read(screens, torn)
        assert among.batches() == batches, "nothing of a file is stored where its reader is wrong"
        await screens.press("1", "slash")
        screens.app.screen.query_one(Input).value = "借呗上征信吗"
        await screens.press("enter")
        assert "借呗" in screens.text() and "没事" not in screens.text()
        await screens.press("escape", "7")
        found = states(among)
        assert {name for name in NAMES.values() if found[name] == "refused"} == {
            NAMES[each.id] for each in BAD_PLUGINS.values() if each.state == "refused"
        }
        cannot = sum(state in ("failed", "refused") for state in found.values())
        assert cannot >= 15 and f"其中 {cannot} 个不能用" in screens.text()
        for name, words in (
            ("bad-raises", "claim went wrong"),
            ("bad-hangs", "1 秒"),
            ("bad-needs-library", "surely_not_installed_anywhere"),
            ("bad-money", "amount_fen"),
            (NAMES["bad-huabei"], "已被"),
        ):
            go_to(screens, name)
            await screens.settle()
            assert words in "".join(screens.text().split("\n")), name
            assert "出过错" in screens.text()
            await screens.press("space")
            assert states(among)[name] == "off", name
            assert screens.app.screen.query_one(PluginTable).current.id == name
    log = (among.session.data / "duewatch.log").read_text(encoding="utf-8")
    assert "fault of plugin bad-money (bad_money 1.0), not of duewatch: read answered a Record" in log
    among.close()


@pytest.mark.parametrize(("only", "running"), [("bad-prints,email", {"bad-prints", "email"}), ("", set())])
async def test_the_variable_names_the_only_ones_whose_code_is_used(
    desk: Desk, opened: Opener, site: Path, monkeypatch: pytest.MonkeyPatch, only: str, running: set[str]
) -> None:
    monkeypatch.setenv("DUEWATCH_PLUGINS", only)
    alone = beside(desk)
    async with opened(alone, size=(120, 60)) as screens:
        await screens.press("7")
        usable = {
            line.id for line in alone.plugins() if line.state in ("ready", "not-loaded") and line.manifest.has_code
        }
        assert usable == running
        go_to(screens, "bad-raises")
        await screens.settle()
        assert "DUEWATCH_PLUGINS" in screens.text()
        assert alone.loan_rows(NOW), "loans keep their platforms"
    alone.close()


async def test_safe_leaves_all_but_the_built_in_ones_out(desk: Desk, opened: Opener, site: Path) -> None:
    safe = beside(desk, safe=True)
    async with opened(safe, size=(120, 60)) as screens:
        await screens.press("7")
        found = safe.plugins()
        assert {line.state for line in found if line.origin == "built-in"} <= {"ready", "not-loaded"}
        assert {line.state for line in found if line.origin != "built-in"} == {"off", "refused"}
        go_to(screens, "bad-raises")
        await screens.settle()
        assert "--safe" in screens.text()
    safe.close()
