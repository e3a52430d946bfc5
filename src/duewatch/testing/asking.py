"""Samples that a plugin reads: a file, a message, a row of a wallet's export, a question about the credit record."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from duewatch.config.message_shapes import message_shapes
from duewatch.config.rules import rulebook
from duewatch.config.schema import PluginSettings
from duewatch.credit.explain import explain
from duewatch.host.host import Host
from duewatch.host.loading import Registered
from duewatch.model.explanation import Explanation
from duewatch.model.finding import Finding
from duewatch.model.platform import Platform
from duewatch.model.plugin import Document
from duewatch.model.problem import InputProblem
from duewatch.model.record import Record
from duewatch.model.situation import TOPICS, Situation
from duewatch.model.text import text
from duewatch.recognition.messages import MessagePatterns
from duewatch.recognition.patterns import RowPatterns, Unclear
from duewatch.testing.clock import START
from duewatch.testing.place import Plugin
from duewatch.testing.plain import plain

HEAD = 64 * 1024
AT = f"{START:%Y-%m-%d %H:%M:%S}"
_CELLS = (
    "source",
    "at",
    "kind",
    "counterparty",
    "text",
    "direction",
    "amount_fen",
    "method",
    "status",
    "order_id",
    "note",
)
_ASKED = ("topic", "also", "days_overdue", "amount_fen", "year", "platform_id")


def document(plugin: Plugin, things: Registered, file: Path) -> Any:
    """What the reader answers to a file: its claim, then everything it reads, in order."""
    if not things.readers:
        raise InputProblem(
            text("{sample} is a file for a reader, and {plugin} has none", sample=file.name, plugin=plugin.id)
        )
    reader = things.readers[0]
    data = file.read_bytes()
    asked = Document(file.name.removesuffix(".in"), data[:HEAD], data=data)
    claim = reader.claim(asked)
    read = [{"type": type(thing).__name__} | plain(thing) for thing in reader.read(asked)] if claim else []
    return {"claim": plain(claim), "read": read}


def message(plugin: Plugin, things: Registered, file: Path) -> Any:
    """What a message says about a loan. First lines `sender: …` and `at: …` may tell who sent it and when."""
    lines = file.read_text(encoding="utf-8").strip().splitlines()
    head = {"sender": "", "at": AT}
    while lines and lines[0].partition(":")[0] in head and ":" in lines[0]:
        name, _, value = lines.pop(0).partition(":")
        head[name] = value.strip()
    words = "\n".join(lines).strip()
    record = Record(1, "message", head["at"], "", "", words, "", None, "", "", "", "", words, sender=head["sender"])
    platform = _platform(plugin, file)
    found = MessagePatterns([platform], message_shapes()).recognise(record, START.date())
    return {"finding": _finding(things, record, found)}


def row(plugin: Plugin, things: Registered, file: Path) -> Any:
    """What a row of an export says about a loan. The sample is TOML with the fields of a Record."""
    cells = fields_of(file, _CELLS)
    given = dict.fromkeys(_CELLS, "") | {"source": "alipay", "at": AT, "direction": "out", "amount_fen": None} | cells
    record = Record(line=1, raw="", **given)
    found = RowPatterns([_platform(plugin, file)]).recognise(record)
    return {"finding": _finding(things, record, found)}


def _finding(things: Registered, record: Record, found: Finding | Unclear | None) -> Any:
    """The plugin's own recogniser beats its patterns, as in duewatch."""
    own = (each.recognise(record) for each in things.recognisers)
    answer = next((each for each in own if each is not None), found)
    if not isinstance(answer, Finding):
        return None
    return {name: value for name, value in plain(answer).items() if name not in ("record", "why")}


def question(plugin: Plugin, things: Registered, file: Path) -> Any:
    """What is explained. The sample is TOML with the fields of a Situation; where the
    plugin leaves the topic to duewatch, what that says."""
    asked = fields_of(file, _ASKED)
    topic = asked.get("topic")
    if topic not in TOPICS:
        raise InputProblem(text("{sample}: topic is none of {choices}", sample=file.name, choices=", ".join(TOPICS)))
    platform_id = asked.pop("platform_id", None) or _asked_of(plugin, things)
    also = tuple(asked.pop("also", ()))
    situation = Situation(on=START.date(), platform_id=platform_id, also=also, **asked)
    return explained(plugin, things, situation)


def explained(plugin: Plugin, things: Registered, situation: Situation) -> Any:
    """What the plugin's explainer, or duewatch in its place, answers to a situation."""
    platform = platform_for(plugin, situation.platform_id or "")
    rules = rulebook()

    def default(asked: Situation) -> Explanation:
        return explain(asked, platform, rules)

    usual = default(situation)
    for explainer in things.explainers:
        if explainer.platform_id == situation.platform_id:
            answer = explainer.explain(situation, platform, rules, default)
            return LEFT if answer is None else _besides(answer, usual)
    return _told(usual)


LEFT = "left to duewatch"
"""Stands in a golden file for what duewatch says by itself: its words may change with any version."""


def _told(answer: Explanation) -> dict[str, Any]:
    """Of a source its title alone: the rest stands in the facts."""
    points = [plain(point) | {"sources": [source.title for source in point.sources]} for point in answer.points]
    return {"summary": plain(answer.summary), "points": points, "do": plain(answer.do)}


def _besides(answer: Explanation, usual: Explanation) -> dict[str, Any]:
    """What an explainer says of its own; what it takes over from duewatch is named as that."""
    told, own = _told(answer), _told(usual)
    points = [LEFT if point in own["points"] else point for point in told["points"]]
    once = [point for place, point in enumerate(points) if point != LEFT or LEFT not in points[:place]]
    same = {name: LEFT for name in ("summary", "do") if told[name] and told[name] == own[name]}
    return told | {"points": once} | same


def platform_for(plugin: Plugin, platform_id: str) -> Platform:
    """The plugin's own facts, or those of a platform that ships with duewatch. Raises InputProblem."""
    own = plugin.platform
    if own is not None and own.id == platform_id:
        return own
    try:
        return _built_in().platform(platform_id)
    except KeyError:
        raise InputProblem(text("There is no platform “{name}”.", name=platform_id)) from None


@cache
def _built_in() -> Host:
    return Host(PluginSettings(), environ={})


def _asked_of(plugin: Plugin, things: Registered) -> str:
    return things.explainers[0].platform_id if things.explainers else plugin.id


def _platform(plugin: Plugin, file: Path) -> Platform:
    platform = plugin.platform
    if platform is None:
        raise InputProblem(text("{sample} is for a platform, and {plugin} is none", sample=file.name, plugin=plugin.id))
    return platform


def fields_of(file: Path, known: tuple[str, ...]) -> dict[str, Any]:
    """A sample in TOML. Raises InputProblem for one that is none, or has a field that is not known."""
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputProblem(text("{file} cannot be read: {why}.", file=file.name, why=str(error))) from None
    for name in read:
        if name not in known:
            raise InputProblem(
                text(
                    "{sample}: there is no field {field}; known are {known}",
                    sample=file.name,
                    field=name,
                    known=", ".join(known),
                )
            )
    return read
