"""Opening workbooks: the same cells as ever, and no file that takes the machine with it."""

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from duewatch.api import Literal
from duewatch_plugins import workbook
from duewatch_plugins.sheets import DAMAGED, TOO_MUCH, heads, sheets
from tests.builders import banks, wechat
from tests.plugins.readers.reading import document

BOOKS = {
    "xls": banks.ccb(),
    "xlsx": wechat.build_xlsx([wechat.row(), wechat.card()], numeric=True, dates=True, extra_sheet=True),
}


@pytest.mark.parametrize("kind", BOOKS)
def test_the_child_gives_the_cells_that_the_library_gives(kind: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(BOOKS[kind]))
    wanted = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    found = sheets(document(BOOKS[kind]))
    assert not isinstance(found, Literal)
    assert list(found) == wanted


def with_cell(where: str) -> bytes:
    """A workbook of few kilobytes with one more cell."""
    plain, out = zipfile.ZipFile(io.BytesIO(BOOKS["xlsx"])), io.BytesIO()
    row = re.sub(r"\D", "", where)
    cell = f'<row r="{row}"><c r="{where}"><v>1</v></c></row></sheetData>'.encode()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in plain.namelist():
            changed.writestr(name, plain.read(name).replace(b"</sheetData>", cell))
    return out.getvalue()


def test_a_cell_at_the_far_corner_is_refused_instead_of_laying_out_the_whole_table() -> None:
    assert heads(document(with_cell("XFD1048576"))) == TOO_MUCH
    assert sheets(document(with_cell("XFD1048576"))) == TOO_MUCH
    assert not isinstance(heads(document(with_cell("L40"))), Literal)


def test_a_damaged_workbook_is_named_as_such() -> None:
    assert sheets(document(BOOKS["xlsx"][:200])) == DAMAGED
    assert sheets(document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)) == DAMAGED


def test_a_child_that_does_not_come_back_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SECONDS", 0.05)
    monkeypatch.setattr(workbook, "_CHILD", "import time; time.sleep(60)")
    assert sheets(document(BOOKS["xlsx"] + b" ")) == TOO_MUCH
