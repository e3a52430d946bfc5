"""Noting what else happens to a loan, what was agreed, what early payment takes, and suppositions."""

from pathlib import Path

import pytest

from tests.cli.conftest import Duewatch


def owed(demo: Duewatch) -> dict:
    return demo("loan", "show", "xiaohua-1", "--json").document


def test_a_charge_a_waiver_and_a_refund_move_what_is_overdue_and_can_be_undone(demo: Duewatch) -> None:
    before = owed(demo)["overdue_fen"]
    noted = demo("loan", "note", "xiaohua-1", "charged", "15.00", "--bill", "7", "--json").document
    assert noted["loan"]["overdue_fen"] == before + 1_500
    assert demo("loan", "note", "xiaohua-1", "waived", "5", "--json").document["loan"]["overdue_fen"] == before + 1_000
    assert demo("loan", "note", "xiaohua-1", "refunded", "10", "--json").document["loan"]["overdue_fen"] == before
    for _ in range(3):
        assert demo("undo").status == 0
    assert owed(demo)["overdue_fen"] == before


def test_a_waiver_can_name_the_part_that_it_gives_up(demo: Duewatch) -> None:
    before = owed(demo)["overdue"]
    demo("loan", "note", "xiaohua-1", "waived", "50", "--part", "interest")
    after = owed(demo)["overdue"]
    assert after["interest_fen"] == before["interest_fen"] - 5_000
    assert after["principal_fen"] == before["principal_fen"]
    refused = demo("loan", "note", "xiaohua-1", "charged", "50", "--part", "interest")
    assert (refused.status, "Only a waiver" in refused.err) == (2, True)


def test_a_payment_that_bounced_is_owed_again_from_that_day_on(demo: Duewatch) -> None:
    before = owed(demo)
    payment = before["payments"][-1]
    demo("loan", "bounced", "xiaohua-1", str(payment["id"]), "--on", "2026-11-10")
    after = owed(demo)
    assert after["overdue_fen"] == before["overdue_fen"] + payment["amount_fen"]
    earlier = demo("loan", "show", "xiaohua-1", "--json", "--today", "2026-11-09").document
    assert payment["id"] in [one["id"] for one in earlier["payments"]]
    assert demo("loan", "bounced", "xiaohua-1", str(payment["id"])).status == 2


def test_a_new_plan_stands_beside_the_old_one(demo: Duewatch) -> None:
    plan = ("--bill", "2027-01-15 2000", "--bill", "2027-02-15 2000")
    looked = demo("arrange", "xiaohua-1", *plan, "--dry-run", "--json").document
    assert looked["batch"] is None
    assert owed(demo)["days_past_due"] == 21
    made = demo("arrange", "xiaohua-1", *plan, "--json").document
    assert [bill["total_fen"] for bill in made["after"]] == [200_000, 200_000]
    assert sum(bill["total_fen"] for bill in made["before"]) + made["added_fen"] == 400_000
    assert (made["state"], made["loan"]["days_past_due"], made["loan"]["next_due_on"]) == ("kept", 0, "2027-01-15")
    lapsed = demo("loan", "show", "xiaohua-1", "--json", "--today", "2027-01-17").document
    assert lapsed["days_past_due"] > 21  # the condition was broken: the old claim is back


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("arrange", "xiaohua-1"), "Nothing was agreed"),
        (("arrange", "xiaohua-1", "--bill", "2026-01-15 5"), "2026-01-15 lies before"),
        (("arrange", "xiaohua-1", "--bill", "soon 5"), "--bill"),
        (("arrange", "xiaohua-1", "--bill", "2027-01-15 much"), "--bill"),
        (("arrange", "xiaohua-1", "--bill", "2027-02-15 5", "--bill", "2027-01-15 5"), "not in order"),
        (("arrange", "xiaohua-1", "--move", "99=2027-01-15"), "no open bill “99”"),
        (("arrange", "xiaohua-1", "--move", "8"), "--move"),
        (("arrange", "xiaohua-1", "--settle", "100"), "needs the day"),
        (("loan", "note", "xiaohua-1", "charged", "-5"), "AMOUNT"),
        (("loan", "note", "xiaohua-1", "stolen", "5"), "stolen"),
        (("loan", "note", "xiaohua-1", "charged", "5", "--bill", "99"), "no bill “99”"),
        (("loan", "note", "xiaohua-1", "charged", "5", "--on", "2027-01-01"), "still to come"),
        (("loan", "bounced", "xiaohua-1", "99999"), "no payment 99999"),
        (("prepay", "xiaohua-1", "999999"), "cannot be paid back early"),
        (("prepay", "xiaohua-1", "--on", "2026-01-01"), "has passed"),
        (("prepay", "huabei-1"), "no plan"),
        (("suppose", "xiaohua-1", "perhaps"), "not understood"),
        (("suppose", "xiaohua-1", "--on", "9999-01-01"), "--on: The day 9999-01-01 is not between"),
        (("suppose", "xiaohua-1", "pay 9999-12-30 500"), "pay 9999-12-30 500: The day"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(demo: Duewatch, words: tuple[str, ...], said: str) -> None:
    done = demo(*words)
    assert done.status == 2
    assert said in done.err


def test_a_quote_for_paying_early_adds_up(demo: Duewatch) -> None:
    quote = demo("prepay", "jiebei-1", "--json").document
    (reading,) = quote["readings"]
    assert quote["left_fen"] == 0
    assert reading["total_fen"] == quote["principal_fen"] + reading["interest_fen"] + (reading["fee_fen"] or 0)
    part = demo("prepay", "jiebei-1", "1000", "--keep", "term", "--json").document
    assert part["left_fen"] == quote["principal_fen"] - 100_000
    assert sum(line["principal_fen"] for line in part["readings"][0]["plan_after"]) == part["left_fen"]


def test_a_supposition_stands_beside_what_is(demo: Duewatch) -> None:
    as_it_is, paid = demo("suppose", "xiaohua-1", "pay 2026-12-12 500", "--json").document["standings"]
    assert as_it_is["supposing"] is None
    assert paid["on"] == as_it_is["on"] == "2026-12-12"
    assert paid["overdue_fen"] == as_it_is["overdue_fen"] - 50_000
    assert owed(demo)["overdue_fen"] == 79_100  # nothing was stored


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_texts_are_written_in_both_languages(demo: Duewatch, language: str) -> None:
    for words in (
        ("prepay", "jiebei-1"),
        ("suppose", "xiaohua-1", "pay today"),
        ("arrange", "xiaohua-1", "--settle", "3000", "--by", "2026-12-31", "--dry-run"),
        ("loan", "note", "xiaohua-1", "charged", "5"),
    ):
        done = demo(*words, "--lang", language)
        assert done.status == 0, done.err
        assert ("还" in done.out or "记" in done.out) is (language == "zh")


def test_once_every_bill_is_due_there_is_no_next_one_in_a_supposition(demo: Duewatch) -> None:
    assert "none" in next(line for line in demo("suppose", "xiaohua-1", "--on", "2060-01-01").out.splitlines()
                          if line.startswith("Next bill"))  # fmt: skip


def test_an_offer_is_noted_compared_accepted_and_its_confirmation_filed(demo: Duewatch, tmp_path: Path) -> None:
    terms = ("--instalments", "2", "--each", "2000", "--first", "2027-01-15", "--expires", "2026-11-30")
    noted = demo("offer", "note", "xiaohua-1", *terms, "--conditions", "-", "--json", stdin="按时还")
    number = noted.document["event"]["id"]
    (offer,) = demo("offer", "list", "--json").document["offers"]
    assert (offer["id"], offer["days_left"], offer["conditions"], offer["missing"]) == (number, 7, "按时还", [])
    options = demo("offer", "compare", "xiaohua-1", "--json").document["options"]
    assert [option["total_fen"] for option in options][2] == 400_000
    assert options[2]["heaviest"] == {"month": "2027-01", "fen": 200_000}
    shown = demo("offer", "compare", "xiaohua-1").out
    assert "按时还" in shown
    assert "¥2,000.00" in shown
    assert demo("offer", "accept", "xiaohua-1", str(number), "--today", "2026-12-01").status == 2
    made = demo("offer", "accept", "xiaohua-1", str(number), "--json").document
    assert [bill["total_fen"] for bill in made["after"]] == [200_000, 200_000]
    assert "not asked for" in demo("confirmation", "list").out
    demo("confirmation", "asked", "xiaohua-1")
    file = tmp_path / "letter.txt"
    file.write_text("ok")
    assert demo("confirmation", "filed", "xiaohua-1", str(file)).status == 0
    (line,) = demo("confirmation", "list", "xiaohua-1", "--json").document["confirmations"]
    assert (line["asked_on"], line["filed_on"], line["file"]["size"]) == ("2026-11-23", "2026-11-23", 2)
    assert demo("offer", "principal=10000 instalments=12 each=959.33").status == 0
