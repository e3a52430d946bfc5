"""Composes tables of the borrower's own: the published names of columns, and others that a mapping explains."""

from collections.abc import Sequence

HEADER = "平台,类型,日期,金额,到期日,最低还款,尾号,编号,备注"
ROWS = (
    "花呗,账单,2026-05-01,260.40,2026-05-10,26.04,,B1,",
    "花呗,还款,2026/5/9,260.40,,,,P1,早还一天",
    "招商银行信用卡,还款,20260512,¥300.00,,,1234,P2,",
)
ENGLISH = "platform,what,date,amount,due,minimum,tail,id,note"
OTHER = "还款时间,借款平台,实还"
"""Names that only a mapping explains."""
OTHER_ROWS = ("2026-05-09 10:00:00,花呗,88.00", "2026-05-10 10:00:00,借呗,99.00")


def build(header: str = HEADER, rows: Sequence[str] = ROWS, *, encoding: str = "utf-8-sig") -> bytes:
    """A file, with a title above the header as people put it."""
    return ("\n".join(["我的还款记录", header, *rows]) + "\n").encode(encoding)
