"""The XML of “SMS Backup & Restore”, streamed: files reach hundreds of megabytes.

Its emoji are written as two surrogate halves (&#55357;&#56838;), which is no XML and is mended on the way. A document
type, and with it every entity bomb, is refused: no backup has one.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

BLOCK = 256 * 1024
"""Bytes parsed at once."""
_PAIR = re.compile(
    rb"&#(?:(\d{5})|x([dD][89a-fA-F][0-9a-fA-F]{2}));(?:&#(?:(\d{5})|x([dD][89a-fA-F][0-9a-fA-F]{2}));)?"
)
_CUT = re.compile(rb"(?:&[#\w;]{0,24})+$")
"""References at the end of a block: the last may be half a pair, and halves are paired from the first of a run on."""
LOOKED_BACK = 4_096
"""Bytes in which such a run is looked for."""
HIGH, LOW, END = 0xD800, 0xDC00, 0xE000
LOST = b"\xef\xbf\xbd"


class Message(NamedTuple):
    """A message. when: epoch milliseconds as written. received: not sent by the borrower, no draft."""

    line: int
    number: str
    when: str
    body: str
    received: bool


class Stated(NamedTuple):
    """How many messages the file says it holds."""

    total: str


class Refused(Exception):
    """The file is not well-formed, or holds what no backup holds. line: where."""

    def __init__(self, line: int, *, entity: bool = False) -> None:
        super().__init__(line)
        self.line = line
        self.entity = entity


class _Parts(NamedTuple):
    """A message with pictures that is still open: its attributes and the texts in it."""

    line: int
    attributes: dict[str, str]
    texts: list[str]


class _Reading:
    def __init__(self) -> None:
        self.found: list[Message | Stated] = []
        self._mms: _Parts | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        raise Refused(self.parser.CurrentLineNumber, entity=True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        if tag == "smses":
            self.found.append(Stated(attributes.get("count", "")))
        elif tag == "sms":
            received = attributes.get("type", "1") == "1"
            self._add(line, attributes, _given(attributes.get("body")), received=received)
        elif tag == "mms":
            self._mms = _Parts(line, attributes, [])
        elif tag == "part" and self._mms is not None and attributes.get("ct", "") == "text/plain":
            self._mms.texts.append(_given(attributes.get("text")))

    def _end(self, tag: str) -> None:
        if tag == "mms" and self._mms is not None:
            line, attributes, texts = self._mms
            received = attributes.get("msg_box", "1") == "1"
            self._add(line, attributes, "\n".join(filter(None, texts)), received=received)
            self._mms = None

    def _add(self, line: int, attributes: dict[str, str], body: str, *, received: bool) -> None:
        number, when = _given(attributes.get("address")), _given(attributes.get("date"))
        self.found.append(Message(line, number, when, body, received))


def messages_in(stream: BinaryIO) -> Iterator[Message | Stated]:
    """The messages of a backup. Raises Refused."""
    reading = _Reading()
    rest = b""
    while True:
        block = stream.read(BLOCK)
        data = rest + block
        cut = _CUT.search(data, max(0, len(data) - LOOKED_BACK)) if block else None
        whole, rest = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
        try:
            reading.parser.Parse(_mended(whole), not block)
        except expat.ExpatError as error:
            raise Refused(error.lineno) from None
        yield from reading.found
        reading.found.clear()
        if not block:
            return


def _given(value: str | None) -> str:
    """An attribute; the word "null" stands for none."""
    return "" if value in {None, "null"} else str(value)


def _mended(data: bytes) -> bytes:
    return _PAIR.sub(_whole, data) if b"&#5" in data or b"&#xD" in data or b"&#xd" in data else data


def _whole(found: re.Match[bytes]) -> bytes:
    first, second = _half(found[1], found[2]), _half(found[3], found[4])
    if not HIGH <= first < END:
        return found[0]  # another character of five digits
    if first < LOW <= second < END:
        return chr(0x10000 + ((first - HIGH) << 10) + second - LOW).encode()
    return LOST if found[3] is None and found[4] is None else LOST * 2


def _half(decimal: bytes | None, hexadecimal: bytes | None) -> int:
    return int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
