from collections.abc import Iterator
from pathlib import Path

import pytest

from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
from duewatch.store.ledger import SqliteLedger
from tests.plugins.channels.mail_server import Postbox, mail_server
from tests.reminding.borrower import add_bill, add_loan, ledger_at


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """A store with one bill of 花呗: ¥1,204.10, due on 2026-11-25."""
    opened = ledger_at(tmp_path)
    add_loan(opened)
    add_bill(opened)
    yield opened
    opened.close()


@pytest.fixture
def host() -> Iterator[Host]:
    opened = Host(PluginSettings())
    yield opened
    opened.close()


@pytest.fixture
def box() -> Postbox:
    return Postbox()


@pytest.fixture
def port(box: Postbox) -> Iterator[int]:
    with mail_server(box) as given:
        yield given
