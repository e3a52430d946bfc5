"""Text into words: the one place where a language is chosen.

The catalogue's msgids are the English sentences, so English needs no catalogue; Chinese is compiled from
``locale/zh/*.po`` (one file a room) into ``locale/zh/LC_MESSAGES/duewatch.mo`` by ``tools/catalogues.py``.
"""

import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from struct import unpack_from

from duewatch.model.money import format_yuan
from duewatch.model.text import Literal, Money, Name, Parameter, Sentence, Text
from duewatch.shipped import shipped

LANGUAGES = ("zh", "en")
HIDDEN_AMOUNT = "¥••••"
HIDDEN_NAME = "••••"
_CATALOGUE = shipped(Path(__file__).parent / "locale" / "zh" / "LC_MESSAGES" / "duewatch.mo")


def choose_language(option: str | None, configured: str, environment: Mapping[str, str] = os.environ) -> str:
    """The language to speak: ``--lang``, then the config, then the locale; C and POSIX mean Chinese."""
    for wanted in (option, configured):
        if wanted in LANGUAGES:
            return str(wanted)
    name = locale_variable(environment)
    return "en" if name and environment[name].lower().startswith("en") else "zh"


def locale_variable(environment: Mapping[str, str]) -> str | None:
    """The variable that says the locale; None: none does."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name, "").split(":")[0].split(".")[0]:
            return name
    return None


class Catalogue:
    """A compiled catalogue (.mo), looked up by halving: a bare command says ten sentences of many hundred, and
    ``gettext`` decodes them all first. One plural form, as Chinese has."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        self._found: dict[str, str | None] = {}
        self._count, self._ids, self._words = unpack_from("<3I", self._data, 8)

    def find(self, msgid: str) -> str | None:
        """The translation, or None."""
        if msgid not in self._found:
            self._found[msgid] = self._search(msgid)
        return self._found[msgid]

    def _search(self, msgid: str) -> str | None:
        wanted, low, high = msgid.encode(), 0, self._count
        while low < high:
            middle = (low + high) // 2
            found = self._entry(self._ids, middle).partition(b"\0")[0]  # the plural form follows after a zero byte
            if found == wanted:
                return self._entry(self._words, middle).decode()
            low, high = (middle + 1, high) if found < wanted else (low, middle)
        return None

    def _entry(self, table: int, index: int) -> bytes:
        length, start = unpack_from("<2I", self._data, table + 8 * index)
        return self._data[start : start + length]


class Wording:
    """Says Text in one language, with amounts shown or hidden.

    hide_amounts hides sums and platforms' names together: a name alone tells enough on a shared screen.
    """

    def __init__(self, language: str, *, hide_amounts: bool = False) -> None:
        self.language = language
        self.hide_amounts = hide_amounts
        self._catalogue: Catalogue | None = None

    def say(self, text: Text) -> str:
        """The words of a Text."""
        if isinstance(text, Literal):
            if self.hide_amounts and isinstance(text, Name):
                return HIDDEN_NAME
            return text.zh if self.language == "zh" else text.en
        return self._template(text).format_map({name: self._parameter(value) for name, value in text.params.items()})

    def money(self, fen: int | None, unknown: str = "?") -> str:
        """An amount with its sign: "¥1,204.10", "¥••••" when hidden, `unknown` for None."""
        if fen is None:
            return unknown
        return HIDDEN_AMOUNT if self.hide_amounts else f"¥{format_yuan(fen)}"

    def name(self, platform: Literal) -> str:
        """A platform's name, hidden together with the amounts."""
        return HIDDEN_NAME if self.hide_amounts else self.say(platform)

    def _template(self, text: Sentence) -> str:
        if self.language == "zh":
            if self._catalogue is None:
                self._catalogue = Catalogue(_CATALOGUE)
            found = self._catalogue.find(text.msgid)
            if found is not None:
                return found
        return text.plural if text.plural is not None and text.count != 1 else text.msgid

    def _parameter(self, value: Parameter) -> str:
        if isinstance(value, (Sentence, Literal)):
            return self.say(value)
        if isinstance(value, Money):
            return self.money(value.fen)
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        return str(value) if isinstance(value, (str, int)) else f"{value.normalize():f}"
