"""A contract's clauses in words: whatever is written reads back as the same clause, in both languages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duewatch.desk.clause_words.late import read_cap
from duewatch.desk.clause_words.lines import LINES, Line, capped, clauses_in_words
from duewatch.desk.clause_words.phrases import NotUnderstood
from duewatch.model.bill import Part
from duewatch.model.clauses import (
    AllocationClause,
    CardClause,
    DayCount,
    FeeBand,
    FeeBase,
    FeeClause,
    FeeTiming,
    FirstPeriod,
    Interval,
    LateBase,
    LateClause,
    LateKind,
    LprTerm,
    PrepaymentClause,
    RateChange,
    Repricing,
    Rounding,
    Surplus,
)
from duewatch.model.loan import LoanKind, Terms
from duewatch.wording import Wording
from tests.desk.clause_strategies import TERMS

BARE = Terms(kind=LoanKind.EQUAL_INSTALMENT)
BY_NAME = {line.name: line for line in LINES}
SPEECH = {language: Wording(language) for language in ("zh", "en")}


def read(name: str, words: str) -> Terms:
    """Bare terms with what the words of one line say."""
    line = BY_NAME[name]
    return line.put(BARE, line.read(words))


@pytest.mark.parametrize("language", ["zh", "en"])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(terms=TERMS)
def test_what_is_written_in_words_reads_back_as_the_same_clauses(language: str, terms: Terms) -> None:
    again = Terms(kind=terms.kind)
    for line in LINES:
        words = line.words(terms)
        if words is not None:
            again = line.put(again, line.read(SPEECH[language].say(words)))
    assert again == terms


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_the_example_beside_each_line_is_understood(line: Line, language: str) -> None:
    said = SPEECH[language].say(line.example)
    alternatives = line.name in {"every", "day-count", "first-period", "step", "rounding", "card-paid-part"}
    choices = said.replace("或", "、").replace(" or ", ", ").replace("、", ",").replace("，", ",")
    for words in choices.split(",") if alternatives else [said]:
        if words.strip():
            assert line.put(BARE, line.read(words)) is not None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(terms=TERMS)
def test_a_line_that_is_cleared_says_nothing(terms: Terms) -> None:
    for line in LINES:
        terms = line.clear(terms)
    assert terms == Terms(kind=terms.kind)
    assert list(clauses_in_words(terms)) == []


def late(**given: object) -> tuple[LateClause, ...]:
    return (LateClause(**given),)  # type: ignore[arg-type]


_FEE_ORDER = (Part.CHARGE, Part.FEE, Part.INTEREST, Part.PRINCIPAL)
_BANDS = (FeeBand(from_day=5, to_day=10, amount_fen=2000), FeeBand(from_day=11, to_day=None, amount_fen=5000))
SAID: list[tuple[str, str, dict[str, object]]] = [
    ("every", "1m", {"every": 1}),
    ("every", "2 weeks", {"every": 2, "unit": Interval.WEEKS}),
    ("every", "每14天", {"every": 14, "unit": Interval.DAYS}),
    ("every", "季", {"every": 3}),
    ("every", "年", {"every": 12}),
    ("day-count", "act/360", {"day_count": DayCount.ACTUAL_360}),
    ("day-count", "实际天数/365", {"day_count": DayCount.ACTUAL_365}),
    ("step", "10元", {"step_fen": 1000}),
    ("step", "10yuan", {"step_fen": 1000}),
    ("step", "整元", {"step_fen": 100}),
    ("rounding", "四舍六入五成双", {"rounding": Rounding.HALF_EVEN}),
    ("fee", "300 deducted", {"fees": (FeeClause(timing=FeeTiming.DEDUCTED, amount_fen=30_000),)}),
    ("fee", "0.5% of principal per bill", {"fees": (FeeClause(timing=FeeTiming.INSTALMENT, pct=Decimal("0.5")),)}),
    ("fee", "每期 剩余本金的千分之三",
     {"fees": (FeeClause(timing=FeeTiming.INSTALMENT, pct=Decimal("0.3"), base=FeeBase.OUTSTANDING),)}),
    ("fee", "砍头息￥１,２００；2%计入本金",
     {"fees": (FeeClause(timing=FeeTiming.DEDUCTED, amount_fen=120_000),
               FeeClause(timing=FeeTiming.FINANCED, pct=Decimal(2)))}),
    ("fee", "每期手续费0.66%", {"fees": (FeeClause(timing=FeeTiming.INSTALMENT, pct=Decimal("0.66")),)}),
    ("every", "每三个月", {"every": 3}),
    ("every", "quarterly", {"every": 3}),
    ("rate-change", "2027-01-01 3.1",
     {"rate_changes": (RateChange(from_on=date(2027, 1, 1), annual_rate_pct=Decimal("3.1")),)}),
    ("rate-change", "自2027年1月1日起年利率为3.1%",
     {"rate_changes": (RateChange(from_on=date(2027, 1, 1), annual_rate_pct=Decimal("3.1")),)}),
    ("repricing", "lpr5y -0.2 on 01-01",
     {"repricing": Repricing(term=LprTerm.OVER_FIVE_YEARS, spread_pct=Decimal("-0.2"), month=1, day=1)}),
    ("repricing", "5年期以上LPR减20个基点，每年1月1日",
     {"repricing": Repricing(term=LprTerm.OVER_FIVE_YEARS, spread_pct=Decimal("-0.2"), month=1, day=1)}),
    ("repricing", "lpr1y+55bp every 6 months",
     {"repricing": Repricing(term=LprTerm.ONE_YEAR, spread_pct=Decimal("0.55"), every_months=6)}),
    ("late", "0.05% a day of principal", {"late_clauses": late(kind=LateKind.DAILY, pct=Decimal("0.05"))}),
    ("late", "每日万分之五，按逾期金额",
     {"late_clauses": late(kind=LateKind.DAILY, pct=Decimal("0.05"), base=LateBase.AMOUNT)}),
    ("late", "罚息利率在合同利率基础上加收50%",
     {"late_clauses": late(kind=LateKind.MULTIPLE, multiple=Decimal("1.5"))}),
    ("late", "每逾期一日按逾期本金的0.05%计收",
     {"late_clauses": late(kind=LateKind.DAILY, pct=Decimal("0.05"))}),
    ("late", "1.5x", {"late_clauses": late(kind=LateKind.MULTIPLE, multiple=Decimal("1.5"))}),
    ("late", "在合同利率基础上加收50%", {"late_clauses": late(kind=LateKind.MULTIPLE, multiple=Decimal("1.5"))}),
    ("late", "compound 1.5x", {"late_clauses": late(kind=LateKind.COMPOUND, multiple=Decimal("1.5"))}),
    ("late", "days 5-10: 20, 11-: 50", {"late_clauses": late(kind=LateKind.FEE, bands=_BANDS)}),
    ("late", "逾期5-10天20元，11天起50元，最多99元",
     {"late_clauses": late(kind=LateKind.FEE, bands=_BANDS, cap_fen=9_900)}),
    ("late", "罚息1.3倍 不超过本金的30%",
     {"late_clauses": late(kind=LateKind.MULTIPLE, multiple=Decimal("1.3"), cap_pct=Decimal(30))}),
    ("allocation", "charge,fee,interest,principal by bill surplus next", {"allocation": AllocationClause()}),
    ("allocation", "先罚息再利息后本金", {"allocation": AllocationClause(
        order=(Part.CHARGE, Part.INTEREST, Part.PRINCIPAL, Part.FEE))}),
    ("allocation", "违约金、费用、利息、本金，逾期第91天起：本金、利息、费用、违约金",
     {"allocation": AllocationClause(late_order=(Part.PRINCIPAL, Part.INTEREST, Part.FEE, Part.CHARGE),
                                     late_from_days=91)}),
    ("allocation", "先息后本", {"allocation": AllocationClause(
        order=(Part.INTEREST, Part.PRINCIPAL, Part.CHARGE, Part.FEE))}),
    ("allocation", "principal > interest, by part, surplus to the last bill",
     {"allocation": AllocationClause(order=(Part.PRINCIPAL, Part.INTEREST, Part.CHARGE, Part.FEE), by_part=True,
                                     surplus=Surplus.LAST)}),
    ("prepayment", "1% free after 6", {"prepayment": PrepaymentClause(pct=Decimal(1), free_after=6)}),
    ("prepayment", "提前还款违约金1%，还满6期免费", {"prepayment": PrepaymentClause(pct=Decimal(1), free_after=6)}),
    ("prepayment", "2个月利息", {"prepayment": PrepaymentClause(interest_months=Decimal(2))}),
    ("prepayment", "免费", {"prepayment": PrepaymentClause()}),
    ("prepayment", "3%，剩余利息照收", {"prepayment": PrepaymentClause(pct=Decimal(3), flat_given_back=False)}),
    ("prepayment", "未到期手续费退还", {"prepayment": PrepaymentClause(flat_given_back=True)}),
    ("first-period", "按天折算", {"first_period": FirstPeriod.SHARE}),
    ("card-paid-part", "免息", {"card": CardClause(paid_part_free=True)}),
    ("card-minimum", "10%，利息和费用按比例",
     {"card": CardClause(minimum_pct=Decimal(10), minimum_whole_charges=False)}),
    ("card-minimum", "10% 最低50元",
     {"card": CardClause(minimum_pct=Decimal(10), minimum_least_fen=5_000)}),
    ("card-tolerance", "10 or 1%", {"card": CardClause(tolerance_fen=1_000, tolerance_pct=Decimal(1))}),
    ("card-daily", "万分之五", {"card": CardClause(daily_pct=Decimal("0.05"))}),
    ("card-grace", "3天", {"card": CardClause(grace_days=3)}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "words", "terms"), SAID, ids=[f"{name}: {words}" for name, words, _ in SAID])
def test_a_contract_is_understood_as_people_write_it(name: str, words: str, terms: dict[str, object]) -> None:
    assert read(name, words) == replace(BARE, **terms)  # type: ignore[arg-type]


WRONG = [
    ("every", "0m", "“0m” is not a distance"),
    ("every", "sometimes", "“sometimes” is not a distance"),
    ("day-count", "30/365", "30/360, actual/360"),
    ("step", "crates", "“crates” is nothing"),
    ("fee", "300", "Say when it is paid"),
    ("fee", "deducted", "either an amount or a percentage"),
    ("fee", "300 2% deducted", "either an amount or a percentage"),
    ("fee", "300 of the principal deducted", "leave out what it is taken on"),
    ("fee", "0 deducted", "“0” is not an amount"),
    ("fee", "1.234 deducted", "“1.234” is not an amount"),
    ("fee", "300 deducted per bill", "“per bill” contradicts"),
    ("fee", "300 deducted tomorrow", "“tomorrow” is not understood"),
    ("rate-change", "2027-02-30 3.1", "“2027-02-30” is not a day"),
    ("rate-change", "2027-02-03", "the day and the rate"),
    ("repricing", "-0.2 on 01-01", "Say which LPR"),
    ("repricing", "lpr5y -0.2 on 13-01", "is not a day"),
    ("late", "5%", "“a day” belong together"),
    ("late", "daily 1.5x", "“a day” belong together"),
    ("repricing", "lpr5y 上浮10%", "“上浮10%” is not understood"),
    ("late", "0.05% a day 1.5x", "Give one of"),
    ("late", "compound 0.05% a day", "multiple of the contract's rate"),
    ("late", "compound 1.5x of principal", "not taken on the principal"),
    ("late", "days 10-5: 20", "Days 10-5 run backwards"),
    ("late", "days 5-10: 20, 8-: 50", "Day 8 stands in two bands"),
    ("allocation", "interest, principal, interest", "One part stands twice"),
    ("allocation", "", "Say in which order"),
    ("prepayment", "free 1%", "either free or it costs"),
    ("prepayment", "1% 2 months interest", "either a percentage"),
    ("card-minimum", "at least 50", "Give a percentage"),
    ("card-grace", "91", "up to 90"),
    ("card-daily", "-1", "is not a rate"),
    ("card-daily", "nan", "is not a rate"),
]


@pytest.mark.parametrize(("name", "words", "said"), WRONG, ids=[f"{name}: {words}" for name, words, _ in WRONG])
def test_what_is_not_understood_is_named(name: str, words: str, said: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read(name, words)
    assert said in SPEECH["en"].say(refused.value.what)


def test_a_cap_is_for_clauses_that_have_none_of_their_own() -> None:
    own = LateClause(kind=LateKind.MULTIPLE, multiple=Decimal("1.5"), cap_fen=100)
    bare = LateClause(kind=LateKind.MULTIPLE, multiple=Decimal("1.5"))
    assert capped((own, bare), read_cap("本金的30%")) == (own, replace(bare, cap_pct=Decimal(30)))
    assert capped((bare,), read_cap("at most 500")) == (replace(bare, cap_fen=50_000),)


TYPED = (
    "300 0.5% 1.5x days 5-10: 第 天 起 each bill deducted 本金 的 利息 罚息 复利 , ; 。 最多 at most lpr5y -0.2 on "
    "13-45 2027-02-30 free after 999 每 万分之 五 个月 月 / actual 9999999999999 0 - + % order 逐期 from day"
)
PIECES = st.sampled_from(TYPED.split())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(LINES), st.lists(PIECES, max_size=8).map(" ".join) | st.text(max_size=40))
def test_whatever_is_typed_is_understood_or_told_apart_in_a_sentence(line: Line, words: str) -> None:
    try:
        terms = line.put(BARE, line.read(words))
    except NotUnderstood as refused:
        assert SPEECH["zh"].say(refused.what)
    else:
        assert line.clear(terms) == BARE
