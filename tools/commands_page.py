"""docs/commands.md from the commands' own parsers: ``check`` fails where it is out of date, ``write`` writes it."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.cli.shapes import SHAPES, written  # noqa: E402

from duewatch.cli.commands import ENTRIES, parser_of  # noqa: E402
from duewatch.cli.options import global_helps  # noqa: E402
from duewatch.wording import Wording  # noqa: E402

PAGE = ROOT / "docs" / "commands.md"
HEAD = """# Commands

Everything the screens show, as plain text and as JSON: for cron, ssh, screen readers, scripts and tests.
`duewatch` alone opens the screens; without a terminal it prints today as text.
This page is written by `python tools/commands_page.py write` from the commands themselves; a test keeps it current.

所有界面内容都有对应的命令，可输出文字或 JSON。不带命令则打开界面；没有终端时输出今日情况的文字版。

## For every command

These may stand before or after the command's name.

{options}

- **Output.** Data goes to stdout, everything else to stderr. Text is fitted to the terminal (`COLUMNS`, or the
  terminal's own width; no table is cut where stdout is a file or a pipe) and aligned for wide characters.
- **JSON.** `--json` prints one document `{{"schema": "duewatch.<name>/1", …}}`: keys in English, amounts in fen ending
  in `_fen`, days in `_on` (ISO date), moments in `_at` (ISO with offset), rates as decimal strings in `_pct`; unknown
  is `null`. A schema only grows. `--hide-amounts` concerns text alone: a document is always whole.
- **Exit status.** 0 done. 1 done, and something needs your eye (`today --check`, `config check` with problems, a
  reminder that failed, a bad check of `doctor`). 2 the input is wrong: one sentence on stderr says what, where and how
  to mend it. 70 a fault in duewatch: one sentence and the place of the log; `--debug` shows the traceback. 130 stopped
  with ctrl+c.
- **Privacy.** `-` in place of a value reads it from a line of standard input, `ask` without words and `import -` the
  whole of it; at a terminal what is missing is asked for. So nothing about a debt need stand in the shell's history.
  Exports, backups and the log are readable by their owner only.
"""


def page() -> str:
    """The whole page."""
    english, chinese = Wording("en"), Wording("zh")
    options = "\n".join(f"- `{name}`: {english.say(words)}. {chinese.say(words)}。" for name, words in global_helps())
    parts = [HEAD.format(options=options)]
    for entry in ENTRIES.values():
        parser = parser_of(entry)
        lines = [f"## {entry.name}", "", f"{english.say(entry.summary)}. {chinese.say(entry.summary)}。", ""]
        lines += [f"    {entry.example}", ""]
        for action, words in parser.helps:
            names = ", ".join(action.option_strings)
            metavar = "" if action.nargs == 0 else str(action.metavar or action.dest)
            lines.append(f"- `{f'{names} {metavar}'.strip()}`: {english.say(words)}. {chinese.say(words)}。")
        if parser.helps:
            lines.append("")
        if entry.name in SHAPES:
            lines += [f"JSON: `{written(SHAPES[entry.name])}`", ""]
        parts.append("\n".join(lines))
    return "\n".join(parts)


def main(action: str) -> int:
    """Run one action; 0 if all is well."""
    if action == "write":
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
        print("docs/commands.md is out of date: run `python tools/commands_page.py write`")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
