"""`cost`: what dated amounts cost a year."""

from pathlib import Path

import pytest

from duewatch.model.dates import add_months
from tests.cli.conftest import Duewatch

LENT = "2026-01-15"


def plan(received: str = "10000", paid: str = "-913.94", count: int = 12) -> str:
    from datetime import date

    first = date.fromisoformat(LENT)
    return f"date,amount\n{LENT},{received}\n" + "".join(
        f"{add_months(first, number)},{paid}\n" for number in range(1, count + 1)
    )


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    path = tmp_path / "flows.csv"
    path.write_text(plan(), encoding="utf-8")
    return path


def test_the_two_rates_of_the_central_banks_notice_come_out(duewatch: Duewatch, flows: Path) -> None:
    document = duewatch("cost", "--flows", str(flows), "--json").document
    assert (document["simple_pct"], document["compound_pct"]) == ("17.3986", "18.8553")
    assert document["per_period_pct"].startswith("1.4498")
    assert document["signed_on"] == LENT


def test_no_store_is_made(duewatch: Duewatch, flows: Path, tmp_path: Path) -> None:
    assert duewatch("cost", "--flows", str(flows)).status == 0
    assert not (tmp_path / "data").exists()


def test_a_file_and_standard_input_say_the_same(duewatch: Duewatch, flows: Path) -> None:
    assert duewatch("cost", "--flows", "-", stdin=plan()).out == duewatch("cost", "--flows", str(flows)).out


def test_every_measure_names_its_rule_and_source(duewatch: Duewatch) -> None:
    dear = duewatch("cost", "--flows", "-", "--json", stdin=plan(paid="-1000")).document
    measures = {(one["rule"], one["limit_pct"]): one for one in dear["ceilings"]}
    licensed = measures["financial-loan-24pct", "24"]
    assert licensed["exceeded"] is True
    assert all(one["source"]["title"] for one in dear["ceilings"])
    assert {one["applies"] for one in dear["ceilings"]} == {None}


def test_where_the_two_rates_fall_on_different_sides_of_a_measure_that_is_said(duewatch: Duewatch) -> None:
    between = plan(paid="-943")
    document = duewatch("cost", "--flows", "-", "--json", stdin=between).document
    assert float(document["simple_pct"]) < 24 < float(document["compound_pct"])
    licensed = next(one for one in document["ceilings"] if one["rule"] == "financial-loan-24pct")
    assert (licensed["exceeded"], licensed["simple_exceeds"], licensed["compound_exceeds"]) == (None, False, True)
    assert "not settled" in " ".join(duewatch("cost", "--flows", "-", stdin=between).out.split())


def test_a_named_lender_leaves_only_the_rules_that_are_for_it(duewatch: Duewatch, flows: Path) -> None:
    found = duewatch("cost", "--flows", str(flows), "--lender", "某某消费金融有限公司", "--json").document
    assert found["lender"] == "consumer-finance"
    assert "private-lending-cap-4lpr" not in {one["rule"] for one in found["ceilings"]}
    assert duewatch("cost", "--flows", str(flows), "--lender", "microloan", "--json").document["lender"] == "microloan"


def test_the_rules_are_those_of_the_day_of_signing(duewatch: Duewatch, flows: Path) -> None:
    old = duewatch("cost", "--flows", str(flows), "--signed", "2018-05-01", "--json").document
    assert "private-lending-24-36" in {one["rule"] for one in old["ceilings"]}


def test_several_rates_or_none_are_said_and_nothing_is_held_against_a_rule(duewatch: Duewatch) -> None:
    several = "date,amount\n2026-01-15,-100\n2026-02-15,230\n2026-03-15,-132\n"
    document = duewatch("cost", "--flows", "-", "--json", stdin=several).document
    assert (document["other_pcts"], document["ceilings"]) == (["791.6100"], [])
    assert "Several yearly rates" in duewatch("cost", "--flows", "-", stdin=several).out
    one_way = "date,amount\n2026-01-15,100\n"
    assert duewatch("cost", "--flows", "-", "--json", stdin=one_way).document["compound_pct"] is None
    assert "No yearly cost" in duewatch("cost", "--flows", "-", stdin=one_way).out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_working_is_shown_in_the_chosen_language(duewatch: Duewatch, flows: Path, language: str) -> None:
    said = duewatch("cost", "--flows", str(flows), "--lang", language).out
    assert "1.44988% × 12 = 17.3986%" in said
    assert ("单利年化" in said) == (language == "zh")


def test_amounts_can_be_hidden(duewatch: Duewatch, flows: Path) -> None:
    assert "913.94" not in duewatch("cost", "--flows", str(flows), "--hide-amounts").out


@pytest.mark.parametrize(
    "written",
    [
        '日期,备注,金额\n2026/1/15,到账,"10,000.00"\n2026/7/15,还款,-10500\n',
        "amount;date\n10000;2026-01-15\n-10500;2026-07-15\n",
        "2026-01-15,10000\n2026-07-15,−10500\n",
        "\ufeffdate\tamount\r\n2026-01-15\t10000\r\n\r\n2026-07-15\t-10500\r\n",
    ],
)
def test_files_as_spreadsheets_save_them_are_read(duewatch: Duewatch, tmp_path: Path, written: str) -> None:
    path = tmp_path / "flows.csv"
    path.write_bytes(written.encode())
    ran = duewatch("cost", "--flows", str(path), "--json")
    assert ran.status == 0, ran.err
    assert ran.document["simple_pct"] == "10.0000"


def test_a_file_in_a_chinese_encoding_is_read(duewatch: Duewatch, tmp_path: Path) -> None:
    path = tmp_path / "flows.csv"
    path.write_bytes("日期,金额\n2026-01-15,10000\n2026-07-15,-10500\n".encode("gb18030"))
    assert duewatch("cost", "--flows", str(path), "--json").document["simple_pct"] == "10.0000"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("date,amount\n2026-01-15,1000\n2026-02-30,-5\n", ("line 3", "2026-02-30", "date")),
        ("date,amount\n2026-01-15,1000\n2026-02-15,5x\n", ("line 3", "5x", "amount")),
        ("date,amount\n2026-01-15\n", ("line 2", "amount")),
        ("day of it,sum\n2026-01-15,5\n", ("line 1", "date")),
        ("date,sum\n2026-01-15,5\n", ("line 1", "amount")),
        ("date,amount\n", ("no rows",)),
        (" \n", ("empty",)),
        ("date,amount\n1812-01-15,5\n", ("1812-01-15",)),
        ("date,amount\n2026-01-15,5\n2999-01-15,-5\n", ("2999-01-15",)),
        ("date,amount\n2026-01-15,99999999999999999\n", ("line 2", "amount")),
        ("\0\1\2", ("no text",)),
    ],
)
def test_a_wrong_file_gets_one_sentence_with_place_and_remedy(
    duewatch: Duewatch, typed: str, words: tuple[str, ...]
) -> None:
    ran = duewatch("cost", "--flows", "-", stdin=typed)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert all(word in ran.err for word in words)


def test_a_missing_file_an_unknown_lender_and_no_file_at_all_are_refused(duewatch: Duewatch, flows: Path) -> None:
    assert "cannot be read" in duewatch("cost", "--flows", "nowhere.csv").err
    assert "kind of lender" in duewatch("cost", "--flows", str(flows), "--lender", "Aunt Zhang").err
    assert "--flows" in duewatch("cost").err
    assert {duewatch("cost").status, duewatch("cost", "--flows", "nowhere.csv").status} == {2}
