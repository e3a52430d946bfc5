"""What a plugin answered, as JSON can hold it: what a golden file is made of. What is empty is left out, so that a file
says what is there; words stand in both languages."""

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
        return _filled({field.name: getattr(value, field.name) for field in fields(value)})
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _filled(value._asdict())
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, frozenset, set)):
        return [plain(each) for each in value]
    raise TypeError(f"a {type(value).__name__} has no place in a golden file")


def _filled(values: Mapping[str, object]) -> dict[str, Any]:
    return {name: plain(each) for name, each in values.items() if each not in (None, "", (), {})}
