"""Fixtures of every test suite where duewatch is installed; nothing of duewatch is loaded before one is asked for.

`duewatch_clock`, `duewatch_ledger` (an empty store with the plugin under test), `duewatch_mail`, `duewatch_web`, and
`duewatch_plugin`: the plugin in the folder that pytest was started for. A test that takes it, and nothing else of the
kit, is `assert check_plugin(duewatch_plugin.folder).faults == ()`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from duewatch.desk.desk import Desk
    from duewatch.testing import FakeClock, MailServer, Plugin, WebServer


@pytest.fixture
def duewatch_plugin(request: pytest.FixtureRequest) -> "Plugin":
    """The plugin whose distribution is pytest's root folder."""
    from duewatch.testing import open_plugin

    return open_plugin(request.config.rootpath)


@pytest.fixture
def duewatch_clock() -> "FakeClock":
    """A clock that stands at 2026-11-23 12:00 in China."""
    from duewatch.testing import FakeClock

    return FakeClock()


@pytest.fixture
def duewatch_ledger(duewatch_plugin: "Plugin") -> Iterator["Desk"]:
    """An empty store, with the plugin under test allowed beside the built-in ones."""
    from duewatch.testing import temporary_ledger

    with temporary_ledger(duewatch_plugin) as desk:
        yield desk


@pytest.fixture
def duewatch_web() -> Iterator["WebServer"]:
    """An HTTP server on this machine."""
    from duewatch.testing import WebServer

    with WebServer() as web:
        yield web


@pytest.fixture
def duewatch_mail() -> Iterator["MailServer"]:
    """An SMTP server on this machine."""
    from duewatch.testing import MailServer

    with MailServer() as mail:
        yield mail
