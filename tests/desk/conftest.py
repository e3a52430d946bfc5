"""A desk on a real store of its own, empty or with the made-up borrower in it."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from duewatch.config.schema import Settings
from duewatch.desk.demo import fill
from duewatch.desk.desk import Desk

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Nothing in it yet."""
    desk = Desk(Settings(), tmp_path / "data")
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("borrower")
    desk = Desk(Settings(), place)
    fill(desk, NOW)
    desk.today(NOW)
    desk.close()
    return place


@pytest.fixture
def demo(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    """The made-up borrower, a copy for each test."""
    place = tmp_path / "demo"
    shutil.copytree(filled, place)
    desk = Desk(Settings(), place)
    yield desk
    desk.close()
