"""Importing through the desk: several files and pasted text in one batch, previewed first, all or nothing."""

from pathlib import Path

import pytest

from duewatch.desk.desk import Desk
from duewatch.model.problem import InputProblem, PasswordNeeded
from tests.builders import alipay, archives, wechat
from tests.desk.conftest import NOW


@pytest.fixture
def wallet(tmp_path: Path) -> Path:
    path = tmp_path / "wallet.csv"
    path.write_bytes(alipay.build([alipay.row(), alipay.huabei(), alipay.huabei("2025-06-09 08:00:00", "88.00")]))
    return path


def test_a_preview_stores_nothing_and_the_commit_is_one_batch(desk: Desk, wallet: Path, tmp_path: Path) -> None:
    chat = tmp_path / "chat.csv"
    chat.write_bytes(wechat.build_csv([wechat.row(), wechat.card()]))
    preview = desk.preview([wallet, chat], NOW)
    assert desk.loan_count(NOW) == 0 and desk.batches() == []
    done = desk.commit_import([wallet, chat], NOW)
    assert done.files == preview.files and done.rows == preview.rows
    (batch,) = desk.batches()
    assert (batch.id, batch.what, batch.loans, batch.events) == (done.batch_id, "import", 2, 3)


def test_a_row_that_is_dropped_is_left_out(desk: Desk, wallet: Path) -> None:
    rows = desk.preview([wallet], NOW).rows
    desk.commit_import([wallet], NOW, drop=frozenset({rows[0].key}))
    assert [payment.amount_fen for payment in desk.loan("huabei", NOW).payments] == [8_800]


def test_pasted_text_is_read_and_named_as_such(desk: Desk) -> None:
    message = "【花呗】本月还款日12月10日，账单260.40元，点链接还款，已还请忽略"
    result = desk.commit_import([], NOW, pasted=message.encode())
    assert [(each.path, each.reader, each.new_bills) for each in result.files] == [("-", "sms", 1)]
    assert desk.loan("huabei", NOW).row.next_due_fen == 26_040


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe" * 1_000, b"\x7fELF" + bytes(200)])
def test_one_file_that_nothing_can_read_and_nothing_at_all_is_stored(
    desk: Desk, wallet: Path, tmp_path: Path, content: bytes
) -> None:
    odd = tmp_path / "odd.bin"
    odd.write_bytes(content)
    with pytest.raises(InputProblem):
        desk.commit_import([wallet, odd], NOW)
    assert desk.loan_count(NOW) == 0 and desk.batches() == []


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_is_not_there_or_is_a_folder_is_one_sentence(desk: Desk, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputProblem):
        desk.preview([tmp_path / name], NOW)


def test_a_reader_can_be_named(desk: Desk, wallet: Path) -> None:
    assert desk.preview([wallet], NOW, reader="alipay").files[0].reader == "alipay"
    with pytest.raises(InputProblem):
        desk.preview([wallet], NOW, reader="nothing")


def test_progress_counts_up_to_the_last_record(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = [
        alipay.row(f"2025-05-{n % 28 + 1:02d} 10:{n // 60 % 60:02d}:{n % 60:02d}", order=f"N{n}") for n in range(5_000)
    ]
    path.write_bytes(alipay.build(rows))
    told: list[int] = []
    desk.preview([path], NOW, progress=told.append)
    assert told == sorted(told) and len(told) > 1
    assert told[-1] == 5_000


def test_encrypted_archives_of_both_wallets_are_read_with_the_passwords_given(desk: Desk, tmp_path: Path) -> None:
    first, second = tmp_path / "alipay.zip", tmp_path / "wechat.zip"
    first.write_bytes(archives.aes({"支付宝交易明细.csv": alipay.build([alipay.huabei()])}))
    second.write_bytes(archives.aes({"微信支付账单.xlsx": wechat.build_xlsx([wechat.card()])}, "zK3b"))
    with pytest.raises(PasswordNeeded):
        desk.commit_import([first, second], NOW, passwords=["zK3b"])
    assert desk.batches() == []
    done = desk.commit_import([first, second], NOW, passwords=["zK3b", archives.PASSWORD])
    assert [(each.reader, each.new_payments) for each in done.files] == [("alipay", 1), ("wechat", 1)]
    unpacked = tmp_path / "unpacked.csv"
    unpacked.write_bytes(alipay.build([alipay.huabei()]))
    assert desk.commit_import([unpacked], NOW).batch_id is None, "the same rows, unpacked by hand, are known"
