import pytest

from duewatch.intake.banks import bank_in, same_bank


@pytest.mark.parametrize(
    ("words", "bank"),
    [
        ("建行", "建设"),
        ("中国建设银行股份有限公司信用卡中心", "建设"),
        ("中国银行", "中国"),
        ("中行卡", "中国"),
        ("江苏银行信用卡", "江苏"),
        ("我的信用卡", None),
    ],
)
def test_banks_are_known_by_all_their_names(words: str, bank: str | None) -> None:
    assert bank_in(words) == bank


def test_longer_names_are_the_same_bank_and_others_are_not() -> None:
    assert same_bank("浦发银行", "上海浦东发展银行")
    assert same_bank("招商银行", "我的招商银行卡")
    assert not same_bank("建设银行", "中国银行")
    assert not same_bank("建设银行", "我的信用卡")
