"""Two more backups: JSON lines of “SMS Import / Export” (an array in its first version), and text exports of iOS.

iOS itself exports nothing; programs that read a computer's backup write one text file a conversation: a line with the
moment, a line with the sender, the words, a blank line.
"""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from duewatch_plugins.readers.sms_backup.backup import Message

LONGEST_LINE = 1024 * 1024
"""Characters of one line; a message with its keys is far shorter."""
MOMENT = re.compile(
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?P<day>\d{1,2}), (?P<year>\d{4}) {1,2}"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2}):(?P<second>\d{2}) (?P<half>[AP]M)(?: \(.*\))?"
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OWN = frozenset({"Me", "我"})
"""How the borrower's own messages are signed."""


def json_messages(stream: BinaryIO) -> Iterator[Message | None]:
    """One message a line, or all in one array; None for a line that is none."""
    first = stream.read(1)
    stream.seek(0)
    if first == b"[":
        try:
            whole = json.load(stream)
        except (ValueError, RecursionError):
            yield None
            return
        for number, entry in enumerate(whole if isinstance(whole, list) else [], 1):
            yield _message(number, entry)
        return
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if line.strip():
            try:
                yield _message(number, json.loads(line))
            except (ValueError, RecursionError):
                yield None


def _message(number: int, entry: object) -> Message | None:
    if not isinstance(entry, dict) or "body" not in entry:
        return None
    received = str(entry.get("type", "1")) == "1"
    return Message(
        number, str(entry.get("address") or ""), str(entry.get("date") or ""), str(entry["body"] or ""), received
    )


class Notice(NamedTuple):
    """A captured message or notification. sender: whose it is, where it says so; when: epoch milliseconds or empty."""

    sender: str
    when: str
    body: str


def notices(data: bytes) -> Iterator[Notice | None]:
    """What capturing programs keep: a message {sender, body, t}, a notification {title, text, t}, or a card of a public
    account {mMap: {source, title, description, t}}; one object, a list, or one a line. None for what is none."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        for line in data.splitlines():
            if line.strip():
                try:
                    yield _notice(json.loads(line))
                except (ValueError, RecursionError):
                    yield None
        return
    for entry in whole if isinstance(whole, list) else [whole]:
        yield _notice(entry)


def _notice(entry: object) -> Notice | None:
    if not isinstance(entry, dict):
        return None
    card = entry.get("mMap")
    if isinstance(card, dict):
        words = [str(card.get(name) or "") for name in ("title", "description")]
        return Notice(str(card.get("source") or ""), str(card.get("t") or ""), "\n".join(filter(None, words)))
    if "text" in entry:
        title = str(entry.get("title") or "")
        return Notice(title, str(entry.get("t") or ""), f"{title}\n{entry['text'] or ''}".strip())
    if "body" in entry:
        return Notice("", str(entry.get("t") or ""), str(entry["body"] or ""))
    return None


def moment_in(words: str) -> str:
    """ "Jul 17, 2022 5:31:49 PM (Read by you …)" as "2022-07-17 17:31:49"; empty where it is no such moment."""
    found = MOMENT.fullmatch(words.strip())
    if found is None:
        return ""
    hour = int(found["hour"]) % 12 + (12 if found["half"] == "PM" else 0)
    month = MONTHS.index(found["month"]) + 1
    return f"{found['year']}-{month:02d}-{int(found['day']):02d} {hour:02d}:{found['minute']}:{found['second']}"


def text_messages(words: str) -> Iterator[tuple[int, str, str, str, bool]]:
    """Line, moment ("2026-05-03 10:22:00"), sender, words, and whether it was received."""
    lines = words.replace("\r\n", "\n").split("\n")
    starts = [place for place, line in enumerate(lines) if MOMENT.fullmatch(line.strip())]
    for place, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        at = moment_in(lines[place])
        sender = lines[place + 1].strip() if place + 1 < following else ""
        body = "\n".join(lines[place + 2 : following]).strip()
        yield place + 1, at, sender, body, sender not in OWN
