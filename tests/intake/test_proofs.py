"""One repayment seen in the wallet, at the bank and in a message is one payment with three proofs."""

import json
from pathlib import Path

import pytest

from duewatch.model.problem import InputProblem
from duewatch.wording import Wording
from tests.builders import alipay, wechat
from tests.intake.borrower import Borrower, row, states

AT = "2025-05-09 08:00:00"
ORDER = "2025050922001400000001"


def of_alipay(**cells: str) -> bytes:
    return alipay.build([alipay.huabei(AT, **({"order": ORDER} | cells))])


def of_bank(order: str = "", tail: str = "1234") -> bytes:
    """The same debit in a list of the account, as a table of one's own has it; its note quotes what the bank prints."""
    note = f"支付宝 花呗还款 尾号{tail} {order}"
    return f"平台,类型,日期,金额,尾号,编号,备注\n花呗,还款,2025-05-09,260.40,,{order},{note}\n".encode()


def of_message(day: str = "2025-05-09") -> bytes:
    return f"{day} 08:01\n【花呗】花呗账单已还清，扣款金额：260.40元".encode()


def proofs(borrower: Borrower) -> list[tuple[str, int]]:
    (found,) = borrower.ledger.proofs_of_loan("huabei-1").values()
    return [(each.reader, each.line) for each in found]


def test_an_order_id_that_stands_in_both_makes_them_one_without_asking(borrower: Borrower) -> None:
    borrower.brings(of_alipay())
    result = borrower.brings(of_bank(ORDER))
    assert states(result) == ["known"] and result.batch_id is not None
    assert borrower.state() == {"huabei-1": [("paid", row(result, "known").on, 26040)]}
    assert [reader for reader, _ in proofs(borrower)] == ["alipay", "own-table"]


def test_without_an_id_it_is_asked_and_three_sources_end_as_three_proofs(borrower: Borrower) -> None:
    borrower.brings(of_alipay())
    for data in (of_bank(), of_message()):
        asked = row(borrower.brings(data), "doubtful")
        assert asked.may_be_same, "the amount alone may be chance"
        assert states(borrower.brings(data, same=frozenset({asked.key}))) == ["known"]
        assert states(borrower.brings(data)) == ["known"], "the answer is remembered"
    assert [reader for reader, _ in proofs(borrower)] == ["alipay", "own-table", "sms"]
    assert len(borrower.state()["huabei-1"]) == 1


def test_the_account_that_paid_decides_only_where_both_name_it(borrower: Borrower) -> None:
    borrower.brings(of_bank(tail="1234"))
    assert states(borrower.looks_at(of_alipay(method="某银行储蓄卡(1234)"))) == ["known"]
    assert states(borrower.looks_at(of_alipay(method="某银行储蓄卡(9999)"))) == ["doubtful"]
    assert states(borrower.looks_at(of_alipay(method="余额宝"))) == ["doubtful"]


def test_two_rows_of_one_source_are_two_payments_until_said_otherwise(borrower: Borrower) -> None:
    borrower.brings(of_alipay())
    other = row(borrower.brings(of_alipay(order="2025050922001400000002")), "doubtful")
    assert other.may_be_same
    borrower.brings(of_alipay(order="2025050922001400000002"), take=frozenset({other.key}))
    assert len(borrower.state()["huabei-1"]) == 2


def test_a_proof_is_taken_back_with_its_batch_and_the_payment_stays(borrower: Borrower) -> None:
    borrower.brings(of_alipay())
    second = borrower.brings(of_bank(ORDER))
    assert second.batch_id is not None
    borrower.undoes(second.batch_id)
    assert proofs(borrower) == [("alipay", 16)] and len(borrower.state()["huabei-1"]) == 1
    assert states(borrower.looks_at(of_bank(ORDER))) == ["known"], "it proves the same again, having been forgotten"


def test_a_payment_that_a_later_batch_proves_is_not_taken_back_under_it(borrower: Borrower) -> None:
    first, second = borrower.brings(of_alipay()), borrower.brings(of_bank(ORDER))
    assert first.batch_id is not None and second.batch_id is not None
    with pytest.raises(InputProblem) as refused:
        borrower.undoes(first.batch_id)
    assert f"{second.batch_id} (file-0)" in Wording("en").say(refused.value.what)
    borrower.undoes(second.batch_id)
    borrower.undoes(first.batch_id)
    assert (borrower.state(), borrower.rows_known()) == ({}, 0)


def test_two_equal_payments_are_never_both_taken_for_the_one_that_stands_there(borrower: Borrower) -> None:
    borrower.brings(wechat.build_csv([wechat.card("2025-05-04 09:00:00", "¥97.00")]))
    two = "2025-05-04 10:00\n【建设银行】您尾号1234的龙卡信用卡已于05月04日成功扣款人民币97.00元。"
    result = borrower.looks_at(f"{two}\n\n{two.replace('10:00', '11:00')}".encode())
    assert sum(each.may_be_same for each in result.rows) <= 1


def test_the_command_asks_and_takes_the_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from duewatch.cli.main import main

    (tmp_path / "alipay.csv").write_bytes(of_alipay())
    (tmp_path / "bank.csv").write_bytes(of_bank())

    def run(*words: str) -> tuple[int, str]:
        code = main(["--data", str(tmp_path / "store"), "--lang", "zh", "--today", "2026-11-24", *words])
        return code, capsys.readouterr().out

    run("import", str(tmp_path / "alipay.csv"))
    code, shown = run("import", "--dry-run", str(tmp_path / "bank.csv"))
    key = shown.split("--same ")[1][:8]
    assert code == 0 and f"是另一笔：--take {key}" in shown
    assert run("import", str(tmp_path / "bank.csv"), "--same", "zzzz")[0] == 2
    assert "依据 2 份" not in run("loan", "show", "huabei-1")[1]
    assert run("import", str(tmp_path / "bank.csv"), "--same", key)[0] == 0
    shown = run("loan", "show", "huabei-1")[1]
    assert "依据 2 份：alipay.csv 第 16 行，bank.csv 第 2 行" in shown
    payments = json.loads(run("loan", "show", "huabei-1", "--json")[1])["payments"]
    assert [len(each["proofs"]) for each in payments] == [2]
