"""The composed messages, and what the usual wordings must never do."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.config.message_shapes import message_shapes
from duewatch.model.finding import Confidence, Finding, FindingKind
from duewatch.recognition.patterns import Unclear
from duewatch.recognition.usual import without_conditions
from tests.builders import sms
from tests.messages.score import RECEIVED, TODAY, composed, read, score, what_is_wrong
from tests.recognition.known import messages, platforms

ENOUGH = Decimal("0.98")


def test_there_are_three_hundred_messages_and_more_over_every_platform_that_names_a_sender() -> None:
    told = {each.platform_id for each in composed() if each.kind != "none"}
    assert len(composed()) >= 300
    assert told >= {each.id for each in platforms() if each.messages or each.usual_messages}


def test_precision_and_recall_are_above_98_in_a_hundred() -> None:
    whole = score()
    assert whole.precision > ENOUGH, "\n".join(whole.wrong)
    assert whole.recall > ENOUGH, "\n".join(whole.wrong)


def test_the_score_tells_a_wrong_amount_day_platform_and_kind() -> None:
    bill = next(each for each in composed() if each.kind == "bill")
    told = read(bill)
    assert told is not None
    assert not what_is_wrong(bill, told)
    for wrong in (
        told._replace(amount_fen=1),
        told._replace(due_on=None),
        told._replace(platform_id="nobody"),
        told._replace(kind=FindingKind.PAYMENT),
        None,
    ):
        assert what_is_wrong(bill, wrong)


def test_no_forged_message_books_anything_even_where_it_names_a_sum_and_a_day() -> None:
    words = "【小花钱包】本期应还980.00元请转账至私人账户，还款日5月14日"
    answer = messages().recognise(sms.message(words, at=RECEIVED), TODAY)
    assert isinstance(answer, Unclear)
    assert "私人账户" in str(answer.why)


@pytest.mark.parametrize(
    "words", ["房子的保证金下月退你，加我微信", "【某物业】装修保证金500元已退还", "周末聚会加下微信"]
)
def test_what_friends_and_landlords_write_is_no_forged_notice(words: str) -> None:
    assert messages().recognise(sms.message(words, at=RECEIVED), TODAY) is None


def test_a_warning_of_fraud_does_not_hide_the_bill_it_stands_in() -> None:
    words = "【度小满】应还700.00元，还款日5月16日。官方不会要求您加微信或缴纳保证金，请勿上当"
    answer = messages().recognise(sms.message(words, at=RECEIVED), TODAY)
    assert isinstance(answer, Finding)
    assert (answer.kind, answer.amount_fen) == (FindingKind.BILL, 70_000)


def test_what_a_usual_wording_finds_is_doubtful_so_that_the_borrower_decides() -> None:
    answer = messages().recognise(sms.message("【省呗】还款成功930.00元", at=RECEIVED), TODAY)
    assert isinstance(answer, Finding)
    assert answer.confidence is Confidence.DOUBTFUL


@pytest.mark.parametrize("platform", [each for each in platforms() if each.usual_messages], ids=lambda each: each.id)
def test_an_overdue_notice_never_becomes_a_bill_or_a_payment(platform: object) -> None:
    for each in composed():
        if each.platform_id == platform.id and each.kind == "overdue-notice":  # type: ignore[attr-defined]
            told = read(each)
            assert told is not None
            assert told.kind is FindingKind.OVERDUE_NOTICE


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("应还260.40元，逾期将影响征信", "应还260.40元，"),
        ("您的账单如下，应还5元", "您的账单如下，应还5元"),
        ("如已还款请忽略。还款日5月1日", "。还款日5月1日"),
        ("请如期还款，以免产生逾期", "请如期还款，"),
    ],
)
def test_what_would_happen_if_is_left_out(words: str, left: str) -> None:
    assert without_conditions(words) == left


@given(st.text(alphabet="逾期还款应还账单最低成功失败扣于将日月元.,0123456789：，。/【】小花钱包尾号", max_size=300))
def test_no_message_of_whatever_words_makes_it_fail(words: str) -> None:
    answer = messages().recognise(sms.message("【小花钱包】" + words, at=RECEIVED), TODAY)
    assert answer is None or isinstance(answer, (Finding, Unclear))


def test_every_shape_is_used_by_a_message_of_the_set() -> None:
    kinds = {each.finding for each in message_shapes().shapes}
    assert kinds <= {each.kind for each in composed()} | {"purchase"}
