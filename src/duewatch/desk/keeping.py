"""House-keeping: plugins, copies of the store and back, everything out."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.desk.session import OFF_SETTING, Session
from duewatch.desk.views import PluginLine
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, text

if TYPE_CHECKING:
    from duewatch.host.registry import PluginState


def plugins(session: Session) -> list[PluginLine]:
    """All installed plugins with state and reason, by id."""
    return [_line(state) for state in session.host.states()]


def untold_plugins(session: Session) -> list[PluginLine]:
    """Plugins that wait for being allowed and that the person was not asked about so far."""
    return [_line(state) for state in session.host.untold()]


def _line(state: "PluginState") -> PluginLine:
    manifest = state.manifest
    return PluginLine(
        id=state.id,
        name=Literal(state.id, state.id) if manifest is None else manifest.name,
        version="" if manifest is None else manifest.version,
        api=0 if manifest is None else manifest.api,
        origin=state.origin,
        capabilities=() if manifest is None else manifest.capabilities,
        state=state.state,
        why=state.why,
        manifest=manifest,
        author=state.author,
    )


def switch_plugin(session: Session, plugin_id: str, now: datetime, *, on: bool) -> None:
    """Switch a plugin on or off for this store; switching one on allows it on this machine. Raises InputProblem for an
    unknown plugin, and for one that the config switches off: the config file is the borrower's own and is not written.
    """
    states = {state.id: state for state in session.host.states()}
    if plugin_id not in states:
        raise InputProblem(
            text("There is no plugin “{id}”.", id=plugin_id), text("“duewatch plugins” lists what is installed.")
        )
    if on and plugin_id in session.settings.plugins.off:
        raise InputProblem(
            text("The plugin {id} is switched off in the config.", id=plugin_id),
            text("Take it out of “off” under [plugins] there."),
        )
    if on:
        session.host.allow(plugin_id)
    off = session.switched_off() - {plugin_id} if on else session.switched_off() | {plugin_id}
    with session.ledger.writing("plugins", plugin_id, now, batch=False) as writer:
        writer.set_setting(OFF_SETTING, "".join(f"{each}\n" for each in sorted(off)))
    session.forget_plugins()


def back_up(session: Session, target: Path) -> None:
    """A verified copy of the store under a new name. Raises InputProblem, StoreProblem."""
    from duewatch.store.backup import back_up as copy

    copy(session.path, target)


def restore(session: Session, source: Path, now: datetime) -> Path | None:
    """Put a backup in the store's place. Answers where the former store is kept, None if there was none."""
    from duewatch.store.backup import restore as put_back

    session.close()
    return put_back(source, session.path, now)


def export_rows(session: Session) -> list[dict[str, object]]:
    """Every loan with its terms and events, as values that JSON knows; amounts in fen, rates as decimal text."""
    rows = []
    for loan in session.ledger.loans():
        row = _plain(loan) | {"declared": bool(loan.declared)}
        row["events"] = [{"kind": event.kind, **_plain(event)} for event in session.ledger.events(loan.id)]
        rows.append(row)
    return rows


def _plain(of: object) -> dict[str, object]:
    return {field.name: _value(getattr(of, field.name)) for field in fields(of)}  # type: ignore[arg-type]


def _value(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if is_dataclass(value):
        return _plain(value)
    return str(value) if isinstance(value, Decimal) else value
