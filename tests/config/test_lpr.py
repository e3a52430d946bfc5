"""The LPR: what was published when, what is not known, and what the borrower adds."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.config.rules import lender_kind, lender_name, lender_trades, lpr_history, rulebook
from duewatch.config.show import values
from duewatch.model.clauses import LprTerm
from duewatch.model.lpr import LprHistory, LprRate
from duewatch.model.platform import CONFIDENCES
from duewatch.model.rulebook import LenderKind
from tests.config.test_load import loaded, said

SHARED = Path(__file__).parents[2] / ".." / "shared" / "facts" / "lpr.csv"
LPR = lpr_history()
FIRST, LAST = LPR.rates[0].published_on, LPR.rates[-1].published_on


def rate(day: str, pct: str) -> LprRate:
    return LprRate(date.fromisoformat(day), Decimal(pct), None, "somewhere", "high")


def test_every_publication_names_its_source_and_how_sure_it_is() -> None:
    for each in LPR.rates:
        assert each.source
        assert each.confidence in CONFIDENCES[:3]
        assert each.one_year_pct is not None
        assert each.over_five_year_pct is not None
        assert 0 < each.one_year_pct <= each.over_five_year_pct < 10
    assert {each.confidence for each in LPR.rates if "single source" in each.source} == {"low"}


def test_no_month_is_missing_between_the_first_and_the_last() -> None:
    months = [each.published_on.year * 12 + each.published_on.month for each in LPR.rates]
    assert months == list(range(months[0], months[-1] + 1))


@pytest.mark.skipif(not SHARED.exists(), reason="the collected facts are not part of the project")
def test_the_table_is_the_one_that_was_collected() -> None:
    with SHARED.open(encoding="utf-8", newline="") as file:
        collected = [tuple(row.values()) for row in csv.DictReader(file)]
    assert collected == [
        (each.published_on.isoformat(), str(each.one_year_pct), str(each.over_five_year_pct), each.source)
        for each in LPR.rates
    ]


@pytest.mark.parametrize(
    ("day", "one_year", "five_years"),
    [
        ("2019-08-20", "4.25", "4.85"),
        ("2020-08-19", "3.85", "4.65"),
        ("2022-08-21", "3.70", "4.45"),
        ("2022-08-22", "3.65", "4.30"),
        ("2024-02-20", "3.45", "3.95"),
        ("2025-05-20", "3.00", "3.50"),
    ],
)
def test_the_latest_published_on_or_before_a_day_holds(day: str, one_year: str, five_years: str) -> None:
    on = date.fromisoformat(day)
    assert LPR.pct(LprTerm.ONE_YEAR, on) == Decimal(one_year)
    assert LPR.pct(LprTerm.OVER_FIVE_YEARS, on) == Decimal(five_years)


def test_before_the_first_publication_nothing_is_known() -> None:
    assert LPR.on(FIRST - timedelta(days=1)) is None
    assert LPR.last_before(FIRST - timedelta(days=1)) is None


def test_from_the_next_publication_day_on_the_last_known_one_is_not_taken_for_the_present_one() -> None:
    assert date(2026, 8, 20) == LAST
    assert LPR.on(date(2026, 9, 20)) is not None, "a Sunday: the next one comes on Monday"
    assert LPR.on(date(2026, 9, 21)) is None
    last = LPR.last_before(date(2026, 11, 23))
    assert last is not None
    assert last.published_on == LAST


def test_a_month_missing_between_two_known_ones_is_not_filled_in() -> None:
    history = LprHistory([rate("2026-08-20", "3.0"), rate("2026-11-20", "2.9")], 20)
    assert history.pct(LprTerm.ONE_YEAR, date(2026, 9, 1)) == Decimal("3.0")
    assert history.on(date(2026, 10, 15)) is None
    assert history.pct(LprTerm.ONE_YEAR, date(2026, 11, 20)) == Decimal("2.9")


def test_a_publication_put_off_by_a_holiday_leaves_no_gap() -> None:
    history = LprHistory([rate("2026-01-20", "3.1"), rate("2026-02-24", "3.0")], 20)
    assert history.pct(LprTerm.ONE_YEAR, date(2026, 2, 23)) == Decimal("3.1")


def test_over_the_turn_of_a_year_months_follow_one_another() -> None:
    history = LprHistory([rate("2025-12-22", "3.1"), rate("2026-01-26", "3.0")], 20)
    assert history.pct(LprTerm.ONE_YEAR, date(2026, 1, 25)) == Decimal("3.1")


@given(st.dates(FIRST, LAST))
def test_within_the_table_every_day_is_known_and_no_rate_comes_before_its_day(day: date) -> None:
    found = LPR.on(day)
    assert found is not None
    assert found.published_on <= day
    assert day - found.published_on <= timedelta(days=35)


def test_the_borrower_adds_a_month_in_the_config_and_corrects_one(tmp_path: Path) -> None:
    result = loaded(
        tmp_path,
        """
        [[lpr]]
        date = 2026-09-21
        one_year_pct = 2.95
        over_five_year_pct = "3.45"
        source = "pbc.gov.cn"
        [[lpr]]
        date = 2026-08-20
        one_year_pct = 3
        """,
    )
    assert said(result) == []
    first, second = result.settings.lpr
    assert (first.one_year_pct, first.over_five_year_pct, first.source) == (
        Decimal("2.95"),
        Decimal("3.45"),
        "pbc.gov.cn",
    )
    assert (second.over_five_year_pct, second.source) == (None, "config.toml")
    history = lpr_history(result.settings.lpr)
    assert len(history.rates) == len(LPR.rates) + 1
    assert history.pct(LprTerm.ONE_YEAR, date(2026, 10, 1)) == Decimal("2.95")
    corrected = history.on(date(2026, 8, 31))
    assert corrected is not None
    assert corrected.own
    assert corrected.over_five_year_pct == Decimal("3.50"), "as the table has it"
    shown = {each.key: (each.shown, each.origin) for each in values(result)}
    assert shown["lpr[1].one_year_pct"] == ("2.95", "config.toml:4")
    assert shown["lpr[2].date"] == ("2026-08-20", "config.toml:8")


@pytest.mark.parametrize(
    ("words", "line", "what"),
    [
        ("date = '2026-09-21'\none_year_pct = 3.0", 2, "a date such as 2026-08-20, without quotes, is expected"),
        ("date = 2026-09-21\none_year_pct = 'three'", 3, "a rate in percent a year such as 3.0 is expected"),
        ("date = 2026-09-21\none_year_pct = 0", 3, "a rate in percent a year such as 3.0 is expected"),
        ("date = 2026-09-21\none_year_pct = nan", 3, "a rate in percent a year such as 3.0 is expected"),
        ("date = 2026-09-21\none_year_pct = true", 3, "a rate in percent a year such as 3.0 is expected"),
        ("date = 2026-09-21\none_year_pct = 300", 3, "a rate in percent a year such as 3.0 is expected"),
        ("date = 2026-09-21", 1, "names no date or no rate"),
        ("one_year_pct = 3.0", 1, "names no date or no rate"),
        ("date = 2026-09-21\none_year_pct = 3.0\nsource = 1", 4, "a text in quotes is expected"),
        ("date = 2026-09-21\none_year = 3.0\none_year_pct = 3.0", 3, "Did you mean “one_year_pct”?"),
    ],
)
def test_a_wrong_lpr_is_told_with_its_line_and_left_out(tmp_path: Path, words: str, line: int, what: str) -> None:
    result = loaded(tmp_path, f"[[lpr]]\n{words}\n[[lpr]]\ndate = 2026-10-20\none_year_pct = 3.0\n")
    (told,) = said(result)
    assert told.startswith(f"config.toml:{line}: lpr[1]"), told
    assert what in told
    assert [each.published_on for each in result.settings.lpr] == [date(2026, 10, 20)]


def test_a_rule_gives_its_figures_exactly_and_none_where_it_must_not() -> None:
    rules = rulebook().rules
    assert rules["financial-loan-24pct"].share_pct("cap_annual") == Decimal(24)
    assert rules["private-lending-cap-4lpr"].number("multiple") == Decimal(4)
    assert rules["private-lending-transition"].day("split_date") == date(2020, 8, 20)
    assert rules["financial-loan-24pct"].flag("on_request")
    assert rules["financial-loan-24pct"].number("on_request") is None
    assert rules["financial-loan-24pct"].number("no such figure") is None
    assert rules["stage-names"].parameters
    assert rules["stage-names"].number("outsourced_from") is None, "it is not confirmed"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("重庆蚂蚁消费金融有限公司", LenderKind.CONSUMER_FINANCE),
        ("重庆京东盛际小额贷款有限公司", LenderKind.MICROLOAN),
        ("某某农村商业银行股份有限公司", LenderKind.BANK),
        ("某某国际信托有限公司", LenderKind.TRUST),
        ("某某银行汽车金融中心", None),
        ("张三", None),
        ("某某科技有限公司", None),
        ("", None),
    ],
)
def test_a_registered_name_tells_the_kind_of_lender_or_nothing(name: str, kind: LenderKind | None) -> None:
    assert lender_kind(name) is kind


def test_every_kind_of_lender_has_a_name() -> None:
    assert [trade.kind for trade in lender_trades()] == list(LenderKind)
    assert lender_name(LenderKind.MICROLOAN).zh == "小额贷款公司"
    assert len({lender_name(kind).en for kind in LenderKind}) == len(LenderKind)
