"""One check for each thing that a plugin may be. Each takes a `Plugin` and answers every fault it finds."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from duewatch.host.calls import Failure, Unfit, guard, wrong_answer
from duewatch.host.conformance import SECONDS, wrong_claims, wrong_facts, wrong_folder, wrong_options
from duewatch.host.reading import FEW_RECORDS, READ
from duewatch.host.registry import refusal
from duewatch.host.shapes import unfit
from duewatch.model.explanation import Explanation
from duewatch.model.finding import Finding
from duewatch.model.plugin import Claim, Document, Reader, Recogniser
from duewatch.model.problem import InputProblem
from duewatch.model.record import Record
from duewatch.model.situation import TOPICS, Situation
from duewatch.model.text import Text, text
from duewatch.testing.asking import HEAD, platform_for
from duewatch.testing.clock import START
from duewatch.testing.golden import samples_of
from duewatch.testing.imports import wrong_imports
from duewatch.testing.place import Plugin
from duewatch.testing.registering import registered
from duewatch.wording import Wording


class Fault(NamedTuple):
    """What a check found wrong. check: its name; str() of it is English, `what` has both languages."""

    check: str
    what: Text

    def __str__(self) -> str:
        return f"{self.check}: {Wording('en').say(self.what)}"


def check_manifest(plugin: Plugin) -> tuple[Fault, ...]:
    """The manifest is whole, its API is spoken here, and the folder has what it says."""
    found = plugin.candidate
    why = refusal(found)
    if why is not None or found.manifest is None:
        return (Fault("manifest", why or text("it has no manifest")),)
    return tuple(Fault("manifest", each) for each in wrong_folder(plugin.folder, found.manifest))


def check_imports(plugin: Plugin) -> tuple[Fault, ...]:
    """It imports nothing of duewatch but `duewatch.api`, in its tests `duewatch.testing` too. Runs none of it."""
    return tuple(Fault("imports", each) for each in wrong_imports(plugin))


def check_facts(plugin: Plugin) -> tuple[Fault, ...]:
    """A platform's facts are whole and every one has a source. Nothing for a plugin that is no platform."""
    manifest = plugin.manifest
    if "platform" not in manifest.capabilities:
        return ()
    return tuple(Fault("facts", each) for each in wrong_facts(plugin.folder, manifest))


def check_recogniser(plugin: Plugin) -> tuple[Fault, ...]:
    """A platform's patterns can be used, and neither they nor a recogniser of its own take what is nobody's."""
    return _caught("recogniser", plugin, _wrong_recognisers)


def check_reader(plugin: Plugin) -> tuple[Fault, ...]:
    """A reader claims nothing that is nobody's, lives through what is broken, and reads the same twice."""
    return _caught("reader", plugin, _wrong_readers)


def check_channel(plugin: Plugin) -> tuple[Fault, ...]:
    """What a channel declares of its options holds. Sends nothing: that is for samples."""
    return _caught("channel", plugin, _wrong_channels)


def check_explainer(plugin: Plugin) -> tuple[Fault, ...]:
    """An explainer answers every topic with an Explanation whose points have sources, or leaves it to duewatch."""
    return _caught("explainer", plugin, _wrong_explainers)


CHECKS: dict[str, Callable[[Plugin], tuple[Fault, ...]]] = {
    "manifest": check_manifest,
    "imports": check_imports,
    "facts": check_facts,
    "recogniser": check_recogniser,
    "reader": check_reader,
    "channel": check_channel,
    "explainer": check_explainer,
}
"""Every check by its name, in the order they are run; after a fault of the manifest there is nothing to go by."""


def _caught(name: str, plugin: Plugin, wrong: Callable[[Plugin], Iterator[Text]]) -> tuple[Fault, ...]:
    with plugin.importable():
        try:
            return tuple(Fault(name, each) for each in wrong(plugin))
        except InputProblem as problem:
            return (Fault(name, problem.what),)


def _wrong_recognisers(plugin: Plugin) -> Iterator[Text]:
    from duewatch.config.message_shapes import message_shapes
    from duewatch.recognition.messages import MessagePatterns
    from duewatch.recognition.patterns import RowPatterns

    platform = plugin.platform
    strangers = _strangers()
    if platform is not None:
        rows, messages = RowPatterns([platform]), MessagePatterns([platform], message_shapes())
        for record in strangers:
            found = rows.recognise(record), messages.recognise(record, START.date())
            if any(isinstance(each, Finding) for each in found):
                yield text("its patterns take “{words}” for its own", words=record.text)
    for recogniser in registered(plugin).recognisers:
        yield from _wrong_recogniser(recogniser, strangers)


def _strangers() -> tuple[Record, ...]:
    """Records that are no lender's: a lunch, a friend's message, nothing at all."""
    lunch = Record(
        1, "alipay", "2026-11-01 12:00:00", "餐饮美食", "某某面馆", "午餐", "out", 1800, "余额", "交易成功", "1", "", ""
    )
    chat = lunch._replace(
        source="message", kind="", counterparty="", text="今晚一起吃饭吗？", direction="", amount_fen=None
    )
    return (lunch, chat, Record(1, "wechat", "", "", "", "", "", None, "", "", "", "", ""))


def _wrong_recogniser(recogniser: Recogniser, strangers: tuple[Record, ...]) -> Iterator[Text]:
    for record in strangers:
        found = guard(partial(recogniser.recognise, record), SECONDS)
        if isinstance(found, Failure):
            yield text("its recogniser fails on a row that is nobody's: {why}", why=found.why)
        elif isinstance(found, Finding) and unfit("recognise", found, Finding, "Finding") is None:
            yield text("its recogniser takes “{words}” for its own", words=record.text)
        elif found is not None:
            yield wrong_answer("recognise", found, "Finding").why


def _wrong_readers(plugin: Plugin) -> Iterator[Text]:
    for reader in registered(plugin).readers:
        yield from wrong_claims(reader)
        for sample in samples_of(plugin):
            if sample.kind == "document":
                yield from _wrong_reading(reader, sample.given.name.removesuffix(".in"), sample.given.read_bytes())


def _wrong_reading(reader: Reader, name: str, data: bytes) -> Iterator[Text]:
    """Of a sample, whole and broken: cut off, with bytes of another encoding, with a row too many."""
    heard: list[str] = []
    whole = _read(reader, name, data, heard)
    if not isinstance(whole, Failure):
        if whole != _read(reader, name, data):
            yield text("its reader reads {file} differently the second time", file=name)
        if heard:
            yield text("its reader prints, and nobody sees that: what is to be said is a ReadProblem")
    broken = (data, data[: len(data) // 2], data + b"\xff\xfe\x00\n", data.replace(b",", b";"), data + b"\n,,,,\n")
    for each in broken:
        found = _read(reader, name, each)
        if isinstance(found, Failure):
            yield text("its reader fails on {file}, whole or broken: {why}", file=name, why=found.why)
            return
        for thing in found:
            wrong = unfit("read", thing, READ, "Record")
            if wrong is not None:
                yield wrong.why
                return


def _read(reader: Reader, name: str, data: bytes, heard: list[str] | None = None) -> "list[object] | Failure":
    """What it reads, or why it does not; what it prints meanwhile is added to `heard`."""
    document = Document(name, data[:HEAD], data=data)

    def read() -> list[object]:
        claim = reader.claim(document)
        if claim is None:
            return []
        wrong = unfit("claim", claim, Claim, "Claim")
        if wrong is not None:
            raise Unfit(wrong.why)
        things: list[object] = list(islice(reader.read(document), FEW_RECORDS + 1))
        if len(things) > FEW_RECORDS:
            raise Unfit(text("it read more records than a file of {size} bytes can hold", size=len(data)))
        return things

    return guard(read, SECONDS, None if heard is None else heard.append)


def _wrong_channels(plugin: Plugin) -> Iterator[Text]:
    for channel in registered(plugin).channels:
        yield from wrong_options(channel)
        for option in channel.options:
            if not (option.help.zh.strip() and option.help.en.strip()):
                yield text("the option “{option}” is not explained in both languages", option=option.name)


def _wrong_explainers(plugin: Plugin) -> Iterator[Text]:
    from duewatch.config.rules import rulebook
    from duewatch.credit.explain import explain

    rules = rulebook()
    for explainer in registered(plugin).explainers:
        platform = platform_for(plugin, explainer.platform_id)
        for topic in TOPICS:
            for late in (None, 0, 3, 100):
                situation = Situation(topic, START.date(), explainer.platform_id, days_overdue=late, year=START.year)
                default = partial(explain, platform=platform, rules=rules)
                answer = guard(partial(explainer.explain, situation, platform, rules, default), SECONDS)
                wrong = _wrong_answer(answer)
                if wrong is not None:
                    yield text("its explainer, asked about {topic}: {what}", topic=topic, what=wrong)
                    break


def _wrong_answer(answer: object) -> Text | None:
    if answer is None:
        return None
    if isinstance(answer, Failure):
        return answer.why
    wrong = unfit("explain", answer, Explanation, "Explanation")
    if wrong is not None or not isinstance(answer, Explanation):
        return wrong.why if wrong is not None else None
    if not answer.points or not all(point.sources for point in answer.points):
        return text("a point of its explanation has no source")
    return None
