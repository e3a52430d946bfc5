"""What a plugin really gets in a run, hook by hook: what its capability needs, and nothing from which the ledger,
another plugin or the settings can be reached."""

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from types import FunctionType, MethodType, ModuleType
from typing import Any

import pytest

from duewatch.config.schema import Settings
from duewatch.desk.desk import Desk
from duewatch.desk.session import Session
from duewatch.host.host import Host
from duewatch.host.registry import Registry
from duewatch.model.loan import Loan
from duewatch.model.loan_event import Paid
from duewatch.model.plugin import Document
from duewatch.model.record import Record
from duewatch.model.reminder import AgendaEntry, Message
from duewatch.model.situation import Situation
from duewatch.store.ledger import SqliteLedger
from tests.cli.conftest import Duewatch
from tests.host.conftest import write_distribution

MANIFEST = """id = "{id}"
name_zh = "看"
name_en = "Spy"
version = "1"
api = 1
capabilities = {capabilities}
code = true
"""
SPY = """from duewatch.api import *

SEEN = []


class Spy:
    id = "spy"
    name = Literal("看", "Spy")
    platform_id = "jiebei"

    def claim(self, *given):
        SEEN.append(("claim", given))
        return Claim(True, "spy") if given[0].head.startswith(b"spy") else None

    def read(self, *given):
        SEEN.append(("read", given))
        yield Record(1, "spy", "2026-11-01", "", "x", "x", "out", 100, "", "", "", "", "x")

    def recognise(self, *given):
        SEEN.append(("recognise", given))

    def explain(self, *given):
        SEEN.append(("explain", given))

    def send(self, *given):
        SEEN.append(("send", given))
        return Sent()


def open_spy(*given):
    SEEN.append(("open", given))
    return Spy()


@hookimpl
def duewatch_importers():
    return [Spy(), Recognises()]


class Recognises:
    platform_id = "jiebei"
    recognise = Spy.recognise


@hookimpl
def duewatch_reminder_channels():
    return [ChannelType("spy", Spy.name, (Option("to", "text", Spy.name),), open_spy, passes_through_others=False)]


@hookimpl
def duewatch_credit_impact_explainers():
    return [Spy()]
"""
AGENDA = """from duewatch.api import *

SEEN = []


class Agenda:
    def send(self, *given):
        return Sent()

    def publish(self, *given):
        SEEN.append(("publish", given))
        return Sent()


@hookimpl
def duewatch_reminder_channels():
    return [ChannelType("spy-agenda", Literal("看", "Spy"), (), lambda options: Agenda(), holds_agenda=True)]
"""
CONFIG = """[plugins]
allowed = ["spy", "spy-agenda"]

[channels.one]
plugin = "spy"
to = "me"

[channels.two]
plugin = "spy-agenda"
"""
Calls = list[tuple[str, tuple[Any, ...]]]
KEPT_AWAY = (Desk, Session, Host, Registry, Settings, SqliteLedger, Loan, Paid, sqlite3.Connection, ModuleType)


def reachable(thing: Any, seen: set[int]) -> Iterator[Any]:
    """Everything that can be got at from a thing by its items, fields, bound things and closures."""
    if id(thing) in seen or isinstance(thing, (type, str, bytes, int, float)):
        return
    seen.add(id(thing))
    yield thing
    inside: list[Any] = []
    if isinstance(thing, Mapping):
        inside += [*thing.keys(), *thing.values()]
    elif isinstance(thing, (tuple, list, set, frozenset)):
        inside += thing
    elif isinstance(thing, partial):
        inside += [thing.func, thing.args, thing.keywords]
    elif isinstance(thing, MethodType):
        inside += [thing.__self__, thing.__func__]
    elif isinstance(thing, FunctionType):
        inside += [cell.cell_contents for cell in thing.__closure__ or ()] + list(thing.__defaults__ or ())
    if not isinstance(thing, (FunctionType, ModuleType)):
        inside += vars(thing).values() if hasattr(thing, "__dict__") else ()
        slots = [name for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ())]
        inside += [getattr(thing, name) for name in slots if hasattr(thing, name)]
    for each in inside:
        yield from reachable(each, seen)


@pytest.fixture
def seen(demo: Duewatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Calls]:
    """Every call into the two spies while a file is imported, reminders are sent and a question is asked."""
    site = tmp_path / "site"
    every = '["reader", "channel", "explainer"]'
    for package, code, capabilities in (("spy", SPY, every), ("spy_agenda", AGENDA, '["channel"]')):
        folder = site / package
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / "plugin.py").write_text(code, encoding="utf-8")
        manifest = MANIFEST.format(id=package.replace("_", "-"), capabilities=capabilities)
        (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    write_distribution(site, {"spy": "spy", "spy-agenda": "spy_agenda"}, name="spies")
    monkeypatch.syspath_prepend(str(site))
    config, file = tmp_path / "config.toml", tmp_path / "rows"
    config.write_text(CONFIG, encoding="utf-8")
    file.write_text("spy", encoding="utf-8")
    for words in (["import", str(file)], ["remind"], ["ask", "jiebei 上征信吗"]):
        ran = demo(*words, "--config", str(config))
        assert ran.status in (0, 1), ran.err
    yield [*sys.modules["spy.plugin"].SEEN, *sys.modules["spy_agenda.plugin"].SEEN]
    for name in [name for name in sys.modules if name.split(".")[0] in ("spy", "spy_agenda")]:
        del sys.modules[name]


def test_each_capability_gets_its_own_things_and_no_way_to_the_ledger(seen: Calls) -> None:
    methods = {method for method, _ in seen}
    assert methods == {"claim", "read", "recognise", "open", "send", "publish", "explain"}
    shapes = {
        "claim": (Document,),
        "read": (Document,),
        "recognise": (Record,),
        "open": (dict,),
        "send": (Message,),
    }
    for method, given in seen:
        if method in shapes:
            assert tuple(map(type, given)) == shapes[method], method
        if method == "open":
            assert given == ({"to": "me"},), "of the config its own table alone"
        if method == "publish":
            assert all(type(entry) is AgendaEntry for entry in given[0])
        if method == "explain":
            assert type(given[0]) is Situation
        got = list(reachable(given, set()))
        assert got
        assert not [thing for thing in got if isinstance(thing, KEPT_AWAY)], method
        if method != "explain":
            assert not [thing for thing in got if isinstance(thing, Situation)], method
