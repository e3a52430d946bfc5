from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.borrower import Borrower, opened


@pytest.fixture
def borrower(tmp_path: Path) -> Iterator[Borrower]:
    yield from opened(tmp_path)
