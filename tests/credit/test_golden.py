"""Whole answers, word for word, as they were read and approved by eye.

To take over a wanted change: ``python -m tests.credit.test_golden`` and read the difference.
"""

from pathlib import Path

import pytest

from tests.credit.answering import written

FOLDER = Path(__file__).parent / "golden"
QUESTIONS = {
    "any-loan-late": "还晚了，征信会怎么样",
    "any-loan-half-month": "贷款逾期半个月上征信吗",
    "any-loan-usage": "贷款和征信是什么关系",
    "any-loan-removal": "征信上的逾期记录怎么才能消掉",
    "any-loan-sued": "因为欠钱被起诉了，征信会怎样",
    "any-loan-inquiries": "征信查询次数太多有影响吗",
    "any-loan-small": "只欠几百块逾期也影响征信吗",
    "any-loan-extension": "信贷办了延期还款，征信怎么记",
    "xiaohua-21-days": "小花钱包逾期21天会上征信吗",
    "huabei-now": "花呗现在上征信吗",
    "huabei-2020": "2020年花呗上征信吗",
    "huabei-history": "花呗上征信的规则这些年怎么变的",
    "huabei-one-day": "花呗晚还了一天",
    "huabei-120-days": "花呗逾期一百二十天",
    "huabei-missing": "征信报告里为什么查不到我的花呗",
    "huabei-civil-service": "花呗记录影响考公政审吗",
    "huabei-granularity": "平时每一笔花呗消费都会记到征信里吗",
    "huabei-upgrade": "花呗升级后要不要同意报征信",
    "huabei-mortgage": "用了花呗影响办房贷不",
    "liability": "花呗算负债吗",
    "alipay-family": "支付宝逾期上征信吗",
    "jiebei-31-days": "借呗逾期31天",
    "jiebei-2020": "2020年借呗上征信吗",
    "jiebei-2023-usage": "2023年用借呗，征信上会怎么显示",
    "jiebei-each": "借呗每借一次都上一次征信吗",
    "old-debt": "借呗欠了三年没还",
    "old-debt-coping": "借呗欠了三年没还，现在还不上怎么办",
    "baitiao-29-days": "白条逾期29天的后果",
    "jintiao-car-loan": "用过京东金条还能办车贷吗",
    "card-seven-days": "信用卡逾期七天",
    "card-95-days": "信用卡逾期95天",
    "card-coping": "信用卡逾期了怎么处理",
    "bank-instalments": "银行贷款分期还影响征信吗",
    "anyihua-bank": "安逸花银行能看到吗",
    "duxiaoman-legit": "度小满正规吗，上征信吗",
    "qianzhan-safe": "钱站这个平台安全吗",
    "qianzhan-2020": "钱站的贷款2020年在征信报告里怎么体现",
    "yangqianguan-grace": "洋钱罐有几天宽限期，宽限期内算逾期吗",
    "fangxinjie-on-time": "放心借每次都准时还，对征信有好处吗",
    "yuefu-unused": "抖音月付开了但没用过",
    "online-loan-registered": "只注册网贷没借钱影响征信吗",
    "online-loan-refused": "申请了网贷但没放款，征信有记录吗",
    "meituan-family": "美团的钱逾期了",
    "three-at-once": "借呗备用金和美团借钱都逾期了",
    "home-credit-coping": "捷信逾期怎么不变成黑户",
    "private-lending": "民间借贷上不上征信",
    "policy-loan": "拿保单借的钱上征信吗",
    "rental": "优品租租的手机，买断或者续租对征信有影响吗",
    "despair": "不想活了，欠的网贷还不上怎么办",
    "unknown-name": "瓜瓜白条逾期5天",
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_reads_as_it_was_approved(name: str, language: str) -> None:
    approved = (FOLDER / f"{name}.{language}.txt").read_text(encoding="utf-8")
    assert written(QUESTIONS[name], language) == approved


if __name__ == "__main__":
    for name, question in QUESTIONS.items():
        for language in ("zh", "en"):
            (FOLDER / f"{name}.{language}.txt").write_text(written(question, language), encoding="utf-8")
