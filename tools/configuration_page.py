"""Writes docs/configuration.md from the declared keys: ``python tools/configuration_page.py`` (a test compares)."""

import sys
from collections.abc import Iterable
from pathlib import Path

from duewatch.config.keys import KEYS, Key
from duewatch.config.loan_keys import BILL_KEYS, LOAN_KEYS, PARTICULAR, PARTY_KEYS
from duewatch.config.schema import PluginSettings
from duewatch.config.show import toml
from duewatch.config.table_keys import (
    CHANNEL_KEYS,
    LPR_KEYS,
    MAPPING_KEYS,
    MESSAGE_KEYS,
    OVERRIDES,
    PLATFORM_FACT,
    PLATFORM_REPORTS,
)
from duewatch.host.host import Host
from duewatch.ui.keys import ACTIONS
from duewatch.wording import Wording

PAGE = Path(__file__).parents[1] / "docs" / "configuration.md"
HEAD = Path(__file__).with_name("configuration_head.md")


def page() -> str:
    """The whole page."""
    parts = [HEAD.read_text(encoding="utf-8")]
    parts.append(_section("顶层 · top level", "", [key for key in KEYS if "." not in key.name]))
    for table in dict.fromkeys(key.name.rpartition(".")[0] for key in KEYS if "." in key.name):
        keys = [key._replace(name=key.name.rpartition(".")[2]) for key in KEYS if key.name.rpartition(".")[0] == table]
        parts.append(_section(f"`[{table}]`", "", keys))
    same = ", ".join(f"`{key.name}`" for key in OVERRIDES)
    parts.append(
        "### `[reminders.platforms.<id>]`, `[reminders.loans.<id>]`\n\n"
        f"另设的，贷款优先。What is different for one platform or loan; the loan counts first: {same}.\n"
    )
    words = "一笔一个表，名字就是编号。One table a loan; the name is its id: `duewatch apply --dry-run`."
    parts.append(_section("`[loans.<id>]`", words, LOAN_KEYS))
    parts.append(
        _section("`[loans.<id>.parties]`", "相关各方，随时间变化。Who stands behind it, over time.", PARTY_KEYS)
    )
    parts.append(
        _section(
            "`[[loans.<id>.bills]]`",
            "账单上的数字，一期一个表。What a statement said, one table each bill.",
            BILL_KEYS,
        )
    )
    parts.append(_section("`[loans.<id>.particulars]`", "", [PARTICULAR]))
    parts.append(_section("`[platforms.<id>]`", "", [PLATFORM_REPORTS, PLATFORM_FACT]))
    parts.append(_section("`[channels.<name>]`", "名字自取。The name is yours.", CHANNEL_KEYS))
    parts += _channels()
    parts.append(_section("`[[lpr]]`", "", LPR_KEYS))
    parts.append(_section("`[readers.mapping.<name>]`", "", MAPPING_KEYS))
    parts.append(_section("`[readers.message.<name>]`", "", MESSAGE_KEYS))
    parts.append(_shortcuts())
    return "\n".join(parts)


def _section(title: str, words: str, keys: Iterable[Key]) -> str:
    lines = [f"## {title}", "", *([words, ""] if words else []), "| 键 key | 默认 default | |", "| --- | --- | --- |"]
    lines += [f"| `{key.name}` | {_default(key.default)} | {key.help.zh} {_cell(key.help.en)} |" for key in keys]
    return "\n".join(lines) + "\n"


def _channels() -> Iterable[str]:
    """The options of each channel plugin that ships, as the plugin itself declares them."""
    for kind in sorted(Host(PluginSettings(), environ={}).channel_types(), key=lambda each: each.id):
        lines = [f'### `plugin = "{kind.id}"`: {kind.name.zh} · {kind.name.en}', ""]
        if kind.options:
            lines += ["| 选项 option | 默认 default | |", "| --- | --- | --- |"]
        for option in kind.options:
            needed = "必填 needed" if option.required else _default(option.default)
            lines.append(f"| `{option.name}` | {needed} | {_cell(option.help.zh)} {_cell(option.help.en)} |")
        yield "\n".join(lines) + "\n"


def _shortcuts() -> str:
    zh, en = Wording("zh"), Wording("en")
    lines = ["## `[keys]`", "", "界面动作的按键，一个或几个。Keys of the screens' actions, one or several.", ""]
    lines += ["| 动作 action | 默认 default | |", "| --- | --- | --- |"]
    for action in ACTIONS:
        keys = ", ".join(f"`{key}`" for key in action.keys) or "–"
        lines.append(f"| `{action.id}` | {keys} | {zh.say(action.name)} {en.say(action.name)} |")
    return "\n".join(lines) + "\n"


def _default(value: object) -> str:
    return "–" if value is None else f"`{toml(value)}`"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
