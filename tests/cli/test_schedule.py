"""duewatch schedule: an offer worked out on the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Duewatch

OFFER = ("schedule", "--principal", "12000", "--annual-rate", "7.2", "--instalments", "12",
         "--method", "equal-instalment", "--disbursed", "2026-12-01")  # fmt: skip


def test_an_offer_comes_out_bill_by_bill_with_its_cost(duewatch: Duewatch) -> None:
    document = duewatch(*OFFER, "--json").document
    bills = document["instalments"]
    assert (len(bills), bills[0]["total_fen"], bills[-1]["balance_fen"]) == (12, 103_943, 0)
    assert sum(bill["principal_fen"] for bill in bills) == 1_200_000
    assert document["total_interest_fen"] == sum(bill["interest_fen"] for bill in bills) == 47_315
    assert document["annual_cost"]["simple_pct"] == "7.2003"
    assert document["annual_cost"]["compound_pct"] == "7.4427"


def test_no_store_is_opened_or_made(duewatch: Duewatch, tmp_path: Path) -> None:
    assert duewatch(*OFFER).status == 0
    assert not (tmp_path / "data").exists()


def test_a_fee_in_yuan_is_taken_from_the_money_and_raises_the_cost(duewatch: Duewatch) -> None:
    document = duewatch(*OFFER, "--fee", "300", "--json").document
    assert (document["received_fen"], document["total_fees_fen"]) == (1_170_000, 30_000)
    assert document["instalments"][0]["fee_fen"] == 0
    assert float(document["annual_cost"]["compound_pct"]) > 12


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_borrower_reads_an_aligned_table_and_the_true_cost(duewatch: Duewatch, language: str) -> None:
    ran = duewatch(*OFFER, "--lang", language, "--fee", "0.5% of principal per bill")
    assert {"zh": "真实年化成本", "en": "True yearly cost"}[language] in ran.out
    rows = [line for line in ran.out.splitlines() if "2027-" in line]
    assert len(rows) == 12
    assert "¥1,099.43" in rows[0]


def test_methods_have_their_chinese_names_too(duewatch: Duewatch) -> None:
    words = [*OFFER[:8], "等额本金", *OFFER[9:], "--json"]
    assert {bill["principal_fen"] for bill in duewatch(*words).document["instalments"]} == {100_000}


def test_amounts_can_be_hidden_in_the_text(duewatch: Duewatch) -> None:
    assert "1,039.43" not in duewatch(*OFFER, "--hide-amounts").out


def test_a_bullet_falls_due_once_after_all_its_periods(duewatch: Duewatch) -> None:
    words = [*OFFER[:8], "bullet", *OFFER[9:], "--json"]
    (bill,) = duewatch(*words).document["instalments"]
    assert (bill["due_on"], bill["total_fen"]) == ("2027-12-01", 1_286_400)


def test_days_counted_without_a_day_count_are_named(duewatch: Duewatch) -> None:
    words = [*OFFER[:8], "daily", *OFFER[9:]]
    assert "actual/365" in duewatch(*words).out
    assert "No day count" not in duewatch(*words, "--day-count", "actual/360").out


@pytest.mark.parametrize(
    ("adjustment", "number", "field", "value"),
    [
        ("rate-change=2027-06-01 3.6", 7, "interest_fen", 1_832),
        ("grace-principal=3", 3, "principal_fen", 0),
        ("grace-interest=3", 3, "interest_fen", 0),
        ("drawdown=2027-02-01 5000", 3, "balance_fen", 1_359_362),
        ("instalment=1040", 1, "total_fen", 104_000),
        ("step=10yuan", 1, "total_fen", 104_000),
        ("fee=2% of principal financed", 1, "interest_fen", 7_344),
        ("fee=5 per bill", 1, "fee_fen", 500),
        ("fee=放款时扣除300元", 1, "fee_fen", 0),
        ("first-period=share", 1, "interest_fen", 7_200),
        ("due-day=15", 1, "due_on", "2027-01-15"),
        ("repricing=lpr1y +2 on 01-01", 1, "interest_fen", 7_200),
    ],
)
def test_an_adjustment_changes_the_plan(
    duewatch: Duewatch, adjustment: str, number: int, field: str, value: object
) -> None:
    ran = duewatch(*OFFER, "--adjustment", adjustment, "--json")
    assert ran.status == 0, ran.err
    assert ran.document["instalments"][number - 1][field] == value


def test_a_rate_that_follows_an_lpr_not_known_yet_leaves_amounts_open(duewatch: Duewatch) -> None:
    ran = duewatch(*OFFER, "--adjustment", "repricing=lpr1y +2 on 01-01", "--json")
    assert ran.document["instalments"][2]["total_fen"] is None
    assert ran.document["annual_cost"]["simple_pct"] is None
    assert "LPR" in ran.document["notes"][0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--principal", "-5"], "--principal: -5 is not more than zero."),
        (["--instalments", "0"], "--instalments: “0” is not a whole number from 1 to 600."),
        (["--annual-rate", "1000"], "--annual-rate: The value 1000"),
        (["--annual-rate", "high"], "--annual-rate: “high” is not a rate in percent."),
        (["--first-due", "2026-12-01"], "--first-due: The first due date 2026-12-01 is not after the day of lending"),
        (["--first-due", "2026-13-01"], "--first-due: “2026-13-01” is not a day."),
        (["--disbursed", "0205-01-01"], "--disbursed: The day of lending 0205-01-01"),
        (["--method", "baloon"], "--method: “baloon” is not one of equal-instalment,"),
        (["--every", "0m"], "--every: “0m” is not a distance of due days."),
        (["--every", "40y"], "--every: The value 480"),
        (["--day-count", "31/360"], "--day-count: “31/360” is not one of"),
        (["--rounding", "sideways"], "--rounding: “sideways” is not one of"),
        (["--fee", "12000"], "--fee: The deducted fees leave nothing of the principal."),
        (["--fee", "2%"], "--fee: Say when it is paid"),
        (["--adjustment", "colour=red"], "--adjustment: “colour=red” does not begin with one of rate-change,"),
        (["--adjustment", "drawdown=5000"], "--adjustment: Give the day and the amount."),
        (["--adjustment", "due-day=0"], "--adjustment: “0” is not a day of the month."),
        (["--adjustment", "rate-change=2026-11-01 3"], "--adjustment rate-change=2026-11-01 3: The day of"),
        (["--adjustment", "step=yuan", "--adjustment", "grace-principal=12"], "--adjustment grace-principal=12: "),
        (["--adjustment", "instalment=50"], "--adjustment instalment=50: The instalment does not even cover"),
        (["--adjustment", "drawdown=2029-01-01 9"], "--adjustment drawdown=2029-01-01 9: The drawdown of 2029-01-01"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_answered_with_one_sentence_naming_the_option(
    duewatch: Duewatch, words: list[str], said: str
) -> None:
    ran = duewatch(*OFFER, *words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_what_is_missing_is_named(duewatch: Duewatch) -> None:
    ran = duewatch("schedule", "--principal", "1000", "--method", "flat", "--disbursed", "2026-12-01")
    assert (ran.status, "Missing: --annual-rate, --instalments." in ran.err) == (2, True)
    assert "Missing: --principal" in duewatch("schedule").err


def test_a_fixed_instalment_alone_tells_the_number_of_bills(duewatch: Duewatch) -> None:
    words = ("schedule", "--principal", "10000", "--annual-rate", "10", "--method", "equal-instalment",
             "--disbursed", "2026-01-31", "--adjustment", "instalment=3000", "--json")  # fmt: skip
    bills = duewatch(*words).document["instalments"]
    assert [bill["due_on"] for bill in bills] == ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]
    assert bills[-1]["total_fen"] == 118_669
