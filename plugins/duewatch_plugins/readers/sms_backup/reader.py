"""Backups of messages. Only received ones count; the words are for the platforms' patterns; no link is followed."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from duewatch.api import Claim, Document, Literal, ReadProblem, Record, encoding_of, moment_of
from duewatch_plugins.readers.sms_backup.backup import Message, Refused, Stated, messages_in
from duewatch_plugins.readers.sms_backup.ios import (
    IosMessage,
    imazing_messages,
    is_imazing,
    is_page,
    page_messages,
)
from duewatch_plugins.readers.sms_backup.lines import MOMENT, json_messages, notices, text_messages

CHINA = timezone(timedelta(hours=8))
"""The moments in these files are counted in milliseconds since 1970; lenders write in Chinese time."""
LONGEST = 5_000
"""Characters of one message."""
BIGGEST_TEXT = 64 * 1024 * 1024
"""Bytes of a text export, which has to be held whole."""
_ROOT = re.compile(rb"<smses\b")
_JSON = re.compile(rb'^\s*\[?\s*\{[^\n]{0,20000}"(?:body|address)"\s*:')
_NOTICE = re.compile(rb'^\s*\[?\s*\{\s*"(?:sender|title|text|body|mMap)"\s*:')
_KEYS = ((b'"t"',), (b'"mMap"',), (b'"sender"', b'"body"'), (b'"title"', b'"text"'))
_SIGNATURE = re.compile(r"【([^【】\n]{1,30})】")
NO_BACKUP = Literal("这不是短信备份文件。", "This is no backup of messages.")
HOW = Literal(
    "在“SMS Backup & Restore”里备份短信（XML），或用“SMS Import / Export”导出，再导入那个文件；也可以直接粘贴短信。",
    "Back messages up with “SMS Backup & Restore” (XML) or “SMS Import / Export” and import that file; or paste them.",
)


class SmsBackupReader:
    """Streams the received messages of a backup."""

    id = "sms-backup"
    name = Literal("短信备份（XML、JSON、iOS 导出）", "Message backup (XML, JSON, iOS exports)")

    def claim(self, document: Document) -> Claim | None:
        """Certain by the root element, by the keys of the first line, or by the first two lines of an iOS text."""
        head = document.head
        if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<") and _ROOT.search(head[:8_192]):
            return Claim(True, "<smses>")
        if _JSON.match(head) and b'"body"' in head and b'"date"' in head:
            return Claim(True, "address, body, date")
        if _NOTICE.match(head) and any(all(key in head for key in keys) for keys in _KEYS):
            return Claim(True, "title, text, t")
        if is_page(head) or is_imazing(head):
            return Claim(True, "iOS")
        return Claim(True, "iOS") if _is_ios(head) else None

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """Its messages in file order, then what was left out."""
        head = document.head
        if _ROOT.search(head[:8_192]):
            yield from _xml(document)
        elif _JSON.match(head) and b'"date"' in head:
            yield from _json(document)
        elif _NOTICE.match(head):
            yield from _notices(document)
        elif is_page(head) or is_imazing(head):
            yield from _ios_program(document)
        elif _is_ios(head):
            yield from _ios(document)
        else:
            yield ReadProblem(None, NO_BACKUP, HOW, fatal=True)


READER = SmsBackupReader()


def _is_ios(head: bytes) -> bool:
    encoding = encoding_of(head)
    if encoding is None:
        return False
    first = next((line for line in head[:512].decode(encoding, "ignore").splitlines() if line.strip()), "")
    return MOMENT.fullmatch(first.strip("\ufeff ")) is not None


def _xml(document: Document) -> Iterator[Record | ReadProblem]:
    count = left_out = 0
    stated = ""
    try:
        with document.open() as stream:
            for found in messages_in(stream):
                if isinstance(found, Stated):
                    stated = found.total
                    continue
                count += 1
                if found.received and found.body.strip():
                    yield _record(found)
                else:
                    left_out += 1
    except Refused as refused:
        yield _refused(refused)
        return
    if stated.isdecimal() and int(stated) != count:
        yield ReadProblem(
            None,
            Literal(
                f"文件里写着共 {stated} 条，实际有 {count} 条。",
                f"The file says that it holds {stated} messages; it holds {count}.",
            ),
            Literal(
                "这里有的都读了；不放心的话，请重新备份。", "All that is there was read; back them up again if unsure."
            ),
        )
    yield from _left_out(left_out)


def _json(document: Document) -> Iterator[Record | ReadProblem]:
    left_out = 0
    with document.open() as stream:
        for number, found in enumerate(json_messages(stream), 1):
            if found is None:
                why = Literal("这一行不是一条短信。", "This line is no message.")
                yield Record(number, "message", "", "", "", "", "", None, "", "", "", "", "", problem=why)
            elif found.received and found.body.strip():
                yield _record(found)
            else:
                left_out += 1
    yield from _left_out(left_out)


def _notices(document: Document) -> Iterator[Record | ReadProblem]:
    """Captured messages and notifications; a file of them is small."""
    with document.open() as stream:
        data = stream.read(BIGGEST_TEXT + 1)
    if len(data) > BIGGEST_TEXT:
        yield ReadProblem(None, Literal("这个文件太大了。", "This file is too big."), HOW, fatal=True)
        return
    left_out = 0
    for number, found in enumerate(notices(data), 1):
        if found is None:
            why = Literal("这一条不是短信或通知。", "This entry is no message and no notification.")
            yield Record(number, "message", "", "", "", "", "", None, "", "", "", "", "", problem=why)
        elif found.body.strip():
            record = _record(Message(number, "", found.when, found.body, received=True))
            yield record._replace(sender=record.sender or found.sender)
        else:
            left_out += 1
    yield from _left_out(left_out)


def _ios(document: Document) -> Iterator[Record | ReadProblem]:
    encoding = encoding_of(document.head) or "utf-8-sig"
    left_out = 0
    with document.open() as stream:
        data = stream.read(BIGGEST_TEXT + 1)
    if len(data) > BIGGEST_TEXT:
        yield ReadProblem(None, Literal("这个文件太大了。", "This file is too big."), HOW, fatal=True)
        return
    for line, at, sender, body, received in text_messages(data.decode(encoding, "replace")):
        if received and body:
            yield _message(line, moment_of(at), sender, body)
        else:
            left_out += 1
    yield from _left_out(left_out)


def _ios_program(document: Document) -> Iterator[Record | ReadProblem]:
    """HTML or CSV of a program that reads a computer's backup."""
    left_out = 0
    with document.open() as stream:
        if is_page(document.head):
            messages: Iterator[IosMessage | None] = page_messages(stream)
        else:
            messages = imazing_messages(stream, encoding_of(document.head) or "utf-8-sig")
        for found in messages:
            if found is None:
                yield ReadProblem(None, NO_BACKUP, HOW, fatal=True)
                return
            if found.received and found.body:
                yield _message(found.line, moment_of(found.at), found.sender, found.body)
            else:
                left_out += 1
    yield from _left_out(left_out)


def _record(found: Message) -> Record:
    at = ""
    if found.when.isdecimal() and len(found.when) <= 15:
        try:
            moment = datetime.fromtimestamp(int(found.when) / 1000, UTC)
        except (OverflowError, OSError, ValueError):
            return _message(found.line, "", found.number, found.body)
        at = moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
    return _message(found.line, at, found.number, found.body)


def _message(line: int, at: str, number: str, body: str) -> Record:
    """The number goes to the note, not to the counterparty: the same message pasted has none, and is the same."""
    body = body.replace("\r\n", "\n").strip()
    problem: Literal | None = None
    if len(body) > LONGEST:
        problem = Literal("这一条太长，不像是短信。", "This is far too long for a message.")
    sender = "；".join(_SIGNATURE.findall(body))
    return Record(line, "message", at, "", "", body, "", None, "", "", "", number, body, sender, problem)


def _left_out(count: int) -> Iterator[ReadProblem]:
    if count:
        yield ReadProblem(
            None,
            Literal(
                f"有 {count} 条没有看：自己发出的、草稿，或没有文字的。",
                f"{count} messages were left out: sent by yourself, drafts, or without words.",
            ),
            Literal("不需要处理。", "Nothing needs to be done."),
        )


def _refused(refused: Refused) -> ReadProblem:
    if refused.entity:
        what = Literal(
            f"拒绝读取：第 {refused.line} 行有 DOCTYPE 或实体定义，正常的备份里没有。",
            f"It is refused: line {refused.line} declares a document type or an entity, which no backup does.",
        )
    else:
        what = Literal(
            f"第 {refused.line} 行开始不是完整的 XML，可能没有拷贝完。",
            f"From line {refused.line} on it is no well-formed XML; perhaps it was not copied whole.",
        )
    return ReadProblem(refused.line, what, HOW, fatal=True)
