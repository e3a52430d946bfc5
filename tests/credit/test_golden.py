"""Whole answers, word for word, as they were read and approved by eye.

To take over a wanted change: ``python -m tests.credit.test_golden`` and read the difference.
"""

from pathlib import Path

import pytest

from tests.credit.answering import written

FOLDER = Path(__file__).parent / "golden"
QUESTIONS = {
    "xiaohua-21-days": "小花钱包逾期21天会上征信吗",
    "huabei-now": "花呗现在上征信吗",
    "huabei-2020": "2020年花呗上征信吗",
    "huabei-one-day": "花呗晚还了一天",
    "alipay-family": "支付宝逾期上征信吗",
    "jiebei-31-days": "借呗逾期31天",
    "baitiao-29-days": "白条逾期29天的后果",
    "card-seven-days": "信用卡逾期七天",
    "any-loan-half-month": "贷款逾期半个月上征信吗",
    "old-debt": "借呗欠了三年没还",
    "despair": "不想活了，欠的钱还不上怎么办",
    "liability": "花呗算负债吗",
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
