"""Keys of the tables that people name themselves: channels, mappings, LPR, what differs for one loan."""

from duewatch.config.keys import KEYS, Key
from duewatch.config.kinds import (
    DAY,
    HOUR,
    LINES,
    PATTERN,
    PERCENT,
    SOME_WORDS,
    WORDS,
    choice,
    whole,
)
from duewatch.config.schema import OVERRIDABLE
from duewatch.model.finding import Confidence, FindingKind
from duewatch.model.text import Literal

OVERRIDES: tuple[Key, ...] = (
    *(key._replace(name=name) for key in KEYS if (name := key.name.removeprefix("reminders.")) in OVERRIDABLE),
    Key(
        "cut_off",
        None,
        HOUR,
        Literal("当天几点截止（自己在 App 里看到的）。", "The hour at which the due day ends there, as you saw it."),
    ),
)
"""What `[reminders.platforms.<id>]` and `[reminders.loans.<id>]` may hold."""

CHANNEL_KEYS: tuple[Key, ...] = (
    Key(
        "plugin", None, WORDS, Literal("哪个插件，见 duewatch plugins。", "Which plugin; duewatch plugins lists them.")
    ),
    Key(
        "discretion",
        None,
        choice("full", "no-amounts", "silent"),
        Literal(
            "full 全写，no-amounts 不写金额，silent 只说“看看 duewatch”。",
            'full: everything; no-amounts: no sums; silent: only "look at duewatch".',
        ),
    ),
    Key("language", None, choice("zh", "en"), Literal("这个渠道用的语言。", "The language of this channel.")),
    Key("per_hour", None, whole(1, 1000), Literal("一小时最多几条。", "At most so many messages an hour.")),
)
"""What every channel's table may hold; the rest belongs to the channel's plugin."""

LPR_KEYS: tuple[Key, ...] = (
    Key("date", None, DAY, Literal("公布日。", "Day of publication.")),
    Key("one_year_pct", None, PERCENT, Literal("1年期，年利率百分数。", "One year, percent a year.")),
    Key("over_five_year_pct", None, PERCENT, Literal("5年期以上，年利率百分数。", "Over five years, percent a year.")),
    Key("source", None, WORDS, Literal("在哪里查到的。", "Where you read it.")),
)
"""What every [[lpr]] table may hold: a publication of the LPR that the borrower looked up."""

MAPPING_KEYS: tuple[Key, ...] = (
    Key("date", None, WORDS, Literal("日期列。", "Column of the day.")),
    Key("amount", None, WORDS, Literal("金额列（元）。", "Column of the amount, in yuan.")),
    Key(
        "platform",
        None,
        WORDS,
        Literal("平台列，或对每行都适用的平台名。", "Column of the platform, or a platform's name for every row."),
    ),
    Key(
        "what",
        None,
        WORDS,
        Literal(
            "种类列，或对每行都适用的：还款、账单、放款、退款。",
            "Column of the kind, or one for every row: payment, bill, lent, refund.",
        ),
    ),
    Key("due", None, WORDS, Literal("账单的还款日列。", "Column of a bill's due day.")),
    Key("minimum", None, WORDS, Literal("最低还款列。", "Column of the minimum payment.")),
    Key("tail", None, WORDS, Literal("尾号列。", "Column of the account's last digits.")),
    Key(
        "currency",
        None,
        WORDS,
        Literal(
            "币种列；不是人民币的行列出来，不入账。",
            "Column of the currency; rows in another than yuan are listed and not booked.",
        ),
    ),
    Key("text", None, WORDS, Literal("备注列。", "Column of a remark.")),
    Key("id", None, WORDS, Literal("编号列。", "Column of a row's own number.")),
)
"""What every [readers.mapping.<name>] table may hold: which column of a table of one's own is which."""
MAPPING_NEEDED = ("date", "amount", "platform", "what")

MESSAGE_KEYS: tuple[Key, ...] = (
    Key("platform", None, SOME_WORDS, Literal("平台编号，如 huabei。", "The platform's id, such as huabei.")),
    Key(
        "finding",
        None,
        choice(*(str(kind) for kind in FindingKind)),
        Literal(
            "这样的短信是什么：账单、还款、扣款失败……", "What such a message is: a bill, a payment, a failed debit …"
        ),
    ),
    Key(
        "sender", None, PATTERN, Literal("【】里的签名（正则表达式）。", "The signature in 【】, a regular expression.")
    ),
    Key(
        "body",
        None,
        PATTERN,
        Literal(
            "正文（正则表达式），可用 {amount} {minimum} {paid} {remaining} {date} {day} {tail} {days}。",
            "The words, a regular expression; {amount} {minimum} {paid} {remaining} {date} {day} {tail} {days} may"
            " stand in it.",
        ),
    ),
    Key(
        "confidence",
        None,
        choice(*(str(each) for each in Confidence)),
        Literal("有多可信；存疑的会先问。", "How far it may be trusted; a doubtful one is asked about."),
    ),
)
"""What every [readers.message.<name>] table may hold: how a platform's message reads, in the borrower's own pattern."""
MESSAGE_NEEDED = ("platform", "finding", "sender", "body")

PLATFORM_REPORTS = Key(
    "reports",
    None,
    choice("yes", "no", "depends-on-lender", "partly", "unknown"),
    Literal("是否报送征信。", "Whether it reports to the credit registry."),
)
PLATFORM_FACT = Key(
    "",
    None,
    WORDS,
    Literal(
        "其中一条资料，用你自己的话；键是资料的编号。", "One of its facts in your own words; the key is the fact's id."
    ),
)
"""What a [platforms.<id>] table may hold: whether it reports, and facts by their id in the borrower's own words."""

SHORTCUT = Key(
    "",
    None,
    LINES,
    Literal(
        "动作的键，一个或几个（列表）；写出的是默认键。",
        "The key of an action, or several in a list; the default is shown.",
    ),
)
"""What [keys] may hold, by ids of actions."""
