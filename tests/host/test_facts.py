"""What is said when a facts.toml is wrong."""

from datetime import date
from pathlib import Path

import pytest

from duewatch.host.facts import load_platform
from duewatch.model.finding import FindingKind
from duewatch.model.loan import LoanKind
from duewatch.model.platform import Manifest
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal
from duewatch.wording import Wording

MANIFEST = Manifest("some-loan", Literal("某贷", "Some Loan"), "1.0", 1, ("platform",), kind="cash-loan")
HEAD = """checked_on = 2026-11-23
reports = "unknown"
loan_kinds = ["revolving"]

[sources.S1]
title = "借款合同"
tier = "official"
"""
FACT = """
[[fact]]
id = "reports"
topic = "reporting"
zh = "没有查到。"
en = "Not found."
confidence = "low"
sources = ["S1"]
"""
RUNG = """
[[rung]]
id = "early-overdue"
name_zh = "逾期早期"
name_en = "early overdue"
does_zh = "发短信。"
does_en = "Sends messages."
not_allowed = ["gbt45251-quiet-hours"]
can_do_zh = ["核对欠款。"]
can_do_en = ["Check the debt."]
from_days = 1
sources = ["S1"]
"""
ROW = """
[[row]]
finding = "payment"
sources = ["alipay"]
text = '某贷还款(?P<month>\\d+)月'

[[message]]
finding = "bill"
sender = "某贷"
body = '本期应还(?P<amount>[\\d.]+)元'
confidence = "likely"
"""
MORE = """
[terms]
statement_days = [1, 10]
due_days = [6]
due_after_days = 5
facts = ["reports"]

[[particular]]
id = "return-on"
kind = "day"
zh = "归还日"
en = "day it goes back"
remind = true
"""
PARTIES = """operators = ["某某科技有限公司"]
lenders = ["某某小额贷款有限公司"]
former_lenders = ["某某银行"]
guarantors = ["某某融资担保有限公司"]
"""
WHOLE = PARTIES + HEAD + FACT + RUNG + ROW + MORE


def load(folder: Path, facts: str):
    (folder / "some_loan").mkdir()
    (folder / "some_loan" / "facts.toml").write_text(facts, encoding="utf-8")
    return load_platform(folder / "some_loan", MANIFEST)


def test_everything_in_the_file_is_there(tmp_path: Path) -> None:
    platform = load(tmp_path, WHOLE)
    assert (platform.id, platform.name.zh, platform.kind, platform.reports) == (
        "some-loan", "某贷", "cash-loan", "unknown",
    )  # fmt: skip
    assert platform.checked_on == date(2026, 11, 23)
    assert platform.facts[0].sources[0].title == "借款合同"
    rung = platform.ladder.rungs[0]
    assert (rung.from_days, rung.usual, rung.term) == (1, False, None)
    assert "22:00" in rung.not_allowed[0].text.zh
    assert rung.not_allowed[0].sources
    assert platform.rows[0].finding == FindingKind.PAYMENT
    assert (platform.messages[0].confidence, platform.messages[0].sender) == ("likely", "某贷")
    assert platform.terms is not None
    assert (platform.terms.statement_days, platform.terms.due_days, platform.terms.due_after_days) == ((1, 10), (6,), 5)
    assert platform.terms.longest_days is None
    assert platform.terms.facts == platform.facts
    particular = platform.particulars[0]
    assert (particular.id, particular.kind, particular.name.zh, particular.remind) == (
        "return-on", "day", "归还日", True,
    )  # fmt: skip


def test_the_parties_that_sources_name_are_kept_apart(tmp_path: Path) -> None:
    platform = load(tmp_path, WHOLE)
    assert platform.operators == ("某某科技有限公司",)
    assert platform.lenders == ("某某小额贷款有限公司",)
    assert platform.former_lenders == ("某某银行",)
    assert platform.guarantors == ("某某融资担保有限公司",)


def test_what_nobody_knows_of_the_terms_is_not_there(tmp_path: Path) -> None:
    platform = load(tmp_path, HEAD + FACT)
    assert platform.terms is None
    assert (platform.particulars, platform.operators, platform.lenders, platform.guarantors) == ((), (), (), ())


@pytest.mark.parametrize(
    ("change", "to", "said"),
    [
        ('reports = "unknown"', 'reports = "maybe"', "some_loan/facts.toml: reports: “maybe” is none of"),
        ("checked_on = 2026-11-23\n", "", "checked_on: is missing"),
        ("checked_on = 2026-11-23", 'checked_on = "today"', "checked_on: must be a date such as 2026-11-23"),
        ('"revolving"', '"revolver"', "loan_kinds: “revolver” is none of"),
        ('tier = "official"', 'tier = "rumour"', "[sources.S1] tier: “rumour” is none of"),
        ('tier = "official"', 'tier = "forum"\nurl = "https://x.example"', "a page of tier forum is named, not linked"),
        ('topic = "reporting"', 'topic = "gossip"', "[[fact]] reports: topic: “gossip” is none of"),
        ('en = "Not found."\n', "", "[[fact]] reports: en: is missing"),
        ('confidence = "low"', 'confidence = "sure"', "[[fact]] reports: confidence: “sure” is none of"),
        ('confidence = "low"\nsources = ["S1"]', 'confidence = "low"', "every fact says where it was read"),
        ('confidence = "low"\nsources = ["S1"]', 'confidence = "low"\nsources = ["S9"]', "there is no [sources.S9]"),
        ('confidence = "low"\n', 'confidense = "low"\n', "[[fact]] reports: confidence: is missing"),
        ("from_days = 1", 'from_days = "soon"', "[[rung]] early-overdue: from_days: must be a whole number"),
        ("from_days = 1", "from_day = 1", "from_day: is not known; did you mean from_days?"),
        ('id = "early-overdue"', 'id = "angry"', "id: “angry” is none of"),
        ('"gbt45251-quiet-hours"', '"gbt45251-seven-day-interval"', "there is no usable rule “gbt45251-seven-day"),
        ('can_do_en = ["Check the debt."]', "can_do_en = []", "can_do_en: must have as many entries as can_do_zh"),
        ('finding = "payment"', 'finding = "gift"', "[[row]] 1: finding: “gift” is none of"),
        ("'某贷还款(?P<month>", "'某贷还款(?P<month", "[[row]] 1: text: is not a regular expression"),
        ('sender = "某贷"\n', "", "[[message]] 1: sender: is missing"),
        ("[[fact]]", "[fact]", "fact: must be written as [[fact]] tables"),
        (FACT, FACT + FACT, "the id “reports” stands twice"),
        ("statement_days = [1, 10]", "statement_days = [0]", "[terms] statement_days: must be days of the month"),
        ("due_days = [6]", 'due_days = ["6"]', "[terms] due_days: must be a list of whole numbers"),
        ('facts = ["reports"]', 'facts = ["rumour"]', "[terms] facts: there is no fact “rumour”"),
        ('facts = ["reports"]\n', "", "[terms] facts: is missing: a hint names the facts it rests on"),
        ("[terms]", "[[terms]]", "terms: must be written as a [terms] table"),
        ('kind = "day"', 'kind = "amount"', "[[particular]] return-on: remind: is for a day only"),
        ('kind = "day"', 'kind = "month"', "[[particular]] return-on: kind: “month” is none of"),
        (RUNG, RUNG + RUNG, "stands after a later rung, or twice"),
        ("[[fact]]", "[[fact", "some_loan/facts.toml is not TOML"),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_naming_file_and_field(tmp_path: Path, change: str, to: str, said: str) -> None:
    assert change in WHOLE
    with pytest.raises(InputProblem) as caught:
        load(tmp_path, WHOLE.replace(change, to, 1))
    for language in ("en", "zh"):
        words = Wording(language).say(caught.value.what)
        assert "some_loan/facts.toml" in words
        assert "\n" not in words
    assert said in Wording("en").say(caught.value.what)


def test_a_file_that_is_missing_or_not_text_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "some_loan").mkdir()
    with pytest.raises(InputProblem) as caught:
        load_platform(tmp_path / "some_loan", MANIFEST)
    assert "cannot be read" in Wording("en").say(caught.value.what)
    (tmp_path / "some_loan" / "facts.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputProblem) as caught:
        load_platform(tmp_path / "some_loan", MANIFEST)
    assert "not text in UTF-8" in Wording("en").say(caught.value.what)


def test_a_platform_may_lend_in_every_way_that_a_loan_can_be_paid_back(tmp_path: Path) -> None:
    kinds = tuple(kind.value for kind in LoanKind)
    listed = ", ".join(f'"{kind}"' for kind in kinds)
    platform = load(tmp_path, WHOLE.replace('loan_kinds = ["revolving"]', f"loan_kinds = [{listed}]"))
    assert platform.loan_kinds == kinds
