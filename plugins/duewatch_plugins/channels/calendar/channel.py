"""The coming days as one ICS file (RFC 5545), kept in step with what is owed.

An entry keeps its UID for good. What changed gets the next SEQUENCE; what is no longer owed is cancelled (STATUS), so
that a calendar which holds a copy takes it out; cancelled entries leave the file a while after their day. A file that
did not change is not written. It is replaced in one step and readable by its owner only.
"""

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from duewatch.api import AgendaEntry, Failed, Literal, Message, OptionValue, Outcome, Sent, Skipped
from duewatch_plugins import calendar_entries as entries_of
from duewatch_plugins.calendar_entries import CHANGED, PRODUCT, SAME, content_of, day_of, say, sequence_of, uid_of

KEPT = timedelta(days=60)
"""How long after its day a cancelled entry stays in the file."""
MISSING = Literal(
    '日历文件需要 icalendar 库，请安装：pip install "duewatch[calendar]"',
    'a calendar file needs the library icalendar; install it: pip install "duewatch[calendar]"',
)
NOT_OURS = Literal(
    "{file} 已存在，但不是 duewatch 写的日历，没有动它；请换个文件名",
    "{file} is there, but is not a calendar that duewatch wrote; it was left alone, choose another name",
)
NOT_WRITTEN = Literal("{file} 写不进去：{why}", "{file} cannot be written: {why}")


class _NotOurs(Exception):
    """The file holds something that is no calendar of ours."""


class CalendarChannel:
    """Keeps one file."""

    def __init__(self, options: Mapping[str, OptionValue]) -> None:
        self.file = Path(str(options["file"])).expanduser()

    def send(self, message: Message) -> Outcome:
        """A test: an entry for the day of the message, which the next run takes out again."""
        uid = sha256(f"message/{message.id}".encode()).hexdigest()[:32]
        entry = AgendaEntry(uid=uid, on=message.created_at.date(), summary=message.subject, alarms=())
        return self._keep([entry], message.created_at, message.language, cancel=False)

    def publish(self, entries: Sequence[AgendaEntry], at: datetime, language: str) -> Outcome:
        """Bring the file in step with all that is coming; Skipped where nothing changed."""
        return self._keep(entries, at, language, cancel=True)

    def _keep(self, entries: Sequence[AgendaEntry], at: datetime, language: str, *, cancel: bool) -> Outcome:
        try:
            library: Any = import_module("icalendar")
        except ImportError:
            return Failed(say(MISSING, language), retry=False)
        try:
            known = self._known(library)
        except _NotOurs:
            return Failed(say(NOT_OURS, language, file=self.file.name), retry=False)
        except OSError as error:
            return Failed(say(NOT_WRITTEN, language, file=self.file.name, why=error.strerror or ""))
        whole = entries_of.calendar(library)
        whole.add("method", "PUBLISH")
        whole.add("x-wr-calname", "duewatch")
        whole.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
        added = updated = cancelled = gone = 0
        for entry in sorted(entries, key=lambda each: (each.on, each.uid)):
            before = known.pop(entry.uid, None)
            event = entries_of.component(library, entry, at, 0 if before is None else sequence_of(before) + 1)
            if before is None:
                added += 1
            elif content_of(before) == content_of(event):
                event = before
            else:
                updated += 1
            whole.add_component(event)
        for uid, event in sorted(known.items()):
            if day_of(event) < at.date() - KEPT:
                gone += 1
                continue
            if cancel and str(event.get("STATUS", "")) != "CANCELLED":
                event = entries_of.cancelled(library, uid, event, at)
                cancelled += 1
            whole.add_component(event)
        if not (added or updated or cancelled or gone) and self.file.exists():
            return Skipped(say(SAME, language))
        try:
            self._write(whole.to_ical())
        except OSError as error:
            return Failed(say(NOT_WRITTEN, language, file=self.file.name, why=error.strerror or ""))
        return Sent(say(CHANGED, language, added=added, updated=updated, cancelled=cancelled))

    def _known(self, library: Any) -> dict[str, Any]:
        """The file's entries by UID. Raises _NotOurs, OSError."""
        try:
            words = self.file.read_bytes()
        except FileNotFoundError:
            return {}
        try:
            calendar = library.Calendar.from_ical(words)
            if str(calendar.get("PRODID")) != PRODUCT:
                raise _NotOurs
            return {uid: event for event in calendar.walk("VEVENT") if (uid := uid_of(event)) is not None}
        except (ValueError, KeyError, IndexError, AttributeError) as error:
            raise _NotOurs from error

    def _write(self, words: bytes) -> None:
        """Replace the file in one step; mkstemp makes it readable by its owner only."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.file.parent, prefix=f".{self.file.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(words)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.file)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
