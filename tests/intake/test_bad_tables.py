"""Bad files are one sentence each, whatever is wrong with them, and nothing is half-written."""

from pathlib import Path

import pytest

from duewatch.intake.detect import document_at
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording
from tests.builders import alipay, other_programs
from tests.intake.borrower import Borrower, row


def test_a_file_of_a_gigabyte_is_refused_without_being_read_whole(borrower: Borrower, tmp_path: Path) -> None:
    for name, data in (("a.qif", b"\x00"), ("b.ofx", other_programs.ofx())):
        path = tmp_path / name
        with path.open("wb") as stream:
            stream.write(data)
            stream.truncate(1 << 30)  # sparse: it takes no room
        with pytest.raises(InputProblem) as refused:
            borrower.brings(document_at(path))
        assert Wording("en").say(refused.value.what) and refused.value.mend is not None
    assert borrower.ledger.batches() == ()


def test_another_encoding_is_refused_in_one_sentence(borrower: Borrower) -> None:
    words = alipay.build([alipay.huabei()], encoding="utf-8").decode()
    with pytest.raises(InputProblem):
        borrower.brings(words.encode("utf-16"))


def test_a_row_with_a_broken_date_is_told_with_its_line_and_the_good_ones_are_previewed(borrower: Borrower) -> None:
    data = alipay.build([alipay.huabei(), alipay.huabei("2025-13-45 08:00:00")])
    result = borrower.looks_at(data)
    assert (row(result, "not-understood").line, row(result, "new").line) == (17, 16)
    assert "time in this row" in Wording("en").say(row(result, "not-understood").why)
