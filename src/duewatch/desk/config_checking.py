"""The second step of checking the config: what plugins, their facts and the rules of contracts say of its tables."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from duewatch.config.schema import Settings
from duewatch.config.secrets import is_plain, plain_warning
from duewatch.desk.session import MEMORY_NAME
from duewatch.host.host import Host
from duewatch.model.problem import InputProblem
from duewatch.model.text import text

Found = tuple[str, InputProblem]
"""A dotted key, or the name of a table, with what is wrong there."""


def table_problems(settings: Settings, today: date, data: Path) -> list[Found]:
    """What cannot be in the tables whose shape is right. A host of its own, for it opens no store; data: where it is
    remembered which plugins were allowed."""
    host = Host(settings.plugins, own_facts=settings.platforms, memory=data / MEMORY_NAME)
    try:
        return [
            *_channels(settings, host),
            *((f"platforms.{platform_id}", problem) for platform_id, problem in host.own_fact_problems()),
            *_plugins(settings, host),
            *_loans(settings, host, today),
        ]
    finally:
        host.close()


def table_warnings(settings: Settings, data: Path) -> list[Found]:
    """Secrets that stand in the file themselves, which is right only where nobody else can read it."""
    if not any(channel.private for channel in settings.channels):
        return []
    host = Host(settings.plugins, memory=data / MEMORY_NAME)
    try:
        return [
            (where, plain_warning(where))
            for channel in settings.channels
            for name in sorted(host.secret_options(channel.plugin))
            for where in [f"channels.{channel.name}.{name}"]
            if channel.private and is_plain(channel.options.get(name))
        ]
    finally:
        host.close()


def secret_keys(settings: Settings, data: Path) -> frozenset[str]:
    """Dotted keys of the options that hold secrets. Of a channel whose plugin is not there it is not known which do:
    all of them."""
    if not settings.channels:
        return frozenset()
    host = Host(settings.plugins, memory=data / MEMORY_NAME)
    try:
        return frozenset(
            f"channels.{channel.name}.{name}"
            for channel in settings.channels
            for name in host.secret_options(
                channel.plugin, of=[name for name, value in channel.options.items() if isinstance(value, str)]
            )
        )
    finally:
        host.close()


def _channels(settings: Settings, host: Host) -> Iterator[Found]:
    for channel in settings.channels:
        yield from host.channel_problems(channel)


def _plugins(settings: Settings, host: Host) -> Iterator[Found]:
    """No plugin but a channel has options, and a channel's stand in its own table."""
    known = [state.id for state in host.states()]
    for plugin_id in settings.plugins.options:
        where = f"plugins.{plugin_id}"
        near = get_close_matches(plugin_id, known, 1)
        if plugin_id in known:
            what = text("{key}: this plugin has no options here.", key=where)
            mend = text("Options of a channel stand in its own table [channels.<name>]; take this one out.")
        else:
            what = text("{key}: there is no plugin of this id.", key=where)
            mend = text("Did you mean “{near}”?", near=near[0]) if near else text("“duewatch plugins” lists them.")
        yield where, InputProblem(what, mend)


def _loans(settings: Settings, host: Host, today: date) -> Iterator[Found]:
    if not settings.loans:
        return
    from duewatch.desk.declared.reading import TableProblem, loan_of
    from duewatch.desk.platforms import Platforms

    platforms = Platforms(host)
    for loan_id, table in settings.loans.items():
        try:
            loan_of(loan_id, table, platforms, today)
        except TableProblem as wrong:
            yield wrong.key, wrong.problem
