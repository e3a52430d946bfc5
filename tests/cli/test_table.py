"""Text on a terminal's grid."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcwidth

from duewatch.cli.table import Column, cells, clean, cut, draw, listing, pad, wrap

CHINESE = "小花钱包 尾号3321，逾期21天；应还¥805.70（本金700.00）"
SIGNS = "■□●○·—─│…“”‘’¥×±°"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain ascii",
        CHINESE,
        SIGNS,
        "한국어",
        "日本語カナ",
        "ｶﾅ half width",
        "ＦＵＬＬ　ｗｉｄｔｈ",
        "e\u0301tude",
        "naïve",
    ],
)
def test_a_text_takes_the_cells_that_a_terminal_gives_it(text: str) -> None:
    assert cells(text) == sum(wcwidth(character) for character in text)


def test_every_chinese_character_and_common_mark_is_as_wide_as_terminals_draw_it() -> None:
    blocks = [
        (0x20, 0x7F),
        (0xA0, 0x250),
        (0x2010, 0x2028),
        (0x2500, 0x2600),
        (0x3000, 0x302E),
        (0x3030, 0x3100),
        (0x4E00, 0xA000),
    ]
    blocks += [(0xFF01, 0xFF5F), (0x20000, 0x2A6D7)]
    wrong = [
        hex(code)
        for first, end in blocks
        for code in range(first, end)
        if unicodedata.category(chr(code)) not in {"Cn", "Cc", "Cf"} and cells(chr(code)) != wcwidth(chr(code))
    ]
    assert wrong == []


@given(st.text(max_size=60), st.integers(0, 40))
def test_a_shortened_text_never_takes_more_than_its_room(text: str, width: int) -> None:
    text = clean(text)
    shortened = cut(text, width)
    assert cells(shortened) <= width
    assert shortened == text or width == 0 or shortened.endswith("…")


@given(st.text(alphabet="小花钱包ab 1,。", max_size=20), st.booleans())
def test_padding_fills_exactly_to_the_width(text: str, right: bool) -> None:
    assert cells(pad(text, 60, right=right)) == 60


@given(st.text(alphabet="借呗逾期，。“”（）abc 12.5%", max_size=200), st.integers(12, 60))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    # Only a word that cannot be broken may stand out.
    assert all(cells(line) <= width or " " not in line.strip() for line in lines)


def test_a_line_never_starts_with_a_closing_mark_nor_ends_with_an_opening_one() -> None:
    for width in range(10, 40):
        for line in wrap("请向放款机构（见合同）索取“结清证明”，并妥善保存。以合同为准。" * 3, width):
            assert line[0] not in "，。”）"
            assert line[-1] not in "“（"


def test_columns_stand_below_each_other_whatever_the_script() -> None:
    columns = [Column("平台"), Column("Amount", right=True), Column("阶段")]
    rows = [["小花钱包", "¥805.70", "■ 逾期早期"], ["Huabei", "¥1,204.10", "· not due"], ["白条", "未知", "□ 还款提醒"]]
    lines = draw(columns, rows, None)
    ends = set()
    for line, amount in zip(lines, ["Amount", "¥805.70", "¥1,204.10", "未知"], strict=True):
        ends.add(cells(line[: line.index(amount) + len(amount)]))
    assert len(ends) == 1, "the figures do not end in one column"


@given(
    st.lists(st.tuples(st.text(max_size=30), st.integers(0, 10**12), st.text(max_size=30)), max_size=6),
    st.integers(40, 120),
)
def test_a_table_fits_the_terminal(rows: list[tuple[str, int, str]], width: int) -> None:
    columns = [Column("名称", keep=8), Column("金额", right=True), Column("备注", keep=8, drop=1)]
    lines = draw(columns, [[name, f"{amount:,}", note] for name, amount, note in rows], width)
    assert all(cells(line) <= width for line in lines)
    assert len(lines) == len(rows) + 1
    for (_, amount, _), line in zip(rows, lines[1:], strict=True):
        assert f"{amount:,}" in line, "a figure was cut"


def test_the_least_needed_column_goes_first_where_the_terminal_is_narrow() -> None:
    columns = [Column("ID"), Column("Paid", right=True, drop=1), Column("Report", drop=2)]
    lines = draw(columns, [["xiaohua-1", "¥1,000.00", "1 (possible)"]], 24)
    assert lines[0].split() == ["ID", "Paid"]


def test_a_name_from_a_file_cannot_move_the_cursor_or_turn_the_text() -> None:
    assert clean("\x1b[2J招商\u202e行\r\n卡\x07") == " [2J招商行  卡 "
    assert clean("全角　空格 🙂") == "全角　空格 🙂"
    assert clean("\ud800") == "\ufffd"


def test_a_long_name_in_a_listing_gets_a_line_of_its_own() -> None:
    lines = listing([("--a", "short"), ("--a-very-long-option-name LONGVALUE", "meaning")], 60)
    assert lines[1].strip() == "--a-very-long-option-name LONGVALUE"
    assert lines[2].endswith("meaning")
