"""The code of the bad plugins: parts that several share, and what each does wrong."""

from textwrap import indent

_READER = '''"""A reader of files that begin with its id."""

from collections.abc import Iterator
from itertools import repeat
from threading import Event

from duewatch.api import Claim, Document, Literal, Reader, Record, hookimpl


class Lines:
    id = "{name}"
    name = Literal("坏插件", "Bad plugin")

    def claim(self, document: Document) -> Claim | None:
{claim}

    def read(self, document: Document) -> Iterator[Record]:
{read}


@hookimpl
def duewatch_importers() -> list[Reader]:
    return [Lines()]
'''
_CHANNEL = '''"""A channel."""

from collections.abc import Mapping

from duewatch.api import Channel, ChannelType, Literal, Message, OptionValue, Outcome, Sent, hookimpl


class Wire:
    def send(self, message: Message) -> Outcome:
{send}


def open_wire(options: Mapping[str, OptionValue]) -> Channel:
{opens}


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    return [ChannelType("{name}", Literal("坏插件", "Bad plugin"), (), open_wire)]
'''
_EXPLAINER = '''"""An explainer of a platform that ships with duewatch."""

from duewatch.api import (
    Default,
    Explainer,
    Explanation,
    Literal,
    Platform,
    Point,
    Rulebook,
    Situation,
    Source,
    hookimpl,
)


class Explains:
    platform_id = "{platform}"

    def explain(
        self, situation: Situation, platform: Platform, rules: Rulebook, default: Default
    ) -> Explanation | None:
{explain}


@hookimpl
def duewatch_credit_impact_explainers() -> list[Explainer]:
    return [Explains()]
'''
_RECORD = '{name} = Record(1, "test", "", "", "", "", "", {amount}, "", "", "", "", "")'
_NONE = "return iter(())"


def reader(name: str, claim: str, read: str) -> str:
    """A reader that claims what begins with its id and reads nothing, but for what is given."""
    mine = f'return Claim(True, "made for it") if document.head.startswith(b"{name}") else None'
    return _READER.format(name=name, claim=indent(claim or mine, " " * 8), read=indent(read or _NONE, " " * 8))


def channel(name: str, send: str, opens: str) -> str:
    """A channel that sends, but for what is given."""
    send, opens = send or "return Sent()", opens or "return Wire()"
    return _CHANNEL.format(name=name, send=indent(send, " " * 8), opens=indent(opens, " " * 4))


def explainer(platform: str, explain: str) -> str:
    """An explainer that answers so."""
    return _EXPLAINER.format(platform=platform, explain=indent(explain, " " * 8))


def hands_over(answer: str) -> str:
    """A channel's hook that answers so."""
    return f"""from duewatch.api import hookimpl


@hookimpl
def duewatch_reminder_channels():
    return {answer}
"""


RAISES = 'raise RuntimeError("the dog ate it")\n'
HANGS = "from threading import Event\n\nEvent().wait()\n"
NEEDS = "import surely_not_installed_anywhere\n"
TYPO = hands_over("[]").replace("reminder", "remindr")
ARGUMENT = hands_over("[]").replace("()", "(settings)", 1)
UNNAMED = hands_over("[]") + "\n\n@hookimpl\ndef duewatch_importers():\n    return []\n"
OTHER_ID = hands_over('[ChannelType("email", Literal("假", "False"), (), lambda options: None)]').replace(
    "import hookimpl", "import ChannelType, Literal, hookimpl"
)
MILLION = """from itertools import repeat

from duewatch.api import hookimpl


@hookimpl
def duewatch_importers():
    return repeat(object())
"""
INTERNALS = "import duewatch.store.ledger\n" + reader("bad-internals", "", "")
SPAWNS = "from threading import Event, Thread\n\nThread(target=Event().wait, daemon=False).start()\n" + reader(
    "bad-spawns", "", ""
)

_ROW = _RECORD.format(name="row", amount="None")
PRINTS = f"import sys\n{_ROW}\nprint('loud on stdout')\nprint('loud on stderr', file=sys.stderr)\nyield row"
FLOODS = f"{_ROW}\nfor _ in range(1_000):\n    print('loud ' * 1_000)\nyield row"
MIDWAY = f"{_ROW}\nyield row\nyield row\nyield row\nraise ValueError('the third row is torn')"
MONEY = f"{_RECORD.format(name='row', amount='12.5')}\nyield row"
ENDLESS = f"{_ROW}\nreturn repeat(row)"

_SOURCE = 'Source("S", "law")'
UNSOURCED = """point = Point(Literal("据说", "They say"), "high", ())
return Explanation("jiebei", Literal("没事", "Nothing to fear"), (point,))"""
POINTS = f"""point = Point(Literal("据法", "By law"), "high", ({_SOURCE},))
return Explanation("fenqile", Literal("很多", "Much"), (point,) * 1_000_000)"""
WORDS = f"""point = Point(None, "high", ({_SOURCE},))
return Explanation("duxiaoman", 7, (point,))"""

FRACTION = """checked_on = 2026-11-23
reports = "unknown"

[[rung]]
id = "late"
name_zh = "逾期"
name_en = "Late"
channels_zh = ["电话"]
channels_en = ["telephone"]
does_zh = "打电话。"
does_en = "They call."
can_do_zh = ["先核实对方身份。"]
can_do_en = ["Verify who is calling."]
from_days = 1.5
sources = []
"""
