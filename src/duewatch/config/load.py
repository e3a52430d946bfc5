"""config.toml into Settings: every problem listed at once, every value with where it came from."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from duewatch.config.finding import Problem
from duewatch.config.paths import CONFIG_VARIABLE, config_path
from duewatch.config.schema import ChannelSettings, LookSettings, PluginSettings, ReminderPolicy, Settings
from duewatch.config.secrets import owner_only
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.shipped import shipped

if TYPE_CHECKING:
    from duewatch.model.lpr import LprRate

Tables = Mapping[str, object]


class Loaded(NamedTuple):
    """What loading gave. settings hold the defaults wherever a value was wrong. path: the file that is
    meant, whether it exists or not; None: no file, all defaults."""

    settings: Settings
    problems: tuple[Problem, ...]
    path: Path | None
    exists: bool
    tables: Tables


def load(path: str | Path | None = None, environ: Mapping[str, str] = os.environ) -> Loaded:
    """Read the config: the named file, else ``$DUEWATCH_CONFIG``, else the platform's own if it is there.

    Raises InputProblem if a file that was named cannot be read. A file that is not TOML gives one problem.
    """
    named = path is not None or bool(environ.get(CONFIG_VARIABLE, "").strip())
    meant = Path(path).expanduser() if path is not None else config_path(environ)
    if meant is None:
        return Loaded(Settings(), (), None, False, {})
    try:
        raw, private = _read(meant)
    except FileNotFoundError:
        if not named:
            return Loaded(Settings(), (), meant, False, {})
        raise InputProblem(
            text("The config file {file} is not there.", file=str(meant)),
            text(
                "Write a first one with “duewatch config init”, or leave out --config and {variable}.",
                variable=CONFIG_VARIABLE,
            ),
        ) from None
    except OSError as error:
        raise InputProblem(
            text(
                "The config file {file} cannot be read: {error}.", file=str(meant), error=error.strerror or str(error)
            ),
            text("Give the path of a file that you may read."),
        ) from None
    return _parse(meant, raw, private)


def _read(path: Path) -> tuple[bytes, bool]:
    """The file, and whether nobody but its owner can read it; asked of the open file, not of its name."""
    with path.open("rb") as file:
        return file.read(), owner_only(os.fstat(file.fileno()).st_mode)


def read_tables(path: Path, raw: bytes) -> Loaded:
    """What the file would say with this text in it. private or not is left out of account."""
    return _parse(path, raw, True)


def _parse(path: Path, raw: bytes, private: bool) -> Loaded:
    if not raw.strip():
        return Loaded(Settings(source=path), (), path, True, {})
    import tomllib
    from decimal import Decimal

    try:
        words = raw.decode("utf-8-sig")
        tables: Tables = tomllib.loads(words, parse_float=Decimal)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return _unreadable(path, line, text("{file}:{line} is not text in UTF-8.", file=str(path), line=line))
    except tomllib.TOMLDecodeError as error:
        place, told = _place_of(str(error), raw)
        what = text("{file}:{line} is not TOML: {error}.", file=str(path), line=place or 1, error=told)
        return _unreadable(path, place, what)
    except RecursionError:
        return _unreadable(path, None, text("{file} is nested too deeply.", file=str(path)))
    from duewatch.config.check import check

    values, problems = check(path.name, words, tables, owner_only=private)
    return Loaded(_settings(values, tables, path, private), problems, path, True, tables)


def _unreadable(path: Path, line: int | None, what: Text) -> Loaded:
    mend = text("Put that line right; config.example.toml shows how each key is written.")
    return Loaded(Settings(source=path), (Problem("", line, what, mend),), path, True, {})


def _place_of(told: str, raw: bytes) -> tuple[int | None, str]:
    """tomllib's "… (at line 3, column 7)" or "… (at end of document)" as line and words."""
    words, _, place = told.rpartition(" (at ")
    if place.startswith("end of document"):
        return raw.count(b"\n") + 1, words
    digits = place.removeprefix("line ").partition(",")[0]
    return (int(digits), words) if digits.isdigit() else (None, told)


def _settings(values: Mapping[str, object], tables: Tables, path: Path, private: bool) -> Settings:
    def below(prefix: str) -> dict[str, object]:
        return {key.removeprefix(prefix): value for key, value in values.items() if key.startswith(prefix)}

    def placed(where: str) -> Path:
        """A relative place is meant from where it is written down, not from where duewatch is started."""
        return path.parent / Path(where).expanduser()

    data = values.get("data")
    plugins = below("plugins.")
    paths = plugins.get("paths")
    if isinstance(paths, tuple):
        plugins["paths"] = tuple(placed(each) for each in paths)
    top = {key: value for key, value in values.items() if "." not in key and key not in {"data", "lpr"}}
    settings = Settings(source=path, channels=tuple(_channels(tables, private)))._replace(**top)  # type: ignore[arg-type]
    return settings._replace(
        data=placed(str(data)) if data else None,
        look=LookSettings()._replace(**below("look.")),  # type: ignore[arg-type]
        reminders=ReminderPolicy()._replace(**below("reminders.")),  # type: ignore[arg-type]
        lpr=tuple(_rates(path, values.get("lpr"))),
        plugins=PluginSettings(options=_plugin_tables(tables))._replace(**plugins),  # type: ignore[arg-type]
    )


def _rates(path: Path, tables: object) -> "Iterator[LprRate]":
    """The borrower's own LPR; one without a source of its own has the config file for it."""
    if not isinstance(tables, tuple):
        return
    from duewatch.model.lpr import LprRate

    for table in tables:
        yield LprRate(
            published_on=table["date"],
            one_year_pct=table.get("one_year_pct"),
            over_five_year_pct=table.get("over_five_year_pct"),
            source=table.get("source") or path.name,
            confidence="medium",
            own=True,
        )


def _plugin_tables(tables: Tables) -> dict[str, Mapping[str, object]]:
    plugins = tables.get("plugins")
    return (
        {key: value for key, value in plugins.items() if isinstance(value, dict)} if isinstance(plugins, dict) else {}
    )


def _channels(tables: Tables, private: bool) -> Iterator[ChannelSettings]:
    """Channels whose table names a plugin; what else is wrong with them was listed by the check."""
    from duewatch.model.reminder import Discretion

    channels = tables.get("channels")
    for name, table in channels.items() if isinstance(channels, dict) else ():
        if not isinstance(table, dict) or not isinstance(table.get("plugin"), str):
            continue
        rest = dict(table)
        plugin, discretion, language = rest.pop("plugin"), rest.pop("discretion", None), rest.pop("language", None)
        per_hour = rest.pop("per_hour", None)
        yield ChannelSettings(
            name=name,
            plugin=plugin,
            discretion=Discretion(discretion) if discretion in tuple(Discretion) else None,
            language=language if language in ("zh", "en") else None,
            per_hour=per_hour if isinstance(per_hour, int) and per_hour > 0 else None,
            options=rest,
            private=private,
        )


def example_text() -> str:
    """The commented first file that ``duewatch config init`` writes; the same as config.example.toml."""
    return shipped(Path(__file__).parent / "example.toml").read_text(encoding="utf-8")
