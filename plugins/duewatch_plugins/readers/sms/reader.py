"""Pasted messages: one or many, separated by blank lines, each with an optional day and time before it.

The text is kept as it is; what it says is for the platforms' patterns. Links are never followed.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from duewatch.api import Claim, Document, Literal, ReadProblem, Record, encoding_of, moment_of

SIGNATURE = re.compile(r"【([^【】\n]{1,30})】")
CLOSED = re.compile(r"\d.*【[^【】\n]{1,30}】$")
LEADING_MOMENT = re.compile(
    r"\s*[\[（(]?(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]*\d{1,2}:\d{2}(?::\d{2})?)?)[\])）]?[ \t:：]*\n?"
)
"""A full day (and time) that stands before a message, as chat programs and people put it."""
EXPORTED = re.compile(r"\ufeff?[A-Z][a-z]{2} \d{1,2}, \d{4} +\d{1,2}:\d{2}:\d{2} [AP]M")
"""How the export of a whole conversation begins; another reader's."""
TITLE_AT_MOST = 14
"""An app notice or card opens with a line as short as this: its sender."""
FIELD = re.compile(r"[^\s:：]{2,8}[ \t]*[:：]")
"""How a line that goes on with a notice opens: 还款金额：…"""
BIGGEST = 4 * 1024 * 1024
"""Bytes; nobody pastes more, and a message has to be held whole."""
LONGEST = 5_000
"""Characters of one message."""


class SmsReader:
    """Splits pasted text into messages."""

    id = "sms"
    name = Literal("粘贴的短信、通知", "Pasted messages")

    def claim(self, document: Document) -> Claim | None:
        """Certain where the text opens like a message (a signature in 【】 in its first block); else it might be
        one if it is text of a few lines that is no table."""
        encoding = encoding_of(document.head)
        if encoding is None:
            return None
        text = document.head.decode(encoding, "ignore").strip()
        if not text or text.startswith(("<", "{", "[{", "%PDF")) or _is_table(text) or EXPORTED.match(text):
            return None
        if SIGNATURE.search(text[:LONGEST]):
            return Claim(True, "【】")
        if _has_columns(text):
            return None
        return Claim(False, "text") if re.search("[\u4e00-\u9fff]", text[:LONGEST]) else None

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """One record a message."""
        encoding = encoding_of(document.head)
        with document.open() as stream:
            data = stream.read(BIGGEST + 1)
        if encoding is None or not data.strip():
            yield _refused("这里没有可以读的文字。", "There is no text in it.")
            return
        if len(data) > BIGGEST:
            yield _refused("文字太长了，不像是粘贴的短信。", "The text is far too long for pasted messages.")
            return
        for line, block in _blocks(data.decode(encoding, "replace")):
            yield _record(line, block)


class _Block:
    """The lines of one message as they come. What is asked of all of them is kept, so that a line costs the same
    however long the block is. signed: a signature stands in one; bodies: lines that are no moment; first_body: the
    first of those, without its signature."""

    def __init__(self) -> None:
        self.start = 1
        self.lines: list[str] = []
        self.signed = False
        self.bodies = 0
        self.first_body = ""

    def add(self, line: str, number: int) -> None:
        """One more line, which is not blank."""
        if not self.lines:
            self.start = number
        self.lines.append(line)
        stripped = line.strip()
        self.signed = self.signed or SIGNATURE.search(stripped) is not None
        if not LEADING_MOMENT.fullmatch(stripped + "\n"):
            self.bodies += 1
            if self.bodies == 1:
                self.first_body = SIGNATURE.sub("", stripped)

    @property
    def only_moment(self) -> bool:
        """Whether nothing but a day stands in it: it belongs to what follows."""
        return len(self.lines) == 1 and LEADING_MOMENT.fullmatch(self.lines[0] + "\n") is not None

    def ends_before(self, line: str) -> bool:
        """Whether a line begins another message, with no blank line between."""
        opens, alone = SIGNATURE.match(line), SIGNATURE.fullmatch(line)
        if alone and not self.signed:
            return False  # it signs what stands before
        if opens:
            return True
        if not self.signed:
            # Signed at its end and with figures of its own: none of another line may be taken for its amount.
            first = self.lines[0].strip()
            heading = len(self.lines) == 1 and (_is_title(first) or self.only_moment)
            return bool(CLOSED.search(line)) and not heading
        if LEADING_MOMENT.match(line + "\n"):
            return True
        last = self.lines[-1].strip()
        if SIGNATURE.search(last) and not SIGNATURE.match(last):
            return True  # the signature at its end closed it
        return not (self.bodies == 1 and _is_title(self.first_body)) and not FIELD.match(line)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Messages with the line each starts on: parted by blank lines, and by their signatures, which start or end a
    message, so that a line of another kind pasted between two neither hides one nor is hidden in one."""
    block = _Block()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        blank = not line.strip()
        if block.lines and (blank or block.ends_before(line.strip())):
            if not block.only_moment:
                yield block.start, "\n".join(block.lines)
                block = _Block()
            elif blank:
                continue
        if not blank:
            block.add(line, number)
    if block.lines:
        yield block.start, "\n".join(block.lines)


def _is_title(line: str) -> bool:
    return len(line) <= TITLE_AT_MOST and not re.search(r"\d", line)


def _record(line: int, block: str) -> Record:
    at, body = "", block
    leading = LEADING_MOMENT.match(block)
    if leading:
        at = moment_of(leading[1].replace("T", " "))
        body = block[leading.end() :] if at else block
    body = body.strip().strip("\ufeff")
    names = SIGNATURE.findall(body)
    if not names and "\n" in body:
        title = body.split("\n", 1)[0].strip()
        names = [title] if _is_title(title) else []
    problem: Literal | None = None
    if len(body) > LONGEST:
        problem = Literal("这一段太长，不像是一条短信。", "This is far too long for one message.")
    elif "\ufffd" in body:
        problem = Literal("这一段有读不出来的字。", "It holds characters that cannot be read.")
    return Record(line, "message", at, "", "", body, "", None, "", "", "", "", block, "；".join(names), problem)


def _is_table(text: str) -> bool:
    """Two lines with many commas or tabs: an export, whose cells may well hold a 【】, not a message."""
    return sum(max(line.count(","), line.count("\t")) >= 4 for line in text.splitlines()) >= 2


def _has_columns(text: str) -> bool:
    """Whether lines one below the other are parted into equally many cells: a small table, where nothing is signed."""
    counts = [max(line.count(","), line.count("\t")) for line in text.splitlines()]
    return any(one == other >= 2 for one, other in pairwise(counts))


def _refused(zh: str, en: str) -> ReadProblem:
    mend = Literal("把短信原文粘贴进来，多条之间空一行。", "Paste the messages as they are, a blank line between two.")
    return ReadProblem(None, Literal(zh, en), mend, fatal=True)
