import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.recognition.masking import SOMEBODY, masked, masked_sentence
from tests.builders import alipay, sms

MESSAGES = [value for name, value in vars(sms).items() if name.isupper() and isinstance(value, str)]


@pytest.mark.parametrize("words", MESSAGES)
def test_a_message_keeps_its_shape_and_loses_its_figures(words: str) -> None:
    made = masked(words)
    assert re.sub(r"[\d*a-z]", "", made) == re.sub(r"[\d*a-z]", "", words)
    for number in set(re.findall(r"\d{3,}", words)) - {"000"}:
        assert number not in re.findall(r"\d+", made)


def test_names_links_mailboxes_and_days_are_replaced() -> None:
    words = (
        "【某平台】尊敬的张三先生，您2026年11月20日10:22的借款5000.00元已逾期3天，详见https://x.cn/a1，联系a.b@c.com"
    )
    made = masked_sentence(words)
    for told in ("张三", "2026", "10:22", "5000", "x.cn", "a.b"):
        assert told not in made
    assert made.startswith(f"【某平台】{SOMEBODY}先生，您2031年05月20日10:11的借款")
    assert "https://example.com" in made and "a@example.com" in made
    assert re.search(r"借款\d{4}\.00元已逾期\d天", made)


def test_the_same_number_becomes_the_same_and_others_differ() -> None:
    first, second, third = masked_sentence("订单12345678 订单12345678 订单87654321").split()
    assert first == second != third


def test_in_a_table_words_about_the_person_go_and_words_about_the_loan_stay() -> None:
    rows = [alipay.row(party="李四烧烤店", text="羊肉串二十串"), alipay.huabei()]
    made = masked(alipay.build(rows).decode("gb18030"))
    for told in ("李四", "羊肉串", "张三", "260.40"):
        assert told not in made
    assert "花呗主动还款" in made
    assert "交易时间,交易分类,交易对方" in made, "the header stays"
    assert made.count(",") == alipay.build(rows).decode("gb18030").count(",")


@given(st.text(alphabet='张三0123456789,\n年月日:-*¥.元还款\t"@x', max_size=120))
def test_no_words_make_it_raise_and_lines_stay_lines(words: str) -> None:
    assert masked(words).count("\n") == words.count("\n")


@given(st.from_regex(r"\A(?!0)\d{3,20}\Z"))
def test_a_number_keeps_its_length(digits: str) -> None:
    made = masked_sentence(f"尾号{digits}")
    assert len(made) == len(digits) + 2
