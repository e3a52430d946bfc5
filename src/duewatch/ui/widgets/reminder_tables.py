"""Channels, agenda and outbox as tables, and what is to be read about one of their rows."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from duewatch.config.schema import ChannelSettings
from duewatch.desk.names import outcome_name
from duewatch.desk.views import AgendaItem, DeliveryLine
from duewatch.model.reminder import ReminderItem
from duewatch.model.text import Literal, Money, Name, Text, ntext, text
from duewatch.ui.signs import delivery_sign
from duewatch.ui.widgets.base import Paragraph, Prose
from duewatch.ui.widgets.spoken_table import SpokenTable
from duewatch.ui.widgets.table import Cell, Column


def discretion_words(discretion: str | None) -> Text:
    """How much a channel's messages say."""
    match discretion:
        case "full":
            return text("names and amounts")
        case "no-amounts":
            return text("names, no amounts")
        case "silent":
            return text("neither names nor amounts")
    return text("as much as the channel's kind allows by default")


def loan_name(platform: Literal, own: str) -> Name:
    """A loan by its platform's name, and its own where it has one."""
    if own in ("", platform.zh, platform.en):
        return Name(platform.zh, platform.en)
    zh, en = (own if name in own else f"{name} {own}" for name in (platform.zh, platform.en))
    return Name(zh, en)


def item_name(item: ReminderItem) -> Name:
    """The loan an item is about."""
    return loan_name(item.platform_name, item.loan_name)


def item_words(item: ReminderItem, on: date) -> Text:
    """How the bill stands on the day it is spoken of; what else it is about."""
    match item.subject:
        case "promise":
            return text("promised by {day}", day=item.due_on)
        case "reply":
            return text("no answer to a letter")
        case "court" | "hearing" | "court-undated":
            return text("court: {day}", day=item.due_on)
        case "particular" | "repricing" | "report" if item.label is not None:
            return text("{what}: {day}", what=Name(item.label.zh, item.label.en), day=item.due_on)
    if item.days_past_due:
        return ntext("{count} day late", "{count} days late", item.days_past_due)
    days = (item.due_on - on).days
    if days == 0:
        return text("due on this day")
    return ntext("due {count} day later", "due {count} days later", days)


def _when(at: datetime) -> str:
    return f"{at:%m-%d %H:%M}"  # never more than a month away, so that the year goes without saying


class ChannelTable(SpokenTable[ChannelSettings]):
    """The channels of the config."""

    def __init__(self) -> None:
        super().__init__(self._make_columns, self._make_cells, lambda row: row.name, header=False, id="channel-table")

    def _make_columns(self) -> list[Column]:
        return [Column("name", "", 14, grow=1), Column("plugin", "", 12), Column("says", "", 24, grow=2)]

    def _make_cells(self, row: ChannelSettings) -> list[Cell]:
        return [
            Cell(row.name),
            Cell(row.plugin, "muted"),
            Cell(self.words.say(discretion_words(row.discretion)), "muted"),
        ]


class AgendaTable(SpokenTable[AgendaItem]):
    """What will be said, by its moment."""

    def __init__(self) -> None:
        super().__init__(self._make_columns, self._make_cells, lambda row: row.item.key, id="agenda-table")

    def _make_columns(self) -> list[Column]:
        say = self.words.say
        return [
            Column("when", say(text("When")), 11),
            Column("loan", say(text("Loan")), 14, grow=3),
            Column("why", say(text("Reason")), 14, grow=2, from_width=44),
            Column("amount", say(text("Amount")), 14, right=True),
            Column("channel", say(text("Channel")), 10, grow=1, from_width=70),
        ]

    def _make_cells(self, row: AgendaItem) -> list[Cell]:
        words, item = self.words, row.item
        return [
            Cell(_when(row.at)),
            Cell(words.say(item_name(item))),
            Cell(words.say(item_words(item, row.at.date())), "warning" if item.days_past_due else ""),
            Cell(words.money(item.remaining_fen, words.say(text("not known")))),
            Cell(item.channel, "muted"),
        ]


class OutboxTable(SpokenTable[DeliveryLine]):
    """What became of each item."""

    def __init__(self) -> None:
        super().__init__(self._make_columns, self._make_cells, lambda row: row.key, id="outbox-table")
        self.names: Mapping[str, Name] = {}
        """Of the loans that are still there, by id."""

    def _make_columns(self) -> list[Column]:
        say = self.words.say
        return [
            Column("loan", say(text("Loan")), 14, grow=2),
            Column("outcome", say(text("Outcome")), 10),
            Column("why", say(text("Why")), 20, grow=3),
            Column("retry", say(text("Tried again")), 12, from_width=90),
            Column("channel", say(text("Channel")), 10, grow=1, from_width=70),
        ]

    def _make_cells(self, row: DeliveryLine) -> list[Cell]:
        words, sign = self.words, delivery_sign(row.outcome)
        return [
            Cell(words.say(self._loan_of(row))),
            Cell(f"{sign.symbol} {words.say(outcome_name(row.outcome))}", sign.tone),
            Cell(row.why),
            Cell("-" if row.retry_at is None else _when(row.retry_at), "muted"),
            Cell(row.channel, "muted"),
        ]

    def _loan_of(self, row: DeliveryLine) -> Text:
        if row.item is not None:
            return item_name(row.item)
        if not row.loan_id:
            return text("test message")
        return self.names.get(row.loan_id) or Name(row.loan_id, row.loan_id)


class ReminderPaper(Prose):
    """The row at the cursor, whole."""

    def __init__(self) -> None:
        super().__init__(id="reminder-paper")
        self._row: ChannelSettings | AgendaItem | DeliveryLine | None = None

    def show(self, row: ChannelSettings | AgendaItem | DeliveryLine | None) -> None:
        """Another row."""
        self._row = row
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """A few lines."""
        row = self._row
        if isinstance(row, ChannelSettings):
            yield Paragraph(
                self.say(
                    text(
                        "{channel} ({plugin}) says: {discretion}. Press n to send a real test message over it.",
                        channel=row.name,
                        plugin=row.plugin,
                        discretion=discretion_words(row.discretion),
                    )
                )
            )
        elif isinstance(row, AgendaItem):
            yield from self._item(row.item, row.at.date())
        elif isinstance(row, DeliveryLine):
            if row.item is not None:
                yield from self._item(row.item, row.item.fired_on)
            if row.why:
                words = text("{label}: {words}", label=outcome_name(row.outcome), words=row.why)
                yield Paragraph(self.say(words), delivery_sign(row.outcome).tone)
            if row.retry_at is not None:
                yield Paragraph(self.say(text("It is tried again from {at}.", at=row.retry_at)))

    def _item(self, item: ReminderItem, on: date) -> Iterable[Paragraph]:
        name = self.say(item_name(item))
        words = self.say(item_words(item, on))
        unknown = text("amount not known")
        amount = self.say(unknown) if item.remaining_fen is None else self.words.money(item.remaining_fen)
        due = self.say(text("due day {day}", day=item.due_on))
        yield Paragraph(f"{name}  {due}  {amount}  {words}", bold=True)
        if item.minimum_fen is not None:
            yield Paragraph(self.say(text("minimum payment {amount}", amount=Money(item.minimum_fen))))
