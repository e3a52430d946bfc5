"""Text in terminal cells: a Chinese character takes two, and no column may ever be pushed out of line."""

import re

from rich.cells import cell_len, set_cell_size

__all__ = ["cell_len", "fit", "one_line", "wrapped"]
_IN_NUMBER = re.compile(r"[\d.,:%-]*\d|\d|[.,:%-]")
_NUMBER_BEGUN = re.compile(r"[¥+-]*[\d.,:/-]*\s*$")


def one_line(words: str) -> str:
    """Text from files and people on one line: control characters and line breaks become spaces."""
    return "".join(character if character.isprintable() else " " for character in words)


def fit(words: str, width: int, *, right: bool = False) -> str:
    """Exactly `width` cells: padded, or cut between characters with a ~ where something is missing.

    A number is never cut in two, for its beginning would read as another number. right: for figures; one
    that does not fit is drawn as ##, as spreadsheets do.
    """
    words = one_line(words)
    length = cell_len(words)
    if length > width:
        if right:
            return "#" * width
        kept = set_cell_size(words, width - 1)
        rest = words[len(kept.rstrip()) :]
        if _IN_NUMBER.match(rest):
            kept = _NUMBER_BEGUN.sub("", kept)
        return kept + " " * (width - 1 - cell_len(kept)) + "~"
    pad = " " * (width - length)
    return pad + words if right else words + pad


def wrapped(words: str, width: int) -> list[str]:
    """Lines of at most `width` cells. Latin words stay whole where they fit; Chinese breaks anywhere but
    before closing punctuation."""
    lines: list[str] = []
    for paragraph in words.splitlines() or [""]:
        line = ""
        for piece in _pieces(paragraph):
            if cell_len(line) + cell_len(piece.rstrip()) <= width or (not line and len(piece) == 1):
                line += piece
                continue
            if line:
                lines.append(line.rstrip())
            while cell_len(piece.rstrip()) > width:
                head = set_cell_size(piece, width).rstrip()
                lines.append(head)
                piece = piece[len(head) :]
            line = piece.lstrip()
        lines.append(line.rstrip())
    return lines


_CLOSING = "，。、；：？）》」』”’,.;:?)]}%"
_OPENING = "（《「『“‘([{"


def _pieces(paragraph: str) -> list[str]:
    """Unbreakable pieces: a Latin word with its blanks, or one wide character with its punctuation."""
    pieces: list[str] = []
    for character in paragraph:
        wide = cell_len(character) == 2
        glue = pieces and (
            character in _CLOSING
            or pieces[-1][-1] in _OPENING
            or character == " "
            or (not wide and not pieces[-1].endswith(" ") and cell_len(pieces[-1][-1]) == 1)
        )
        if glue:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
