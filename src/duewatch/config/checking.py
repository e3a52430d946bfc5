"""What every check of a part of config.toml needs: reading a key, and saying what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from duewatch.config.finding import Problem
from duewatch.config.keys import Key
from duewatch.config.kinds import REFERENCE, Bad
from duewatch.config.lines import nearest_line
from duewatch.config.secrets import Plain, is_plain, plain_warning
from duewatch.model.text import Text, text


class Checking:
    """A check in progress. values: the good ones by dotted key. problems: what is wrong, in the order it was found.
    owner_only: nobody but its owner can read the file."""

    def __init__(self, file: str, lines: Mapping[str, int], *, owner_only: bool = False) -> None:
        self.file = file
        self.lines = lines
        self.owner_only = owner_only
        self.values: dict[str, object] = {}
        self.problems: list[Problem] = []

    def tables(self, where: str, tables: object) -> "Iterator[tuple[str, Mapping[str, object]]]":
        """The tables that stand under names of the person's own, each with its name; what is none is told."""
        if not isinstance(tables, dict):
            self.wrong(where, text("tables [{name}.<name>] are expected", name=where))
            return
        for name, table in tables.items():
            if isinstance(table, dict):
                yield name, table
            else:
                self.wrong(f"{where}.{name}", text("a table [{name}] is expected", name=f"{where}.{name}"))

    def entries(
        self, where: str, table: Mapping[str, object], keys: Iterable[Key], others: Iterable[str] = ()
    ) -> dict[str, object]:
        """The good values of a table by key. others: keys that are known too and looked at elsewhere."""
        known = {key.name: key for key in keys}
        kept: dict[str, object] = {}
        for name, value in table.items():
            if name in known:
                for good in self.read(known[name], f"{where}.{name}", value):
                    kept[name] = good
            elif name not in others:
                self.unknown(f"{where}.{name}", [*known, *others])
        return kept

    def read(self, key: Key, name: str, value: object) -> Iterator[object]:
        """The value if it is good; what is wrong with it is told. A secret itself is good in a file that only its owner
        can read, with a warning."""
        if key.kind is REFERENCE and self.owner_only and is_plain(value):
            self.warn(name)
            yield Plain(str(value))
            return
        try:
            yield key.kind.read(value)
        except Bad as bad:
            self.wrong(name, bad.expected)

    def wrong(self, key: str, expected: Text) -> None:
        """A value is not what is expected."""
        self.say(
            key,
            text("has a wrong value: {expected}", expected=expected),
            text("Correct the value or leave the key out."),
        )

    def unknown(self, key: str, known: Iterable[str]) -> None:
        """There is no such key; the nearest one is offered."""
        near = get_close_matches(key.rpartition(".")[2], list(known), 1)
        mend = (
            text("Did you mean “{near}”?", near=near[0])
            if near
            else text("Take it out; config.example.toml shows every key there is.")
        )
        self.say(key, text("is not a known key"), mend)

    def warn(self, key: str) -> None:
        """A secret stands in the file itself."""
        warning, line = plain_warning(key), nearest_line(self.lines, key)
        where = f"{self.file}:{line}" if line else self.file
        what = text("{where}: {problem}", where=where, problem=warning.what)
        self.problems.append(Problem(key, line, what, warning.mend or warning.what, warning=True))

    def say(self, key: str, what: Text, mend: Text) -> None:
        """Any problem, with its place."""
        line = nearest_line(self.lines, key)
        where = f"{self.file}:{line}" if line else self.file
        self.problems.append(Problem(key, line, text("{where}: {key} {what}.", where=where, key=key, what=what), mend))
