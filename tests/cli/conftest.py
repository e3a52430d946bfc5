"""A command line run in this process, on a store of its own, at a fixed moment."""

import io
import json
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from duewatch.cli.main import main

NOW = datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001 - the zone is the config's


class Ran(NamedTuple):
    """What a run gave."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The JSON document on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Duewatch = Callable[..., Ran]


class Stream(io.StringIO):
    """Standard input with the bytes beneath, as a real one has."""

    def __init__(self, text: str, *, terminal: bool = False) -> None:
        super().__init__(text)
        self.buffer = io.BytesIO(text.encode())
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def clock(zone: tzinfo) -> datetime:
    return NOW.replace(tzinfo=zone)


@pytest.fixture
def duewatch(tmp_path: Path) -> Duewatch:
    """Runs one command line; English, on a store in tmp_path, without a config file, unless told otherwise."""

    def run(*words: str, stdin: str = "", terminal: bool = False, **environ: str | None) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        around: dict[str, str | None] = {
            "DUEWATCH_CONFIG": "",
            "LANG": "en_US.UTF-8",
            "HOME": str(tmp_path / "home"),
            "XDG_DATA_HOME": str(tmp_path / "share"),
        } | environ
        surroundings = {name: value for name, value in around.items() if value is not None}
        arguments = list(words) if "--data" in words else [*words, "--data", str(tmp_path / "data")]
        if "--" in words:
            place = words.index("--")
            arguments = [*words[:place], "--data", str(tmp_path / "data"), *words[place:]]
        status = main(
            arguments, environ=surroundings, stdin=Stream(stdin, terminal=terminal), stdout=out, stderr=err, clock=clock
        )
        assert "Traceback" not in out.getvalue() + err.getvalue()
        return Ran(status, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def demo(duewatch: Duewatch) -> Duewatch:
    """The same, with the made-up borrower in the store."""
    ran = duewatch("demo", "--no-ui")
    assert ran.status == 0, ran.err
    return duewatch
