"""提醒: over which channels, what will be said in the next 30 days, what was said and what became of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from duewatch.config.schema import ChannelSettings
from duewatch.desk.names import outcome_name
from duewatch.model.problem import InputProblem
from duewatch.model.text import Name, Sentence, Text, ntext, text
from duewatch.ui import keys
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.screens.loan import muted_words
from duewatch.ui.widgets.base import Said
from duewatch.ui.widgets.reminder_tables import AgendaTable, ChannelTable, OutboxTable, ReminderPaper, loan_name
from duewatch.ui.widgets.table import Table

if TYPE_CHECKING:
    from duewatch.desk.desk import Desk
    from duewatch.desk.views import AgendaItem, DeliveryLine

DAYS = 30
"""How far the agenda looks ahead."""
_CHANNELS_SHOWN = 3


class _Picture(NamedTuple):
    """What the screen asks for in one go. names: of the loans in the outbox."""

    agenda: "list[AgendaItem]"
    outbox: "list[DeliveryLine]"
    names: dict[str, Name]

    @classmethod
    def take(cls, desk: "Desk", now: datetime) -> "_Picture":
        """Ask the desk."""
        outbox = desk.outbox()
        return cls(desk.agenda(now, days=DAYS), outbox, dict(_names(desk, outbox, now)))


def _names(desk: "Desk", outbox: "list[DeliveryLine]", now: datetime) -> Iterable[tuple[str, Name]]:
    for loan_id in {line.loan_id for line in outbox if line.item is None and line.loan_id}:
        try:
            detail = desk.loan(loan_id, now)
        except InputProblem:
            continue  # taken back since: its id is all that is left of it
        yield loan_id, loan_name(detail.platform_name, detail.loan.name)


class RemindersScreen(WatchScreen[None]):
    """Channels, agenda, outbox; the words of the row at the cursor below."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("open", "acknowledge", "snooze", "mute", "retry", "test")

    CSS_PATH = "../styles/reminders.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._asked = False

    def body(self) -> Iterable[Widget]:
        """Three lists under each other, and a pane with what the cursor is on."""
        yield Said(text("Channels"), classes="title", id="channels-title")
        yield ChannelTable()
        yield Said("", id="no-channel")
        yield Said("", classes="title", id="agenda-title")
        yield AgendaTable()
        yield Said("", classes="title", id="outbox-title")
        yield OutboxTable()
        with VerticalScroll(id="reminder-box", can_focus=False):
            yield ReminderPaper()

    # --- asking --------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Channels from the settings, the rest from the desk."""
        self._show_channels()
        now = self.program.now()
        self.call(lambda desk: _Picture.take(desk, now), self._show)

    @property
    def channels(self) -> tuple[ChannelSettings, ...]:
        """The channels in use; the demo has none, so that a made-up bill never reaches a real mailbox."""
        return () if self.program.in_demo else self.program.settings.channels

    def _show_channels(self) -> None:
        table, channels = self.query_one(ChannelTable), self.channels
        table.display = bool(channels)
        table.show(len(channels), channels)
        table.styles.height = min(len(channels), _CHANNELS_SHOWN)
        none = self.query_one("#no-channel", Said)
        none.display = not channels
        none.show(self._no_channel())

    def _no_channel(self) -> Text:
        if self.program.in_demo:
            return text("The demo uses no channel: a made-up bill must not reach a real mailbox.")
        return text(
            "No channel is configured, so nothing is sent to you: reminders are shown here, and in the terminal by "
            "`duewatch remind`. `duewatch config init` writes a config file in which [channels.<name>] sets one up."
        )

    def _show(self, picture: _Picture) -> None:
        agenda, outbox = self.query_one(AgendaTable), self.query_one(OutboxTable)
        with self.app.batch_update():
            agenda.show(len(picture.agenda), picture.agenda)
            outbox.names = picture.names
            outbox.show(len(picture.outbox), picture.outbox)
            outbox.display = bool(picture.outbox)
            self.query_one("#outbox-title", Said).show(_outbox_words(bool(picture.outbox)))
            self.query_one("#agenda-title", Said).show(self._agenda_words(len(picture.agenda)))
        if self.focused is None:
            self._first_list().focus()
        self._show_current()
        self.refresh_bindings()

    def _first_list(self) -> "Table[object]":
        lists: tuple[Table[object], ...] = tuple(self.query(Table))
        return next((each for each in (lists[1], lists[2], lists[0]) if each.count), lists[1])

    def _agenda_words(self, count: int) -> Sentence:
        if not count:
            return text("Next {days} days: nothing to be said, by the bills known here", days=DAYS)
        return ntext(
            "Next {days} days, if nothing more is paid: {count} reminder",
            "Next {days} days, if nothing more is paid: {count} reminders",
            count,
            days=DAYS,
        )

    def relabel(self) -> None:
        """Another language."""
        super().relabel()
        self._show_current()

    # --- the row at the cursor -----------------------------------------------------------------------

    @on(Table.Highlighted)
    def _moved(self) -> None:
        self._show_current()
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        """Another list has the keys."""
        self._show_current()
        self.refresh_bindings()

    def _show_current(self) -> None:
        self.query_one(ReminderPaper).show(self._current())

    def _current(self) -> "ChannelSettings | AgendaItem | DeliveryLine | None":
        table = self.focused
        return table.current if isinstance(table, (ChannelTable, AgendaTable, OutboxTable)) else None

    def selected_loan(self) -> str | None:
        """The loan that the row at the cursor is about."""
        row = self._current()
        if row is None or isinstance(row, ChannelSettings):
            return None
        return getattr(row, "loan_id", None) or (row.item.loan_id if row.item is not None else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what does something now."""
        if action in ("open", "acknowledge", "snooze", "mute"):
            return self.selected_loan() is not None
        if action == "retry":
            return self._failed_row() is not None and bool(self.channels)
        return action != "test" or bool(self.channels)

    # --- acts ----------------------------------------------------------------------------------------

    @on(Table.Opened)
    def _opened(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The loan whole."""
        if (loan_id := self.selected_loan()) is not None:
            self.program.open_loan(loan_id)

    def action_acknowledge(self) -> None:
        """Seen: no more about the loan's present bills."""
        loan_id, now = self.selected_loan(), self.program.now()
        if loan_id is not None:
            chosen = loan_id
            self.program.write(lambda desk: desk.acknowledge(chosen, now), _acknowledged)

    def action_snooze(self) -> None:
        """Not before a day."""
        from duewatch.ui.screens.snooze_form import SnoozeForm

        self.program.about_a_loan(SnoozeForm)

    def action_mute(self) -> None:
        """暂时还不上: no reminders of this loan, or again."""
        loan_id, now = self.selected_loan(), self.program.now()
        if loan_id is None:
            return
        chosen = loan_id

        def turn(desk: "Desk") -> bool:
            muted = not desk.loan(chosen, now).loan.muted
            desk.mute(chosen, now, muted=muted)
            return muted

        self.program.write(turn, muted_words)

    def _failed_row(self) -> "DeliveryLine | None":
        """The delivery at the cursor, where it failed."""
        row = self._current() if isinstance(self.focused, OutboxTable) else None
        return row if row is not None and getattr(row, "outcome", "") in ("failed", "given-up") else None  # type: ignore[return-value]

    def action_retry(self) -> None:
        """The failed delivery at the cursor, at once."""
        row, now = self._failed_row(), self.program.now()
        if row is None:
            return
        key = row.key
        self.program.tell(text("Trying it again."))
        self.call(lambda desk: desk.retry_delivery(key, now), self._retried, group="test")

    def _retried(self, line: "DeliveryLine") -> None:
        self._tested(line)
        self.reload()

    def action_test(self) -> None:
        """A real message over the channel at the cursor of its list."""
        channel = self.query_one(ChannelTable).current
        if channel is None:
            return
        name, now = channel.name, self.program.now()
        self.program.tell(text("Sending a test over {channel}.", channel=Name(name, name)))
        self.call(lambda desk: desk.test_channel(name, now), self._tested, group="test")

    def _tested(self, line: "DeliveryLine") -> None:
        channel = Name(line.channel, line.channel)
        if line.outcome == "sent":
            self.program.tell(text("Handed over by {channel}. Look whether it arrives.", channel=channel))
        else:
            why = text("{channel}: {outcome}. {why}", channel=channel, outcome=outcome_name(line.outcome), why=line.why)
            self.program.tell(why)


def _outbox_words(something: bool) -> Sentence:
    return text("Sent, failed, skipped") if something else text("Nothing was sent so far")


def _acknowledged(count: int) -> Text:
    if not count:
        return text("This loan has no present bill to be reminded of.")
    return ntext(
        "No more reminders about {count} present bill of this loan. Later bills are reminded of again.",
        "No more reminders about {count} present bills of this loan. Later bills are reminded of again.",
        count,
    )
