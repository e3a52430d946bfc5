import sys
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from duewatch.intake import archive
from duewatch.intake.archive import Opened, opened
from duewatch.model.plugin import Document
from duewatch.model.problem import InputProblem, PasswordNeeded
from tests.builders import alipay, archives, wechat

CSV = alipay.build([alipay.huabei()])
AES = archives.aes({"a.csv": CSV})
BOOK = wechat.build_xlsx([wechat.card()])


def unpacked(data: bytes, passwords: Sequence[str] = (archives.PASSWORD,)) -> Opened:
    document = Document("export.zip", data[: 64 * 1024], data=data)
    return opened([document], passwords, lambda each: not each.name.endswith(".pdf"))


def contents(data: bytes, passwords: Sequence[str] = (archives.PASSWORD,)) -> dict[str, bytes]:
    return {each.name: each.data or b"" for each in unpacked(data, passwords).documents}


@pytest.mark.parametrize("pack", [archives.plain, archives.aes])
def test_what_an_archive_holds_is_read_under_its_own_name(pack: object) -> None:
    assert callable(pack)
    data = pack({"支付宝交易明细.csv": CSV, "账单.xlsx": BOOK, "__MACOSX/._x": b"litter"})
    assert contents(data) == {"export.zip/支付宝交易明细.csv": CSV, "export.zip/账单.xlsx": BOOK}


def test_the_old_encryption_and_names_in_gbk_are_read() -> None:
    data = archives.zipcrypto("交易明细.csv".encode("gbk"), CSV)
    assert contents(data) == {"export.zip/交易明细.csv": CSV}
    assert contents(data, ["wrong", "000000", archives.PASSWORD]) == {"export.zip/交易明细.csv": CSV}


@pytest.mark.parametrize("data", [archives.aes({"a.csv": CSV}), archives.zipcrypto(b"a.csv", CSV)])
def test_without_the_right_password_it_is_said_which_file_wants_one(data: bytes) -> None:
    with pytest.raises(PasswordNeeded) as none:
        unpacked(data, [])
    with pytest.raises(PasswordNeeded) as wrong:
        unpacked(data, [f"{number}" for number in range(300)])
    assert (none.value.file, none.value.wrong, wrong.value.wrong) == ("export.zip", False, True)


def test_a_workbook_is_no_archive_and_text_stays_what_it_is() -> None:
    for data in (BOOK, CSV):
        (document,) = unpacked(data).documents
        assert document.data == data
        assert document.name == "export.zip"


def test_a_file_that_nobody_reads_is_left_out_with_a_word_where_another_is_read() -> None:
    found = unpacked(archives.plain({"a.csv": CSV, "说明.pdf": b"%PDF-1.4"}))
    assert [each.name for each in found.documents] == ["export.zip/a.csv"]
    (note,) = found.notes
    assert "说明.pdf" in str(note.what)
    assert [each.name for each in unpacked(archives.plain({"说明.pdf": b"%PDF"})).documents] == ["export.zip/说明.pdf"]


@pytest.mark.parametrize("name", ["../../.bashrc", "/etc/passwd", "a/../../b.csv", "..\\b.csv", "C:\\b.csv"])
def test_names_that_lead_out_of_the_archive_are_refused(name: str) -> None:
    with pytest.raises(InputProblem) as problem:
        unpacked(archives.plain({name: CSV}))
    assert "leads out of it" in str(problem.value.what)


def test_bombs_are_refused_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputProblem, match="would unpack"):
        unpacked(archives.plain({"a.csv": b"\0" * (archive.BOMB_BYTES + archive.BLOCK)}))
    with pytest.raises(InputProblem, match="would unpack"):
        unpacked(archives.plain({f"{number}.csv": b"" for number in range(archive.MOST_FILES + 1)}))
    monkeypatch.setattr(archive, "MOST_BYTES", len(CSV) + 1)
    with pytest.raises(InputProblem, match="would unpack"):
        unpacked(archives.plain({"a.csv": CSV, "b.csv": CSV}))


def test_a_list_of_files_made_to_be_endless_is_not_read() -> None:
    data = archives.plain({f"{number}.csv": b"" for number in range(archive.MOST_FILES * 10 + 1)})
    with pytest.raises(InputProblem, match="would unpack"):
        unpacked(data)


def test_an_archive_in_an_archive_and_an_empty_one_are_refused() -> None:
    with pytest.raises(InputProblem, match="archive in an archive"):
        unpacked(archives.plain({"a.zip": archives.plain({"b.csv": CSV})}))
    with pytest.raises(InputProblem, match="holds no file"):
        unpacked(archives.plain({"folder/": b"", ".DS_Store": b"x"}))


def test_a_cut_or_damaged_archive_is_one_sentence() -> None:
    whole = archives.plain({"a.csv": CSV})
    damaged = bytearray(whole)
    damaged[60] ^= 0xFF
    for data in (whole[:200], whole[:-10], bytes(damaged)):
        with pytest.raises(InputProblem, match="cannot be unpacked"):
            unpacked(data)


def test_where_the_library_for_aes_is_missing_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyzipper", None)
    with pytest.raises(InputProblem, match="AES") as problem:
        unpacked(AES)
    assert "duewatch[zip]" in str(problem.value.mend)


@given(st.binary(max_size=60), st.integers(0, 900))
@example(b"\0\0\0\0", 516)  # an AES strength that there is not
def test_no_bytes_make_it_raise_anything_but_a_sentence(junk: bytes, place: int) -> None:
    for whole in (archives.plain({"a.csv": CSV}), AES):
        data = whole[:place] + junk + whole[place + len(junk) :]
        with suppress(InputProblem):
            unpacked(data)
