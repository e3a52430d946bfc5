"""A card's statements worked out from a file of posts."""

from pathlib import Path

import pytest

from tests.cli.conftest import Duewatch

POSTS = "date,amount\n2026-08-20,3000\n2026-09-02,1200\n2026-10-03,-500\n"


@pytest.fixture
def card(demo: Duewatch, tmp_path: Path) -> tuple[Duewatch, str]:
    path = tmp_path / "posts.csv"
    path.write_text(POSTS, encoding="utf-8")
    terms = ("--card-daily", "0.05", "--card-minimum", "10%", "--card-late", "5%, at least 10")
    assert demo("loan", "edit", "credit-card-1", *terms).status == 0
    return demo, str(path)


def test_interest_runs_from_posting_on_the_whole_where_less_than_all_was_paid(card: tuple[Duewatch, str]) -> None:
    run, path = card
    first, second, third = run("card", "credit-card-1", "--posts", path, "--json").document["statements"]
    assert (first["balance_fen"], first["minimum_fen"], first["interest_fen"]) == (420_000, 42_000, 0)
    # 3,000 for 44 days and 2,500 for 14, 1,200 for 45, at 0.05 % a day
    assert second["interest_fen"] == 6_600 + 1_750 + 2_700
    assert second["late_fen"] == 0  # 500 is more than the minimum of 420
    assert third["late_fen"] > 0
    assert all(line["amount_fen"] >= 0 for line in third["lines"])


def test_plans_stand_whole_in_the_minimum_and_cash_has_no_free_period(card: tuple[Duewatch, str]) -> None:
    run, path = card
    plain = run("card", "credit-card-1", "--posts", path, "--json").document["statements"]
    more = run(
        "card",
        "credit-card-1",
        "--posts",
        path,
        "--plan",
        "2026-09-03 6000 12 36",
        "--cash",
        "2026-09-10 800",
        "--json",
    ).document["statements"]
    assert more[0]["minimum_fen"] > plain[0]["minimum_fen"] + 50_000
    assert more[0]["interest_fen"] > 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("card", "xiaohua-1", "--posts", "{posts}"), "no card"),
        (("card", "credit-card-1", "--posts", "nowhere.csv"), "nowhere.csv"),
        (("card", "credit-card-1", "--posts", "{posts}", "--plan", "2026-09-03 6000"), "--plan"),
        (("card", "credit-card-1", "--posts", "{posts}", "--cash", "soon 5"), "--cash"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(card: tuple[Duewatch, str], words: tuple[str, ...], said: str) -> None:
    run, path = card
    done = run(*(word.replace("{posts}", path) for word in words))
    assert done.status == 2
    assert said in done.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_text_shows_the_working(card: tuple[Duewatch, str], language: str) -> None:
    run, path = card
    done = run("card", "credit-card-1", "--posts", path, "--lang", language)
    assert "¥3,000.00 × 0.05%" in done.out
    assert ("账单" in done.out) is (language == "zh")
