"""What a plugin answered, as JSON can hold it: what a golden file is made of. What is empty or
as usual is left out, so that a file says what is there, and still holds when a type grows a field; words stand in both
languages."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from duewatch.model.text import Literal, Money, Sentence
from duewatch.wording import Wording


def plain(value: object) -> Any:
    """The value in lists, dicts, texts, numbers and booleans. Raises TypeError for what it has no shape for."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Money):
        return value.fen
    if isinstance(value, (Literal, Sentence)):
        return {"zh": Wording("zh").say(value), "en": Wording("en").say(value)}
    if is_dataclass(value) and not isinstance(value, type):
        told = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
        return _filled(told)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        usual = type(value)._field_defaults  # type: ignore[attr-defined]  # what _asdict has, this has
        return _filled({name: (each, usual.get(name)) for name, each in value._asdict().items()})
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, frozenset, set)):
        return [plain(each) for each in value]
    raise TypeError(f"a {type(value).__name__} has no place in a golden file")


def _filled(values: Mapping[str, tuple[object, object]]) -> dict[str, Any]:
    """Fields with what they hold and what they hold by default."""
    return {
        name: plain(value)
        for name, (value, usual) in values.items()
        if value != usual and value not in (None, "", (), {})
    }
