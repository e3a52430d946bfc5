from collections.abc import Iterator
from pathlib import Path

import pytest

from duewatch.store.ledger import SqliteLedger
from tests.store.borrower import ledger_at


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    opened = ledger_at(tmp_path)
    yield opened
    opened.close()
