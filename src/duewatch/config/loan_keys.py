"""Keys of the [loans.<id>] tables: what a loan that is declared in the file may say of itself."""

from decimal import Decimal

from duewatch.config.keys import Key
from duewatch.config.kinds import (
    AMOUNT,
    DAY,
    DAY_OR_PHRASE,
    FLAG,
    LINES,
    PHRASE,
    SOME_WORDS,
    WORDS,
    choice,
    number,
    whole,
)
from duewatch.model.clauses import LateBase
from duewatch.model.loan import LoanKind
from duewatch.model.text import Literal

LOAN_KEYS: tuple[Key, ...] = (
    Key(
        "platform",
        None,
        SOME_WORDS,
        Literal(
            "在哪里借的：平台 id 或名称，如 huabei、花呗。必填。",
            "Where you borrowed: a platform's id or any usual name. The only key that is needed.",
        ),
    ),
    Key("name", None, SOME_WORDS, Literal("你怎么称呼这笔贷款。", "What you call this loan.")),
    Key("lender", None, SOME_WORDS, Literal("合同上的放款机构。", "The lender as the contract names it.")),
    Key("account_tail", None, SOME_WORDS, Literal("尾号，区分同平台的账户。", "Last digits that tell accounts apart.")),
    Key(
        "debit_account",
        None,
        SOME_WORDS,
        Literal(
            "自动扣款的账户：银行和尾号，如“招商银行 1234”，不写全号。",
            'The account it is debited from: bank and last digits, such as "招商银行 1234", never the whole number.',
        ),
    ),
    Key(
        "debit_at",
        None,
        SOME_WORDS,
        Literal("还款日几点扣款，如 09:00。", "At what time of the due day, such as 09:00."),
    ),
    Key("note", None, WORDS, Literal("自己的备注。", "A note of your own.")),
    Key(
        "paid_to",
        None,
        DAY,
        Literal(
            "到这一天为止到期的账单都已还清；之后的还款在程序里记。",
            "Every bill due up to this day is paid; payments after it are noted in the program.",
        ),
    ),
    Key("settled_on", None, DAY, Literal("结清日。", "The day it was settled.")),
    Key(
        "muted",
        None,
        FLAG,
        Literal(
            "刚写入账本时就静音（之后在界面里改）。", "Begin without reminders; later it is switched in the program."
        ),
    ),
    Key(
        "kind",
        None,
        choice(*LoanKind),
        Literal(
            "还款方式：equal-instalment 等额本息，equal-principal 等额本金，flat 等本等息，interest-first 先息后本，"
            "bullet 一次还清，daily 随借随还，revolving 信用卡或额度，unknown 不知道。",
            "How it is paid back: equal-instalment, equal-principal, flat, interest-first, bullet, daily, revolving "
            "(card or credit line) or unknown.",
        ),
    ),
    Key("principal", None, AMOUNT, Literal("借款本金，元。", "The amount lent, in yuan.")),
    Key(
        "annual_rate_pct",
        None,
        number(Decimal(0), Decimal("999.999999")),
        Literal("年利率，百分数。", "Interest in percent a year."),
    ),
    Key("instalments", None, whole(1, 600), Literal("几期。", "How many bills.")),
    Key("disbursed_on", None, DAY, Literal("放款日。", "The day the money came.")),
    Key("first_due_on", None, DAY, Literal("首期还款日。", "Due day of the first bill.")),
    Key("due_day", None, whole(1, 31), Literal("每月还款日。", "Due day of every month.")),
    Key("statement_day", None, whole(1, 31), Literal("每月账单日。", "Day of the month the statement is out.")),
    Key(
        "instalment", None, AMOUNT, Literal("合同写明的每期金额，元。", "The contract's own fixed instalment, in yuan.")
    ),
    Key("credit_limit", None, AMOUNT, Literal("额度，元。", "The credit limit, in yuan.")),
    Key(
        "late_daily_pct",
        None,
        number(Decimal(0), Decimal(10)),
        Literal(
            "每天的罚息或违约金，百分数；只写合同里有的。",
            "Late charge in percent a day, only as your contract says it.",
        ),
    ),
    Key(
        "late_base",
        None,
        choice(*LateBase),
        Literal(
            "按什么计：overdue-principal 逾期本金，overdue-amount 逾期金额。",
            "What the late charge is taken on: overdue-principal or overdue-amount.",
        ),
    ),
    Key(
        "grace_days",
        None,
        whole(0, 90),
        Literal("宽限天数；只写合同里有的。", "Days of grace, only as your own contract grants them."),
    ),
    Key("every", None, PHRASE, Literal("多久一期，如 1m、2w、14d。", "How far apart bills are, such as 1m, 2w, 14d.")),
    Key(
        "day_count",
        None,
        PHRASE,
        Literal(
            "天数算法：30/360、actual/360、actual/365、actual/actual；不写则按月。",
            "30/360, actual/360, actual/365 or actual/actual; left out, a month is a twelfth of a year.",
        ),
    ),
    Key(
        "first_period",
        None,
        PHRASE,
        Literal(
            "首期长短不同时怎么计息：whole、share、actual/360、actual/365。",
            "What an irregular first period bears: whole, share, actual/360 or actual/365.",
        ),
    ),
    Key(
        "principal_share",
        None,
        PHRASE,
        Literal(
            "等额本金：每期还本金的百分之几，尾期还余下的。",
            "Equal principal: the percentage that each bill pays back, the last one the rest.",
        ),
    ),
    Key("grace_principal", None, PHRASE, Literal("前几期不还本金。", "So many first bills without principal.")),
    Key("grace_interest", None, PHRASE, Literal("前几期不还利息。", "So many first bills without interest.")),
    Key(
        "step",
        None,
        PHRASE,
        Literal(
            "每期金额取整到：fen、jiao、yuan、10yuan。", "The instalment is rounded to: fen, jiao, yuan or 10yuan."
        ),
    ),
    Key(
        "rounding",
        None,
        PHRASE,
        Literal("取整方式：half-up、half-even、up、down。", "How amounts are rounded: half-up, half-even, up or down."),
    ),
    Key(
        "fee",
        None,
        LINES,
        Literal(
            "费用，如“放款时扣除300元”“每期收本金的0.5%”；几条就写成列表。",
            'Fees, such as "300 deducted" or "0.5% of principal per bill"; several in a list.',
        ),
    ),
    Key(
        "rate_change",
        None,
        LINES,
        Literal("从哪天起利率变为多少，如 2027-01-01 3.1。", 'Another rate from a day on, such as "2027-01-01 3.1".'),
    ),
    Key(
        "repricing",
        None,
        PHRASE,
        Literal(
            "利率随 LPR 调整，如“5年期LPR减20基点，每年1月1日”。",
            'The rate follows the LPR, such as "lpr5y -0.2 on 01-01".',
        ),
    ),
    Key(
        "late",
        None,
        LINES,
        Literal(
            "合同里的逾期条款，如“罚息1.5倍”；几条就写成列表。",
            'Late charges as your contract says them, such as "1.5x" or "days 5-10: 20, 11-: 50"; several in a list.',
        ),
    ),
    Key(
        "allocation",
        None,
        PHRASE,
        Literal(
            "还的钱先抵什么，如 charge, fee, interest, principal by bill。",
            'What a payment covers first, such as "charge, fee, interest, principal by bill".',
        ),
    ),
    Key(
        "prepayment",
        None,
        PHRASE,
        Literal("提前还款的代价，如 1% free after 6。", 'What paying back early costs, such as "1% free after 6".'),
    ),
    Key(
        "card_due_offset",
        None,
        PHRASE,
        Literal("账单日后几天是还款日。", "The card's bill is due so many days after the statement."),
    ),
    Key("card_daily", None, PHRASE, Literal("信用卡日利率，百分数。", "The card's interest in percent a day.")),
    Key(
        "card_minimum",
        None,
        PHRASE,
        Literal("最低还款，如“10%，最低50元”。", 'The minimum payment, such as "10% at least 50".'),
    ),
    Key(
        "card_late",
        None,
        PHRASE,
        Literal(
            "最低还款未还部分的违约金，如“5%，最低10元”。",
            'The late charge on the unpaid minimum, such as "5% at least 10".',
        ),
    ),
    Key(
        "card_paid_part",
        None,
        PHRASE,
        Literal(
            "没还清时已还部分是否计息：free 不计，bears interest 计。",
            "Whether the part paid in time bears interest: free or bears interest.",
        ),
    ),
    Key(
        "card_tolerance",
        None,
        PHRASE,
        Literal(
            "容差：差这么多仍算还清，如“10元或1%”。", 'A shortfall that counts as paid in full, such as "10 or 1%".'
        ),
    ),
    Key(
        "card_grace",
        None,
        PHRASE,
        Literal("容时：还款日后几天内仍算按时。", "So many days after the due day still count as in time."),
    ),
    Key(
        "card_cash_daily", None, PHRASE, Literal("取现日利率，百分数。", "Interest on cash advances in percent a day.")
    ),
)
"""What a [loans.<id>] table may hold, beside its [parties] and [particulars]. Clauses are the lines of
desk/clause_words, with underscores."""
LOAN_NEEDED = ("platform",)
PARTY_KEYS: tuple[Key, ...] = (
    Key("guarantor", None, SOME_WORDS, Literal("担保方。", "Who guarantees it.")),
    Key("creditor", None, SOME_WORDS, Literal("现在的债权人。", "To whom it is owed now.")),
    Key("agency", None, SOME_WORDS, Literal("受委托催收的机构。", "Who collects for the creditor.")),
)
"""What a [loans.<id>.parties] table may hold; the lender is a key of the loan itself."""
BILL_KEYS: tuple[Key, ...] = (
    Key("due", None, DAY, Literal("还款日。必填。", "The day it is due. Needed.")),
    Key("on", None, DAY, Literal("账单是哪天出的。", "The day the statement was out.")),
    Key("total", None, AMOUNT, Literal("账单金额，元。", "The amount due, in yuan.")),
    Key("principal", None, AMOUNT, Literal("其中本金。", "Its principal.")),
    Key("interest", None, AMOUNT, Literal("其中利息。", "Its interest.")),
    Key("fee", None, AMOUNT, Literal("其中费用。", "Its fees.")),
    Key("minimum", None, AMOUNT, Literal("最低还款。", "The minimum payment.")),
    Key(
        "paid",
        None,
        AMOUNT,
        Literal(
            "写文件之前已还的；之后的还款在程序里记。",
            "What was paid of it before the file was written; payments after it are noted in the program.",
        ),
    ),
    Key("paid_on", None, DAY, Literal("哪天还的；不写则为还款日。", "The day of that; left out, the due day.")),
    Key(
        "payments",
        None,
        LINES,
        Literal(
            "分几次还的，代替上面两项：每次一行，如 2026-10-10 50.00。",
            'Paid at several times, in place of the two above: a line each, such as "2026-10-10 50.00".',
        ),
    ),
)
"""What a [[loans.<id>.bills]] table may hold: a bill as the app or the statement shows it."""
BILL_NEEDED = ("due",)
PARTICULAR = Key(
    "",
    None,
    DAY_OR_PHRASE,
    Literal(
        "合同里账单以外的事，键是该平台登记的项目（duewatch loan show 里有），如租机归还日。",
        "What the contract says beyond bills; the key is one that the platform has, such as a rental's return day.",
    ),
)
"""What a [loans.<id>.particulars] table may hold, by ids that the platform's facts give."""
