"""The outbox: every reminder once, under a key that cannot repeat, with what became of it."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from duewatch.model.reminder import DeliveryState, Message, ReminderItem
from duewatch.model.text import Literal

if TYPE_CHECKING:
    from duewatch.store.transaction import Transaction

PLAN = """
INSERT OR IGNORE INTO outbox (key, channel, loan_id, fired_on, item, state, planned_at)
VALUES (?, ?, ?, ?, ?, 'planned', ?)
"""
WAITING = """
SELECT id, item, state, leased_until, retry_at FROM outbox
WHERE state IN ('planned', 'failed', 'leased') AND channel = ? ORDER BY id
"""
LEASE = """
UPDATE outbox SET state = 'leased', leased_until = ?, tries = tries + (state <> 'leased') WHERE id = ?
"""
RENEW = "UPDATE outbox SET leased_until = ? WHERE key = ? AND state = 'leased' AND leased_until = ?"
KEEP_MESSAGE = """
INSERT INTO message (channel, message_id, subject, body, at) VALUES (?, ?, ?, ?, ?)
"""
SET_BACK = timedelta(hours=1)
"""A lease further ahead than any, and by so much, is from before the clock was set back."""
LONGEST_WAIT = timedelta(days=2)
"""No failed delivery waits longer; a later moment is from before the clock was set back."""
SETTLE = """
UPDATE outbox SET state = ?, why = ?, leased_until = NULL, retry_at = ?, sent_at = ? WHERE key = ?
"""


def plan(writer: "Transaction", item: ReminderItem, at: datetime) -> bool:
    """Put an item in unless its key is there; answers whether it is new."""
    cells = (item.key, item.channel, item.loan_id, item.fired_on.isoformat(), _packed(item), at.isoformat())
    return writer.execute(PLAN, cells).rowcount == 1


def lease(
    writer: "Transaction", channel: str, now: datetime, until: datetime, *, retry_early: bool
) -> tuple[ReminderItem, ...]:
    """Take a channel's waiting items until a moment. Moments are compared as such, whatever their offsets. What a run
    that died had taken is not counted as another try: most of it was never tried."""
    taken = []
    for id_, item, state, leased_until, retry_at in writer.connection().execute(WAITING, (channel,)).fetchall():
        if state == DeliveryState.LEASED:
            ready = leased_until is None or _is_past(leased_until, now, until + SET_BACK)
        elif state == DeliveryState.FAILED:
            ready = retry_early or (retry_at is not None and _is_past(retry_at, now, now + LONGEST_WAIT))
        else:
            ready = True
        if ready:
            writer.execute(LEASE, (until.isoformat(), id_))
            taken.append(_unpacked(item))
    return tuple(taken)


def _is_past(moment: str, now: datetime, furthest: datetime) -> bool:
    """Whether a stored moment has come; one too far ahead was stored before the clock was set back, and counts."""
    at = datetime.fromisoformat(moment)
    return at <= now or at > furthest


def settle(
    writer: "Transaction", keys: Sequence[str], state: DeliveryState, why: str, now: datetime, retry_at: datetime | None
) -> None:
    """Store what became of items. sent_at is set with SENT only."""
    sent_at = now.isoformat() if state is DeliveryState.SENT else None
    again_at = None if retry_at is None else retry_at.isoformat()
    for key in keys:
        writer.execute(SETTLE, (state.value, why, again_at, sent_at, key))


def renew(writer: "Transaction", keys: Sequence[str], before: datetime, until: datetime) -> bool:
    """Make a lease longer; answers whether all of it was still ours."""
    return all(writer.execute(RENEW, (until.isoformat(), key, before.isoformat())).rowcount == 1 for key in keys)


def free(writer: "Transaction", keys: Sequence[str]) -> None:
    """Give leased items back untried."""
    for key in keys:
        writer.execute(
            "UPDATE outbox SET state = 'planned', leased_until = NULL, tries = tries - 1 WHERE key = ?", (key,)
        )


def keep_message(writer: "Transaction", channel: str, message: Message, keys: Sequence[str], at: datetime) -> int:
    """Keep what is about to be handed over, word for word, with the items it carries; answers its number."""
    cells = (channel, message.id, message.subject, message.body, at.astimezone(UTC).isoformat(timespec="seconds"))
    number = writer.insert(KEEP_MESSAGE, cells)
    for key in keys:
        writer.execute("UPDATE outbox SET message = ? WHERE key = ?", (number, key))
    return number


def settle_message(writer: "Transaction", number: int, outcome: str, answer: str) -> None:
    """Keep what the channel answered."""
    writer.execute("UPDATE message SET outcome = ?, answer = ? WHERE id = ?", (outcome, answer, number))


def _packed(item: ReminderItem) -> str:
    cells: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if isinstance(value, date):  # a moment too
            value = value.isoformat()
        elif isinstance(value, Literal):
            value = {"zh": value.zh, "en": value.en}
        cells[field.name] = value
    return json.dumps(cells, ensure_ascii=False)


def _unpacked(stored: str) -> ReminderItem:
    cells = json.loads(stored)
    for name in ("fired_on", "due_on"):
        cells[name] = date.fromisoformat(cells[name])
    cells["platform_name"] = Literal(**cells["platform_name"])
    if cells.get("label") is not None:
        cells["label"] = Literal(**cells["label"])
    if cells.get("at") is not None:
        cells["at"] = datetime.fromisoformat(cells["at"])
    return ReminderItem(**cells)
