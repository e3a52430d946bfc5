import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording
from tests.builders import alipay, sms, wechat
from tests.intake.borrower import Borrower, document, host, opened, row, sample, states


def month(day_count: int = 28) -> list[alipay.Row]:
    return [alipay.row(f"2025-04-{day:02d} 12:00:00", amount=f"{day}.00") for day in range(1, day_count + 1)]


def test_a_file_becomes_a_loan_and_its_payments(borrower: Borrower) -> None:
    result = borrower.brings(alipay.build([*month(), alipay.huabei()]))
    (file,) = result.files
    assert (file.reader, file.records, file.understood, file.new_loans, file.new_payments) == ("alipay", 29, 29, 1, 1)
    assert (file.repayments_count, file.repayments_fen) == (1, 26040)
    assert (file.first_on, file.last_on) == (date(2025, 4, 1), date(2025, 5, 9))
    assert borrower.state() == {"huabei-1": [("paid", date(2025, 5, 9), 26040)]}


def test_a_preview_stores_nothing_and_says_what_the_import_will(borrower: Borrower) -> None:
    both = alipay.huabei("2025-06-09 08:00:00", party="花呗|信用购")
    data = alipay.build([*month(), alipay.huabei(), both])
    before = borrower.looks_at(data)
    assert (before.batch_id, borrower.state(), borrower.rows_known(), borrower.ledger.batches()) == (None, {}, 0, ())
    after = borrower.brings(data)
    assert (after.rows, after.files) == (before.rows, before.files)
    assert after.batch_id is not None


def test_importing_twice_adds_nothing(borrower: Borrower) -> None:
    data = alipay.build([*month(), alipay.huabei(), alipay.row(kind="信用借还", party="某某消费金融", text="还款")])
    borrower.brings(data)
    before = borrower.state(), borrower.rows_known(), borrower.ledger.batches()
    again = borrower.brings(data)
    assert (borrower.state(), borrower.rows_known(), borrower.ledger.batches()) == before
    assert again.batch_id is None
    assert again.files[0].known == 30
    assert states(again) == ["known", "known"]


def test_the_wechat_csv_then_its_workbook_adds_two_records(borrower: Borrower) -> None:
    first = borrower.brings(sample("wechat/*.csv"))
    assert (first.files[0].records, borrower.rows_known()) == (27, 27)
    assert (first.files[0].repayments_count, first.files[0].repayments_fen) == (1, 54858)
    second = borrower.brings(sample("wechat/*.xlsx"))
    assert (second.files[0].records, second.files[0].known, borrower.rows_known()) == (28, 26, 29)
    assert borrower.state() == {"credit-card-1": [("paid", date(2017, 10, 20), 54858)]}
    loan = borrower.ledger.loan("credit-card-1")
    assert loan is not None and (loan.lender, loan.name) == ("建设银行", "建设银行信用卡")


def test_the_alipay_sample_is_about_no_loan(borrower: Borrower) -> None:
    (file,) = borrower.brings(sample("alipay/*.csv")).files
    assert (file.records, file.understood, file.repayments_count, len(file.problems)) == (10, 10, 0, 1)
    assert borrower.state() == {}


def test_csv_and_workbook_of_the_same_rows_are_the_same_records(borrower: Borrower) -> None:
    rows = [wechat.row(f"2025-05-{day:02d} 10:11:12") for day in range(1, 9)] + [wechat.card(), wechat.card()]
    borrower.brings(wechat.build_csv(rows))
    assert borrower.brings(wechat.build_xlsx(rows, numeric=True, dates=True)).files[0].known == 10
    assert len(borrower.state()["credit-card-1"]) == 2


def test_rows_that_are_alike_in_one_file_are_all_kept(borrower: Borrower) -> None:
    data = alipay.build([alipay.huabei(), alipay.huabei()])
    assert borrower.brings(data).files[0].new_payments == 2
    assert borrower.brings(data).files[0].known == 2


def test_of_rows_about_no_loan_no_word_is_kept(borrower: Borrower, tmp_path: Path) -> None:
    borrower.brings(alipay.build([*month(), alipay.row(text="很私密的东西", party="某药店"), alipay.huabei()]))
    borrower.ledger.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "私密".encode() not in stored
    assert "花呗主动还款".encode() in stored


def test_undoing_takes_the_import_back_whole(borrower: Borrower) -> None:
    data = alipay.build([*month(), alipay.huabei()])
    result = borrower.brings(data)
    assert result.batch_id is not None
    borrower.undoes(result.batch_id)
    assert (borrower.state(), borrower.rows_known()) == ({}, 0)
    assert borrower.brings(data).files[0].new_payments == 1


@given(st.integers(1, 27), st.integers(1, 27))
@settings(max_examples=15, deadline=None)
def test_two_overlapping_files_give_what_the_whole_gives(one: int, other: int) -> None:
    rows = [
        alipay.huabei(f"2025-04-{day:02d} 08:00:00", amount=f"{day}.00") if day % 5 == 0 else each
        for day, each in enumerate(month(), 1)
    ]
    first, last = min(one, other), max(one, other)
    with tempfile.TemporaryDirectory() as directory, tempfile.TemporaryDirectory() as another:
        for whole in opened(Path(directory)):
            whole.brings(alipay.build(rows))
            for pieces in opened(Path(another)):
                pieces.brings(alipay.build(rows[:last]))
                pieces.brings(alipay.build(rows[first - 1 :]))
                assert (pieces.state(), pieces.rows_known()) == (whole.state(), whole.rows_known())


def test_a_row_that_said_nothing_is_new_once_a_platform_knows_it(borrower: Borrower) -> None:
    borrower.has_loan("huabei-1")
    refund = alipay.row(kind="退款", method="花呗", status="退款成功", amount="30.00")
    data = alipay.build([refund, *month()])
    borrower.host = Host(PluginSettings(off=("huabei",)))
    assert borrower.brings(data).rows == ()
    borrower.host = host()
    assert (states(borrower.brings(data)), states(borrower.brings(data))) == (["new"], ["known"])
    assert borrower.state() == {"huabei-1": [("refunded", date(2025, 5, 3), 3000)]}


def test_several_files_are_one_batch(borrower: Borrower) -> None:
    result = borrower.brings(alipay.build([alipay.huabei()]), wechat.build_csv([wechat.card()]), sms.CCB_PAID.encode())
    assert [file.reader for file in result.files] == ["alipay", "wechat", "sms"]
    assert len(borrower.ledger.batches()) == 1


def test_one_bad_file_among_good_ones_stores_nothing(borrower: Borrower) -> None:
    with pytest.raises(InputProblem):
        borrower.brings(alipay.build([alipay.huabei()]), b"\x00\x01\x02 nothing")
    assert (borrower.state(), borrower.ledger.batches()) == ({}, ())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\x00\xff" * 900, "no format"),
        (b"%PDF-1.7 ...", "This PDF cannot be opened"),
        (b"PK\x03\x04 not a workbook", "no format"),
        ("记录时间,分类,收支类型,金额\n2025-05-03 10:00:00,餐饮,支出,3.00\n".encode(), "记账本"),
        (b"name,amount\na,1\nb,2\n", "no format"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(borrower: Borrower, data: bytes, said: str) -> None:
    with pytest.raises(InputProblem) as caught:
        borrower.brings(data)
    assert said in Wording("en").say(caught.value.what)
    assert caught.value.mend is not None


def test_a_reader_can_be_chosen_and_an_unknown_one_is_named(borrower: Borrower) -> None:
    assert borrower.looks_at("今天还了花呗".encode(), reader="sms").files[0].reader == "sms"
    with pytest.raises(InputProblem) as caught:
        borrower.looks_at(alipay.build([]), reader="alipya")
    assert "alipya" in Wording("en").say(caught.value.what)
    with pytest.raises(InputProblem) as wrong:
        borrower.looks_at(wechat.build_csv([wechat.row()]), reader="alipay")
    assert "WeChat" in Wording("en").say(wrong.value.what)


def test_a_row_that_does_not_read_is_kept_whole_and_loses_no_other(borrower: Borrower) -> None:
    result = borrower.brings(alipay.build([alipay.huabei(), alipay.huabei("2025-06-09 08:00:00", amount="x")]))
    assert result.files[0].not_understood == 1
    assert "花呗" in row(result, "not-understood").raw
    assert result.batch_id is not None
    kept = list(borrower.ledger.rows_of_batch(result.batch_id))
    assert [state for _, state, _, _ in kept] == ["committed", "not-understood"]


def test_progress_is_told_and_can_stop_an_import(borrower: Borrower) -> None:
    told: list[int] = []
    borrower.looks_at(alipay.build(month()), progress=told.append)
    assert told[-1] == 28

    def stop(count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        borrower.brings(alipay.build(month()), progress=stop)
    assert borrower.ledger.batches() == ()


@given(st.binary(max_size=300))
@settings(max_examples=40, deadline=None)
def test_no_bytes_end_in_anything_but_a_sentence(junk: bytes) -> None:
    with tempfile.TemporaryDirectory() as directory:
        for borrower in opened(Path(directory)):
            for data in (junk, alipay.build([alipay.huabei()]) + junk):
                try:
                    borrower.looks_at(document(data))
                except InputProblem as problem:
                    assert Wording("en").say(problem.what)
