"""duewatch offer and duewatch solve."""

import pytest

from tests.cli.conftest import Duewatch


def test_two_offers_stand_side_by_side_with_their_true_cost(duewatch: Duewatch) -> None:
    done = duewatch(
        "offer", "principal=10000 instalments=12 each=959.33", "借款=10000 期数=12 月费率=0.6 方式=等本等息", "--json"
    )
    first, second = done.document["offers"]
    assert first["found"] == "rate_pct"
    assert first["annual_cost"] == {"simple_pct": "26.8270", "compound_pct": "30.3842"}
    assert second["annual_cost"]["simple_pct"] == "13.0342"
    assert len(second["plan"]) == 12
    assert any(ceiling["exceeded"] for ceiling in first["ceilings"])


def test_the_text_says_which_is_cheaper_and_fits_eighty_cells(duewatch: Duewatch) -> None:
    done = duewatch(
        "offer", "principal=10000 instalments=12 each=959.33", "principal=10000 instalments=12 rate=15", "--plan"
    )
    assert "B" in done.out
    assert "26.83%" in done.out
    assert done.status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "OFFER"),
        ("10000 12", "10000 12"),
        ("principal=abc instalments=12 rate=7", "principal=abc"),
        ("principal=10000 instalments=x rate=7", "instalments=x"),
        ("principal=10000 instalments=12 rate=much", "rate=much"),
        ("principal=10000 principal=5 rate=7", "principal=5"),
        ("principle=10000", "principle"),
        ("principal=10000 instalments=12 rate=7 method=magic", "method=magic"),
        ("principal=10000 instalments=12 rate=5000", "5000"),
    ],
)
def test_what_cannot_be_read_is_named(duewatch: Duewatch, words: str, said: str) -> None:
    done = duewatch("offer", words, "--lang", "en")
    assert done.status == 2
    assert said in done.err
    assert len(done.err.strip().splitlines()) <= 4


def test_the_missing_one_of_five_is_found(duewatch: Duewatch) -> None:
    done = duewatch("solve", "--present", "10000", "--rate", "1", "--periods", "12", "--final", "0", "--json")
    found = done.document
    assert (found["found"], found["payment"]) == ("payment", "-888.49")


def test_two_missing_values_are_too_many(duewatch: Duewatch) -> None:
    done = duewatch("solve", "--present", "10000", "--lang", "en")
    assert done.status == 2
    assert "Exactly one" in done.err
