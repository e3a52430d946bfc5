"""What may stand in a pattern for a named group, so that nobody writes the grammar of amounts and days again."""

from duewatch.recognition.amounts import MONEY
from duewatch.recognition.days import DAY

PLACEHOLDERS = {
    "{amount}": rf"(?P<amount>{MONEY})",
    "{minimum}": rf"(?P<minimum>{MONEY})",
    "{paid}": rf"(?P<paid>{MONEY})",
    "{remaining}": rf"(?P<remaining>{MONEY})",
    "{date}": rf"(?P<date>{DAY})",
    "{day}": r"(?P<day>\d{1,2})[日号]",
    "{tail}": r"(?P<tail>\d{4,6})",
    "{days}": r"(?P<days>\d{1,4})",
}


def with_groups(pattern: str, money: str = MONEY) -> str:
    """The regular expression that a pattern with placeholders means. money: what an amount has to look like."""
    for placeholder, expression in PLACEHOLDERS.items():
        pattern = pattern.replace(placeholder, expression.replace(MONEY, money))
    return pattern
