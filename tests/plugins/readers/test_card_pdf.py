import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.api import ReadProblem, Record
from duewatch_plugins.readers.card_pdf.reader import READER, statement_of
from tests.builders import archives, card_pdf, wechat
from tests.plugins.readers.reading import SAMPLES, document, problems, records, sums

CMB, BOC = card_pdf.build(card_pdf.CMB), card_pdf.build(card_pdf.BOC)


def sample(folder: str, names: list[str]) -> tuple[list[Record], list[ReadProblem]]:
    if not (SAMPLES / folder).is_dir():
        pytest.skip("the sample files are not here")
    read = list(statement_of(card_pdf.sample_items(SAMPLES / folder, names)))
    return [each for each in read if isinstance(each, Record)], [each for each in read if isinstance(each, ReadProblem)]


def test_the_sample_of_cmb_gives_its_figures() -> None:
    (summary, *rows), told = sample("bank-cmb/credit-pdf", ["p1.json", "p2.json"])
    assert (summary.at, summary.amount_fen) == ("2025-01-01", 10000)
    assert "到期还款日2025-01-02，最低还款10.00元" in summary.text
    assert sums(rows) == {"in": (9, 3021674), "out": (30, 175110)}
    assert [row.amount_fen for row in rows if row.kind == "信用卡还款"] == [51750, 2842156]
    assert told == []


def test_the_sample_of_boc_gives_its_figures_and_its_contradiction() -> None:
    found, (told,) = sample("bank-boc/pdf1", ["p1.json", "p2.json", "p3.json"])
    summaries, rows = [r for r in found if r.status == "出账"], [r for r in found if r.status == "入账"]
    assert [(s.amount_fen, "7.32" in s.text) for s in summaries] == [(59449, False), (None, True)]
    assert "到期还款日" not in summaries[0].text and "2025-01-19" in str(told.what)
    assert sums([r for r in rows if r.amount_fen is not None]) == {"in": (6, 175990), "out": (7, 239447)}
    assert [r.note for r in rows if r.amount_fen is None] == ["USD 6.64"]
    assert (min(r.at[5:] for r in rows), max(r.at[5:] for r in rows)) == ("01-01", "04-03")


def test_a_pdf_of_cmb_gives_bill_and_rows() -> None:
    claim = READER.claim(document(CMB))
    assert claim is not None and claim.certain
    summary, *rows = records(READER, CMB)
    assert (summary.kind, summary.amount_fen, summary.method) == ("信用卡账单", 120410, "招商银行信用卡(1234)")
    assert summary.text == "账单日2026-01-08，到期还款日2026-01-26，最低还款60.21元"
    assert [(r.at, r.kind, r.amount_fen) for r in rows] == [
        ("2025-12-29", "信用卡还款", 30000), ("2025-12-30", "信用卡奖励", 363), ("2026-01-03", "信用卡消费", 102600),
    ]  # fmt: skip


def test_a_pdf_of_boc_tells_in_and_out_by_the_column() -> None:
    found = records(READER, BOC)
    assert [(r.kind, r.amount_fen) for r in found] == [
        ("信用卡账单", 59449), ("信用卡账单（外币）", None), ("信用卡消费", 5932), ("信用卡退款", 7048),
        ("信用卡存入", 36119), ("信用卡消费（外币）", None),
    ]  # fmt: skip
    assert found[2].text == "某某商业有限公司CHN"
    assert found[0].text == "账单日2026-05-20，到期还款日2026-06-09，最低还款90.50元"


def test_a_protected_pdf_opens_with_one_of_the_passwords() -> None:
    locked = card_pdf.build(card_pdf.CMB, password=archives.PASSWORD)
    (problem,) = problems(READER, locked)
    assert problem.fatal and "--password-file" in str(problem.mend)
    opened = replace(document(locked), passwords=("wrong", archives.PASSWORD))
    assert records(READER, opened) == records(READER, CMB)
    claim = READER.claim(opened)
    assert claim is not None and claim.certain


def test_a_row_that_came_as_one_block_is_kept_with_the_reason() -> None:
    block = [*card_pdf.BOC, (53.0, 60.0, "05/08 05/09 4915 某店CHN 8.00")]
    found = [each for each in statement_of(card_pdf.items(block)) if isinstance(each, Record)]
    assert [r.raw for r in found if r.problem] == ["05/08 05/09 4915 某店CHN 8.00"]


def test_what_cannot_be_read_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    other = card_pdf.build([(95, 785, "某某银行信用卡账单")])
    empty = card_pdf.build([])
    for data in (other, empty, CMB[:200], wechat.build_xlsx([wechat.row()]), b""):
        assert [problem.fatal for problem in problems(READER, data)] == [True]
    for data in (other, empty, CMB[:200]):
        claim = READER.claim(document(data))
        assert claim is not None and not claim.certain
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (problem,) = problems(READER, CMB)
    assert "duewatch[pdf]" in str(problem.mend)


FLOW_ROWS = {
    "bank-cmb": [("2026-05-04", "快捷支付", "out", 50000), ("2026-05-05", "代发工资", "in", 800000)],
    "bank-icbc": [("2026-05-04", "自动还款", "out", 123456), ("2026-05-05", "工资", "in", 500000)],
    "bank-abc": [("2026-05-04", "正常还款", "out", 234589), ("2026-05-05 13:23:24", "金融转存", "in", 60000)],
    "bank-ccb": [("2026-05-04", "消费", "out", 6700), ("2026-05-05", "转存", "in", 10007)],
    "bank-boc": [("2026-05-04 10:11:12", "网上快捷", "out", 5000), ("2026-05-05 09:00:00", "汇入", "in", None)],
    "bank-bocom": [("2026-05-04 11:22:00", "网上支付", "out", 8140), ("2026-05-05 08:00:00", "转账", "in", 50000)],
    "bank-cmbc": [("2026-05-04 10:11:12", "还款", "out", 30000), ("2026-05-05 08:00:00", "工资", "in", 500000)],
}


@pytest.mark.parametrize("below", [True, False])
def test_of_a_layout_that_nobody_knows_only_the_labelled_summary_is_read_to_be_confirmed(below: bool) -> None:
    data = card_pdf.unknown_bank(below=below)
    (found,) = records(READER, data)
    assert (found.kind, found.method, found.at, found.amount_fen) == (
        "信用卡账单（待确认）", "建设银行信用卡", "2026-05-05", 123456,
    )  # fmt: skip
    assert "到期还款日2026-05-25，最低还款123.46元" in found.text
    assert ["only statement day" in str(problem.what) for problem in problems(READER, data)] == [True]


@pytest.mark.parametrize("wrong", [{"bank": "某某"}, {"due": "2025-05-25"}, {"due": "每月25日"}])
def test_a_summary_that_is_not_beyond_doubt_is_not_read(wrong: dict[str, str]) -> None:
    data = card_pdf.unknown_bank(**wrong)  # type: ignore[arg-type]
    assert records(READER, data) == [] and [problem.fatal for problem in problems(READER, data)] == [True]


@pytest.mark.parametrize("source", FLOW_ROWS)
def test_lists_of_debit_accounts_are_read_by_their_columns(source: str) -> None:
    data = card_pdf.flow(source)
    claim = READER.claim(document(data))
    assert claim is not None and claim.certain
    found = records(READER, data)
    assert [(r.at, r.kind, r.direction, r.amount_fen) for r in found] == FLOW_ROWS[source]
    assert {r.source for r in found} == {source} and found[0].method.endswith("(3949)")
    assert found[0].counterparty.endswith("有限公司")  # it goes on below its row
    if source == "bank-boc":
        assert found[1].note == "美元 3.72"


def test_a_protected_list_opens_with_its_password() -> None:
    locked = card_pdf.flow("bank-cmb", password=archives.PASSWORD)
    opened = replace(document(locked), passwords=(archives.PASSWORD,))
    assert records(READER, opened) == records(READER, card_pdf.flow("bank-cmb"))
    assert [problem.locked for problem in problems(READER, locked)] == [True]


@given(st.binary(max_size=60), st.integers(0, 3000))
def test_no_bytes_make_it_raise(junk: bytes, place: int) -> None:
    data = CMB[:place] + junk + CMB[place + len(junk) :]
    READER.claim(document(data))
    assert all(isinstance(thing, (Record, ReadProblem)) for thing in READER.read(document(data)))
