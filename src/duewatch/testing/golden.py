"""Samples with what they should give: `samples/NAME.in` and, beside it, `samples/NAME.json`.

The end of the name says who is asked: `.message.in` and `.row.in` the platform's patterns and recogniser,
`.question.in` its explainer, `.loan.in` a ledger with such a loan in it, `.reminder.in` the channel; any other `.in` is
a file for the reader, under the name without `.in`.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from duewatch.host.conformance import SECONDS
from duewatch.host.loading import Registered
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.testing.place import Plugin
from duewatch.testing.registering import registered

KINDS = ("message", "row", "question", "loan", "reminder", "document")


class Sample(NamedTuple):
    """kind: one of KINDS. given: the `.in` file; expected: the `.json` file, which may not be there yet."""

    kind: str
    given: Path
    expected: Path


def samples_of(plugin: Plugin) -> tuple[Sample, ...]:
    """Every sample of a plugin, sorted by name: beside its distribution's pyproject.toml, else in its own folder."""
    places = [place / "samples" for place in (plugin.root, plugin.folder) if place is not None]
    return tuple(_sample(file) for place in places for file in sorted(place.glob("*.in")))


def _sample(file: Path) -> Sample:
    kind = file.name.removesuffix(".in").rpartition(".")[2]
    return Sample(kind if kind in KINDS else "document", file, file.with_suffix(".json"))


def give(plugin: Plugin, sample: Sample) -> Any:
    """What the plugin makes of a sample, as the `.json` file would hold it.

    Raises InputProblem where the sample cannot be read, the plugin has nothing to ask, or it fails.
    """
    with plugin.importable():
        return _given(plugin, registered(plugin), sample)


def _given(plugin: Plugin, things: Registered, sample: Sample) -> Any:
    from duewatch.host.calls import Failure, guard

    answer = guard(lambda: _asked(sample.kind)(plugin, things, sample.given), SECONDS)
    if isinstance(answer, Failure):
        raise InputProblem(text("it failed: {why}", why=answer.why))
    if isinstance(answer, InputProblem):
        raise answer
    return answer


def _asked(kind: str) -> Callable[[Plugin, Registered, Path], Any]:
    """How a sample of a kind is put to a plugin; what is wrong with the sample itself comes back as an InputProblem."""
    from duewatch.testing import asking, loaning, sending

    ways: dict[str, Callable[[Plugin, Registered, Path], Any]] = {
        "document": asking.document,
        "message": asking.message,
        "row": asking.row,
        "question": asking.question,
        "loan": loaning.loan,
        "reminder": sending.reminder,
    }

    def ask(plugin: Plugin, things: Registered, file: Path) -> Any:
        try:
            return ways[kind](plugin, things, file)
        except InputProblem as problem:
            return problem

    return ask


def wrong_samples(plugin: Plugin) -> Iterator[tuple[Sample, Text]]:
    """Every sample that does not give what its `.json` says, with what is wrong."""
    with plugin.importable():
        things = registered(plugin)
        for sample in samples_of(plugin):
            why = _wrong(plugin, things, sample)
            if why is not None:
                yield sample, why


def _wrong(plugin: Plugin, things: Registered, sample: Sample) -> Text | None:
    if not sample.expected.is_file():
        return text("there is no {expected}; --update writes it, then read it", expected=sample.expected.name)
    try:
        given = _given(plugin, things, sample)
        expected = json.loads(sample.expected.read_text(encoding="utf-8"))
    except InputProblem as problem:
        return problem.what
    except (OSError, UnicodeDecodeError, ValueError) as error:
        return text("{file} cannot be read: {why}.", file=sample.expected.name, why=str(error))
    return None if given == expected else _difference(given, expected, sample.expected.name)


def _difference(given: Any, expected: Any, name: str) -> Text:
    """The first line in which they differ."""
    has, wanted = (
        json.dumps(each, ensure_ascii=False, indent=1, sort_keys=True).splitlines() for each in (given, expected)
    )
    place = next((i for i, (a, b) in enumerate(zip(has, wanted, strict=False)) if a != b), min(len(has), len(wanted)))
    found, named = (lines[place].strip() if place < len(lines) else "—" for lines in (has, wanted))
    return text("{name} says {expected}, but it gives {given}", name=name, expected=named, given=found)


def write_expected(plugin: Plugin) -> tuple[Path, ...]:
    """Write the `.json` of every sample that gives something else than its file says; the files that were written.

    What is written is what the plugin does now: it is the author who reads whether that is right.
    """
    written = []
    with plugin.importable():
        things = registered(plugin)
        for sample in samples_of(plugin):
            if _wrong(plugin, things, sample) is None:
                continue
            words = json.dumps(_given(plugin, things, sample), ensure_ascii=False, indent=2) + "\n"
            sample.expected.write_text(words, encoding="utf-8")
            written.append(sample.expected)
    return tuple(written)
