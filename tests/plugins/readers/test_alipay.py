import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.api import ReadProblem, Record
from duewatch_plugins.readers.alipay.reader import AlipayReader
from tests.builders import alipay, wechat
from tests.plugins.readers.reading import document, problems, records, sample, sums

READER = AlipayReader()
ROWS = [alipay.row(f"2025-05-{day:02d} 10:11:12", amount=f"{day}.50") for day in range(1, 6)] + [alipay.huabei()]


def essence(data: bytes) -> list[tuple[object, ...]]:
    return [(r.at, r.text, r.direction, r.amount_fen, r.status) for r in records(READER, data)]


def test_the_sample_gives_its_figures() -> None:
    found = records(READER, sample("alipay/*.csv"))
    assert sums(found) == {"in": (1, 22222850), "neutral": (4, 24737), "out": (5, 21164)}
    assert (min(r.at for r in found), max(r.at for r in found)) == ("2023-01-09 18:21:50", "2023-07-10 13:20:16")
    assert {r.status for r in found} == {"交易成功", "等待确认收货", "退款成功", "交易关闭"}
    assert not any(r.problem for r in found)


def test_a_count_that_does_not_fit_warns_and_keeps_the_rows() -> None:
    asked = sample("alipay/*.csv")
    (warning,) = problems(READER, asked)
    assert not warning.fatal
    assert "66" in str(warning.what)
    assert len(records(READER, asked)) == 10


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("columns", [alipay.NOW, alipay.NEWEST, alipay.SHORT], ids=["now", "newest", "short"])
@pytest.mark.parametrize("padded", [False, True], ids=["plain", "padded"])
def test_every_layout_and_encoding_reads_the_same(encoding: str, columns: list[str], padded: bool) -> None:
    data = alipay.build(ROWS, columns=columns, encoding=encoding, padded=padded)
    assert READER.claim(document(data)) is not None
    assert essence(data) == essence(alipay.build(ROWS))
    assert problems(READER, data) == []


def test_columns_in_any_order_read_the_same() -> None:
    mixed = list(alipay.NOW[:-1])
    random.Random(7).shuffle(mixed)
    assert essence(alipay.build(ROWS, columns=mixed)) == essence(alipay.build(ROWS))


def test_the_layout_of_2021_has_its_preamble_below() -> None:
    data = alipay.build_2021(ROWS)
    assert READER.claim(document(data)) is not None
    assert essence(data) == essence(alipay.build(ROWS))
    assert problems(READER, data) == []


def test_a_file_saved_again_by_excel_reads_but_for_the_seconds() -> None:
    spoiled = [each | {"交易时间": "2025/5/3 9:07", "交易订单号": "2.02505E+27"} for each in ROWS]
    data = alipay.build(spoiled, quoted=True, encoding="utf-8-sig")
    found = records(READER, data)
    assert {r.at for r in found} == {"2025-05-03 09:07:00"}
    assert {r.order_id for r in found} == {""}
    (warning,) = problems(READER, data)
    assert "2.0E+27" in str(warning.what)


def test_cells_that_mean_nothing_are_empty_and_discounts_become_a_note() -> None:
    (found,) = records(READER, alipay.build([alipay.row(party="/", note="--", method="花呗&红包")]))
    assert (found.counterparty, found.method, found.note) == ("", "花呗", "红包")
    assert found.order_id == "N2025-05-03 10:11:12"


def test_rows_that_do_not_read_are_kept_with_the_reason() -> None:
    broken = alipay.build([*ROWS[:2], ROWS[2] | {"金额": "abc"}, ROWS[3] | {"交易时间": "昨天"}, ROWS[4]], stated=5)
    found = records(READER, broken)
    assert [bool(r.problem) for r in found] == [False, False, True, True, False]
    assert all(r.raw and r.line for r in found)
    assert problems(READER, broken) == []


def test_a_file_that_was_cut_off_keeps_all_but_its_last_row() -> None:
    whole = alipay.build(ROWS)
    found = records(READER, whole[: whole.rindex("260.40".encode("gb18030"))])
    assert [bool(r.problem) for r in found] == [False] * 5 + [True]


def test_a_stray_quotation_mark_costs_no_row() -> None:
    rows = [ROWS[0], ROWS[1] | {"商品说明": '"没有收尾的引号'}, *ROWS[2:]]
    found = records(READER, alipay.build(rows))
    assert [r.amount_fen for r in found] == [r.amount_fen for r in records(READER, alipay.build(ROWS))]


@pytest.mark.parametrize(
    ("head", "named"),
    [
        ("记录时间,分类,收支类型,金额\n2025-05-03 10:00:00,餐饮,支出,3.00\n", "记账本"),
        ("支付宝交易记录明细查询\n账号:[a]\n", "网页版"),
        (wechat.build_csv([wechat.row()]).decode("utf-8-sig"), "微信"),
        ("明细查询文件下载\n卡号\n", "银行"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(head: str, named: str) -> None:
    (problem,) = problems(READER, head.encode("gb18030"))
    assert problem.fatal
    assert named in str(problem.what)


def test_other_wallets_files_are_not_claimed() -> None:
    assert READER.claim(document(wechat.build_csv([wechat.row()]))) is None
    assert READER.claim(document(wechat.build_xlsx([wechat.row()]))) is None
    assert READER.claim(document(b"")) is None


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(junk: bytes) -> None:
    READER.claim(document(junk))
    whole = alipay.build(ROWS)
    for data in (junk, whole[:600] + junk + whole[600:]):
        read = list(READER.read(document(data)))
        assert all(isinstance(thing, (Record, ReadProblem)) for thing in read)
        assert read, "even an empty file is answered with a problem"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_the_old_web_layout_goes_by_whether_money_moved(encoding: str) -> None:
    rows = [
        alipay.web_row(),
        alipay.web_row("2019-05-04 10:00:00", money="", status="交易成功"),
        alipay.web_row("2019-05-05 10:00:00", money="", status="交易关闭", amount="50.00"),
        alipay.web_row(
            "2019-05-09 08:00:00", party="花呗", text="花呗主动还款-2019年05月账单", way="", money="资金转移"
        ),
        alipay.web_row("2019-05-10 08:00:00", party="花呗", text="花呗主动还款", way="", money="", status="还款失败"),
        alipay.web_row("2019-05-11 08:00:00", money="已支出", refunded="5.00"),
        alipay.web_row("2019-05-12 08:00:00", amount="x"),
    ]
    data = alipay.build_web(rows, encoding)
    assert READER.claim(document(data)) is not None
    found = records(READER, data)
    assert [(r.kind, r.status, r.amount_fen) for r in found] == [
        ("即时到账交易", "交易成功", 2000), ("即时到账交易", "交易关闭", 2000), ("即时到账交易", "交易关闭", 5000),
        ("信用借还", "还款成功", 2000), ("信用借还", "还款失败", 2000), ("即时到账交易", "交易成功", 2000),
        ("", "", None),
    ]  # fmt: skip
    assert found[5].note == "成功退款5.00"
    assert found[3].line == 9 and found[3].order_id == "N2019-05-09 08:00:00"
    (warning,) = problems(READER, data)
    assert "花呗" in warning.what.zh  # type: ignore[union-attr]
