import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.api import Reader, ReadProblem, Record
from duewatch_plugins.readers.jd.reader import READER as JD
from duewatch_plugins.readers.meituan.reader import READER as MEITUAN
from tests.builders import alipay, jd, meituan, wechat
from tests.plugins.readers.reading import document, problems, records, sample, sums

ROWS = [jd.row(), jd.baitiao(), jd.row("2026-05-04 09:00:00", amount="100.00(已退款30.00)")]


def test_the_sample_of_jd_gives_its_figures() -> None:
    found = records(JD, sample("jd/*.csv"))
    assert sums(found) == {"neutral": (10, 160152), "out": (16, 227770)}
    assert (min(r.at for r in found), max(r.at for r in found)) == ("2024-12-05 22:49:55", "2024-12-30 17:16:02")
    refunded = [r for r in found if "已退款" in r.note]
    assert len(refunded) == 4, "four purchases say in their amount what was refunded"
    returned = [r for r in found if r.text.startswith("退款-") and r.amount_fen]
    assert sum(r.amount_fen or 0 for r in returned) == 109759, "and the refunds have rows of their own"
    assert not any(r.problem for r in found)


def test_the_sample_of_meituan_gives_its_figures() -> None:
    found = records(MEITUAN, sample("meituan/*.csv"))
    assert sums(found) == {"in": (6, 20973), "out": (23, 122380)}
    assert (min(r.at for r in found), max(r.at for r in found)) == ("2025-02-02 21:30:16", "2025-02-28 20:35:13")
    credit = [(r.kind, r.amount_fen) for r in found if r.method == "美团月付"]
    assert sum(fen or 0 for kind, fen in credit if kind == "支付") == 6931
    assert sum(fen or 0 for kind, fen in credit if kind == "退款") == 2183
    (repaid,) = [r for r in found if r.kind == "还款"]
    assert (repaid.amount_fen, "48.14" in repaid.note) == (4812, True)


@pytest.mark.parametrize("columns", [jd.NOW, jd.OF_2023], ids=["now", "2023"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_both_layouts_of_jd_and_every_encoding_read_the_same(columns: list[str], encoding: str) -> None:
    data = jd.build(ROWS, columns=columns, encoding=encoding)
    assert JD.claim(document(data)) is not None
    found = records(JD, data)
    assert [(r.kind, r.text, r.direction, r.amount_fen, r.order_id) for r in found] == [
        ("网购", "纸巾", "out", 2000, "J2026-05-03 10:11:12"),
        ("白条", "白条主动还款", "neutral", 8820, "J2026-05-09 08:00:00"),
        ("网购", "纸巾", "out", 10000, "J2026-05-04 09:00:00"),
    ]
    assert found[2].note == "(已退款30.00)"
    assert problems(JD, data) == []


def test_meituan_counts_what_was_paid_and_notes_what_was_ordered() -> None:
    found = records(MEITUAN, meituan.build([meituan.row(), meituan.repaid()]))
    assert [(r.kind, r.amount_fen, r.order_id) for r in found] == [
        ("支付", 2117, "M2026-05-03 10:11:12"),
        ("还款", 4812, "M2026-05-08 09:00:00"),
    ]
    assert found[1].note == "订单金额¥48.14"


@pytest.mark.parametrize(
    ("reader", "data"),
    [(JD, jd.build([*ROWS, jd.row(amount="abc")])), (MEITUAN, meituan.build([meituan.row(paid="?")]))],
)
def test_a_row_that_does_not_read_is_kept_with_the_reason(reader: Reader, data: bytes) -> None:
    broken = [r for r in records(reader, data) if r.problem]
    assert len(broken) == 1 and broken[0].raw and broken[0].line


@pytest.mark.parametrize("reader", [JD, MEITUAN])
def test_other_exports_are_not_claimed_and_named_as_what_they_lack(reader: Reader) -> None:
    for data in (
        alipay.build([alipay.row()]),
        wechat.build_csv([wechat.row()]),
        wechat.build_xlsx([wechat.row()]),
        b"",
    ):
        assert reader.claim(document(data)) is None
        assert [problem.fatal for problem in problems(reader, data)] == [True]


@given(st.binary(max_size=200), st.integers(0, 600))
def test_no_bytes_make_them_raise(junk: bytes, place: int) -> None:
    for reader, whole in ((JD, jd.build(ROWS)), (MEITUAN, meituan.build([meituan.row()]))):
        for data in (junk, whole[:place] + junk + whole[place:]):
            reader.claim(document(data))
            assert all(isinstance(thing, (Record, ReadProblem)) for thing in reader.read(document(data)))
