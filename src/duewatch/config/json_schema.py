"""The JSON Schema of config.toml, from the same keys that check it and the options that channels declare.

Draft 7, which the editors' TOML plugins understand. Dates and times are strings there. It says less than
`duewatch config check`: what plugins, facts and contracts make of the values is checked there alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal

from duewatch.config.keys import KEYS, Key
from duewatch.config.kinds import REFERENCE_SCHEMA, Schema
from duewatch.config.loan_keys import BILL_KEYS, BILL_NEEDED, LOAN_KEYS, LOAN_NEEDED, PARTICULAR, PARTY_KEYS
from duewatch.config.table_keys import (
    CHANNEL_KEYS,
    LPR_KEYS,
    MAPPING_KEYS,
    MAPPING_NEEDED,
    MESSAGE_KEYS,
    MESSAGE_NEEDED,
    OVERRIDES,
    PLATFORM_FACT,
    PLATFORM_REPORTS,
    SHORTCUT,
)
from duewatch.model.plugin import Option
from duewatch.model.text import Literal

DRAFT = "http://json-schema.org/draft-07/schema#"
_LOAN_ID = r"^[^\s.]{1,40}$"


def json_schema(channels: Mapping[str, Sequence[Option]], actions: Mapping[str, Literal]) -> dict[str, object]:
    """The whole schema. channels: plugin → its options. actions: action of the screens → what it does."""
    tables = {name for key in KEYS if (name := key.name.rpartition(".")[0])}
    properties = _properties([key for key in KEYS if "." not in key.name])
    for table in sorted(tables):
        own = [key._replace(name=key.name.rpartition(".")[2]) for key in KEYS if key.name.startswith(f"{table}.")]
        properties[table] = _table(own)
    reminders = properties["reminders"]
    assert isinstance(reminders, dict)
    for group in ("platforms", "loans"):
        reminders["properties"][group] = _named(_table(OVERRIDES))
    properties |= {
        "keys": _table([SHORTCUT._replace(name=action, help=words) for action, words in actions.items()]),
        "platforms": _named(_table([PLATFORM_REPORTS], others=_of(PLATFORM_FACT))),
        "channels": _named(_channel(channels)),
        "lpr": {"type": "array", "items": _table(LPR_KEYS, needed=("date",))},
        "readers": {
            "type": "object",
            "properties": {
                "mapping": _named(_table(MAPPING_KEYS, needed=MAPPING_NEEDED)),
                "message": _named(_table(MESSAGE_KEYS, needed=MESSAGE_NEEDED)),
            },
            "additionalProperties": False,
        },
        "loans": {**_named(_loan()), "propertyNames": {"pattern": _LOAN_ID}},
    }
    return {
        "$schema": DRAFT,
        "title": "duewatch config.toml",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _table(keys: Iterable[Key], *, needed: Sequence[str] = (), others: object = False) -> dict[str, object]:
    table: dict[str, object] = {
        "type": "object",
        "properties": _properties(keys),
        "additionalProperties": others,
    }
    if needed:
        table["required"] = list(needed)
    return table


def _named(each: object) -> dict[str, object]:
    """Tables under names of the person's own."""
    return {"type": "object", "additionalProperties": each}


def _properties(keys: Iterable[Key]) -> dict[str, object]:
    return {key.name: _of(key) for key in keys}


def _of(key: Key) -> dict[str, object]:
    said: dict[str, object] = {**key.kind.schema, "description": f"{key.help.zh}\n{key.help.en}"}
    if key.default is not None:
        said["default"] = _plain(key.default)
    return said


def _loan() -> dict[str, object]:
    table = _table(LOAN_KEYS, needed=LOAN_NEEDED)
    properties = table["properties"]
    assert isinstance(properties, dict)
    properties["parties"] = _table(PARTY_KEYS)
    properties["bills"] = {"type": "array", "items": _table(BILL_KEYS, needed=BILL_NEEDED)}
    properties["particulars"] = _named(_of(PARTICULAR))
    return table


def _channel(channels: Mapping[str, Sequence[Option]]) -> dict[str, object]:
    """A channel's own keys, and the options of the plugin that it names."""
    own = _properties(CHANNEL_KEYS)
    if channels:
        own["plugin"] = {**_of(CHANNEL_KEYS[0]), "enum": list(channels)}
    return {
        "type": "object",
        "required": ["plugin"],
        "properties": own,
        "allOf": [
            {
                "if": {"properties": {"plugin": {"const": plugin}}, "required": ["plugin"]},
                "then": {
                    "properties": {option.name: _option(option) for option in options},
                    "required": [option.name for option in options if option.required],
                    "propertyNames": {"enum": [*own, *(option.name for option in options)]},
                },
            }
            for plugin, options in channels.items()
        ],
    }


def _option(option: Option) -> dict[str, object]:
    said: dict[str, object] = {**_option_kind(option), "description": f"{option.help.zh}\n{option.help.en}"}
    if option.default is not None:
        said["default"] = _plain(option.default)
    return said


def _option_kind(option: Option) -> Schema:
    match option.kind:
        case "boolean":
            return {"type": "boolean"}
        case "integer":
            limits = {"minimum": option.minimum, "maximum": option.maximum}
            return {"type": "integer", **{name: limit for name, limit in limits.items() if limit is not None}}
        case "secret":
            return {**REFERENCE_SCHEMA, "minProperties": 1}
        case "texts":
            each = {"enum": list(option.choices)} if option.choices else {"type": "string", "minLength": 1}
            return {"type": "array", "items": each, **({"minItems": 1} if option.required else {})}
    if option.choices:
        return {"enum": list(option.choices)}
    return {"type": "string", **({"pattern": r"\S"} if option.required else {})}


def _plain(value: object) -> object:
    """A default as JSON has it."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, (date, Decimal)):
        return str(value)
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value
