"""Whether a plugin's folder keeps its word: manifest, folder, facts and what the code registers agree.

Every plugin that ships with duewatch is held to this by a test; a plugin's author can run the same.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from duewatch.host.calls import Failure, guard
from duewatch.host.discover import BUILT_IN, Candidate, id_of
from duewatch.host.facts import load_platform
from duewatch.host.loading import Registered, load
from duewatch.host.manifest import read_manifest
from duewatch.host.registry import refusal
from duewatch.model.platform import Manifest
from duewatch.model.plugin import ChannelType, Claim, Document, Option, Reader
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

SECONDS = 20.0
"""Time limit of one call: generous, for a check is no run."""
SEED = 20261124


def check(folder: Path, package: str) -> tuple[Text, ...]:
    """Everything that is wrong with the plugin in a folder, one sentence each; empty if it keeps its word.

    package: the name that the folder is imported by. Imports the plugin and calls it.
    """
    try:
        manifest = read_manifest(folder, id_of(folder.name))
    except InputProblem as problem:
        return (problem.what,)
    return tuple(_wrong(Candidate(manifest.id, BUILT_IN, package, folder, manifest, None), manifest))


def _wrong(candidate: Candidate, manifest: Manifest) -> Iterator[Text]:
    why = refusal(candidate)
    if why is not None:
        yield why
        return
    yield from wrong_folder(candidate.folder, manifest)
    if "platform" in manifest.capabilities:
        yield from wrong_facts(candidate.folder, manifest)
    loaded = load(candidate, SECONDS)
    if isinstance(loaded, Failure):
        yield loaded.why
        return
    yield from _wrong_things(loaded)


def wrong_folder(folder: Path, manifest: Manifest) -> Iterator[Text]:
    """Where the files in a plugin's folder and its manifest do not agree."""
    has_code, has_facts = (folder / "plugin.py").is_file(), (folder / "facts.toml").is_file()
    if has_code and not manifest.has_code:
        yield text("there is a plugin.py, but its manifest does not say code = true")
    if has_code and not (folder / "__init__.py").is_file():
        yield text("there is code, but no __init__.py")
    if has_facts and "platform" not in manifest.capabilities:
        yield text("there is a facts.toml, but its manifest does not name the capability platform")
    if "platform" in manifest.capabilities and not manifest.kind:
        yield text("its manifest does not say what kind of platform it is")


def wrong_facts(folder: Path, manifest: Manifest) -> Iterator[Text]:
    """What is wrong with a platform's facts.toml; nothing is wrong with what is not known."""
    try:
        platform = load_platform(folder, manifest)
    except InputProblem as problem:
        yield problem.what
        return
    for fact in platform.facts:
        if not fact.sources:
            yield text("the fact “{fact}” has no source", fact=fact.id)
    for rung in platform.ladder.rungs:
        if not rung.usual and not rung.sources:
            yield text("the rung “{rung}” is neither usual practice nor has it a source", rung=rung.id)
        if rung.from_days is not None and not rung.sources:
            yield text("the rung “{rung}” names a day without a source", rung=rung.id)
    recognises = platform.rows or platform.messages or platform.usual_messages
    if manifest.quality in {"silver", "gold"} and not recognises:
        yield text("its manifest claims {quality}, but it recognises no rows and no messages", quality=manifest.quality)


def _wrong_things(loaded: Registered) -> Iterator[Text]:
    for reader in loaded.readers:
        yield from wrong_claims(reader)
    for channel in loaded.channels:
        yield from wrong_options(channel)


def wrong_options(channel: ChannelType) -> Iterator[Text]:
    """What is wrong with the options that a kind of channel declares."""
    names = [option.name for option in channel.options]
    for option in channel.options:
        if names.count(option.name) > 1:
            yield text("the option “{option}” stands twice", option=option.name)
        if option.kind == "secret" and option.default is not None:
            yield text("the option “{option}” is a secret with a default", option=option.name)
        if not _is_default_allowed(option):
            yield text("the default of the option “{option}” is not a value it takes", option=option.name)


def wrong_claims(reader: Reader) -> Iterator[Text]:
    """A reader judges by content: it must not claim what is nobody's, whatever the name says, nor raise."""
    random = Random(SEED)
    heads = (b"", b"\0" * 4096, b"\n\n\n", b"\xff\xfe", *(random.randbytes(size) for size in (1, 64, 4096, 65536)))
    for head in heads:
        for name in ("a.csv", "a.xlsx", "a.txt", "a"):
            document = Document(name, head, data=head)
            claim = guard(lambda document=document: reader.claim(document), SECONDS)  # type: ignore[misc]
            if isinstance(claim, Failure):
                yield text("its reader fails on bytes that are nobody's format: {why}", why=claim.why)
                return
            if isinstance(claim, Claim):
                yield text("its reader claims bytes that are nobody's format, under the name {name}", name=name)
                return


def _is_default_allowed(option: Option) -> bool:
    from duewatch.host.options import problems

    if option.default is None or option.kind == "secret":
        return True
    given = list(option.default) if isinstance(option.default, tuple) else option.default
    return not list(problems("", {option.name: given}, [option]))
