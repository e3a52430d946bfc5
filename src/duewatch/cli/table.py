"""Text on a terminal's grid: how many cells it takes, wrapped lines, aligned tables.

A Chinese character takes two cells, a combining mark none; `len` is wrong for both.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, east_asian_width

GAP = 2
"""Cells between two columns."""
NAME, STATE = 12, 21
"""Cells that a shortened name and a shortened state keep: enough to tell one from another."""
BARE = 6
"""What is left of either on a very narrow terminal."""
_NEVER_FIRST = "，。、；：？！）」』》”’…%,.;:?!)]}"
_NEVER_LAST = "（「『《“‘([{¥"


def clean(text: str) -> str:
    """Without control and formatting characters, so that a name in a file cannot move the cursor or turn
    the direction of the text; line breaks and tabs become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_printable(character) for character in text)


def cells(text: str) -> int:
    """How many cells the text takes."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def cut(text: str, width: int) -> str:
    """The text, shortened with "…" to at most `width` cells."""
    if cells(text) <= width:
        return text
    kept, used = [], 1
    for character in text:
        used += _cells_of(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + "…" if width > 0 else ""


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled with spaces to `width` cells; on the left where it is aligned right."""
    space = " " * (width - cells(text))
    return space + text if right else text + space


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Lines of at most `width` cells; all but the first start with `indent`. Chinese may break between any
    two characters but not before a closing mark nor after an opening one; a longer word stands alone."""
    lines, line, used, space = [], "", 0, False
    for piece in _pieces(text):
        if piece == " ":
            space = True
            continue
        size = cells(piece)
        if line and line != indent and used + space + size > width:
            lines.append(line)
            line, used, space = indent, cells(indent), False
        if space and line and line != indent:
            line, used = line + " ", used + 1
        line, used, space = line + piece, used + size, False
    return [*lines, line]


class Column(NamedTuple):
    """One column. right: figures. keep: cells to which it may be shortened where the terminal is narrow; 0: never
    shortened. drop: left out first where that is not enough, highest number first; 0: never."""

    title: str
    right: bool = False
    keep: int = 0
    drop: int = 0


def draw(columns: Sequence[Column], rows: Iterable[Sequence[str]], width: int | None) -> list[str]:
    """The table's lines, the titles first; `width` cells at most where it is not None and can be kept."""
    grid = [[clean(cell) for cell in row] for row in rows]
    shown = list(range(len(columns)))
    sizes = [max([cells(column.title), *(cells(row[i]) for row in grid)]) for i, column in enumerate(columns)]
    least = [
        min(size, max(cells(column.title), column.keep)) if column.keep else size
        for size, column in zip(sizes, columns, strict=True)
    ]
    bare = [min(size, BARE) if column.keep else size for size, column in zip(sizes, columns, strict=True)]

    def total(of: list[int]) -> int:
        return sum(of[i] for i in shown) + GAP * (len(shown) - 1)

    if width is not None:
        while total(least) > width and any(columns[i].drop for i in shown):
            shown.remove(max(shown, key=lambda i: columns[i].drop))
        for floor in (least, bare):
            while total(sizes) > width and any(sizes[i] > floor[i] for i in shown):
                widest = max((i for i in shown if sizes[i] > floor[i]), key=lambda i: sizes[i])
                sizes[widest] -= 1

    def line(texts: Sequence[str]) -> str:
        parts = [pad(cut(texts[i], sizes[i]), sizes[i], right=columns[i].right) for i in shown]
        return (" " * GAP).join(parts).rstrip()

    return [line([column.title for column in columns]), *map(line, grid)]


def listing(entries: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Names with what they mean beside them, as in a help text; a long name gets a line of its own."""
    left = min(max(cells(name) for name, _ in entries), 26)
    lines = []
    for name, words in entries:
        first, *rest = wrap(words, max(width - left - 4, 20))
        if cells(name) > left:
            lines.append(f"  {name}")
        lines.append(f"  {pad(name if cells(name) <= left else '', left)}  {first}")
        lines += [f"  {' ' * left}  {line}" for line in rest]
    return lines


@lru_cache(maxsize=4096)
def _cells_of(character: str) -> int:
    if character < "\u0300":
        return 0 if character < " " or "\x7f" <= character < "\xa0" else 1
    if category(character) in {"Mn", "Me", "Cf"} or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def _printable(character: str) -> str:
    kind = category(character)
    if kind in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if kind == "Cf" else "\ufffd" if kind == "Cs" else character


def _pieces(text: str) -> list[str]:
    """What must stay on one line: words, single wide characters with the marks that belong to them, spaces."""
    pieces: list[str] = []
    for character in text:
        last = pieces[-1] if pieces else " "
        joins = (
            last != " "
            and character != " "
            and (
                character in _NEVER_FIRST
                or last[-1] in _NEVER_LAST
                or (_cells_of(character) < 2 and _cells_of(last[-1]) < 2)
            )
        )
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
