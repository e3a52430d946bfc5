"""The tables of banks: each gives its rows, their direction, and what kind of a card's row it is."""

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.api import Reader, ReadProblem, Record
from tests.builders import alipay, banks, wechat
from tests.plugins.readers.reading import document, problems, records, sample, sums

READERS: dict[str, Reader] = {
    name: import_module(f"duewatch_plugins.readers.bank_{name}.reader").READER
    for name in ("abc", "boc", "bocom", "ccb", "citic", "cmb", "cmbc", "icbc", "spdb")
}
COMPOSED = {
    "abc": [banks.abc()], "boc": [banks.boc()], "ccb": [banks.ccb()], "citic": [banks.citic()], "spdb": [banks.spdb()],
    "bocom": [banks.bocom_card(), banks.bocom_debit(), banks.bocom_marked()],
    "cmb": [banks.cmb_card(), banks.cmb_debit()], "cmbc": [banks.cmbc_card(), banks.cmbc_debit()],
    "icbc": [banks.icbc_card(), banks.icbc_debit()],
}  # fmt: skip
SAMPLES = [
    ("abc", "bank-abc/*.csv", {"in": (3, 1000001), "out": (2, 1235589)}, "2024-01-01 12:34:56", "2024-01-04"),
    ("bocom", "bank-bocom/*credit*.csv", {"in": (4, 80527), "out": (4, 7358)}, "2025-01-10", "2025-01-29"),
    ("bocom", "bank-bocom/*bocm*.csv", {"in": (2, 513980), "out": (9, 38029)}, "2023-05-10 18:35:00",
     "2023-08-05 13:36:00"),
    ("cmb", "bank-cmb/*.csv", {"in": (4, 38080), "out": (2, 805678)}, "2023-12-29", "2024-01-05"),
    ("icbc", "bank-icbc/*credit*", {"in": (1, 462101), "out": (8, 36313)}, "2023-03-20", "2023-05-05"),
    ("icbc", "bank-icbc/*debit*", {"in": (5, 284174), "out": (6, 424108)}, "2023-02-08", "2023-05-02"),
    ("ccb", "bank-ccb/*.xls", {"out": (6, 70326)}, "2025-01-01 18:53:19", "2025-01-06 12:03:39"),
]  # fmt: skip


def essence(name: str, data: bytes) -> list[tuple[str, str, str, int | None]]:
    return [(r.at, r.kind, r.direction, r.amount_fen) for r in records(READERS[name], data)]


@pytest.mark.parametrize(("name", "pattern", "figures", "first", "last"), SAMPLES)
def test_the_samples_give_their_figures(
    name: str, pattern: str, figures: dict[str, tuple[int, int]], first: str, last: str
) -> None:
    asked = sample(pattern)
    assert READERS[name].claim(asked) is not None
    found = records(READERS[name], asked)
    assert sums(found) == figures
    assert (min(r.at for r in found), max(r.at for r in found)) == (first, last)
    assert not any(r.problem for r in found)
    assert problems(READERS[name], asked) == []


def test_the_sample_of_boc_keeps_dollars_apart() -> None:
    found = records(READERS["boc"], sample("bank-boc/*.csv"))
    assert sums([r for r in found if r.amount_fen is not None]) == {"in": (6, 98984), "out": (7, 122809)}
    assert [r.note for r in found if r.amount_fen is None] == ["USD 3.72"]


@pytest.mark.parametrize(
    ("name", "pattern", "repaid"),
    [
        ("cmb", "bank-cmb/*.csv", (3, 37690)), ("bocom", "bank-bocom/*credit*.csv", (2, 68010)),
        ("icbc", "bank-icbc/*credit*", (1, 462101)), ("boc", "bank-boc/*.csv", (0, 0)),
    ],
)  # fmt: skip
def test_the_repayments_of_the_card_samples_are_told_from_rewards_and_refunds(
    name: str, pattern: str, repaid: tuple[int, int]
) -> None:
    found = [r.amount_fen or 0 for r in records(READERS[name], sample(pattern)) if r.kind == "信用卡还款"]
    assert (len(found), sum(found)) == repaid


@pytest.mark.parametrize("name", READERS)
def test_only_its_own_reader_claims_a_table(name: str) -> None:
    for data in COMPOSED[name]:
        claiming = [other for other, reader in READERS.items() if reader.claim(document(data))]
        assert claiming == [name]
        assert not any(r.problem for r in records(READERS[name], data))


def test_icbc_cards_and_accounts_are_told_apart_by_their_columns() -> None:
    assert essence("icbc", banks.icbc_card()) == [
        ("2026-05-04", "信用卡消费", "out", 102600),
        ("2026-05-04", "信用卡消费（外币）", "out", None),
        ("2026-05-04", "信用卡还款", "in", 462101),
    ]
    assert {r.method for r in records(READERS["icbc"], banks.icbc_card())} == {"工商银行信用卡(5678)"}
    assert essence("icbc", banks.icbc_debit()) == [
        ("2026-05-25", "自动还款", "out", 123456),
        ("2026-05-10", "工资", "in", 500000),
    ]
    assert {r.method for r in records(READERS["icbc"], banks.icbc_debit())} == {"工商银行(9876)"}


def test_a_row_two_cells_short_is_read_all_the_same() -> None:
    assert essence("abc", banks.abc())[1] == ("2026-05-03", "正常还款", "out", 234589)


def test_money_from_a_person_on_a_card_is_not_decided() -> None:
    assert [kind for _, kind, way, _ in essence("boc", banks.boc()) if way == "in"] == [
        "信用卡退款", "信用卡奖励", "信用卡存入",
    ]  # fmt: skip


def test_bocom_lists_say_the_direction_by_words_columns_or_marks() -> None:
    assert [(kind, way, fen) for _, kind, way, fen in essence("bocom", banks.bocom_card())] == [
        ("信用卡退款", "in", 12318), ("信用卡还款", "in", 1350), ("信用卡消费", "out", 4985),
    ]  # fmt: skip
    assert [(way, fen) for _, _, way, fen in essence("bocom", banks.bocom_debit())] == [("out", 8140), ("in", 13980)]
    assert [(at, way, fen) for at, _, way, fen in essence("bocom", banks.bocom_marked())] == [
        ("2026-05-11 11:22:00", "out", 8140), ("2026-05-12 08:00:00", "in", 50000),
    ]  # fmt: skip


def test_decembers_rows_in_januarys_statement_belong_to_the_year_before() -> None:
    assert essence("cmb", banks.cmb_card()) == [
        ("2025-12-29", "信用卡还款", "in", 123),
        ("2026-01-05", "信用卡消费", "out", 800000),
        ("2026-01-03", "信用卡奖励", "in", 390),
    ]


def test_cmbc_cards_have_no_years_and_accounts_say_in_and_out_apart() -> None:
    assert essence("cmbc", banks.cmbc_card()) == [
        ("2025-12-29", "信用卡还款", "in", 30000),
        ("2026-01-03", "信用卡消费", "out", 102600),
    ]
    assert essence("cmbc", banks.cmbc_debit()) == [
        ("2026-05-01 10:11:12", "信用卡还款", "out", 50000),
        ("2026-05-02 10:11:12", "转存", "in", 60000),
    ]
    assert {r.method for r in records(READERS["cmbc"], banks.cmbc_debit())} == {"民生银行(9876)"}


def test_a_statement_without_its_month_is_kept_with_the_reason() -> None:
    assert all(r.problem for r in records(READERS["cmb"], banks.cmb_card(month="")))


def test_workbooks_give_exact_fen_and_the_cards_last_digits() -> None:
    assert [fen for *_, fen in essence("ccb", banks.ccb())] == [6700, 10007]
    assert {r.method for r in records(READERS["citic"], banks.citic())} == {"中信银行信用卡(0123)"}
    assert [(kind, way) for _, kind, way, _ in essence("citic", banks.citic())] == [
        ("信用卡消费", "out"), ("信用卡还款", "in"),
    ]  # fmt: skip
    assert [at for at, *_ in essence("spdb", banks.spdb())] == ["2026-05-01 10:11:12", "2026-05-02 10:11:12"]


def test_tabs_between_the_cells_do_as_well_as_commas() -> None:
    assert essence("boc", banks.boc().replace(b",", b"\t")) == essence("boc", banks.boc())


@pytest.mark.parametrize("name", READERS)
def test_a_broken_date_or_amount_costs_only_its_row(name: str) -> None:
    for data in COMPOSED[name]:
        if data.startswith(b"PK"):
            continue
        spoilt = (
            data.replace(b"2026-05-04", b"2026-99-99").replace(b"123.18", b"12x.18").replace(b"20260503", b"20269903")
        )
        assert len(records(READERS[name], spoilt)) == len(records(READERS[name], data))


@pytest.mark.parametrize("name", READERS)
def test_wallets_exports_and_damaged_workbooks_are_one_sentence(name: str) -> None:
    for data in (alipay.build([alipay.row()]), wechat.build_xlsx([wechat.row()]), b"", banks.ccb()[:700]):
        assert READERS[name].claim(document(data)) is None
        assert [problem.fatal for problem in problems(READERS[name], data)] == [True]


@given(st.binary(max_size=200), st.integers(0, 600))
def test_no_bytes_make_them_raise(junk: bytes, place: int) -> None:
    for name, reader in READERS.items():
        whole = COMPOSED[name][0]
        data = whole[:place] + junk + whole[place:]
        reader.claim(document(data))
        assert all(isinstance(thing, (Record, ReadProblem)) for thing in reader.read(document(data)))
