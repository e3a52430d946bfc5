from dataclasses import replace

import pytest

from duewatch.model.finding import Confidence, Finding, FindingKind
from duewatch.model.platform import RowPattern
from duewatch.model.problem import InputProblem
from duewatch.model.record import Record
from duewatch.recognition.patterns import RowPatterns, Unclear
from tests.recognition.known import platforms, rows


def record(source: str = "alipay", **cells: object) -> Record:
    usual: dict[str, object] = {
        "kind": "信用借还", "counterparty": "花呗", "text": "花呗主动还款-2031年05月账单", "direction": "neutral",
        "amount_fen": 26040, "method": "某银行储蓄卡(1234)", "status": "还款成功", "order_id": "1", "note": "",
    }  # fmt: skip
    return Record(line=1, source=source, at="2031-05-09 08:00:00", raw="", **(usual | cells))  # type: ignore[arg-type]


def found(**cells: object) -> Finding:
    finding = rows().recognise(record(**cells))  # type: ignore[arg-type]
    assert isinstance(finding, Finding)
    return finding


@pytest.mark.parametrize(
    "words", ["花呗主动还款-2031年05月账单", "主动还款-花呗2031年05月账单", "自动还款-花呗2031年05月账单"]
)
def test_huabei_repayments_name_their_bill(words: str) -> None:
    finding = found(text=words)
    assert (finding.kind, finding.platform_id, finding.bill_month) == (FindingKind.PAYMENT, "huabei", "2031-05")
    assert (finding.amount_fen, finding.confidence) == (26040, Confidence.SURE)


def test_a_repayment_of_huabei_and_xinyonggou_together_is_doubtful_as_to_the_lender() -> None:
    assert found(counterparty="花呗|信用购", text="自动还款-花呗|信用购").confidence is Confidence.DOUBTFUL
    assert found(counterparty="花呗", text="自动还款-花呗|信用购2031年05月账单").confidence is Confidence.DOUBTFUL


def test_a_failed_repayment_is_no_payment() -> None:
    assert found(text="花呗主动还款", status="还款失败", method="").kind is FindingKind.FAILED_PAYMENT


@pytest.mark.parametrize(
    ("words", "status", "kind"),
    [
        ("借呗放款至银行卡", "放款成功", FindingKind.LENT),
        ("蚂蚁借呗放款至余额", "放款成功", FindingKind.LENT),
        ("蚂蚁借呗还款", "还款成功", FindingKind.PAYMENT),
        ("借呗还款", "还款失败", FindingKind.FAILED_PAYMENT),
    ],
)
def test_jiebei_rows(words: str, status: str, kind: FindingKind) -> None:
    finding = found(counterparty="借呗", text=words, status=status)
    assert (finding.kind, finding.platform_id) == (kind, "jiebei")


def test_card_repayments_name_the_bank() -> None:
    alipay = found(counterparty="某某银行", text="信用卡自动还款")
    wechat = rows().recognise(
        record("wechat", kind="信用卡还款", counterparty="建设银行信用卡还款", text="", status="支付成功")
    )
    assert isinstance(wechat, Finding)
    assert (alipay.platform_id, alipay.lender) == ("credit-card", "某某银行")
    assert (wechat.platform_id, wechat.kind, wechat.lender) == ("credit-card", FindingKind.PAYMENT, "建设银行")


def test_a_refund_of_a_purchase_on_huabei_lowers_its_bill() -> None:
    finding = found(kind="退款", counterparty="某商店", text="退款-商品", method="花呗", status="退款成功")
    assert (finding.kind, finding.platform_id) == (FindingKind.REFUND, "huabei")


def test_a_refund_onto_a_banks_xinyonggou_is_not_one_on_huabei_for_sure() -> None:
    finding = found(kind="退款", counterparty="某商店", text="退款", method="某银行信用购", status="退款成功")
    assert (finding.confidence, finding.lender) == (Confidence.DOUBTFUL, "某银行")


@pytest.mark.parametrize("method", ["花呗", "某银行信用购"])
def test_spending_on_a_credit_line_is_no_payment_but_an_amount_of_its_coming_statement(method: str) -> None:
    row = record(kind="餐饮美食", counterparty="某店", method=method, text="午饭", status="交易成功")
    finding = rows().recognise(row)
    assert isinstance(finding, Finding) and finding.kind is FindingKind.PURCHASE


@pytest.mark.parametrize(
    "cells",
    [
        {"counterparty": "某某消费金融", "text": "还款"},
        {"counterparty": "瓜瓜月付", "text": "瓜瓜月付还款"},
        {"counterparty": "", "text": "瓜瓜周转金归还"},
        {"kind": "瓜瓜周转还款", "counterparty": "瓜瓜周转", "text": ""},
        {"kind": "商户消费", "counterparty": "某某小额贷款有限公司", "text": ""},
        {"text": "花呗主动还款", "status": "还款处理中"},
    ],
)
def test_what_looks_like_credit_and_is_not_known_is_kept(cells: dict[str, object]) -> None:
    assert isinstance(rows().recognise(record(**cells)), Unclear)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cells",
    [
        {"kind": "餐饮美食", "counterparty": "某店", "text": "午饭", "status": "交易成功"},
        {"kind": "转账红包", "counterparty": "某人", "text": "转账", "status": "交易成功"},
        {"kind": "投资理财", "counterparty": "某基金", "text": "卖出至余额宝", "status": "交易成功"},
        {"text": "花呗主动还款", "status": "交易关闭"},
    ],
)
def test_what_is_about_no_loan_or_moved_no_money_is_nothing(cells: dict[str, object]) -> None:
    assert rows().recognise(record(**cells)) is None  # type: ignore[arg-type]


def test_two_platforms_that_are_equally_sure_make_it_doubtful() -> None:
    one, other = platforms()[:2]
    pattern = RowPattern(finding="payment", text="同一句话")
    patterns = RowPatterns([replace(one, rows=(pattern,)), replace(other, rows=(pattern,))])
    finding = patterns.recognise(record(text="同一句话"))
    assert isinstance(finding, Finding)
    assert finding.confidence is Confidence.DOUBTFUL


def test_a_pattern_that_is_no_regular_expression_is_named() -> None:
    broken = replace(platforms()[0], rows=(RowPattern(finding="payment", text="("),))
    with pytest.raises(InputProblem) as caught:
        RowPatterns([broken])
    assert platforms()[0].id in str(caught.value.what)


def test_more_kinds_of_rows_than_are_remembered_change_nothing() -> None:
    patterns = RowPatterns(platforms())
    for number in range(5_000):
        assert patterns.recognise(record(kind=f"类{number}", counterparty="某店", text="", status="")) is None
    assert isinstance(patterns.recognise(record()), Finding)
