"""A yearly cost held against the rules: above by so much, not above, or cannot be told; never a verdict."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.config.rules import lpr_history, rulebook
from duewatch.model.lpr import LprHistory, LprRate
from duewatch.model.rulebook import LenderKind
from duewatch.servicing.ceilings import MEASURES, Ceiling, Kind, Weight, against
from duewatch.wording import Wording

RULES = rulebook().rules
LPR = lpr_history()
EN, ZH = Wording("en"), Wording("zh")


def held(pct: str, signed_on: date, lender: LenderKind | None, lpr: LprHistory = LPR) -> list[Ceiling]:
    return list(against(Decimal(pct), signed_on, lender, RULES, lpr))


def measured(ceilings: list[Ceiling]) -> list[tuple[str, str | None, bool | None, str | None]]:
    def shown(number: Decimal | None) -> str | None:
        return None if number is None else f"{number.normalize():f}"

    return [(each.rule_id, shown(each.limit_pct), each.exceeded, shown(each.by_pct)) for each in ceilings]


@pytest.mark.parametrize(
    ("signed_on", "limit"),
    [
        (date(2020, 8, 20), "15.4"),
        (date(2021, 11, 30), "15.4"),
        (date(2021, 12, 19), "15.4"),
        (date(2021, 12, 20), "15.2"),
        (date(2024, 7, 21), "13.8"),
        (date(2024, 7, 22), "13.4"),
        (date(2025, 5, 19), "12.4"),
        (date(2025, 5, 20), "12"),
        (date(2026, 9, 20), "12"),
    ],
)
def test_private_lending_is_held_against_four_times_the_lpr_of_the_day_of_signing(signed_on: date, limit: str) -> None:
    (ceiling,) = held(limit, signed_on, LenderKind.PRIVATE)
    assert measured([ceiling]) == [("private-lending-cap-4lpr", limit, False, None)]
    (above,) = held(str(Decimal(limit) + Decimal("0.01")), signed_on, LenderKind.PRIVATE)
    assert measured([above]) == [("private-lending-cap-4lpr", limit, True, "0.01")]
    assert above.lpr is not None
    assert above.lpr.published_on <= signed_on


def test_private_lending_of_before_the_new_rule_has_the_two_old_lines_and_waits_for_the_suit() -> None:
    ceilings = held("30", date(2020, 8, 19), LenderKind.PRIVATE)
    assert measured(ceilings) == [
        ("private-lending-24-36", "24", True, "6"),
        ("private-lending-24-36", "36", False, None),
        ("private-lending-transition", None, None, None),
    ]
    assert "2020-08-20" in EN.say(ceilings[2].text)


def test_private_lending_of_before_the_old_rule_only_waits_for_the_suit() -> None:
    assert [each.rule_id for each in held("30", date(2014, 1, 1), LenderKind.PRIVATE)] == ["private-lending-transition"]


@pytest.mark.parametrize("kind", [each for each in LenderKind if each is not LenderKind.PRIVATE])
def test_four_times_the_lpr_is_no_court_measure_for_any_licensed_lender(kind: LenderKind) -> None:
    for signed_on in (date(2019, 1, 1), date(2026, 8, 25)):
        ceilings = held("30", signed_on, kind)
        assert not [each for each in ceilings if each.rule_id.startswith("private-lending")]
        assert ("financial-loan-24pct", "24", True, "6") in measured(ceilings)


def test_the_law_itself_names_the_lenders_that_count_as_licensed() -> None:
    excluded = RULES["private-lending-scope"].parameters or {}
    listed = excluded["excluded"]
    assert isinstance(listed, list)
    assert {each.replace("_", "-") for each in listed} <= set(RULES["financial-loan-24pct"].lenders)
    assert RULES["private-lending-cap-4lpr"].lenders == (LenderKind.PRIVATE,)


def test_a_microloan_has_a_direction_and_a_goal_that_is_not_yet_a_ceiling() -> None:
    ceilings = held("20", date(2026, 3, 1), LenderKind.MICROLOAN)
    assert measured(ceilings) == [
        ("financial-loan-24pct", "24", False, None),
        ("microloan-cost-247", "24", False, None),
        ("microloan-cost-247", "12", None, None),
    ]
    goal = EN.say(ceilings[2].text)
    assert "above the 12%" in goal
    assert "8 percentage points" in goal
    assert "2027-12-31" in goal
    assert ceilings[2].weight is Weight.DIRECTION


def test_after_its_day_the_goal_counts_like_any_measure() -> None:
    later = LprHistory([LprRate(date(2028, 1, 20), Decimal("2.9"), None, "notice", "high", own=True)], 20)
    assert ("microloan-cost-247", "11.6", True, "8.4") in measured(
        held("20", date(2028, 2, 1), LenderKind.MICROLOAN, later)
    )


def test_what_the_media_say_of_consumer_finance_is_background_and_an_average_binds_no_loan() -> None:
    reported = [each for each in held("25", date(2026, 4, 1), LenderKind.CONSUMER_FINANCE) if each.weight == "report"]
    assert measured(reported) == [
        ("consumer-finance-20pct", "24", True, "1"),
        ("consumer-finance-20pct", "20", None, None),
    ]
    assert all("no document" in EN.say(each.bearing) for each in reported)
    before = held("25", date(2026, 3, 31), LenderKind.CONSUMER_FINANCE)
    assert [each.rule_id for each in before] == ["financial-loan-24pct"]


def test_the_sheet_of_all_costs_is_asked_for_from_its_first_day_and_sets_no_ceiling() -> None:
    day = date(2026, 8, 1)
    (sheet,) = [each for each in held("18", day, LenderKind.BANK) if each.rule_id == "disclosure-2026"]
    assert (sheet.limit_pct, sheet.exceeded, sheet.by_pct) == (None, None, None)
    assert not [
        each for each in held("18", day - timedelta(days=1), LenderKind.BANK) if each.rule_id == "disclosure-2026"
    ]
    assert not [each for each in held("18", day, LenderKind.PAWN) if each.rule_id == "disclosure-2026"]


def test_a_loan_older_than_the_guidance_of_the_courts_is_not_judged_by_it() -> None:
    (ceiling,) = held("30", date(2016, 1, 1), LenderKind.BANK)
    assert measured([ceiling]) == [("financial-loan-24pct", "24", None, None)]
    assert "not known" in EN.say(ceiling.text)


def test_where_the_lender_is_not_known_all_that_may_hold_stand_there_with_whom_they_are_for() -> None:
    ceilings = held("30", date(2026, 8, 25), None)
    assert {each.rule_id for each in ceilings} == {
        "private-lending-cap-4lpr",
        "financial-loan-24pct",
        "zhudai-2025-9",
        "microloan-cost-247",
        "consumer-finance-20pct",
        "disclosure-2026",
    }
    assert all(each.applies is None for each in ceilings)
    assert all(EN.say(each.applies_to) and ZH.say(each.applies_to) for each in ceilings)
    assert all(each.applies for each in held("30", date(2026, 8, 25), LenderKind.MICROLOAN))


def test_an_lpr_that_is_not_known_gives_no_figure_and_says_how_to_mend_it() -> None:
    (ceiling,) = held("30", date(2026, 11, 23), LenderKind.PRIVATE)
    assert measured([ceiling]) == [("private-lending-cap-4lpr", None, None, None)]
    said = EN.say(ceiling.text)
    assert "Cannot be told" in said
    assert "3% of 2026-08-20" in said
    assert "[[lpr]]" in said


def test_an_lpr_that_the_borrower_entered_is_used_and_said_to_be_theirs() -> None:
    own = LprRate(date(2026, 11, 20), Decimal("2.95"), None, "the bank's page", "medium", own=True)
    (ceiling,) = held("30", date(2026, 11, 23), LenderKind.PRIVATE, lpr_history([own]))
    assert measured([ceiling]) == [("private-lending-cap-4lpr", "11.8", True, "18.2")]
    assert "as you entered it" in EN.say(ceiling.text)


def test_a_figure_that_is_only_read_into_a_rule_is_said_to_be_so() -> None:
    (read,) = [each for each in held("30", date(2026, 8, 25), LenderKind.BANK) if each.rule_id == "zhudai-2025-9"]
    assert read.exceeded
    assert "how the trade reads the rule" in EN.say(read.text)


def test_a_single_source_is_named_as_such() -> None:
    (single,) = held("30", date(2026, 8, 25), LenderKind.PRIVATE)
    (agreed,) = held("30", date(2024, 8, 25), LenderKind.PRIVATE)
    assert "single source" in EN.say(single.text)
    assert "source" not in EN.say(agreed.text)


def test_a_rule_that_is_not_confirmed_drives_no_figure() -> None:
    rules = {key: replace(rule, usable=False, confidence="unconfirmed") for key, rule in RULES.items()}
    assert against(Decimal(50), date(2026, 8, 25), None, rules, LPR) == ()


def test_the_figures_are_those_of_the_rules_handed_in() -> None:
    cap = RULES["financial-loan-24pct"]
    other = {cap.id: replace(cap, parameters={"cap_annual": Decimal("0.2"), "on_request": True})}
    (ceiling,) = against(Decimal(22), date(2026, 8, 25), LenderKind.BANK, other, LPR)
    assert measured([ceiling]) == [("financial-loan-24pct", "20", True, "2")]


def test_every_measure_is_a_figure_of_a_rule_that_says_whom_it_is_for() -> None:
    for measure in MEASURES:
        rule = RULES[measure.rule_id]
        assert rule.lenders
        assert rule.applies_to is not None
        if measure.kind in {Kind.SHARE, Kind.AVERAGE}:
            assert rule.share_pct(measure.parameter) is not None
        elif measure.kind in {Kind.LPR, Kind.LPR_GOAL}:
            assert rule.number(measure.parameter) is not None
        elif measure.kind is Kind.AT_SUIT:
            assert rule.day(measure.parameter) is not None


@given(
    st.decimals(0, 1000, places=4),
    st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    st.none() | st.sampled_from(LenderKind),
)
def test_whatever_the_cost_the_outcome_is_a_comparison_with_its_source(
    pct: Decimal, signed_on: date, lender: LenderKind | None
) -> None:
    for each in against(pct, signed_on, lender, RULES, LPR):
        assert each.source.title
        assert (each.by_pct is not None) == (each.exceeded is True)
        if each.exceeded is not None:
            assert each.limit_pct is not None
            assert each.exceeded == (pct > each.limit_pct)
        if each.by_pct is not None and each.limit_pct is not None:
            assert each.by_pct + each.limit_pct == pct
        for wording in (EN, ZH):
            said = wording.say(each.text) + wording.say(each.bearing)
            assert "{" not in said
            assert "illegal" not in said
            assert "违法" not in said
