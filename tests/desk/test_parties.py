"""Who stands behind a loan is noted by day, and what a contract says beyond bills is shown and told in time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duewatch.desk.contract_words import hint_words, particular_words, party_words, still_open
from duewatch.desk.desk import Desk
from duewatch.desk.strip_words import around_the_strip
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording
from tests.desk.conftest import NOW, TODAY
from tests.desk.test_writing import LINE, PLAN, refused

DAY = timedelta(days=1)
RENTAL = Terms(kind=LoanKind.FLAT)


def who(desk: Desk, loan_id: str) -> list[str]:
    say = Wording("en").say
    return [f"{one.role}: {say(party_words(one))}" for one in desk.loan(loan_id, NOW).parties]


def test_a_loan_carries_platform_lender_guarantor_creditor_and_agency_at_once(desk: Desk) -> None:
    desk.add_loan("jiebei", PLAN, NOW, lender="甲消费金融")
    desk.name_party("jiebei-1", "guarantor", "乙担保", NOW, on=date(2026, 9, 2))
    desk.name_party("jiebei-1", "creditor", "丙资产", NOW, on=date(2026, 11, 1))
    desk.name_party("jiebei-1", "agency", "丁催收", NOW, on=date(2026, 11, 10))
    detail = desk.loan("jiebei-1", NOW)
    assert (detail.loan.platform_id, detail.row.lender) == ("jiebei", "甲消费金融")
    assert who(desk, "jiebei-1") == [
        "lender: 甲消费金融, since 2026-09-02",
        "guarantor: 乙担保, since 2026-09-02",
        "creditor: 甲消费金融, from 2026-09-02 until 2026-11-01",
        "creditor: 丙资产, since 2026-11-01",
        "agency: 丁催收, since 2026-11-10",
    ]


def test_a_new_lender_leaves_the_one_before_with_its_days(desk: Desk) -> None:
    desk.add_loan("jiebei", PLAN, NOW, lender="甲")
    desk.name_party("jiebei-1", "lender", "乙", NOW, on=date(2026, 10, 1))
    assert desk.loan("jiebei-1", NOW).loan.lender == "乙"
    assert who(desk, "jiebei-1")[:2] == ["lender: 甲, from 2026-09-02 until 2026-10-01", "lender: 乙, since 2026-10-01"]
    desk.undo(NOW)
    assert desk.loan("jiebei-1", NOW).loan.lender == "甲"
    assert who(desk, "jiebei-1")[0] == "lender: 甲, since 2026-09-02"


def test_an_older_lender_noted_later_does_not_become_the_present_one(desk: Desk) -> None:
    desk.add_loan("jiebei", PLAN, NOW)
    desk.name_party("jiebei-1", "lender", "乙", NOW, on=date(2026, 10, 1))
    desk.name_party("jiebei-1", "lender", "甲", NOW, on=date(2026, 9, 10))
    assert desk.loan("jiebei-1", NOW).loan.lender == "乙"
    assert desk.loan("jiebei-1", NOW).row.lender == "乙"


def test_a_lender_changed_by_hand_is_the_present_one_of_the_dated_lenders_too(desk: Desk) -> None:
    desk.add_loan("jiebei", PLAN, NOW)
    desk.name_party("jiebei-1", "lender", "乙", NOW, on=date(2026, 10, 1))
    desk.edit_loan(replace(desk.loan("jiebei-1", NOW).loan, lender="丙"), NOW)
    assert who(desk, "jiebei-1")[1] == f"lender: 丙, since {TODAY}"
    assert desk.loan("jiebei-1", NOW).loan.lender == "丙"


def test_what_a_guarantor_paid_is_owed_to_it_and_the_sum_owed_stays(desk: Desk) -> None:
    desk.add_loan("jiebei", PLAN, NOW, lender="甲")
    before = desk.loan("jiebei-1", NOW).row
    noted = desk.guarantor_paid("jiebei-1", 50_000, NOW, name="乙担保", on=date(2026, 11, 20))
    assert noted.row == before
    assert who(desk, "jiebei-1")[-1] == "creditor: 乙担保 for the ¥500.00 it paid as guarantor, since 2026-11-20"


def test_the_one_guarantor_need_not_be_named_again(desk: Desk) -> None:
    desk.add_loan("jiebei", PLAN, NOW)
    assert "Which guarantor" in refused(lambda: desk.guarantor_paid("jiebei-1", 50_000, NOW))
    desk.name_party("jiebei-1", "guarantor", "乙担保", NOW, on=date(2026, 9, 2))
    desk.guarantor_paid("jiebei-1", 50_000, NOW)
    assert who(desk, "jiebei-1")[-1].startswith("creditor: 乙担保")


@pytest.mark.parametrize(
    ("role", "name", "on", "said"),
    [
        ("boss", "甲", None, "no role"),
        ("agency", "", None, "Nobody is known"),
        ("agency", "甲" * 121, None, "too long"),
        ("agency", "甲", TODAY + DAY, "still to come"),
    ],
)
def test_a_party_that_cannot_be_is_refused(desk: Desk, role: str, name: str, on: date | None, said: str) -> None:
    desk.add_loan("jiebei", PLAN, NOW)
    assert said in refused(lambda: desk.name_party("jiebei-1", role, name, NOW, on=on))


def test_the_explanation_names_the_lender_and_what_a_guarantors_payment_does_to_the_record(desk: Desk) -> None:
    desk.add_loan("jiebei", PLAN, NOW, lender="甲消费金融")
    for on in (date(2026, 10, 2), date(2026, 11, 2)):
        desk.pay("jiebei-1", 60_000, NOW, on=on)
    say = Wording("en").say
    assert "Lender: 甲消费金融" in say(desk.explain("jiebei-1", NOW).answers[0].explanation.summary)
    desk.guarantor_paid("jiebei-1", 50_000, NOW, name="乙担保")
    told = desk.explain("jiebei-1", NOW).answers[0].explanation
    assert "乙担保 has paid in your place" in say(told.summary)
    assert [point.sources for point in told.points if "code D" in say(point.text)] != []


def test_the_strip_says_under_whose_name_the_loan_stands_on_the_report(desk: Desk) -> None:
    desk.add_loan("jiebei", PLAN, NOW)
    say = Wording("en").say
    assert "not entered" in say(around_the_strip(desk.strips("jiebei-1", NOW))[0])
    desk.name_party("jiebei-1", "lender", "甲消费金融", NOW)
    assert "甲消费金融" in say(around_the_strip(desk.strips("jiebei-1", NOW))[0])


# --- beyond bills ---------------------------------------------------------------------------------------------


def shown(desk: Desk, loan_id: str) -> dict[str, str]:
    say = Wording("en").say
    return {line.particular.id: say(particular_words(line)) for line in desk.loan(loan_id, NOW).particulars}


def test_a_rental_has_its_days_its_price_and_its_deposit(desk: Desk) -> None:
    desk.add_loan("youpinzu", RENTAL, NOW)
    desk.note_particular("youpinzu-1", "return-on", "2027-03-01", NOW)
    desk.note_particular("youpinzu-1", "buy-out-price", "1,204.10", NOW)
    assert shown(desk, "youpinzu-1") == {
        "return-on": "2027-03-01",
        "renew-by": "not noted",
        "buy-out-on": "not noted",
        "buy-out-price": "¥1,204.10",
        "deposit": "not noted",
    }


def test_the_latest_entry_counts_and_an_empty_one_takes_it_away(desk: Desk) -> None:
    desk.add_loan("policy-loan", RENTAL, NOW)
    desk.note_particular("policy-loan-1", "insurer", "甲人寿", NOW)
    desk.note_particular("policy-loan-1", "insurer", "乙人寿", NOW)
    assert shown(desk, "policy-loan-1")["insurer"] == "乙人寿"
    desk.note_particular("policy-loan-1", "insurer", "", NOW)
    assert shown(desk, "policy-loan-1")["insurer"] == "not noted"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("return-on", "1 March", "not a day"),
        ("return-on", "1890-01-01", "Check the year"),
        ("deposit", "much", "not an amount"),
        ("deposit", "-5", "cannot be"),
        ("colour", "red", "return-on, renew-by"),
    ],
)
def test_a_particular_of_another_kind_is_refused(desk: Desk, key: str, value: str, said: str) -> None:
    desk.add_loan("youpinzu", RENTAL, NOW)
    assert said in refused(lambda: desk.note_particular("youpinzu-1", key, value, NOW))


def test_a_plain_instalment_loan_has_nothing_beyond_bills(desk: Desk) -> None:
    desk.add_loan("jiebei", PLAN, NOW)
    assert desk.loan("jiebei-1", NOW).particulars == ()
    assert "beyond bills" in refused(lambda: desk.note_particular("jiebei-1", "deposit", "5", NOW))


def told(desk: Desk) -> list[str]:
    say = Wording("en").say
    return [say(each.what) for each in desk.today(NOW).do if each.loan_id == "youpinzu-1"]


@pytest.mark.parametrize(("days", "seen"), [(-1, False), (0, True), (14, True), (15, False)])
def test_a_day_on_which_something_happens_of_itself_is_told_when_it_is_near(desk: Desk, days: int, seen: bool) -> None:
    desk.add_loan("youpinzu", RENTAL, NOW)
    day = TODAY + days * DAY
    desk.note_particular("youpinzu-1", "renew-by", day.isoformat(), NOW)
    assert any(f"{day:%m-%d}" in each for each in told(desk)) is seen


def test_a_day_of_the_contract_is_reminded_of_and_no_more_once_the_loan_is_settled(desk: Desk) -> None:
    desk.add_loan("youpinzu", RENTAL, NOW)
    day = TODAY + 7 * DAY
    desk.note_particular("youpinzu-1", "return-on", day.isoformat(), NOW)
    ran = desk.remind(NOW, dry_run=True)
    assert f"归还日（租期最后一天） {day}" in ran.previews[0][1]
    rules = {each.item.rule for each in desk.agenda(NOW) if each.item.subject == "particular"}
    assert {"lead-3", "lead-1"} <= rules
    desk.close_loan("youpinzu-1", NOW)
    assert desk.remind(NOW, dry_run=True).deliveries == ()


def test_an_amount_of_the_contract_is_not_reminded_of(desk: Desk) -> None:
    desk.add_loan("youpinzu", RENTAL, NOW)
    desk.note_particular("youpinzu-1", "deposit", "500", NOW)
    assert desk.agenda(NOW) == []


def test_a_muted_loans_days_are_left_alone(desk: Desk) -> None:
    desk.add_loan("youpinzu", RENTAL, NOW)
    desk.note_particular("youpinzu-1", "renew-by", (TODAY + DAY).isoformat(), NOW)
    desk.mute("youpinzu-1", NOW, muted=True)
    assert told(desk) == []


def test_an_entry_taken_back_is_told_no_more(desk: Desk) -> None:
    desk.add_loan("youpinzu", RENTAL, NOW)
    desk.note_particular("youpinzu-1", "renew-by", (TODAY + DAY).isoformat(), NOW)
    desk.undo(NOW)
    assert told(desk) == []
    assert desk.session.ledger.loans_with_particulars() == ()


# --- what terms usually are -----------------------------------------------------------------------------------


def test_terms_that_are_not_known_are_told_as_they_usually_are_and_never_filled_in(desk: Desk) -> None:
    desk.add_loan("meituan-yuefu", Terms(kind=LoanKind.REVOLVING), NOW)
    detail = desk.loan("meituan-yuefu-1", NOW)
    assert (detail.loan.terms.statement_day, detail.loan.terms.due_day) == (None, None)
    hint = still_open(detail.hint, detail.loan.terms)
    assert hint is not None
    said = Wording("en").say(hint_words(hint))
    assert "statement day 1, due day 8" in said
    assert "confirm it" in said and "confidence" in said
    assert all(source.title in said for fact in hint.facts for source in fact.sources)


def test_terms_that_are_known_need_no_hint(desk: Desk) -> None:
    desk.add_loan("meituan-yuefu", LINE, NOW)
    detail = desk.loan("meituan-yuefu-1", NOW)
    assert still_open(detail.hint, detail.loan.terms) is None


def test_a_platform_of_which_nothing_is_known_gives_no_hint(desk: Desk) -> None:
    desk.add_loan("bank-loan", Terms(kind=LoanKind.UNKNOWN), NOW)
    assert desk.loan("bank-loan-1", NOW).hint is None


def test_a_wrong_loan_is_refused_as_everywhere(desk: Desk) -> None:
    with pytest.raises(InputProblem):
        desk.name_party("nothing-1", "agency", "甲", NOW)
