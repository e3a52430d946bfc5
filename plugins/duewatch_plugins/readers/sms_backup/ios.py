"""Two more exports of an iPhone's messages, made by programs that read a computer's backup.

imessage-exporter's HTML: a page a conversation, a `div.message` a message, in it `div.received` or `div.sent`, then
`span.timestamp`, `span.sender` and `span.bubble`; an answer stands a second time within `div.replies`
(github.com/ReagentX/imessage-exporter, exporters/html.rs and its resources/example.html at 2dc3d034). iMazing's CSV:
"Chat Session", "Message Date", "Type" (Incoming, Outgoing, Notification), "Sender ID", "Text" among columns that
differ from version to version, as tests of several public importers hold them.
"""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO, NamedTuple

from duewatch.api import csv_rows, moment_of
from duewatch_plugins.readers.sms_backup.lines import moment_in

PAGE_MARKS = (b'class="message"', b'class="timestamp"', b'class="sender"')
CSV_NEEDED = ("Message Date", "Type", "Text")
CSV_MARK = b"Chat Session,Message Date,"
BLOCK = 64 * 1024
UNFINISHED = 1024 * 1024
"""Characters of a tag that does not end; the parser would look through them again and again."""
DEEPEST = 200
"""Elements in elements; a page of messages has a dozen."""
_KEPT = {"timestamp": 0, "sender": 1, "bubble": 2}


class IosMessage(NamedTuple):
    """at: "2026-05-03 10:22:00", or empty."""

    line: int
    at: str
    sender: str
    body: str
    received: bool


class _Page(HTMLParser):
    """Messages as they end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[IosMessage] = []
        self._open: list[str] = []
        """Classes of the divs that are open."""
        self._told: list[list[str]] | None = None
        self._into: int | None = None
        self._line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("class") or "").split(" ")[0]
        if tag == "div" and len(self._open) < DEEPEST:
            self._open.append(kind)
            if kind in {"received", "sent"} and "replies" not in self._open:
                self._told, self._line = [[], [], []], self.getpos()[0]
        elif tag == "span" and self._told is not None and "replies" not in self._open:
            self._into = _KEPT.get(kind)
            if kind == "bubble" and self._told[2]:
                self._told[2].append("\n")
        elif tag == "br" and self._into == _KEPT["bubble"] and self._told is not None:
            self._told[2].append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._into = None
        elif tag == "div" and self._open:
            kind = self._open.pop()
            if kind in {"received", "sent"} and self._told is not None and "replies" not in self._open:
                at, sender, body = ("".join(each).strip() for each in self._told)
                self.found.append(IosMessage(self._line, moment_in(at), sender, body, kind == "received"))
                self._told = self._into = None

    def handle_data(self, data: str) -> None:
        if self._told is not None and self._into is not None:
            self._told[self._into].append(data)


def is_page(head: bytes) -> bool:
    """Whether it begins like imessage-exporter's HTML."""
    return all(mark in head for mark in PAGE_MARKS)


def page_messages(stream: BinaryIO) -> Iterator[IosMessage | None]:
    """The messages of such a page, streamed; None, and no more, where it is none after all."""
    page = _Page()
    decoder = getincrementaldecoder("utf-8")("replace")
    while block := stream.read(BLOCK):
        page.feed(decoder.decode(block))
        if len(page.rawdata) > UNFINISHED:
            yield None
            return
        yield from page.found
        page.found.clear()
    page.close()
    yield from page.found


def is_imazing(head: bytes) -> bool:
    """Whether it begins like iMazing's CSV."""
    return CSV_MARK in head[:64].replace(b'"', b"")


def imazing_messages(stream: BinaryIO, encoding: str) -> Iterator[IosMessage]:
    """The messages of such a file; a line without a message (“… changed the group's name”) counts as not received."""
    names: list[str] = []
    for line, cells, _ in csv_rows(stream, encoding):
        if not names:
            names = [cell.strip().strip("\ufeff") for cell in cells]
            continue
        row = dict(zip(names, cells, strict=False))
        at, kind, body = (row.get(name, "").strip() for name in CSV_NEEDED)
        sender = row.get("Sender ID", "").strip() or row.get("Chat Session", "").strip()
        yield IosMessage(line, moment_of(at), sender, body, kind == "Incoming")
