"""How free questions are read."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.credit.question import nearest_platforms, read_question, situations
from tests.credit.answering import TODAY, host, read

HUNDRED = Path(__file__).parents[2] / ".." / "shared" / "facts" / "questions.toml"


@pytest.mark.parametrize(
    ("question", "platforms", "topic", "days"),
    [
        ("花呗逾期3天上征信吗", ("huabei",), "overdue", 3),
        ("花呗晚了三天", ("huabei",), "overdue", 3),
        ("花 呗 逾期 第 3 天", ("huabei",), "overdue", 3),
        ("小花钱包逾期二十一天", ("xiaohua",), "overdue", 21),
        ("花呗逾期半个月", ("huabei",), "overdue", 15),
        ("信用卡晚了两周", ("credit-card",), "overdue", 14),
        ("借呗逾期一个月", ("jiebei",), "overdue", 30),
        ("借呗逾期一个半月", ("jiebei",), "overdue", 45),
        ("借呗逾期两个半月", ("jiebei",), "overdue", 75),
        ("欠了两年没还的借呗", ("jiebei",), "overdue", 730),
        ("白条逾期15日", ("jd-baitiao",), "overdue", 15),
        ("三天没还花呗", ("huabei",), "overdue", 3),
        ("花呗11月20日没还", ("huabei",), "overdue", 4),
        ("花呗2026年11月10日没还，逾期14天", ("huabei",), "overdue", 14),
        ("花呗还有3天到期", ("huabei",), None, None),
        ("花呗有3天宽限期吗", ("huabei",), "grace-period", None),
        ("还晚了，征信会怎么样", (), "overdue", None),
        ("支付宝逾期5天", ("huabei", "jiebei"), "overdue", 5),
        ("支付宝里的花呗逾期5天", ("huabei",), "overdue", 5),
        ("花呗和借呗都逾期了", ("huabei", "jiebei"), "overdue", None),
        ("信用卡逾期了怎么处理", ("credit-card",), "coping", None),
        ("信用购上征信吗", ("xinyonggou",), "reporting", None),
        ("花呗按月报还是一笔一笔报", ("huabei",), "granularity", None),
        ("I am 3 days late on Huabei, is it reported?", ("huabei",), "overdue", 3),
        ("credit card two weeks overdue", ("credit-card",), "overdue", 14),
        ("a month late on my loan", (), "overdue", 30),
        ("is Jiebei on my credit report", ("jiebei",), "reporting", None),
        ("what can I do, I cannot pay my credit card", ("credit-card",), "coping", None),
    ],
)
def test_platform_topic_and_days_are_read(
    question: str, platforms: tuple[str, ...], topic: str | None, days: int | None
) -> None:
    reading = read(question)
    assert (reading.platforms, reading.topic, reading.days_overdue) == (platforms, topic, days)


@pytest.mark.parametrize(
    ("question", "year"),
    [("22年花呗上征信吗", 2022), ("花呗 2022 征信报送", 2022), ("借呗19年上征信吗", 2019), ("去年花呗上征信吗", 2025),
     ("was Huabei reported in 2021", 2021), ("花呗上征信吗", None), ("花呗欠了2020元", None), ("借呗借了2年", None),
     ("白条逾期20年", None)],
)  # fmt: skip
def test_a_year_is_read(question: str, year: int | None) -> None:
    assert read(question).year == year


@pytest.mark.parametrize(
    ("question", "fen"),
    [("花呗500块逾期", 50_000), ("借呗欠1.2万", 1_200_000), ("欠了五百元", 50_000), ("¥1,204.10 overdue", 120_410),
     ("花呗欠了几百块", None), ("逾期3天", None), ("500 yuan late", 50_000)],
)  # fmt: skip
def test_an_amount_is_read_in_fen(question: str, fen: int | None) -> None:
    assert read(question).amount_fen == fen


@pytest.mark.parametrize(
    "question", ["不想活了", "欠这么多我真想死", "活不下去了，花呗逾期", "I want to die, I owe too much"]
)
def test_despair_is_heard(question: str) -> None:
    assert read(question).distress


def test_an_ordinary_question_is_not_taken_for_despair() -> None:
    assert not read("花呗逾期3天会怎样").distress


@pytest.mark.parametrize(
    ("question", "unknown"),
    [("瓜瓜白条上征信吗", "瓜瓜白条"), ("支付宝随心贷上征信吗", "支付宝随心贷"), ("小瓜快贷逾期三天", "小瓜快贷"),
     ("瓜瓜月付逾期", "瓜瓜月付")],
)  # fmt: skip
def test_another_houses_product_is_not_taken_for_one_of_ours(question: str, unknown: str) -> None:
    reading = read(question)
    assert reading.platforms == ()
    assert reading.unknown_words == (unknown,)


@pytest.mark.parametrize(
    "question", ["我欠了网贷怎么办", "想借钱", "没钱花了", "车贷逾期", "民间借贷上不上征信", "有贷款会影响征信评分吗"]
)
def test_everyday_words_are_not_taken_for_names(question: str) -> None:
    assert read(question).unknown_words == ()


@pytest.mark.parametrize(
    ("question", "platforms"),
    [("房贷逾期3天", ("bank-loan",)), ("我的车贷没还", ("bank-loan",)), ("花呗逾期还能办房贷吗", ("huabei",)),
     ("花呗影响买房贷款吗", ("huabei",)), ("想申请车贷", ()), ("借呗和房贷都逾期了", ("jiebei", "bank-loan"))],
)  # fmt: skip
def test_a_mortgage_that_is_owed_is_not_one_that_is_hoped_for(question: str, platforms: tuple[str, ...]) -> None:
    assert read(question).platforms == platforms


def test_names_that_sound_alike_are_offered() -> None:
    assert nearest_platforms(("小花包包", "zzz"), host().aliases())[0] == "xiaohua"
    assert nearest_platforms(("qqqq",), host().aliases()) == ()


def test_each_platform_gets_its_own_question() -> None:
    asked = situations(read("支付宝逾期5天"), TODAY)
    assert [(one.platform_id, one.topic, one.days_overdue) for one in asked] == [
        ("huabei", "overdue", 5),
        ("jiebei", "overdue", 5),
    ]
    assert [one.platform_id for one in situations(read("逾期5天"), TODAY)] == [None]


def hundred() -> list[dict]:
    if not HUNDRED.exists():
        return []
    return tomllib.loads(HUNDRED.read_text(encoding="utf-8"))["question"]


def right(question: dict) -> bool:
    reading = read(question["ask"])
    return (
        reading.platforms == tuple(question["platforms"])
        and reading.topic == question["topic"]
        and set(question.get("also", [])) <= set(reading.also)
        and reading.days_overdue == question.get("days_overdue")
        and reading.year == question.get("year")
    )


@pytest.mark.skipif(not HUNDRED.exists(), reason="the hundred questions are not part of the project")
def test_the_hundred_questions_are_all_read_right() -> None:
    assert len(hundred()) == 100
    assert [question["ask"] for question in hundred() if not right(question)] == []


@given(st.text(max_size=60), st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_any_text_is_read_without_a_fault(question: str, on: date) -> None:
    reading = read_question(question, {"花呗": "huabei", "白条": "jd-baitiao"}, {"支付宝": ("huabei", "jiebei")}, on)
    assert reading.days_overdue is None or reading.days_overdue >= 0


@given(st.integers(min_value=1, max_value=9999))
def test_days_in_digits_are_read_as_written(days: int) -> None:
    assert read(f"花呗逾期{days}天").days_overdue == days


@pytest.mark.parametrize(
    ("question", "words"),
    [("花呗欠了几百块", "几百块"), ("借呗欠十几万还不上", "十几万"), ("花呗欠500块", None), ("花呗逾期3天", None)],
)
def test_an_amount_without_a_figure_is_shown_as_it_was_written(question: str, words: str | None) -> None:
    assert read(question).amount_words == words


@pytest.mark.parametrize(
    "question",
    ["没有钱还了，老板不发工资", "华北的银行逾期三天", "几百条催收短信", "没钱花被催了", "随便花吧",
     "朋友借了我的钱不还",
     "my bank says I am late", "I want a loan", "以前借给同事", "节省备用"],
)  # fmt: skip
def test_everyday_words_are_not_taken_for_a_misspelt_name(question: str) -> None:
    assert set(read(question).platforms) <= {"bank-loan"}


def test_a_misspelt_name_that_may_mean_two_platforms_is_not_guessed() -> None:
    aliases = {"瓜瓜贷款": "a", "呱呱贷款": "b"}
    assert read_question("胍胍贷款逾期", aliases, {}, TODAY).platforms == ()


def test_an_unknown_name_is_answered_for_any_loan_of_its_kind() -> None:
    aliases = {"网贷": "online-loan", "银行贷款": "bank-loan"}
    assert read_question("瓜瓜白条逾期", aliases, {}, TODAY).kind == "online-loan"
    assert read_question("瓜瓜保险贷逾期", {**aliases, "保单": "policy-loan"}, {}, TODAY).kind == "policy-loan"
    asked = situations(read_question("瓜瓜白条逾期5天", aliases, {}, TODAY), TODAY)
    assert [(one.platform_id, one.days_overdue) for one in asked] == [("online-loan", 5)]
    assert read_question("瓜瓜白条逾期", {}, {}, TODAY).kind is None


def test_a_word_for_the_kind_beside_a_name_is_no_second_platform() -> None:
    aliases = {"捷信": "home-credit", "网贷": "online-loan"}

    def named(question: str) -> tuple[str, ...]:
        return read_question(question, aliases, {}, TODAY).platforms

    assert named("捷信的网贷逾期") == ("home-credit",)
    assert named("捷信算网贷吗") == ("home-credit",)
    assert named("捷信和网贷都逾期了") == ("home-credit", "online-loan")
    assert named("网贷逾期") == ("online-loan",)


def test_a_house_means_what_one_pays_with_before_what_one_borrows() -> None:
    for word, ids in host().family_words().items():
        kinds = [next(m.kind for m in host().manifests("platform") if m.id == each) for each in ids]
        paying = [kind in {"consumer-credit-line", "bnpl"} for kind in kinds]
        assert paying == sorted(paying, reverse=True), word


@pytest.mark.parametrize(
    "joke", ["笑死我了花呗又涨额度", "急死了花呗什么时候到账", "累死累活还花呗", "想死你了", "打死也不还"]
)
def test_everyday_exaggerations_are_not_despair(joke: str) -> None:
    assert not read(joke).distress


@pytest.mark.parametrize(
    "words",
    ["活着真没意思", "我撑不住了", "不如一了百了", "想从楼上跳楼", "欠这么多死了算了", "真想解脱",
     "活够了", "我快崩溃了",
     "笑死，其实我不想活了", "i don't want to live", "thinking of ending it all"],
)  # fmt: skip
def test_many_ways_to_say_despair_are_heard(words: str) -> None:
    assert read(words).distress


def test_who_only_says_that_it_is_too_much_is_told_what_can_be_done() -> None:
    assert [one.topic for one in situations(read("我不想活了"), TODAY)] == ["coping"]
