"""The contact log as a table, by day and hour, and what it may show."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from duewatch.desk.call_names import (
    answered_name,
    channel_name,
    direction_name,
    mark_name,
    reached_name,
    tone_name,
    whose,
)
from duewatch.model.contact import Channel, Contact, Direction, Reached, Tone
from duewatch.model.text import Money, Name, ntext, text
from duewatch.ui.widgets.base import Paragraph, Prose, Spoken
from duewatch.ui.widgets.spoken_table import SpokenTable
from duewatch.ui.widgets.table import Cell, Column

if TYPE_CHECKING:
    from duewatch.desk.contact_log import Departure

HOURS = 24
_MARKS = "▁▂▃▄▅▆▇█"


class ContactTable(SpokenTable[Contact]):
    """Contacts, newest first."""

    def __init__(self, fetch: Callable[[int, int], Awaitable[list[Contact]]]) -> None:
        super().__init__(self._make_columns, self._make_cells, lambda row: str(row.id), fetch=fetch, id="contact-table")

    def _make_columns(self) -> list[Column]:
        say = self.words.say
        return [
            Column("number", say(text("Entry")), 5, right=True, from_width=60),
            Column("when", say(text("When")), 11),
            Column("how", say(text("How")), 14, grow=1),
            Column("who", say(text("Other side")), 14, grow=2),
            Column("loan", say(text("Loan")), 12, grow=1, from_width=70),
            Column("what", say(text("What")), 16, grow=4),
        ]

    def _make_cells(self, row: Contact) -> list[Cell]:
        say, now = self.words.say, self.program.now()
        at = row.at.astimezone(now.tzinfo)
        day = f"{at:%m-%d}" if at.year == now.year else f"{at:%y-%m-%d}"
        tone = "warning" if row.marks or row.tone in (Tone.RUDE, Tone.THREATENING) else ""
        return [
            Cell(str(row.id), "muted"),
            Cell(f"{day} {at:%H:%M}"),
            Cell(how(self.words.say, row), "muted" if row.answered is False else ""),
            Cell(say(Name(whose(row), whose(row)))),
            Cell("" if row.loan_id is None else say(Name(row.loan_id, row.loan_id))),
            Cell(what(self.words.say, row), tone),
        ]


def how(say: Callable[..., str], row: Contact) -> str:
    """Call, missed; text message; visit, somebody else."""
    parts = [say(channel_name(row.channel))]
    if row.direction is Direction.OUT:
        parts.append(say(direction_name(row.direction)))
    if row.channel is Channel.CALL and row.answered is not None and (spoken := answered_name(row)) is not None:
        parts.append(say(spoken))
    if row.reached is Reached.THIRD_PERSON:
        parts.append(say(reached_name(row.reached)))
    return say(text(", ")).join(parts)


def what(say: Callable[..., str], row: Contact) -> str:
    """What was promised, ticked, said; words hidden together with names."""
    parts = []
    if row.promised_fen is not None:
        parts.append(say(text("promised {amount}", amount=Money(row.promised_fen))))
    if row.promised_by_on is not None:
        parts.append(say(text("by {on}", on=row.promised_by_on)))
    parts += [say(mark_name(mark)) for mark in row.marks]
    if row.tone is not None:
        parts.append(say(tone_name(row.tone)))
    parts += [say(Name(words, words)) for words in (row.said, row.offered) if words]
    return say(text("; ")).join(parts)


class HourChart(Spoken):
    """Contacts by day and hour: a line a day, the latest days that have any; the higher a mark, the more."""

    def __init__(self) -> None:
        super().__init__(id="hours")
        self._by_hour: Sequence[tuple[date, int, int]] = ()

    def show(self, by_hour: Sequence[tuple[date, int, int]]) -> None:
        """Other contacts."""
        self._by_hour = by_hour
        self.refresh()

    def render(self) -> Content:
        """Hours above, days below each other."""
        days: dict[date, dict[int, int]] = {}
        for day, hour, count in self._by_hour:
            days.setdefault(day, {})[hour] = count
        room = max(1, self.size.height - 1)
        shown = sorted(days)[-room:]
        most = max((count for day in shown for count in days[day].values()), default=1)
        title = "0     6     12    18    "
        lines = [Content.styled(f"{self.say(text('Hour')):<6}"[:6] + title, "dim")]
        for day in shown:
            parts: list[str | tuple[str, str]] = [f"{day:%m-%d} "]
            for hour in range(HOURS):
                count = days[day].get(hour, 0)
                mark = "∙" if not count else _MARKS[min(len(_MARKS), -(-count * len(_MARKS) // most)) - 1]
                night = hour >= 22 or hour < 8
                parts.append((mark, "dim" if not count else "bold $text-warning" if night else "bold $text-primary"))
            total = sum(days[day].values())
            parts.append(f"  {total}")
            lines.append(Content.assemble(*parts))
        return Content("\n").join(lines)


class FindingPaper(Prose):
    """What the log may show: for the contact at the cursor first, then all others."""

    def __init__(self) -> None:
        super().__init__()
        self._departures: Sequence[Departure] = ()
        self._contact: Contact | None = None

    def show(self, departures: "Sequence[Departure]") -> None:
        """Other findings."""
        self._departures = departures
        self.refresh(layout=True)

    def look_at(self, contact: Contact | None) -> None:
        """The contact at the cursor."""
        self._contact = contact
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """Each with its rule, its rows, and what is not known."""
        contact = self._contact
        if contact is not None and what(self.say, contact):
            yield Paragraph(what(self.say, contact))
        here = [one for one in self._departures if contact is not None and contact.id in one.evidence]
        if not self._departures:
            yield Paragraph(self.say(text("The log shows no departure from the conduct rules.")), "muted")
            return
        count = len(self._departures)
        yield Paragraph(
            self.say(
                ntext(
                    "{here} of {count} possible departure with this contact",
                    "{here} of {count} possible departures with this contact",
                    count,
                    here=len(here),
                )
            ),
            "primary",
            bold=True,
        )
        for one in here:
            yield Paragraph(self.say(one.text), mark="∙ ")
            if one.unknown:
                joined = self.say(text("; ")).join(self.say(each) for each in one.unknown)
                yield Paragraph(self.say(text("Not known: {what}.", what=joined)), "muted", mark="  ")
