"""The present set-up as a config file: the file's own tables, with every loan of the store and what was switched off in
the program, so that another machine can be set up from it. No secret is in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from duewatch.config.secrets import is_reference, is_secret_name
from duewatch.config.table_keys import CHANNEL_KEYS
from duewatch.desk.declared.writing_out import table_of
from duewatch.desk.session import Session

HEAD = """\
#:schema ./config.schema.json
# 由 duewatch config export 写出；密码等只写从哪里取。借款、账单上的数字和已还多少在其中；每笔还款、来电等记录不在其中：
# duewatch backup。
# Written by duewatch config export; of secrets, only where they are. Loans, what bills said and how much of them is
# paid are in it; single payments, calls and other entries are not: duewatch backup.

"""

_KNOWN = frozenset(key.name for key in CHANNEL_KEYS)


def export(session: Session, tables: Mapping[str, Any], today: date) -> tuple[str, tuple[str, ...]]:
    """The file's text, and the dotted keys whose secret stood in the file itself and is asked of the environment now.

    tables: the config file as it is; its `data` is left out, for a directory belongs to one machine.
    """
    moved: list[str] = []
    document = {name: value for name, value in tables.items() if name not in {"data", "loans"}}
    for name, table in _tables(document.get("channels")):
        own = {key for key, value in table.items() if isinstance(value, str)} - _KNOWN
        secret = session.host.secret_options(str(table.get("plugin", "")), of=own)
        channels = document["channels"] = dict(document["channels"])
        channels[name] = {
            key: _by_reference(f"channels.{name}.{key}", key, value, key in secret, moved)
            for key, value in table.items()
        }
    for group in ("reminders", "plugins"):
        if isinstance(document.get(group), dict):
            document[group] = {
                key: _by_reference(f"{group}.{key}", key, value, key == "ping", moved)
                for key, value in document[group].items()
            }
    off = sorted(session.switched_off() | set(session.settings.plugins.off))
    if off:
        document["plugins"] = {**document.get("plugins", {}), "off": off}
    loans = {}
    for loan in session.ledger.loans():
        platform = session.platforms.known(loan.platform_id).platform
        particulars = () if platform is None else platform.particulars
        loans[loan.id] = table_of(session.with_lpr(loan), session.ledger.events(loan.id), particulars, today)
    if loans:
        document["loans"] = loans
    from tomli_w import dumps

    return HEAD + dumps(document), tuple(moved)


def _tables(tables: object) -> list[tuple[str, dict[str, Any]]]:
    return (
        [(name, table) for name, table in tables.items() if isinstance(table, dict)] if isinstance(tables, dict) else []
    )


def _by_reference(where: str, key: str, value: Any, secret: bool, moved: list[str]) -> Any:
    """The value; a secret that stands in the file as it is becomes a reference to a variable of the environment."""
    if is_reference(value) or value == {}:
        return value
    if secret or is_secret_name(key):
        moved.append(where)
        return {"env": "DUEWATCH_" + "".join(sign if sign.isalnum() else "_" for sign in where.upper())}
    if isinstance(value, dict):
        return {name: _by_reference(f"{where}.{name}", name, each, False, moved) for name, each in value.items()}
    if isinstance(value, list):
        return [_by_reference(where, "", each, False, moved) for each in value]
    return value
