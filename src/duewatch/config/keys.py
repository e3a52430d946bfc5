"""Every key of config.toml with a fixed name: its default, what it may hold and what it means. The one declaration
behind loading, checking, showing, the JSON Schema and docs/configuration.md. Keys of tables that people name
themselves (channels, loans …) stand in table_keys.py."""

from typing import NamedTuple

from duewatch.config.kinds import (
    DAYS_OF_YEAR,
    FLAG,
    HOUR,
    NAMES,
    REFERENCE,
    WORDS,
    ZONE,
    Kind,
    Value,
    choice,
    days,
    whole,
)
from duewatch.config.schema import ReminderPolicy, Settings
from duewatch.model.text import Literal

_UNSAID = Literal("", "")


class Key(NamedTuple):
    """One key. name: dotted. kind: what it may hold. help: what it means, both languages (a test asks for it)."""

    name: str
    default: Value
    kind: Kind
    help: Literal = _UNSAID


_SETTINGS, _POLICY = Settings(), ReminderPolicy()

KEYS: tuple[Key, ...] = (
    Key(
        "language",
        _SETTINGS.language,
        choice("auto", "zh", "en"),
        Literal("界面语言：auto（看系统）、zh、en。", "Language of the interface: auto (by the locale), zh or en."),
    ),
    Key(
        "timezone",
        _SETTINGS.timezone,
        ZONE,
        Literal("“今天”按哪个时区算。", "The time zone that decides what day it is."),
    ),
    Key(
        "data",
        "",
        WORDS,
        Literal(
            "账本、日志所在目录；空为系统默认位置。一个人一个目录。",
            "Directory of store and log; empty: the platform's own place. One person, one directory.",
        ),
    ),
    Key(
        "horizon_days",
        _SETTINGS.horizon_days,
        whole(1, 366),
        Literal("“近期待还”看多少天。", 'How many days ahead counts as "coming soon".'),
    ),
    Key(
        "look.hide_amounts",
        _SETTINGS.look.hide_amounts,
        FLAG,
        Literal("启动时隐藏金额和平台名。", "Start with amounts and platforms' names hidden."),
    ),
    Key(
        "look.start_blank",
        _SETTINGS.look.start_blank,
        FLAG,
        Literal("启动时黑屏，按任意键才显示。", "Start with a blank screen until a key is pressed."),
    ),
    Key(
        "look.theme",
        _SETTINGS.look.theme,
        WORDS,
        Literal('Textual 主题名，空为默认，如 "textual-light"。', "Name of a Textual theme; empty: the default."),
    ),
    Key(
        "reminders.lead_days",
        _POLICY.lead_days,
        days(0, 60),
        Literal("还款日前几天提醒（0 为当天）。", "Days before the due day (0: on the day)."),
    ),
    Key("reminders.overdue_days", _POLICY.overdue_days, days(1, 400), Literal("逾期后第几天提醒。", "Days past due.")),
    Key("reminders.at", _POLICY.at, HOUR, Literal("每天几点后发出。", "The hour from which a day's reminders go out.")),
    Key(
        "reminders.cut_off_hours",
        _POLICY.cut_off_hours,
        whole(0, 12),
        Literal(
            "平台当天截止钟点有来源时，提前几小时再提醒（0 为不）。",
            "Hours before the platform's own cut-off, where known.",
        ),
    ),
    Key(
        "reminders.daily",
        _POLICY.daily,
        FLAG,
        Literal(
            "之后每天再提醒，直到已还、已知晓、暂停或静音。",
            "Again every day until paid, acknowledged, snoozed or muted.",
        ),
    ),
    Key(
        "reminders.promise_days",
        _POLICY.promise_days,
        days(0, 60),
        Literal("承诺还款日前几天提醒。", "Days before a promised day."),
    ),
    Key(
        "reminders.court_days",
        _POLICY.court_days,
        days(0, 60),
        Literal(
            "法院期限前几天提醒；静音的贷款也提醒。", "Days before a court's time limit; muting does not stop these."
        ),
    ),
    Key(
        "reminders.repricing_days",
        _POLICY.repricing_days,
        days(0, 60),
        Literal("利率跟着 LPR 重新定价前几天提醒。", "Days before a rate that follows the LPR is set anew."),
    ),
    Key(
        "reminders.report_days",
        _POLICY.report_days,
        DAYS_OF_YEAR,
        Literal(
            "每年哪几天提醒查一次征信（每年两次免费），写成月-日；空为不提醒。",
            "Days of the year to ask for the credit report (two are free), as month-day; empty: never.",
        ),
    ),
    Key(
        "reminders.digest",
        _POLICY.digest,
        FLAG,
        Literal("同一天的多笔账单合成一条。", "Many bills of a day in one message."),
    ),
    Key(
        "reminders.channels",
        _POLICY.channels,
        NAMES,
        Literal("用哪些渠道，按先后升级；空为全部。", "Channels to use, in the order of escalation; empty: all."),
    ),
    Key(
        "reminders.escalate_hours",
        _POLICY.escalate_hours,
        whole(0, 168),
        Literal(
            "还款日前一天起，几小时没回应就加用下一渠道（0 为同时）。",
            "From the day before on: hours until the next one is used.",
        ),
    ),
    Key(
        "reminders.quiet_from",
        _POLICY.quiet_from,
        HOUR,
        Literal("免打扰从几点起：这段时间内不发。", "Quiet hours begin: nothing is sent between them."),
    ),
    Key("reminders.quiet_to", _POLICY.quiet_to, HOUR, Literal("免打扰到几点止。", "Quiet hours end.")),
    Key(
        "reminders.tries",
        _POLICY.tries,
        whole(1, 100),
        Literal("一条提醒最多尝试几次。", "How often one delivery is tried before it is given up."),
    ),
    Key(
        "reminders.ping",
        {},
        REFERENCE,
        Literal(
            "每次运行后访问的地址（只写引用），停了由外面的服务告诉你。",
            'Address told of every run, as { env = "NAME" }.',
        ),
    ),
    Key(
        "plugins.off",
        _SETTINGS.plugins.off,
        NAMES,
        Literal("停用的插件（duewatch plugins 里的 id）。", "Plugins that are not used, by id."),
    ),
    Key(
        "plugins.allowed",
        _SETTINGS.plugins.allowed,
        NAMES,
        Literal(
            "另外安装的插件中，不必再问就可使用的；插件的代码能看到你的数据。",
            "Plugins installed besides that may be used unasked; their code runs beside your data.",
        ),
    ),
    Key(
        "plugins.paths",
        (),
        NAMES,
        Literal(
            "另外从哪些文件夹里找插件；别人可写的不用。默认没有。",
            "Folders whose plugins are used too; what others may write is refused. None by default.",
        ),
    ),
    Key(
        "plugins.seconds",
        _SETTINGS.plugins.seconds,
        whole(1, 600),
        Literal("调用插件一次最多等几秒。", "Time limit of one call into a plugin, in seconds."),
    ),
)
"""Every key with a fixed name. `[channels.<name>]`, `[plugins.<id>]` and the other tables come on top."""
