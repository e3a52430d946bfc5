"""A loan of every kind that letters know, on a desk of its own."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from duewatch.desk.desk import Desk
from duewatch.model.arrangement import AgreedBill, Arrangement
from duewatch.model.loan import LoanKind, Terms

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PLAN = Terms(
    kind=LoanKind.EQUAL_INSTALMENT,
    principal_fen=1_200_000,
    annual_rate_pct=Decimal(12),
    instalments=12,
    disbursed_on=date(2026, 8, 10),
    first_due_on=date(2026, 9, 10),
)
LINE = Terms(kind=LoanKind.REVOLVING, statement_day=1, due_day=10)
LOANS: dict[str, tuple[str, str | None, Terms]] = {
    "card": ("credit-card", "远山银行股份有限公司", LINE),
    "bank": ("bank-loan", "远山银行股份有限公司", PLAN),
    "online": ("xiaohua", "近水消费金融有限公司", PLAN),
    "microloan": ("online-loan", "近水小额贷款有限公司", PLAN),
    "line": ("huabei", "近水消费金融有限公司", LINE),
    "private": ("private-loan", "李某", PLAN),
    "rental": ("youpinzu", "近水租赁有限公司", PLAN),
    "unnamed": ("xiaohua", None, PLAN),
}
"""What stands for each kind: platform, lender, terms."""
STATES = ("open", "arranged", "settled")
FACTS = {
    "borrower": "王小明",
    "contact": "13800138000",
    "account_tail": "3321",
    "lender": "近水消费金融有限公司",
    "reason": "2026年9月起失业",
    "income": "3000",
    "expenses": "2500",
    "monthly": "400",
    "months": "36",
    "new_due_on": "2027-01-20",
    "outstanding": "8000",
    "entry": "2026年10月还款状态为“1”",
    "correct": "10月10日已全额还款",
    "facts": "2026年11月20日21:30来电，称不还就通知单位",
    "request": "请核实并停止此类联系",
    "others": "本人的同事",
    "complained_on": "2026-11-01",
    "lender_reply": "没有答复",
    "bill_amount": "1066.19",
}


def loan(desk: Desk, which: str, state: str = "open") -> str:
    """The id of a loan of that kind, in that state."""
    platform, lender, terms = LOANS[which]
    made = desk.add_loan(platform, terms, NOW, lender=lender, account_tail="3321" if which != "private" else None)
    if terms is LINE:
        desk.enter_bill(made.id, date(2026, 12, 10), 800_000, NOW)
    if state == "arranged":
        agreed = Arrangement(bills=(AgreedBill(due_on=date(2027, 1, 15), total_fen=50_000),))
        desk.arrange(made.id, agreed, NOW, on=date(2026, 11, 20))
    if state == "settled":
        desk.close_loan(made.id, NOW)
    return made.id
