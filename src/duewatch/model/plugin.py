"""The typed things that a plugin registers. Hooks only hand these over; everything after is a typed call."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from duewatch.model.credit_report import Reported
from duewatch.model.explanation import Explanation
from duewatch.model.finding import Finding
from duewatch.model.platform import Platform
from duewatch.model.record import Record
from duewatch.model.reminder import AgendaEntry, Message, Outcome
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation
from duewatch.model.text import Literal, Text


class ColumnMapping(NamedTuple):
    """Which column of a table of the borrower's own is which, as the config says. columns: (field, column or word)."""

    name: str
    columns: tuple[tuple[str, str], ...]


class TableOutline(NamedTuple):
    """The head of a table whose columns nobody has named yet. header: its columns; guess: (field, column) where the
    header's words tell; sample: cells of its first row, in the order of the header."""

    header: tuple[str, ...]
    guess: tuple[tuple[str, str], ...]
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Something to read: a file, or bytes that were pasted. name: as the person knows it. head: the first
    64 KiB, for recognising the format. passwords: what the borrower gave for files that are encrypted themselves (PDF);
    archives are unpacked before a reader sees what is in them. mappings: of tables of the borrower's own."""

    name: str
    head: bytes
    path: Path | None = None
    data: bytes | None = None
    passwords: tuple[str, ...] = ()
    mappings: tuple[ColumnMapping, ...] = ()

    def open(self) -> BinaryIO:
        """A fresh binary stream over the whole document."""
        if self.data is not None:
            from io import BytesIO

            return BytesIO(self.data)
        if self.path is None:
            raise ValueError("a document has a path or data")
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class Claim:
    """A reader's answer to "can you read this?". certain False: it might be; asked only where nobody is
    certain. why: what it recognised."""

    certain: bool
    why: str


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """Something about the file that the borrower should know. line None: the file as a whole. fatal: the
    file cannot be read at all and nothing of it is used. locked: it is encrypted and no password given opens it; the
    borrower is asked for another one. unmapped: it is a table whose columns nobody has named yet; the borrower is asked
    which is which (see OutlineReader)."""

    line: int | None
    what: Text
    mend: Text
    fatal: bool = False
    locked: bool = False
    unmapped: bool = False


class Reader(Protocol):
    """Turns one file format into records. Pure: no clock, no store, no network, no state between files."""

    id: str
    name: Literal

    def claim(self, document: Document) -> Claim | None:
        """Whether this reader can read the document, judged by its content (`document.head`), cheaply."""
        ...

    def read(self, document: Document) -> Iterator[Record | ReadProblem | Reported]:
        """The records in file order, streamed; problems where they occur. A row that cannot be read is a
        Record with `problem` set, never dropped. A credit report is a ReportHead, then its accounts and queries."""
        ...


class OutlineReader(Reader, Protocol):
    """A reader of tables whose columns a mapping names."""

    def outline(self, document: Document) -> TableOutline | None:
        """The head of a table for which there is no mapping, by `document.head`; None where it is no table."""
        ...


class Recogniser(Protocol):
    """Says what a record means for one platform. For platforms whose patterns are not enough."""

    platform_id: str

    def recognise(self, record: Record) -> Finding | None:
        """What the row seems to say about a loan of this platform, or None if nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a plugin's config table. kind: "text", "integer", "boolean", "texts" (a list) or
    "secret". choices: the only values allowed, if any. default None with required False: absent."""

    name: str
    kind: str
    help: Literal
    required: bool = False
    default: str | int | bool | tuple[str, ...] | None = None
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None


OptionValue = str | int | bool | tuple[str, ...] | None


class Channel(Protocol):
    """A way to reach the borrower, set up and ready."""

    def send(self, message: Message) -> Outcome:
        """Hand the message over. Answers what happened; raising counts as failed, try again."""
        ...


class AgendaChannel(Channel, Protocol):
    """A channel that shows what is coming instead of being told of it: a calendar."""

    def publish(self, entries: Sequence[AgendaEntry], at: datetime, language: str) -> Outcome:
        """Show these days and no others. Skipped where nothing changed. at: now, aware."""
        ...


@dataclass(frozen=True, slots=True)
class ChannelType:
    """A kind of channel. options: what its config table may hold; `open` gets them checked, with secrets
    resolved. passes_through_others: its messages cross other people's servers, or lie where others look, so that it
    starts at the discretion that names neither lender nor sum. holds_agenda: it is an AgendaChannel; each run hands it
    all that is coming, and single reminders are not sent to it."""

    id: str
    name: Literal
    options: tuple[Option, ...]
    open: Callable[[Mapping[str, OptionValue]], Channel]
    passes_through_others: bool = True
    holds_agenda: bool = False


Default = Callable[[Situation], Explanation]


class Explainer(Protocol):
    """Explains what a situation means for the credit report, for one platform."""

    platform_id: str

    def explain(
        self, situation: Situation, platform: Platform, rules: Rulebook, default: Default
    ) -> Explanation | None:
        """The platform's own answer, or None to leave the topic to the default. `default(situation)` is
        what duewatch would say from facts and rules alone, to be taken over, added to or replaced."""
        ...
