"""The words of a PDF with their places, for every reader of PDF. Columns are told apart by place alone.

The library is loaded when a PDF comes, and only then (extra duewatch[pdf]).
"""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from duewatch.api import Document, Literal

SAME_LINE = 3.0
"""Points: words whose places differ less in height stand in one line."""
WIDE_GAP = 0.9
"""Times the height of a letter: a wider gap parts two cells."""
MOST_PAGES = 200


LOCKED = Literal(
    "这个 PDF 有密码，给出的密码都打不开。", "This PDF is protected, and none of the passwords given opens it."
)
GIVE = Literal(
    "把密码写进文本文件，用 --password-file 给出。",
    "Write the password into a text file and give it with --password-file.",
)
MISSING = Literal("读 PDF 的库没有安装。", "The library that reads PDF is not installed.")
INSTALL = Literal('运行：pip install "duewatch[pdf]"。', 'Run: pip install "duewatch[pdf]".')
BROKEN = Literal("这个 PDF 打不开，可能没有下载完。", "This PDF cannot be opened; perhaps the download broke off.")
NO_WORDS = Literal("这个 PDF 里没有文字，可能是扫描件。", "There are no words in this PDF; perhaps it is a scan.")


class Item(NamedTuple):
    """Words at a place. x: from the left, y: from below, right: where they end, in points; right 0.0: not known."""

    page: int
    x: float
    y: float
    words: str
    right: float = 0.0

    @property
    def centre(self) -> float:
        """The middle of the words; their beginning where the end is not known."""
        return (self.x + self.right) / 2 if self.right else self.x


class Locked(Exception):
    """The file is encrypted and no password fits."""


class Missing(Exception):
    """The library that reads PDF is not installed."""


class Broken(Exception):
    """The file is no PDF that can be opened."""


def items_in(document: Document, *, pages: int = MOST_PAGES) -> list[Item]:
    """The words of the first pages. Radicals that some banks write for Chinese (⾦ for 金) are put right.

    Raises Locked, Missing, Broken.
    """
    try:
        import pypdfium2 as pdfium
    except ImportError:
        raise Missing from None
    with document.open() as stream:
        data = stream.read()
    for password in (None, *document.passwords):
        try:
            file = pdfium.PdfDocument(data, password=password)
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower():
                continue
            raise Broken from None
        try:
            return _items(file, pages)
        except pdfium.PdfiumError:
            raise Broken from None
        finally:
            file.close()
    raise Locked


def _items(file, pages: int) -> list[Item]:  # type: ignore[no-untyped-def] # the library has no types
    found = []
    for number in range(min(len(file), pages)):
        page = file[number]
        text = page.get_textpage()
        found += _clusters(number, text)
        text.close()
        page.close()
    return found


def _clusters(number: int, text) -> list[Item]:  # type: ignore[no-untyped-def]
    """Letters put together where they stand side by side in one line; a wide gap begins another cell."""
    whole = text.get_text_range()
    found: list[Item] = []
    start, right, bottom, height, words = 0.0, 0.0, 0.0, 0.0, ""
    for place in range(min(text.count_chars(), len(whole))):
        letter = text.get_text_range(place, 1)
        if not letter.strip():
            words += " " if words else ""
            continue
        left, low, own_right, top = text.get_charbox(place, loose=True)
        if words and (abs(low - bottom) > SAME_LINE or not -height < left - right < WIDE_GAP * height):
            found.append(Item(number, start, bottom, _plain(words), right))
            words = ""
        if not words:
            start, bottom, height = left, low, max(top - low, 1.0)
        words += letter
        right = own_right
    if words:
        found.append(Item(number, start, bottom, _plain(words), right))
    return found


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).split())


def lines(items: Iterable[Item]) -> list[list[Item]]:
    """Items line by line from the top of the first page on, each from left to right."""
    found: list[list[Item]] = []
    for item in sorted(items, key=lambda item: (item.page, -item.y)):
        last = found[-1][0] if found else None
        if last is not None and last.page == item.page and last.y - item.y <= SAME_LINE:
            found[-1].append(item)
        else:
            found.append([item])
    return [sorted(line, key=lambda item: item.x) for line in found]


def words_of(found: Sequence[Sequence[Item]]) -> str:
    """All words, line by line."""
    return "\n".join(" ".join(item.words for item in line) for line in found)
