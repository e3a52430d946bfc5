"""Columns never shift, whatever is written in them; Chinese lines are full and begin with no comma."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.ui.cells import cell_len, fit, wrapped

WORDS = st.text(alphabet=st.sampled_from("花呗借款逾期，。、（）abc XYZ-19¥[]/\n\t"), max_size=60)


@given(WORDS, st.integers(1, 40), st.booleans())
def test_a_cell_is_exactly_as_wide_as_it_is_told_to_be(words: str, width: int, right: bool) -> None:
    assert cell_len(fit(words, width, right=right)) == width


def test_what_is_cut_shows_that_something_is_missing() -> None:
    assert fit("招商信用卡", 7) == "招商信~"
    assert fit("招商信用卡", 8) == "招商信 ~"


@given(st.integers(0, 10**9), st.integers(1, 40))
def test_a_number_is_never_cut_in_two(fen: int, width: int) -> None:
    amount = f"¥{fen // 100:,}.{fen % 100:02d}"
    shown = fit(f"待还 {amount}，2026-11-02 到期", width)
    numbers = re.findall(r"[\d,.-]*\d", shown)
    assert all(number in (amount[1:], "2026-11-02") for number in numbers), shown


def test_a_figure_that_does_not_fit_is_not_shown_in_part() -> None:
    assert fit("¥1,204.10", 6, right=True) == "######"


def test_amounts_stand_on_the_right() -> None:
    assert fit("¥805.70", 10, right=True) == "   ¥805.70"


@given(WORDS, st.integers(4, 40))
def test_no_line_is_wider_than_the_room_and_no_word_is_lost(words: str, width: int) -> None:
    lines = wrapped(words, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


@pytest.mark.parametrize("width", range(8, 40))
def test_no_line_begins_with_closing_punctuation(width: int) -> None:
    sentence = "逾期21天，可能已经上报（取决于放款机构）。请先看合同，再联系平台；保存记录。"
    assert not [line for line in wrapped(sentence, width) if line[0] in "，。；）、"]


def test_latin_words_stay_whole() -> None:
    assert wrapped("duewatch 不会替你付款", 10) == ["duewatch", "不会替你付", "款"]
