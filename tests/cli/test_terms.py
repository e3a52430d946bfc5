"""A contract's clauses as options: given, shown, changed, forgotten; what is wrong names its option."""

import csv
import io
import json
import re
from dataclasses import fields

import pytest

from duewatch.cli.parser import Parser
from duewatch.cli.terms import forgettable, terms_arguments
from duewatch.desk.clause_words.lines import LINES
from duewatch.model.clauses import CardClause
from duewatch.model.loan import Terms
from duewatch.model.text import text
from duewatch.wording import Wording
from tests.cli.conftest import Duewatch

ADD = (
    "loan", "add", "--platform", "jiebei", "--kind", "equal-instalment", "--principal", "12000",
    "--annual-rate", "18", "--instalments", "12", "--disbursed", "2026-11-01",
)  # fmt: skip
CLAUSES = (
    "--day-count", "actual/365", "--grace-principal", "2", "--step", "yuan", "--rounding", "half-even",
    "--fee", "300 deducted", "--fee", "每期本金的0.5%", "--rate-change", "2027-06-01 17", "--late", "1.5x",
    "--late", "compound 1.5x", "--late-cap", "30% of principal",
    "--allocation", "interest, principal by bill, surplus as prepayment", "--prepayment", "1% free after 6",
)  # fmt: skip


def test_every_clause_has_an_option_and_can_be_forgotten() -> None:
    parser = Parser("loan add", text("Add a loan"))
    terms_arguments(parser)
    options = {option for action in parser._actions for option in action.option_strings}
    assert {f"--{line.name}" for line in LINES} <= options
    assert {line.name for line in LINES} <= set(forgettable())


def test_clauses_are_kept_as_the_contract_says_them(duewatch: Duewatch) -> None:
    added = duewatch(*ADD, *CLAUSES, "--json")
    assert added.status == 0, added.err
    terms = duewatch("loan", "show", added.document["id"], "--json").document["terms"]
    assert (terms["day_count"], terms["grace_principal"], terms["step_fen"]) == ("actual/365", 2, 100)
    assert terms["rounding"] == "half-even"
    assert terms["fees"] == [
        {"timing": "deducted", "amount_fen": 30_000, "fee_pct": None, "base": None},
        {"timing": "instalment", "amount_fen": None, "fee_pct": "0.5", "base": "principal"},
    ]
    assert terms["rate_changes"] == [{"from_on": "2027-06-01", "annual_rate_pct": "17"}]
    assert [(late["kind"], late["multiple"], late["cap_pct"]) for late in terms["late_clauses"]] == [
        ("multiple", "1.5", "30"),
        ("compound", "1.5", "30"),
    ]
    assert terms["allocation"]["order"] == ["interest", "principal", "charge", "fee"]
    assert terms["allocation"]["surplus"] == "prepayment"
    assert (terms["prepayment"]["fee_pct"], terms["prepayment"]["free_after"]) == ("1", 6)
    assert {field.name for field in fields(Terms)} == set(terms)
    assert terms["repricing"] is None and terms["card"] is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["¥300.00, deducted up front; 0.5% of the principal, with every bill", "1% of the amount prepaid"]),
        ("zh", ["¥300.00，放款时扣除；本金的0.5%，每期收取", "提前还款金额的1%，满6期后免费"]),
    ],
)
def test_clauses_are_shown_in_words(duewatch: Duewatch, language: str, said: list[str]) -> None:
    loan = duewatch(*ADD, *CLAUSES, "--json").document["id"]
    shown = duewatch("loan", "show", loan, "--lang", language, COLUMNS="160").out
    assert [words for words in said if words not in shown] == []
    hidden = duewatch("loan", "show", loan, "--lang", language, "--hide-amounts").out
    assert "300.00" not in hidden


def test_a_clause_that_is_given_takes_the_place_of_those_before_and_others_stay(duewatch: Duewatch) -> None:
    loan = duewatch(*ADD, *CLAUSES, "--json").document["id"]
    before = duewatch("loan", "show", loan, "--json").document["terms"]
    after = duewatch("loan", "edit", loan, "--fee", "20 per bill", "--json").document["terms"]
    assert [fee["amount_fen"] for fee in after["fees"]] == [2_000]
    assert {name for name in before if before[name] != after[name]} == {"fees"}


def test_a_clause_can_be_forgotten(duewatch: Duewatch) -> None:
    loan = duewatch(*ADD, *CLAUSES, "--json").document["id"]
    every = [word for line in LINES for word in ("--forget", line.name)]
    terms = duewatch("loan", "edit", loan, *every, "--json").document["terms"]
    assert terms == duewatch(*ADD, "--json").document["terms"]


def test_a_cards_clauses_are_kept_side_by_side(duewatch: Duewatch) -> None:
    added = duewatch("loan", "add", "--platform", "huabei", "--kind", "revolving", "--card-daily", "万分之五",
                     "--card-minimum", "10% at least 50", "--card-tolerance", "10 or 1%", "--json")  # fmt: skip
    assert added.status == 0, added.err
    edited = duewatch("loan", "edit", added.document["id"], "--card-grace", "3", "--forget", "card-daily", "--json")
    card = edited.document["terms"]["card"]
    assert {field.name for field in fields(CardClause)} == set(card)
    assert (card["daily_pct"], card["minimum_pct"], card["minimum_least_fen"]) == (None, "10", 5_000)
    assert (card["tolerance_fen"], card["tolerance_pct"], card["grace_days"]) == (1_000, "1", 3)


def test_everything_out_holds_the_clauses(duewatch: Duewatch) -> None:
    assert duewatch(*ADD, *CLAUSES).status == 0
    (loan,) = duewatch("export", "json").document["loans"]
    assert loan["terms"]["fees"][0]["amount_fen"] == 30_000
    (row, *_) = csv.DictReader(io.StringIO(duewatch("export", "csv").out.removeprefix("\ufeff")))
    assert json.loads(row["terms_prepayment"])["free_after"] == 6
    assert json.loads(row["terms_fees"]) == loan["terms"]["fees"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_example_in_the_help_is_understood(language: str) -> None:
    parser = Parser("loan add", text("Add a loan"))
    terms_arguments(parser)
    lines = {f"--{line.name}": line for line in LINES}
    tried = 0
    for action, words in parser.helps:
        for name in lines.keys() & set(action.option_strings):
            for example in re.findall("“(.+?)”", Wording(language).say(words)):
                assert lines[name].read(example) is not None
                tried += 1
    assert tried > 12


WRONG = [
    (("--every", "sometimes"), "--every: “sometimes” is not a distance of due days."),
    (("--day-count", "30/365"), "--day-count: “30/365” is not one of 30/360, actual/360"),
    (("--step", "crates"), "--step: “crates” is nothing that an instalment is rounded to."),
    (("--rounding", "sideways"), "--rounding: “sideways” is not one of half-up"),
    (("--grace-principal", "many"), "--grace-principal: “many” is not a whole number"),
    (("--fee", "300"), "--fee: Say when it is paid"),
    (("--fee", "300 deducted", "--fee", "free lunch"), "--fee: “free lunch” is not understood here."),
    (("--rate-change", "2027-02-30 3"), "--rate-change: “2027-02-30” is not a day."),
    (("--repricing", "-0.2 on 01-01"), "--repricing: Say which LPR"),
    (("--late", "compound"), "--late: Give one of"),
    (("--late-cap", "soon"), "--late-cap: “soon” is not understood here."),
    (("--late-cap", "500"), "--late-cap: there is no late charge without a cap"),
    (("--allocation", "interest, interest, principal, interest"), "--allocation: One part stands twice"),
    (("--prepayment", "maybe"), "--prepayment: “maybe” is not understood here."),
    (("--card-minimum", "50"), "--card-minimum: “50” is not understood here."),
    (("--card-grace", "-1"), "--card-grace: “-1” is not a whole number"),
]


@pytest.mark.parametrize(("options", "said"), WRONG, ids=[" ".join(options) for options, _ in WRONG])
def test_what_is_wrong_is_told_by_the_options_name_and_shows_how_to_write_it(
    duewatch: Duewatch, options: tuple[str, ...], said: str
) -> None:
    ran = duewatch(*ADD, *options)
    assert ran.status == 2 and ran.out == ""
    assert said in ran.err and ran.err.count("\n") == 1
    chinese = duewatch(*ADD, *options, "--lang", "zh")
    assert chinese.status == 2 and "Write it like" not in chinese.err


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--annual-rate", "1000"),
        ("--first-due", "2026-01-01"),
        ("--disbursed", "0999-01-01"),
        ("--grace-principal", "12"),
        ("--late", "9x"),
        ("--card-daily", "5"),
        ("--principal-share", "5%"),
    ],
)
def test_a_term_that_cannot_be_is_told_by_its_option(duewatch: Duewatch, option: str, value: str) -> None:
    added = duewatch(*ADD, "--json")
    for asked in ((*ADD, option, value), ("loan", "edit", added.document["id"], option, value)):
        refused = duewatch(*asked)
        assert refused.status == 2
        assert refused.err.startswith(f"duewatch: {option}: ")


def test_each_late_charge_shows_base_rate_days_from_to_and_rule(duewatch: Duewatch) -> None:
    late = ("--late", "1.5x", "--late", "days 5-10: 20, 11-: 50", "--late", "0.05% a day of principal")
    added = duewatch(*ADD, *late, "--json", "--today", "2026-11-01")
    shown = duewatch("loan", "show", added.document["id"], "--today", "2026-12-13").out
    lines = " ".join(shown.split())
    # 12,000 yuan at 18 % over 12 months: 920.16 of principal in the first bill, due on 1 December, 12 days late.
    for words in (
        "bill 1: ¥920.16 × 27% a year × 12 days = ¥8.28, 2026-12-02 to 2026-12-13; rule penalty-rate-251",
        "bill 1: ¥920.16 × 0.05% a day × 12 days = ¥5.52, 2026-12-02 to 2026-12-13; by the contract",
        "bill 1: a fee of ¥20.00 for being 5 days late, from 2026-12-06; by the contract",
        "bill 1: a fee of ¥30.00 for being 11 days late, from 2026-12-12; by the contract",
    ):
        assert words in lines, shown
    document = duewatch("loan", "show", added.document["id"], "--json", "--today", "2026-12-13").document
    assert {charge["rule"] for charge in document["charges"]} == {"penalty-rate-251", None}
    assert {charge["kind"] for charge in document["charges"]} == {"multiple", "daily", "fee"}
