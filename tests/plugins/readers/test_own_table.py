from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.api import Claim, ColumnMapping, ReadProblem, Record
from duewatch_plugins.readers.own_table.reader import READER
from tests.builders import alipay, banks, own_table, wechat
from tests.plugins.readers.reading import document, problems, records, sample

NOTEBOOK = ColumnMapping(
    "notebook", (("date", "还款时间"), ("amount", "实还"), ("platform", "借款平台"), ("what", "还款"))
)


def essence(data: bytes) -> list[tuple[object, ...]]:
    return [
        (r.counterparty, r.kind, r.at, r.amount_fen, r.note, r.status, r.method, r.order_id)
        for r in records(READER, data)
    ]


def test_other_names_are_guessed_and_proposed_never_applied() -> None:
    data = own_table.build(own_table.OTHER, own_table.OTHER_ROWS)
    claim = READER.claim(document(data))
    assert claim is not None and not claim.certain
    (problem,) = problems(READER, data)
    assert problem.fatal and not records(READER, data)
    proposal = 'date = "还款时间"；amount = "实还"；platform = "借款平台"；what = "还款"'
    assert proposal in problem.what.zh  # type: ignore[union-attr]
    said = replace(document(data), mappings=(NOTEBOOK,))
    assert len(records(READER, said)) == 2, "put into the config, it is read"


EXPECTED = [
    ("花呗", "bill", "2026-05-01", 26040, "2026-05-10", "26.04", "", "B1"),
    ("花呗", "payment", "2026-05-09", 26040, "", "", "", "P1"),
    ("招商银行信用卡", "payment", "2026-05-12", 30000, "", "", "1234", "P2"),
]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
@pytest.mark.parametrize("header", [own_table.HEADER, own_table.ENGLISH])
def test_the_usual_names_are_read_as_they_are(encoding: str, header: str) -> None:
    data = own_table.build(header, encoding=encoding)
    claim = READER.claim(document(data))
    assert claim is not None and not claim.certain, "a wallet that is certain comes first"
    assert essence(data) == EXPECTED


def test_a_sheet_and_tabs_read_like_the_csv() -> None:
    lines = [own_table.HEADER, *own_table.ROWS]
    assert essence(banks.book([line.split(",") for line in lines])) == EXPECTED
    assert essence(own_table.build().replace(b",", b"\t")) == EXPECTED


def test_a_mapping_names_the_columns_and_words_for_every_row() -> None:
    data = own_table.build(own_table.OTHER, own_table.OTHER_ROWS)
    assert READER.claim(document(data)) == Claim(False, "还款时间、实还、借款平台"), "a guess is never certain"
    mapped = replace(document(data), mappings=(NOTEBOOK,))
    claim = READER.claim(mapped)
    assert claim is not None and claim.certain and claim.why == "notebook"
    assert [(r.counterparty, r.kind, r.at, r.amount_fen) for r in records(READER, mapped)] == [
        ("花呗", "payment", "2026-05-09 10:00:00", 8800),
        ("借呗", "payment", "2026-05-10 10:00:00", 9900),
    ]


@pytest.mark.parametrize(
    "row", ["花呗,还款,昨天,1.00,,,,,", "花呗,还款,2026-05-01,一元,,,,,", "花呗,转圈,2026-05-01,1.00,,,,,", "花呗,还款"]
)
def test_a_row_that_does_not_read_is_kept_with_the_reason_and_costs_no_other(row: str) -> None:
    found = records(READER, own_table.build(rows=[own_table.ROWS[0], row, own_table.ROWS[1]]))
    assert [bool(r.problem) for r in found] == [False, True, False]
    assert found[1].line == 4 and found[1].raw == row


def test_other_exports_are_not_claimed() -> None:
    for data in (alipay.build([alipay.row()]), wechat.build_csv([wechat.row()]), banks.icbc_card(), banks.ccb(), b""):
        assert READER.claim(document(data)) is None
        assert [problem.fatal for problem in problems(READER, data)] == [True]


@given(st.binary(max_size=200), st.integers(0, 300))
def test_no_bytes_make_it_raise(junk: bytes, place: int) -> None:
    whole = own_table.build()
    for data in (junk, whole[:place] + junk + whole[place:]):
        asked = replace(document(data), mappings=(NOTEBOOK,))
        READER.claim(asked)
        assert all(isinstance(thing, (Record, ReadProblem)) for thing in READER.read(asked))


ABROAD = ColumnMapping(
    "abroad",
    (
        ("date", "Buchungsdatum"),
        ("amount", "Betrag"),
        ("platform", "花呗"),
        ("what", "还款"),
        ("currency", "Waehrung"),
        ("text", "Buchungstext"),
    ),
)


def test_semicolons_and_decimal_commas_are_read_and_another_currency_is_listed_only() -> None:
    data = (
        "Buchungsdatum;Waehrung;Betrag;Buchungstext\n"
        '2026-05-09;CNY;-1.234,56;"zurück; Teil"\n'
        "2026-05-10;EUR;-100,00;Miete\n"
        "2026-05-11;CNY;;ohne\n"
    ).encode()
    doc = replace(document(data), mappings=(ABROAD,))
    good, euro, empty = READER.read(doc)
    assert isinstance(good, Record) and isinstance(euro, Record) and isinstance(empty, Record)
    assert (good.amount_fen, good.at, good.text, good.problem) == (123_456, "2026-05-09", "zurück; Teil", None)
    assert euro.problem is not None and "yuan" in euro.problem.en
    assert empty.problem is not None and empty.amount_fen is None


def test_the_sample_from_abroad_is_listed_whole_and_books_nothing() -> None:
    doc = replace(sample("generic/import.csv"), mappings=(ABROAD,))
    rows = [each for each in READER.read(doc) if isinstance(each, Record)]
    assert len(rows) == 3
    assert [row.raw.count("-100,00") + row.raw.count("-50,00") for row in rows] == [1, 1, 0]
    assert all(row.problem is not None for row in rows)
