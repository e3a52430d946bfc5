"""From which account loans are debited, against what is in it."""

import pytest

from duewatch.desk.desk import Desk
from duewatch.model.debit import read_account, read_debit_time
from duewatch.model.problem import InputProblem
from tests.desk.conftest import NOW

BANK = "招商银行 1234"


def test_loans_of_one_account_that_cannot_serve_them_are_named_with_the_gap(demo: Desk) -> None:
    for loan in ("huabei-1", "jiebei-1"):
        demo.set_debit(loan, BANK, "09:00", NOW)
    (view,) = demo.debits(NOW).accounts
    assert "not known" in view.warnings[0].msgid
    demo.set_account(BANK, NOW, balance_fen=100_000)
    (view,) = demo.debits(NOW).accounts
    (stretch,) = view.stretches
    assert {each.loan_id for each in stretch.debits} == {"huabei-1", "jiebei-1"}
    assert stretch.gap_fen == stretch.need_fen - 100_000 > 0
    assert view.warnings[0].params["gap"].fen == stretch.gap_fen
    demo.set_account(BANK, NOW, balance_fen=stretch.need_fen)
    assert not demo.debits(NOW).accounts[0].warnings
    demo.set_account(BANK, NOW, paydays=[15], pay_fen=5)
    account = demo.debits(NOW).accounts[0].account
    assert (account.balance_fen, account.paydays, account.pay_fen) == (stretch.need_fen, (15,), 5)
    demo.set_account(BANK, NOW, forget=True)
    assert demo.debits(NOW).accounts[0].account.balance_fen is None


def test_the_time_is_the_loans_own_else_that_of_the_facts_else_unknown(demo: Desk) -> None:
    demo.set_debit("huabei-1", None, "08:30", NOW)
    lines = {line.debit.loan_id: line for line in demo.debits(NOW).lines}
    assert (lines["huabei-1"].debit.at, lines["huabei-1"].told_by_facts) == ("08:30", False)
    assert lines["jiebei-1"].debit.at is None
    assert all(line.account is None for line in lines.values())


@pytest.mark.parametrize("words", ["", "6222 0212 3456 7890", "招商6222021234567890", "银行" * 30])
def test_a_whole_account_number_is_never_kept(words: str) -> None:
    with pytest.raises(InputProblem):
        read_account(words)


@pytest.mark.parametrize("words", ["9", "24:00", "9点", "09:60"])
def test_a_time_that_is_none_is_refused(words: str) -> None:
    assert read_debit_time("９：０５") == "09:05"
    with pytest.raises(InputProblem):
        read_debit_time(words)


def test_a_loan_that_the_file_declares_names_its_account(demo: Desk) -> None:
    from duewatch.desk.declared.reading import TableProblem, loan_of
    from duewatch.desk.declared.writing_out import table_of

    table = {"platform": "huabei", "debit_account": BANK, "debit_at": "9:00"}
    loan = loan_of("huabei-7", table, demo.session.platforms, NOW.date())
    assert (loan.debit_account, loan.debit_at) == (BANK, "09:00")
    assert table_of(loan)["debit_account"] == BANK
    with pytest.raises(TableProblem, match="debit_at"):
        loan_of("huabei-7", {"platform": "huabei", "debit_at": "soon"}, demo.session.platforms, NOW.date())
