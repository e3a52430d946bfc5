"""The config file while the screens are open: its changes are noticed, F10 loads it, a broken one changes nothing; and
the keys that it sets."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path

import pytest

from duewatch.cli.main import main
from duewatch.config.load import load
from duewatch.desk.desk import Desk
from duewatch.model.text import Text
from duewatch.ui.app import DuewatchApp
from duewatch.ui.config_file import ConfigFile
from duewatch.wording import Wording
from tests.cli.conftest import clock
from tests.ui.conftest import NOW
from tests.ui.driving import Driver

LOAN = '\n[loans.phone]\nplatform = "fenqile"\nname = "手机"\nkind = "flat"\nprincipal = 6000\ninstalments = 12\n'


class Opened:
    """Screens over a config file and a store."""

    def __init__(self, folder: Path) -> None:
        self.file, self.data = folder / "config.toml", folder / "data"

    def write(self, words: str) -> None:
        self.file.write_text(words, encoding="utf-8")

    @asynccontextmanager
    async def screens(self, words: str, language: str = "en") -> AsyncIterator[Driver]:
        self.write(words)

        def read() -> object:
            return load(str(self.file), {})

        settings = load(str(self.file), {}).settings
        desk = Desk(settings, self.data)
        config = ConfigFile(self.file, read, meant=True)  # type: ignore[arg-type]
        app = DuewatchApp(desk, settings, Wording(language), clock=lambda: NOW, config=config)
        try:
            async with app.run_test(size=(80, 24), notifications=True) as pilot:
                driver = Driver(app, pilot)
                await driver.settle()
                yield driver
        finally:
            desk.close()


@pytest.fixture
def place(tmp_path: Path) -> Opened:
    return Opened(tmp_path)


async def test_a_change_of_the_file_is_told_once_and_f10_loads_it_with_loans_and_keys(place: Opened) -> None:
    async with place.screens("horizon_days = 14\n") as screens:
        screens.app._look_at_config()
        assert screens.notices() == "", "nothing changed yet"
        place.write('horizon_days = 30\n[keys]\nloans = "ctrl+l"\n' + LOAN)
        screens.app._look_at_config()
        screens.app._look_at_config()
        await screens.settle()
        assert screens.notices().count("config.toml was changed. Press F10 to load it.") == 1
        assert screens.app.settings.horizon_days == 14, "nothing is taken over unasked"
        await screens.press("f10")
        told = screens.notices()
        assert "config.toml is loaded." in told
        assert "config.toml: 1 new, 0 changed, 0 no longer declared, 0 as before." in told
        assert screens.app.settings.horizon_days == 30
        await screens.press("ctrl+l")
        assert screens.screen == "LoansScreen"
        assert "(file)" in screens.text()


@pytest.mark.parametrize(
    ("words", "language", "sentence"),
    [
        ("horizon_days = 0\n", "en", "config.toml:1: horizon_days has a wrong value"),
        ("horizon_days = 0\n", "zh", "config.toml:1：horizon_days 的值不对"),
        ("horizon_days = \n", "en", "is not TOML"),
        ('[keys]\nloans = "p"\n', "en", "keys.loans: “p” is the key of “pay” too."),
        ('[channels.mail]\nplugin = "emial"\n', "en", "There is no channel plugin emial."),
        ('[loans.a]\nplatform = "nowhere-at-all"\n', "en", "loans.a.platform"),
    ],
    ids=["value", "value-zh", "toml", "clash", "channel", "loan"],
)
async def test_a_broken_file_keeps_what_was_and_says_so(
    place: Opened, words: str, language: str, sentence: str
) -> None:
    async with place.screens('horizon_days = 20\n[keys]\nloans = "ctrl+l"\n', language) as screens:
        before = screens.app.settings
        place.write(words)
        await screens.press("f10")
        told = screens.notices()
        assert sentence in told
        assert ("The settings stay as they were." if language == "en" else "设置保持原样。") in told
        assert screens.app.settings is before
        await screens.press("ctrl+l")
        assert screens.screen == "LoansScreen", "the keys too"


async def test_a_file_that_went_away_keeps_what_was(place: Opened) -> None:
    async with place.screens("horizon_days = 20\n") as screens:
        place.file.unlink()
        screens.app._look_at_config()
        await screens.press("f10")
        assert "is not there" in screens.notices()
        assert screens.app.settings.horizon_days == 20


async def test_a_key_of_the_file_works_is_shown_and_the_former_one_is_free(place: Opened) -> None:
    async with place.screens('[keys]\nask = ["f11", "k"]\nloans = "ctrl+l"\n') as screens:
        assert screens.app.actions["ask"].keys == ("f11", "k")
        await screens.press("slash")
        assert screens.screen == "HomeScreen", "the former key is free"
        await screens.press("k")
        assert screens.screen == "AskScreen"
        await screens.press("escape", "f11")
        assert screens.screen == "AskScreen"
        await screens.press("escape", "f1")
        assert "F11" in screens.text() and "Slash" not in screens.text()


def started(place: Opened, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the command hands the screens to greet with; whether there is a terminal is not asked."""
    greetings: list[str] = []

    def shown(call: object, desk: object, settings: object, *, config: object, greeting: list[Text]) -> int:
        assert config is not None
        greetings.extend(map(Wording("en").say, greeting))
        return 0

    monkeypatch.setattr("duewatch.cli.screens.can_show", lambda _: True)
    monkeypatch.setattr("duewatch.cli.screens.show_app", shown)
    words = ["--config", str(place.file), "--data", str(place.data)]
    assert main(words, environ={"LANG": "en"}, stdout=StringIO(), stderr=StringIO(), clock=clock) == 0
    return greetings


async def test_the_screens_begin_with_the_files_loans_and_say_so_once(
    place: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write(LOAN)
    assert started(place, monkeypatch) == ["config.toml: 1 new, 0 changed, 0 no longer declared, 0 as before."]
    assert started(place, monkeypatch) == []
    async with place.screens(LOAN) as screens:
        await screens.press("2")
        assert screens.text().count("(file)") == 1
