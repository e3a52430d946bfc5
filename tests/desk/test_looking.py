"""Finding a loan by what a person types, and one loan whole."""

import pytest

from duewatch.desk.desk import Desk
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording
from tests.desk.conftest import NOW, TODAY

LINE = Terms(kind=LoanKind.REVOLVING)


def sentence(problem: InputProblem) -> str:
    say = Wording("en").say
    return say(problem.what) + ("" if problem.mend is None else f" {say(problem.mend)}")


@pytest.mark.parametrize(
    "words", ["huabei-1", "hua", "HUABEI", "花呗", "Huabei", "蚂蚁花呗", "花", " huabei-1 "],
)  # fmt: skip
def test_a_loan_is_found_by_id_beginning_name_and_alias(demo: Desk, words: str) -> None:
    assert demo.loan(words, NOW).loan.id == "huabei-1"


def test_a_loan_is_found_by_the_name_its_owner_gave_it(demo: Desk) -> None:
    assert demo.loan("借呗 搬家", NOW).loan.id == "jiebei-4"
    assert demo.loan("晨星", NOW).loan.id == "credit-card-4"


def test_an_id_that_others_begin_with_is_meant_itself(desk: Desk) -> None:
    for _ in range(12):
        desk.add_loan("huabei", LINE, NOW)
    assert desk.loan("huabei-1", NOW).loan.id == "huabei-1"


def test_words_that_could_mean_several_name_them(demo: Desk) -> None:
    with pytest.raises(InputProblem) as raised:
        demo.loan("借呗", NOW)
    assert "jiebei-1" in sentence(raised.value) and "jiebei-3" in sentence(raised.value)


def test_an_unknown_loan_names_the_nearest_ids(demo: Desk) -> None:
    with pytest.raises(InputProblem) as raised:
        demo.loan("huebai-1", NOW)
    assert "huabei-1" in sentence(raised.value)


@pytest.mark.parametrize("words", ["", "  ", "%", "_", "'; DROP TABLE loan; --", "花" * 5_000])
def test_anything_else_is_one_sentence(demo: Desk, words: str) -> None:
    with pytest.raises(InputProblem):
        demo.loan(words, NOW)
    assert demo.loan_count(NOW) == 17


def test_in_an_empty_store_no_loan_is_near(desk: Desk) -> None:
    with pytest.raises(InputProblem) as raised:
        desk.loan("huabei", NOW)
    assert "duewatch loans" in sentence(raised.value)


def test_one_loan_has_its_ladder_its_rung_and_its_facts(demo: Desk) -> None:
    detail = demo.loan("xiaohua", NOW)
    assert detail.rung is not None and detail.rung.id == "early-overdue"
    assert detail.next_rung is not None and detail.next_rung.id == "formal-collection"
    assert [rung.id for rung in detail.ladder.rungs][-1] == "legal"
    assert detail.facts and all(fact.sources for fact in detail.facts)
    assert detail.facts_checked_on is not None


def test_the_parts_of_what_is_overdue_make_up_the_whole(demo: Desk) -> None:
    for row in demo.loan_rows(NOW):
        detail = demo.loan(row.loan_id, NOW)
        parts = detail.principal_overdue_fen + detail.interest_overdue_fen + detail.fees_overdue_fen
        assert parts == detail.row.overdue_fen


def test_a_loan_whose_plugin_is_gone_is_shown_under_its_own_name_and_says_nothing_of_the_report(desk: Desk) -> None:
    from duewatch.model.loan import Loan
    from duewatch.model.loan_event import BillIssued

    with desk.session.ledger.writing("add-loan", "gone-1", NOW) as writer:
        writer.add_loan(Loan(id="gone-1", platform_id="gone", name="某分期", terms=LINE))
        bill = BillIssued(loan_id="gone-1", on=TODAY, bill_id="2026-10", due_on=TODAY.replace(day=1), total_fen=100)
        writer.add_event(bill)
    detail = desk.loan("gone-1", NOW)
    assert (detail.platform_name.zh, detail.row.platform_zh) == ("某分期", "某分期")
    assert (detail.row.days_past_due, detail.row.report_code) == (22, None)
    assert detail.facts == () and detail.facts_checked_on is None
    assert detail.ladder.platform_id == "gone" and detail.ladder.rungs


def test_bills_due_are_the_overdue_ones_and_those_within_the_days(demo: Desk) -> None:
    within = demo.bills_due(NOW, within_days=2)
    assert {bill.loan_id for bill in within if bill.due_on >= TODAY} >= {"jiebei-1", "huabei-1"}
    assert all((bill.due_on - TODAY).days <= 2 for bill in within)
    assert any(bill.due_on < TODAY for bill in within)
    assert len(demo.bills_due(NOW, within_days=10**9)) >= len(within)


def test_an_unknown_column_is_one_sentence_that_names_the_known_ones(demo: Desk) -> None:
    with pytest.raises(InputProblem) as raised:
        demo.loan_rows(NOW, sort="colour")
    assert "platform" in sentence(raised.value)


def test_pages_make_up_the_whole_list(demo: Desk) -> None:
    whole = demo.loan_rows(NOW)
    pages = [row for offset in range(0, 20, 5) for row in demo.loan_rows(NOW, offset=offset, limit=5)]
    assert pages == whole
    assert demo.loan_count(NOW) == len(whole)
    late = demo.loan_rows(NOW, only_late=True, containing="信用卡")
    assert demo.loan_count(NOW, only_late=True, containing="信用卡") == len(late) == 3


@pytest.mark.parametrize("words", ["xiaohua", "小花钱包", " 小花科技 ", "Xiaohua Wallet"])
def test_a_ladder_is_found_by_any_name_of_its_platform(desk: Desk, words: str) -> None:
    ladder = desk.ladder(words)
    assert ladder.platform_id == "xiaohua"
    assert [rung.id for rung in ladder.rungs][:2] == ["reminder", "due-today"]
    assert desk.platform(words).id == "xiaohua"


def test_an_unknown_platform_names_the_nearest_else_all(desk: Desk) -> None:
    with pytest.raises(InputProblem) as raised:
        desk.ladder("小花钱")
    assert "Nearest names: Xiaohua Wallet" in sentence(raised.value)
    with pytest.raises(InputProblem) as raised:
        desk.ladder("zzzz")
    assert "Huabei" in sentence(raised.value) and "JD Baitiao" in sentence(raised.value)


def test_platforms_to_choose_from_have_both_names_and_the_kinds_that_fit(desk: Desk) -> None:
    choices = {choice.id: choice for choice in desk.platforms()}
    assert set(choices) >= {"credit-card", "huabei", "jd-baitiao", "jiebei", "xiaohua"}
    assert all(choice.loan_kinds and choice.name.zh and choice.name.en for choice in choices.values())
