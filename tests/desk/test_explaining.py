"""Questions and loans explained: how the question was read, sourced answers, kindness first where it is needed."""

import pytest

from duewatch.desk.desk import Desk
from duewatch.wording import Wording
from tests.desk.conftest import NOW

ZH = Wording("zh").say


def test_a_question_is_answered_for_the_platform_it_names(desk: Desk) -> None:
    answers = desk.ask("花呗逾期3天上征信吗", NOW)
    assert (answers.reading.platforms, answers.reading.topic, answers.reading.days_overdue) == (
        ("huabei",),
        "overdue",
        3,
    )
    (answer,) = answers.answers
    assert answer.platform_name is not None and answer.platform_name.zh == "花呗"
    assert answer.explanation.points and all(point.sources for point in answer.explanation.points)
    assert (answers.kindness, answers.help, answers.nearest) == (None, None, ())


def test_a_question_about_no_platform_is_answered_for_any_loan(desk: Desk) -> None:
    (answer,) = desk.ask("逾期会影响征信吗", NOW).answers
    assert (answer.platform_id, answer.platform_name) == (None, None)
    assert answer.explanation.points


def test_a_platform_nobody_knows_gets_the_nearest_names(desk: Desk) -> None:
    nearest = desk.ask("小花钱袋贷上征信吗", NOW).nearest
    assert nearest[0][1].zh == "小花钱包"


def test_words_of_despair_are_met_with_kindness_and_the_helpline(desk: Desk) -> None:
    answers = desk.ask("花呗还不上了，不想活了", NOW)
    assert answers.kindness is not None and "12356" in ZH(answers.kindness)


def test_despair_alone_is_not_answered_with_how_to_ask(desk: Desk) -> None:
    answers = desk.ask("我真的撑不住了", NOW)
    assert answers.kindness is not None and answers.help is None


def test_an_unknown_name_is_said_to_be_unknown_and_answered_for_its_kind(desk: Desk) -> None:
    answers = desk.ask("瓜瓜白条逾期5天", NOW)
    assert answers.unknown is not None and "瓜瓜白条" in ZH(answers.unknown)
    (answer,) = answers.answers
    assert answer.platform_id == "online-loan"
    assert "逾期 5 天" in ZH(answer.explanation.summary)


def test_a_question_that_says_nothing_known_is_told_how_to_ask(desk: Desk) -> None:
    answers = desk.ask("今天天气好吗", NOW)
    assert answers.help is not None and "平台" in ZH(answers.help)
    assert answers.answers, "what holds for any loan is said all the same"


@pytest.mark.parametrize("question", ["", "   ", "?" * 10_000, "花" * 10_000, "\x00\x1b[31m", "'; DROP TABLE loan"])
def test_any_question_gets_an_answer(desk: Desk, question: str) -> None:
    assert desk.ask(question, NOW).answers


def test_a_late_loans_explanation_speaks_of_its_own_sum_and_days(demo: Desk) -> None:
    answers = demo.explain("xiaohua", NOW)
    assert (answers.reading.topic, answers.reading.days_overdue, answers.reading.amount_fen) == ("overdue", 21, 79_100)
    assert "¥791.00" in ZH(answers.answers[0].explanation.summary)


def test_a_loan_on_time_is_not_told_about_arrears(demo: Desk) -> None:
    answers = demo.explain("huabei", NOW)
    assert (answers.reading.topic, answers.reading.days_overdue) == ("reporting", None)
    assert "逾期" not in ZH(answers.answers[0].explanation.summary)


def test_every_loan_of_the_made_up_borrower_is_explained_with_sources(demo: Desk) -> None:
    for row in demo.loan_rows(NOW):
        (answer,) = demo.explain(row.loan_id, NOW).answers
        assert answer.explanation.points and all(point.sources for point in answer.explanation.points)
