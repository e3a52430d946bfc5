"""The head line: the program's name, the day, when reminders were last looked at."""

from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from textual.content import Content

from duewatch.model.text import Sentence, text
from duewatch.ui.cells import cell_len
from duewatch.ui.widgets.base import Spoken

if TYPE_CHECKING:
    from duewatch.ui.program import Program


def weekday(day: date) -> Sentence:
    """The day of the week, short."""
    return (text("Mon"), text("Tue"), text("Wed"), text("Thu"), text("Fri"), text("Sat"), text("Sun"))[day.weekday()]


class Head(Spoken):
    """Never shows a lender or a sum."""

    def __init__(self) -> None:
        super().__init__()
        self._last_check: datetime | None = None
        self._missed = False

    def show_last_check(self, at: datetime | None, missed_at: datetime | None = None) -> None:
        """When reminders were last sent or found to be nothing; missed_at: when they should have been since."""
        self._last_check = at
        self._missed = missed_at is not None
        self.refresh()

    def render(self) -> Content:
        """One line."""
        app = cast("Program", self.app)
        now = app.now()
        name = self.say(text("duewatch (made-up demo)") if app.in_demo else text("duewatch, repayment watch"))
        parts = [f"{now.date().isoformat()} {self.say(weekday(now.date()))}"]
        if app.waiting:
            parts.append(self.say(text("at work…")))
        elif self._last_check is not None:
            at = self._last_check
            when = f"{at:%H:%M}" if at.date() == now.date() else f"{at:%m-%d %H:%M}"
            said = (
                text("run missed, last check {when}", when=when)
                if self._missed
                else text("last check {when}", when=when)
            )
            parts.append(self.say(said))
        right = "   ".join(parts)
        room = self.size.width - 2
        if cell_len(name) + cell_len(right) + 2 > room:
            right = parts[0]
        gap = max(1, room - cell_len(name) - cell_len(right))
        return Content.assemble(" ", (name, "bold"), " " * gap, right, " ")
