"""duewatch audit: both figures side by side, and what would explain the gap."""

import pytest

from tests.cli.conftest import Duewatch


def test_ours_and_theirs_stand_side_by_side_with_what_would_explain_the_gap(demo: Duewatch) -> None:
    ran = demo("audit", "xiaohua", "--charge", "15.40", "--total", "806.40")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert [line.split() for line in lines if line.startswith("late charge")] == [
        ["late", "charge", "¥14.70", "¥15.40", "¥0.70"]
    ]
    assert "22 days instead of 21" in ran.out
    assert "¥700.00 × 0.1% a day × 21 days = ¥14.70" in ran.out
    assert "the contract counts" in ran.out.replace("\n", " ")


def test_the_document_adds_up(demo: Duewatch) -> None:
    document = demo("audit", "xiaohua", "--total", "826.30", "--json").document
    assert document["schema"] == "duewatch.audit/1"
    assert (document["bill"], document["unexplained_fen"]) == ("7", 2_060)
    *parts, total = document["lines"]
    assert sum(line["ours_fen"] for line in parts) == total["ours_fen"]
    assert total["gap_fen"] == total["theirs_fen"] - total["ours_fen"]
    assert total["cause"] == "unexplained"


def test_without_a_figure_ours_is_shown_with_its_working(demo: Duewatch) -> None:
    ran = demo("audit", "xiaohua")
    assert ran.status == 0
    assert "How ours is made up" in ran.out
    assert "--total" in ran.out


def test_amounts_are_hidden_where_that_is_asked(demo: Duewatch) -> None:
    ran = demo("audit", "xiaohua", "--total", "812", "--hide-amounts")
    assert ran.status == 0
    assert "812" not in ran.out
    assert "700" not in ran.out
    assert "xiaohua" not in ran.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["audit", "xiaohua", "--total", "much"], "--total"),
        (["audit", "xiaohua", "--interest=-5"], "--interest"),
        (["audit", "xiaohua", "--bill", "99"], "99"),
        (["audit", "nobody", "--total", "1"], "nobody"),
        (["audit", "xiaohua", "--on", "yesterday"], "--on"),
    ],
)
def test_wrong_input_is_one_sentence_that_names_it(demo: Duewatch, words: list[str], told: str) -> None:
    ran = demo(*words)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err
