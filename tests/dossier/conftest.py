from collections.abc import Iterator
from pathlib import Path

import pytest

from duewatch.config.schema import Settings
from duewatch.desk.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Nothing in it yet."""
    desk = Desk(Settings(), tmp_path / "data")
    yield desk
    desk.close()
