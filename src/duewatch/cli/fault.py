"""What is said when duewatch itself is at fault: one sentence and where the log is."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from traceback import format_exception

from duewatch import __version__
from duewatch.cli.options import value_of
from duewatch.config.load import load
from duewatch.config.paths import LOG, data_dir
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.wording import Wording


def report(
    fault: Exception,
    arguments: list[str],
    environ: Mapping[str, str],
    clock: Callable[[tzinfo], datetime],
    wording: Wording,
) -> str:
    """Writes the traceback to the log (never what was typed) and answers what to tell the borrower; with
    --debug the traceback itself."""
    trace = "".join(format_exception(fault))
    place = _data(arguments, environ) / LOG
    said = text("duewatch: This is a fault in duewatch, not in what you entered; details are in {log}", log=str(place))
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with open(handle, "a", encoding="utf-8", errors="replace") as log:  # noqa: PTH123 - from a handle
            log.write(f"{clock(UTC).isoformat(timespec='seconds')} duewatch {__version__}\n{trace}\n")
    except OSError:
        said = text("duewatch: This is a fault in duewatch, not in what you entered; --debug shows the details")
    return (trace if "--debug" in arguments else "") + wording.say(said)


def _data(arguments: list[str], environ: Mapping[str, str]) -> Path:
    option = value_of("--data", arguments)
    if option:
        return Path(option).expanduser()
    try:
        return load(value_of("--config", arguments), environ).settings.data or data_dir(environ)
    except InputProblem:
        return data_dir(environ)
