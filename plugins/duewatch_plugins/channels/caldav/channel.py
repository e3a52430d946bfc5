"""The coming days in a calendar on a CalDAV server (RFC 4791), kept in step with what is owed.

What changed is updated under its UID with the next SEQUENCE; what is no longer owed is deleted, so that every program
that follows the calendar takes it out. As to-dos, one that was ticked off on the phone is an acknowledgement: it stays
ticked off until its day moves. Entries of others in the same calendar are left alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from importlib import import_module
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from duewatch.api import AgendaEntry, Answer, Failed, Literal, Message, OptionValue, Outcome, Sent, Skipped
from duewatch_plugins import calendar_entries as entries_of
from duewatch_plugins.calendar_entries import CHANGED, SAME, content_of, day_of, say, sequence_of, uid_of

SECONDS = 4
"""For one answer of the server."""
ALTOGETHER = 6.0
"""Seconds for a whole run; what is left follows at the next one. The host gives a plugin ten by default."""
KEPT = timedelta(days=60)
"""How long an entry stays that was ticked off."""
MISSING = Literal(
    '日历服务器需要 caldav 库，请安装：pip install "duewatch[caldav]"',
    'a calendar server needs the library caldav; install it: pip install "duewatch[caldav]"',
)
REFUSED = Literal("日历服务器不接受这个登录名和密码", "the calendar server does not accept the name and password")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
NO_ADDRESS = Literal(
    "日历服务器的地址要以 https:// 开头；http:// 只用于本机，否则密码会明文传出去",
    "the calendar server's address must begin with https://; http:// is for this machine only, or the password would "
    "go out unprotected",
)
NOT_REACHED = Literal("连不上日历服务器", "the calendar server was not reached")
NO_CALENDAR = Literal(
    "日历服务器没有名为 {name} 的日历，也不让新建；请先在那里建一个",
    "the calendar server has no calendar named {name} and makes none; make one there first",
)
ODD_ANSWER = Literal("日历服务器的回答读不懂：{kind}", "the calendar server's answer cannot be understood: {kind}")
LEFT = Literal("，其余 {left} 项下次继续", ", {left} more follow at the next run")


class _Kept(NamedTuple):
    """An entry as the server has it. thing: the library's handle to it."""

    thing: Any
    component: Any


class CaldavChannel:
    """Keeps one calendar."""

    def __init__(self, options: Mapping[str, OptionValue]) -> None:
        self.url, self.user = str(options["url"]), str(options["user"])
        self._password = str(options["password"])
        self.calendar = str(options.get("calendar") or "duewatch")
        self.to_do = options.get("as") == "todos"

    def send(self, message: Message) -> Outcome:
        """A test: an entry for the day of the message, which the next run takes out again."""
        uid = sha256(f"message/{message.id}".encode()).hexdigest()[:32]
        entry = AgendaEntry(uid=uid, on=message.created_at.date(), summary=message.subject, alarms=())
        return self._attempt([entry], message.created_at, message.language, whole=False)

    def publish(self, entries: Sequence[AgendaEntry], at: datetime, language: str) -> Outcome:
        """Bring the calendar in step with all that is coming; Skipped where nothing changed."""
        return self._attempt(entries, at, language, whole=True)

    def _attempt(self, entries: Sequence[AgendaEntry], at: datetime, language: str, *, whole: bool) -> Outcome:
        """Every way in which a server fails, in one sentence without address, name or password."""
        try:
            library: Any = import_module("caldav")
            icalendar: Any = import_module("icalendar")
        except ImportError:
            return Failed(say(MISSING, language), retry=False)
        if not _is_protected(self.url):
            return Failed(say(NO_ADDRESS, language), retry=False)
        errors: Any = import_module("caldav.lib.error")
        try:
            return self._keep(library, icalendar, entries, at, language, whole=whole)
        except errors.AuthorizationError:
            return Failed(say(REFUSED, language), retry=False)
        except errors.NotFoundError:
            return Failed(say(NO_CALENDAR, language, name=self.calendar), retry=False)
        except errors.DAVError as error:
            return Failed(say(ODD_ANSWER, language, kind=type(error).__name__))
        except OSError:  # also the base of what its HTTP library raises
            return Failed(say(NOT_REACHED, language))
        except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
            return Failed(say(ODD_ANSWER, language, kind=type(error).__name__))

    def _keep(
        self, library: Any, icalendar: Any, entries: Sequence[AgendaEntry], at: datetime, language: str, *, whole: bool
    ) -> Outcome:
        until = monotonic() + ALTOGETHER
        with library.DAVClient(url=self.url, username=self.user, password=self._password, timeout=SECONDS) as client:
            calendar = self._open(client)
            known = dict(_ours(calendar))
            answers = tuple(Answer(uid=uid) for uid, kept in known.items() if _is_done(kept.component))
            added = updated = cancelled = left = 0
            for entry in sorted(entries, key=lambda each: (each.on, each.uid)):
                before = known.pop(entry.uid, None)
                made = self._component(icalendar, entry, at, before)
                if made is None:
                    continue
                if monotonic() > until:
                    left += 1
                    continue
                self._put(library, icalendar, calendar, made, before)
                added, updated = added + (before is None), updated + (before is not None)
            for kept in known.values() if whole else ():
                if _is_done(kept.component) and day_of(kept.component) >= at.date() - KEPT:
                    continue  # the borrower's own tick is not taken from the list under their eyes
                if monotonic() > until:
                    left += 1
                    continue
                kept.thing.delete()
                cancelled += 1
        if not (added or updated or cancelled or left):
            return Skipped(say(SAME, language), answers)
        said = say(CHANGED, language, added=added, updated=updated, cancelled=cancelled)
        return Sent(said + (say(LEFT, language, left=left) if left else ""), answers)

    def _open(self, client: Any) -> Any:
        """The calendar by its name, made where there is none. Raises DAVError where the server makes none."""
        principal = client.principal()
        for each in principal.calendars():
            if each.get_display_name() == self.calendar:
                return each
        kinds = ["VTODO"] if self.to_do else ["VEVENT"]
        return principal.make_calendar(name=self.calendar, supported_calendar_component_set=kinds)

    def _component(self, icalendar: Any, entry: AgendaEntry, at: datetime, before: _Kept | None) -> Any | None:
        """The entry as it is to be; None where the server has it so. A tick stays while the day stays."""
        sequence = 0 if before is None else sequence_of(before.component) + 1
        made = entries_of.component(icalendar, entry, at, sequence, to_do=self.to_do)
        if before is None:
            return made
        ticked = _is_done(before.component) and day_of(before.component) == entry.on
        if content_of(made, status=not ticked) == content_of(before.component, status=not ticked):
            return None
        if ticked:
            for field in ("STATUS", "COMPLETED", "PERCENT-COMPLETE"):
                if field in before.component:
                    made.pop(field, None)
                    made[field] = before.component[field]
        return made

    def _put(self, library: Any, icalendar: Any, calendar: Any, made: Any, before: _Kept | None) -> None:
        """Write an entry. The sequence number is ours; the library would count on its own."""
        holder = entries_of.calendar(icalendar)
        holder.add_component(made)
        words = holder.to_ical().decode()
        if before is None:
            kind = library.Todo if self.to_do else library.Event
            kind(client=calendar.client, data=words, parent=calendar).save(increase_seqno=False)
        else:
            before.thing.data = words
            before.thing.save(increase_seqno=False)


def _is_protected(url: str) -> bool:
    """Whether a password may be sent there."""
    try:
        place = urlsplit(url)
    except ValueError:
        return False
    return bool(place.hostname) and (place.scheme == "https" or (place.scheme == "http" and place.hostname in LOOPBACK))


def _ours(calendar: Any) -> Iterator[tuple[str, _Kept]]:
    """What the calendar holds of ours, by uid: events and to-dos, done ones too."""
    for thing in [*calendar.events(), *calendar.todos(include_completed=True)]:
        component = thing.icalendar_component
        uid = None if component is None else uid_of(component)
        if uid is not None:
            yield uid, _Kept(thing, component)


def _is_done(component: Any) -> bool:
    """Whether a to-do was ticked off."""
    return component.name == "VTODO" and (
        str(component.get("STATUS", "")).upper() == "COMPLETED" or "COMPLETED" in component
    )
