"""A demo borrower on a fixed day, copied for each test; a way to wait until a screen has settled."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from duewatch.config.schema import LookSettings, Settings
from duewatch.desk.demo import fill
from duewatch.desk.desk import Desk
from duewatch.ui.app import DuewatchApp
from duewatch.wording import Wording
from tests.ui.driving import Driver

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
Opener = Callable[..., AbstractAsyncContextManager[Driver]]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the demo borrower's store; tests work on copies."""
    place = tmp_path_factory.mktemp("demo")
    desk = Desk(Settings(), place)
    fill(desk, NOW)
    desk.close()
    return place


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    place = tmp_path / "store"
    shutil.copytree(filled, place)
    desk = Desk(Settings(), place)
    yield desk
    desk.close()


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(Settings(), tmp_path / "empty")
    yield desk
    desk.close()


@asynccontextmanager
async def _opened(
    desk: Desk,
    *,
    language: str = "zh",
    size: tuple[int, int] = (80, 24),
    hide_amounts: bool = False,
    look: LookSettings | None = None,
    now: datetime = NOW,
) -> AsyncIterator[Driver]:
    settings = desk.session.settings._replace(look=look or LookSettings())
    app = DuewatchApp(desk, settings, Wording(language, hide_amounts=hide_amounts), clock=lambda: now)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        yield driver


@pytest.fixture
def opened() -> Opener:
    """Opens the screens on a desk: `async with opened(desk, language="en") as screens:`."""
    return _opened
