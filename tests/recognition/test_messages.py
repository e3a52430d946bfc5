from datetime import date
from pathlib import Path

import pytest

from duewatch.model.finding import Confidence, Finding, FindingKind
from duewatch.recognition.amounts import amounts_in
from duewatch.recognition.days import resolve_day
from duewatch.recognition.patterns import Unclear
from tests.builders import sms
from tests.recognition.known import messages

TODAY = date(2026, 11, 24)
NOTICES = Path(__file__).parents[2] / ".." / "shared" / "samples" / "sms-notices"
K = FindingKind


def read(words: str, at: str = "2025-05-10 09:00:00") -> Finding | Unclear | None:
    return messages().recognise(sms.message(words, at=at), TODAY)


def finding(words: str, at: str = "2025-05-10 09:00:00") -> Finding:
    answer = read(words, at)
    assert isinstance(answer, Finding), answer
    return answer


@pytest.mark.parametrize(
    ("words", "kind", "platform", "fen", "on", "due", "tail"),
    [
        (sms.HUABEI_BILL, K.BILL, "huabei", 26040, (2025, 5, 10), (2025, 5, 15), None),
        (sms.HUABEI_FAILED, K.FAILED_PAYMENT, "huabei", None, (2025, 5, 10), None, None),
        (sms.HUABEI_PAID, K.PAYMENT, "huabei", 26040, (2025, 5, 10), None, None),
        (sms.JIEBEI_PAID, K.PAYMENT, "jiebei", 30000, (2025, 5, 10), None, None),
        (sms.BAITIAO_DUE, K.BILL, "jd-baitiao", 8820, (2025, 5, 10), (2025, 5, 14), None),
        (sms.BAITIAO_PAID, K.PAYMENT, "jd-baitiao", 2010, (2024, 5, 15), None, None),
        (sms.GUANGFA_BILL, K.BILL, "credit-card", 120000, (2025, 5, 10), (2025, 6, 15), "1234"),
        (sms.GUANGFA_INSTALMENT, K.NOTICE, "credit-card", None, (2025, 5, 10), None, None),
        (sms.CMB_PAID, K.PAYMENT, "credit-card", 50000, (2024, 5, 26), None, "5678"),
        (sms.CCB_PAID, K.PAYMENT, "credit-card", 9700, (2025, 5, 4), None, "1234"),
        (sms.JIANGSU_PAID, K.PAYMENT, "credit-card", 80000, (2024, 5, 26), None, "1234"),
        (sms.XIAOHUA_OVERDUE, K.OVERDUE_NOTICE, "xiaohua", 98000, (2025, 5, 10), None, None),
    ],
)
def test_the_templates_say_what_they_mean(
    words: str,
    kind: FindingKind,
    platform: str,
    fen: int | None,
    on: tuple[int, int, int],
    due: tuple[int, int, int] | None,
    tail: str | None,
) -> None:
    told = finding(words)
    assert (told.kind, told.platform_id, told.account_tail) == (kind, platform, tail)
    assert told.amount_fen == fen
    assert (told.on, told.due_on) == (date(*on), None if due is None else date(*due))


def test_a_bill_tells_its_minimum_and_its_bank() -> None:
    told = finding(sms.GUANGFA_BILL)
    assert (told.minimum_fen, told.lender) == (6000, "广发银行")


def test_a_partly_failed_debit_tells_what_went_through() -> None:
    told = finding(sms.CMB_PARTLY)
    assert (told.kind, told.amount_fen, told.paid_fen) == (K.FAILED_PAYMENT, 90000, 40000)


@pytest.mark.parametrize("words", [sms.ADVERT, sms.ADVERT_LIMIT, sms.CODE])
def test_adverts_and_codes_are_nothing(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize("words", [sms.UNKNOWN_LENT, sms.FINANCE_IN, sms.COLLECTOR])
def test_what_no_platform_here_knows_is_kept(words: str) -> None:
    assert isinstance(read(words), Unclear)


def test_an_advert_at_the_end_does_not_veto_a_payment() -> None:
    assert finding(sms.CCB_PAID.replace("【", "分期享优惠，最高可贷5万【")).kind is K.PAYMENT


def test_a_due_notice_that_speaks_of_paying_is_no_payment() -> None:
    assert finding(sms.HUABEI_BILL + "，还款成功可领红包").kind is K.BILL


def test_a_payment_whose_year_is_a_guess_is_doubtful() -> None:
    assert finding(sms.CMB_PAID).confidence is Confidence.DOUBTFUL
    assert finding(sms.CMB_PAID, at="2025-05-27 09:00:00").confidence is Confidence.SURE


def test_a_payment_without_any_day_is_doubtful_until_the_day_is_told() -> None:
    assert finding(sms.HUABEI_PAID, at="").confidence is Confidence.DOUBTFUL
    assert finding(sms.HUABEI_PAID, at="2026-11-20").confidence is Confidence.SURE


def test_an_old_bill_pasted_today_is_doubtful_not_next_years() -> None:
    assert finding(sms.HUABEI_BILL, at="").confidence is Confidence.DOUBTFUL


def test_another_messages_sender_does_not_borrow_a_platforms_words() -> None:
    assert not isinstance(read(sms.XIAOHUA_OVERDUE.replace("小花钱包", "某平台")), Finding)


@pytest.mark.parametrize(
    ("phrase", "received", "due", "day"),
    [
        ("01月05日", (2025, 12, 28), True, (2026, 1, 5)),
        ("12月28日", (2026, 1, 3), False, (2025, 12, 28)),
        ("02月29日", (2027, 3, 1), False, None),
        ("02月29日", (2028, 3, 1), False, (2028, 2, 29)),
        ("31日", (2025, 4, 20), True, (2025, 4, 30)),
        ("6日", (2025, 5, 10), True, (2025, 5, 6)),
        ("26日", (2025, 5, 10), False, (2025, 4, 26)),
        ("今天", (2025, 5, 10), True, (2025, 5, 10)),
        ("明天", (2025, 12, 31), True, (2026, 1, 1)),
        ("2031年05月23日", (2025, 5, 10), True, (2031, 5, 23)),
        ("13月40日", (2025, 5, 10), True, None),
        ("上个月", (2025, 5, 10), True, None),
    ],
)
def test_days_without_a_year_are_due_ahead_and_done_behind(
    phrase: str, received: tuple[int, int, int], due: bool, day: tuple[int, int, int] | None
) -> None:
    assert resolve_day(phrase, date(*received), due=due) == (None if day is None else date(*day))


@pytest.mark.parametrize(
    ("words", "fen"),
    [
        ("收入(他行汇入)660元，余额1,046.44元", (66000,)),
        ("成功消费人民币153.00元，当前可用额度为人民币53948.90元", (15300,)),
        ("尾号1234的卡12月30日消费RMB12.59元", (1259,)),
        ("￥4,718.94", (471894,)),
        ("还款日每月6日，尾号0262", ()),
    ],
)
def test_balances_limits_tails_and_days_are_no_amounts(words: str, fen: tuple[int, ...]) -> None:
    assert amounts_in(words) == fen


@pytest.mark.parametrize(
    ("name", "kind", "fen", "on", "tail"),
    [
        ("建设银行信用卡还款", K.PAYMENT, 9700, (2024, 12, 4), "5083"),
        ("江苏银行信用卡还款", K.PAYMENT, 179568, (2023, 9, 26), "6706"),
        ("平安银行信用卡还款", K.PAYMENT, 3661417, (2024, 10, 15), None),
        ("广发信用卡还款", K.PAYMENT, 30000, (2024, 10, 16), "1976"),
        ("京东白条还款", K.PAYMENT, 2049, (2026, 4, 15), None),
        ("招商银行信用卡自动还款失败", K.FAILED_PAYMENT, 6159712, (2024, 12, 23), None),
        ("招商银行信用卡预约还款", K.NOTICE, 390514, (2024, 12, 23), None),
    ],
)
def test_the_sample_notices_give_their_figures(
    name: str, kind: FindingKind, fen: int, on: tuple[int, int, int], tail: str | None
) -> None:
    path = NOTICES / f"{name}.txt"
    if not path.exists():
        pytest.skip("the sample files are not here")
    told = messages().recognise(sms.notice(path), TODAY)
    assert isinstance(told, Finding)
    assert (told.kind, told.amount_fen, told.on, told.account_tail) == (kind, fen, date(*on), tail)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("建设银行信用卡支出2", False),
        ("中国银行信用卡支出2", False),
        ("交通银行信用卡消费", False),
        ("招商银行支出", False),
        ("工商银行收入2", True),
        ("抖音月付消费", False),
        ("美团月付支出", False),
    ],
)
def test_the_other_sample_notices_book_nothing(name: str, kept: bool) -> None:
    path = NOTICES / f"{name}.txt"
    if not path.exists():
        pytest.skip("the sample files are not here")
    assert isinstance(messages().recognise(sms.notice(path), TODAY), Unclear) is kept
