"""A small Alipay export, composed: two repayments, one row that nobody can place, and a meal."""

from pathlib import Path

TRAP = "[/b] [red]诈"
"""Would be taken for markup by a careless screen."""
_HEAD = """------------------------------------------------------------------------------------
导出信息：
姓名：演示
支付宝账户：demo@example.com
起始时间：[2026-10-01 00:00:00]    终止时间：[2026-11-22 23:59:59]
导出交易类型：[全部]
导出时间：[2026-11-23 09:00:00]
共4笔记录
------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------
交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,
"""
_ROWS = (
    "2026-11-20 10:00:00,信用借还,花呗,/,花呗主动还款-2026年11月账单,不计收支,204.10,余额宝,还款成功,1001\t,,,",
    f"2026-11-18 10:00:00,信用借还,花呗|信用购,/,还款{TRAP},不计收支,88.00,余额宝,还款成功,1002\t,,,",
    "2026-11-12 10:00:00,信用借还,某某小贷,/,还款,不计收支,50.00,余额宝,还款成功,1003\t,,,",
    "2026-11-01 10:00:00,餐饮美食,面馆,/,午饭,支出,18.00,余额宝,交易成功,1004\t,,,",
)
SURE_FEN, DOUBTFUL_FEN = 20410, 8800


def write_export(folder: Path, name: str = "alipay.csv") -> Path:
    """Put it into a folder, in the encoding of the phone's export."""
    path = folder / name
    path.write_bytes((_HEAD + "\n".join(_ROWS) + "\n").encode("gb18030"))
    return path
