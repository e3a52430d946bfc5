import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.api import ReadProblem, Record
from duewatch_plugins.readers.wechat.reader import WechatReader
from tests.builders import alipay, wechat
from tests.plugins.readers.reading import document, problems, records, sample, sums

READER = WechatReader()
ROWS = [wechat.row(f"2025-05-{day:02d} 10:11:12", amount=f"¥{day}.10") for day in range(1, 6)] + [wechat.card()]


def essence(data: bytes) -> list[tuple[object, ...]]:
    return [record[1:12] for record in records(READER, data)]


def test_the_samples_give_their_figures() -> None:
    csv = records(READER, sample("wechat/*.csv"))
    assert sums(csv) == {"in": (5, 2849), "neutral": (11, 2610089), "out": (11, 290453)}
    assert (min(r.at for r in csv), max(r.at for r in csv)) == ("2017-10-20 18:36:44", "2024-06-07 23:40:27")
    xlsx = records(READER, sample("wechat/*.xlsx"))
    assert sums(xlsx) == {"in": (6, 2860), "neutral": (11, 2610089), "out": (11, 295523)}
    assert max(r.at for r in xlsx) == "2025-12-10 17:27:37"
    assert not any(r.problem for r in csv + xlsx)


def test_a_partial_refund_shows_at_both_ends_of_the_sample() -> None:
    shown = [r for r in records(READER, sample("wechat/*.xlsx")) if "已退款" in r.status]
    assert sorted((r.direction, r.amount_fen) for r in shown) == [("in", 11), ("out", 5071)]


@pytest.mark.parametrize("numeric", [False, True])
@pytest.mark.parametrize("dates", [False, True])
@pytest.mark.parametrize("notes", [3, 4])
def test_workbooks_read_like_the_csv(numeric: bool, dates: bool, notes: int) -> None:
    book = wechat.build_xlsx(ROWS, numeric=numeric, dates=dates, extra_sheet=True, notes=notes)
    assert READER.claim(document(book)) is not None
    assert essence(book) == essence(wechat.build_csv(ROWS))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_every_encoding_reads_the_same(encoding: str) -> None:
    assert essence(wechat.build_csv(ROWS, encoding=encoding)) == essence(wechat.build_csv(ROWS))


def test_goods_of_digits_quotes_and_commas_stay_what_they_are() -> None:
    (found,) = records(
        READER, wechat.build_xlsx([wechat.row(text="000123", party='点"这里",再点', note="服务费¥0.10")])
    )
    assert (found.text, found.counterparty, found.note) == ("000123", '点"这里",再点', "服务费¥0.10")


def test_numeric_cells_are_exact_fen() -> None:
    amounts = ["¥0.07", "¥1001.10", "¥19999999.99"]
    book = wechat.build_xlsx([wechat.row(amount=amount) for amount in amounts], numeric=True)
    assert [r.amount_fen for r in records(READER, book)] == [7, 100110, 1999999999]


def test_a_broken_workbook_and_a_wrong_file_are_one_sentence() -> None:
    for data in (wechat.build_xlsx(ROWS)[:700], b"PK\x03\x04 nothing", alipay.build([alipay.row()]), b""):
        assert [problem.fatal for problem in problems(READER, data)] == [True]
        assert READER.claim(document(data)) is None


def test_a_workbook_of_something_else_is_not_claimed() -> None:
    import io

    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet().write(0, 0, "收入")
    book.close()
    assert READER.claim(document(out.getvalue())) is None


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(junk: bytes) -> None:
    for data in (junk, b"PK\x03\x04" + junk, wechat.build_csv(ROWS)[:900] + junk):
        READER.claim(document(data))
        assert all(isinstance(thing, (Record, ReadProblem)) for thing in READER.read(document(data)))
