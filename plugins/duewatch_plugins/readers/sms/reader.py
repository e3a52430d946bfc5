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


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Messages with the line each starts on: parted by blank lines, and by their signatures, which start or end a
    message, so that a line of another kind pasted between two neither hides one nor is hidden in one."""
    start, lines = 1, list[str]()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        blank = not line.strip()
        if lines and (blank or _begins(line.strip(), [each.strip() for each in lines])):
            if not _only_moment(lines):
                yield start, "\n".join(lines)
                lines = []
            elif blank:
                continue
        if not blank:
            if not lines:
                start = number
            lines.append(line)
    if lines:
        yield start, "\n".join(lines)


def _begins(line: str, before: list[str]) -> bool:
    """Whether a line begins another message than the lines before it, with no blank line between."""
    opens, alone = SIGNATURE.match(line), SIGNATURE.fullmatch(line)
    signed = [SIGNATURE.search(each) for each in before]
    if alone and not any(signed):
        return False  # it signs what stands before
    if opens:
        return True
    if not any(signed):
        # Signed at its end and with figures of its own: none of another line may be taken for its amount.
        return bool(CLOSED.search(line)) and not (len(before) == 1 and (_is_title(before[0]) or _only_moment(before)))
    if LEADING_MOMENT.match(line + "\n"):
        return True
    body = [SIGNATURE.sub("", each) for each in before if not LEADING_MOMENT.fullmatch(each + "\n")]
    if SIGNATURE.search(before[-1]) and not SIGNATURE.match(before[-1]):
        return True  # the signature at its end closed it
    return not (len(body) == 1 and _is_title(body[0])) and not FIELD.match(line)


def _is_title(line: str) -> bool:
    return len(line) <= TITLE_AT_MOST and not re.search(r"\d", line)


def _only_moment(lines: list[str]) -> bool:
    return len(lines) == 1 and LEADING_MOMENT.fullmatch(lines[0] + "\n") is not None


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
