"""On which line of config.toml a key stands: tomllib does not tell. Only for files that tomllib can read."""

import contextlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

_BLANK = re.compile(r"(?:\s|,|#[^\n]*)*")
"""Between keys and values; the file is right, so a comma is where it may be."""
_PART = re.compile(r'[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|\'([^\'\n]*)\'|([\w-]+))[ \t]*')
_TEXT = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_BARE = re.compile(r"[^,\]}#\n]*")


def line_of(words: str) -> dict[str, int]:
    """The line on which each dotted key, table and entry of a list stands; the first one counts. The second entry of
    the list `to` is to[2], the second table [[lpr]] is lpr[2]. What cannot be followed is left out."""
    scan = _Scan(words.replace("\r\n", "\n"))
    with contextlib.suppress(_Lost):
        scan.file()
    return {**scan.passing, **scan.found}


def nearest_line(lines: Mapping[str, int], key: str) -> int | None:
    """The line of the key; where it stands on none, that of the entry, list or table that it belongs to."""
    while key and key not in lines:
        key = key.rpartition("[" if key.endswith("]") else ".")[0]
    return lines.get(key)


class _Lost(Exception):
    """This is no TOML."""


class _Scan:
    def __init__(self, words: str) -> None:
        self.words = words
        self.at = 0
        self.found: dict[str, int] = {}
        self.passing: dict[str, int] = {}
        """Tables that are only named on the way to another one, as in [channels.mail]."""
        self._ends = [place for place, sign in enumerate(words) if sign == "\n"]

    def file(self) -> None:
        prefix, lists = "", Counter[str]()
        while self._skip():
            if self.words[self.at] != "[":
                self._pair(prefix)
                continue
            many = self.words.startswith("[[", self.at)
            start = self.at
            self.at += 1 + many
            prefix = self._key()
            self._note(prefix, start)
            if many:
                lists[prefix] += 1
                prefix = f"{prefix}[{lists[prefix]}]"
                self._note(prefix, start)
            self._past("]]" if many else "]")

    def _pair(self, prefix: str) -> None:
        start = self.at
        name = self._key()
        self._note(name := f"{prefix}.{name}" if prefix else name, start)
        self._past("=")
        self._value(name)

    def _value(self, name: str) -> None:
        self._skip()
        opening = self.words[self.at : self.at + 1]
        if opening == "[":
            self.at += 1
            number = 0
            while self._skip() and self.words[self.at] != "]":
                number += 1
                self._note(f"{name}[{number}]", self.at)
                self._value(f"{name}[{number}]")
            self._past("]")
        elif opening == "{":
            self.at += 1
            while self._skip() and self.words[self.at] != "}":
                self._pair(name)
            self._past("}")
        else:
            match = (_TEXT if opening in {'"', "'"} else _BARE).match(self.words, self.at)
            if match is None or match.end() == self.at:
                raise _Lost
            self.at = match.end()

    def _key(self) -> str:
        parts: list[str] = []
        while match := _PART.match(self.words, self.at):
            parts.append(next(part for part in match.groups() if part is not None))
            self.at = match.end()
            if not self.words.startswith(".", self.at):
                break
            self.at += 1
        if not parts:
            raise _Lost
        return ".".join(parts)

    def _note(self, name: str, place: int) -> None:
        line = bisect_right(self._ends, place) + 1
        self.found.setdefault(name, line)
        while "." in name:
            name = name.rpartition(".")[0]
            self.passing.setdefault(name, line)

    def _skip(self) -> bool:
        """Past blanks, line ends and comments; whether something follows."""
        match = _BLANK.match(self.words, self.at)
        self.at = match.end() if match else self.at
        return self.at < len(self.words)

    def _past(self, sign: str) -> None:
        if not self.words.startswith(sign, self.at):
            raise _Lost
        self.at += len(sign)
