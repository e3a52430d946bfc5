"""The host: which plugins there are, what they offer, and guarded calls into them.

Finding and listing read manifests only; a plugin's code is imported when something it registers is
needed. A call that raises, hangs, prints or exits is caught, noted against that plugin and answered with
"nothing" (or Failed); it never takes the program down.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from duewatch.config.schema import ChannelSettings, PluginSettings
from duewatch.host.calls import Failure, guard, guard_iterator
from duewatch.host.discover import BUILT_IN, Candidate
from duewatch.host.guarded import Blame, GuardedChannel, GuardedRecogniser
from duewatch.host.index import candidates
from duewatch.model.explanation import Explanation, Point
from duewatch.model.platform import Manifest, Platform
from duewatch.model.plugin import Channel, ChannelType, Claim, Default, Document, Reader, ReadProblem, Recogniser
from duewatch.model.problem import InputProblem
from duewatch.model.record import Record
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation
from duewatch.model.text import Literal, Text, text

T = TypeVar("T")
API_NUMBER = 1
"""The plugin API this version speaks (duewatch.api says the same to plugins; a test compares)."""
ONLY_VARIABLE = "DUEWATCH_PLUGINS"
"""Names the only plugins to use, with commas; empty: none. To find the guilty one."""


@dataclass(frozen=True, slots=True)
class PluginState:
    """One candidate. state: "ready", "not-loaded", "failed", "refused", "off". why: the reason, or None."""

    id: str
    origin: str
    state: str
    why: Text | None
    manifest: Manifest | None


class Host:
    """All plugins, from the folders of duewatch_plugins and the entry points of "duewatch.plugins"."""

    def __init__(
        self,
        settings: PluginSettings,
        *,
        index: Path | None = None,
        off: frozenset[str] = frozenset(),
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        """index: file that keeps what was found, so that a start need not look again; None: no keeping.
        off: ids switched off besides the settings' own."""
        self._seconds = float(settings.seconds)
        self._index = index
        self._off = frozenset(settings.off) | off
        only = environ.get(ONLY_VARIABLE)
        self._only = None if only is None else frozenset(name.strip() for name in only.split(",") if name.strip())
        self._loaded: dict[str, Any] = {}
        self._refused: dict[str, str] = {}
        self._blames: dict[str, Blame] = {}
        self._platforms: dict[str, Platform] = {}

    def states(self) -> tuple[PluginState, ...]:
        """Every candidate with its state, sorted by id. Imports nothing."""
        return tuple(PluginState(each.id, each.origin, *self._state(each), each.manifest) for each in self._candidates)

    def manifests(self, capability: str | None = None) -> tuple[Manifest, ...]:
        """Manifests of usable plugins, sorted by id. Imports nothing."""
        return tuple(
            each.manifest
            for each in self._candidates
            if each.manifest is not None
            and self._state(each)[0] in {"ready", "not-loaded"}
            and (capability is None or capability in each.manifest.capabilities)
        )

    def aliases(self) -> Mapping[str, str]:
        """Every name, alias and id a platform is known by (lower case) → platform id."""
        return {
            name.lower(): each.id
            for each in self.manifests("platform")
            for name in (*each.aliases, each.name.zh, each.name.en, each.id)
        }

    def family_words(self) -> Mapping[str, tuple[str, ...]]:
        """A word that may mean several platforms → their ids."""
        found: dict[str, tuple[str, ...]] = {}
        for each in self.manifests("platform"):
            for word in each.family_words:
                found[word.lower()] = (*found.get(word.lower(), ()), each.id)
        return found

    def platform(self, platform_id: str) -> Platform:
        """A platform's facts, loaded on first use. Raises KeyError for an unknown id or facts that are broken."""
        if platform_id not in self._platforms:
            candidate = self._usable(platform_id)
            if candidate is None or candidate.manifest is None or "platform" not in candidate.manifest.capabilities:
                raise KeyError(platform_id)
            from duewatch.host.facts import load_platform

            try:
                self._platforms[platform_id] = load_platform(candidate.folder, candidate.manifest)
            except InputProblem as problem:
                self._refused[platform_id] = _english(problem.what)
                raise KeyError(platform_id) from None
        return self._platforms[platform_id]

    def claims(self, document: Document) -> tuple[tuple[str, Claim], ...]:
        """Reader ids that can read the document, certain ones alone if there are any."""
        claims: list[tuple[str, Claim]] = []
        for manifest in self.manifests("reader"):
            for reader in self._registered(manifest.id, "readers"):
                claim = self._call(manifest.id, partial(reader.claim, document))
                if isinstance(claim, Claim):
                    claims.append((manifest.id, claim))
        certain = tuple(each for each in claims if each[1].certain)
        return certain or tuple(claims)

    def reader(self, reader_id: str) -> Reader | None:
        """A reader by its id, unguarded; None where there is none or it failed to load."""
        readers = self._registered(reader_id, "readers")
        return readers[0] if readers else None

    def read(self, reader_id: str, document: Document) -> Iterator[Record | ReadProblem]:
        """Stream a document through a reader, in guarded chunks; a fault becomes a fatal ReadProblem."""
        reader = self.reader(reader_id)
        if reader is None:
            raise KeyError(reader_id)
        blame = self._blame(reader_id)
        for thing in guard_iterator(lambda: iter(reader.read(document)), self._seconds, blame.heard):
            if isinstance(thing, (Record, ReadProblem)):
                yield thing
                continue
            failure = thing if isinstance(thing, Failure) else Failure(f"read gave a {type(thing).__name__}")
            blame.note(failure)
            yield ReadProblem(
                None,
                text("The reader {reader} failed: {why}.", reader=reader_id, why=failure.why),
                text("Nothing of this file was used. Try another reader, or tell its author."),
                fatal=True,
            )
            return

    def recognisers(self) -> tuple[Recogniser, ...]:
        """Recognisers that plugins with code registered, guarded; patterns in facts are not among them."""
        return tuple(
            GuardedRecogniser(recogniser, self._blame(manifest.id))
            for manifest in self.manifests()
            if manifest.has_code and {"platform", "reader"} & set(manifest.capabilities)
            for recogniser in self._registered(manifest.id, "recognisers")
        )

    def channel_types(self) -> tuple[ChannelType, ...]:
        """Kinds of channels, sorted by id."""
        return tuple(
            each for manifest in self.manifests("channel") for each in self._registered(manifest.id, "channels")
        )

    def channel_type(self, plugin_id: str) -> ChannelType:
        """One kind of channel; loads that plugin only. Raises InputProblem if there is none."""
        for kind in self._registered(plugin_id, "channels"):
            return kind  # type: ignore[no-any-return]
        known = [manifest.id for manifest in self.manifests("channel")]
        why = self._refused.get(plugin_id)
        if why is not None:
            raise InputProblem(
                text("The channel plugin {plugin} cannot be used: {why}.", plugin=plugin_id, why=why),
                text("“duewatch plugins” lists what is installed and why something failed."),
            )
        raise InputProblem(
            text("There is no channel plugin {plugin}.", plugin=plugin_id),
            text("Installed are: {plugins}.", plugins=", ".join(known)),
        )

    def open_channel(self, settings: ChannelSettings) -> Channel:
        """A channel set up from its table, guarded: `send` always answers an Outcome. Raises InputProblem
        naming the option that is wrong, or the plugin that is missing."""
        from duewatch.host.options import checked

        kind = self.channel_type(settings.plugin)
        values = checked(f"channels.{settings.name}", settings.options, kind.options)
        blame = self._blame(settings.plugin)
        opened = guard(lambda: kind.open(values), self._seconds, blame.heard)
        if isinstance(opened, Failure):
            why = _without(blame.note(opened).why, settings, values)
            raise InputProblem(
                text("The channel {name} could not be opened: {why}.", name=settings.name, why=why),
                text("Check its table in the config, or tell the plugin's author."),
            )
        return GuardedChannel(opened, blame)

    def explain(self, situation: Situation, rules: Rulebook, default: Default) -> Explanation:
        """The platform's own explainer's answer; the default's where there is none, it declines or fails."""
        platform_id = situation.platform_id
        candidate = self._usable(platform_id) if platform_id else None
        if platform_id is None or candidate is None or candidate.manifest is None:
            return default(situation)
        if "explainer" not in candidate.manifest.capabilities:
            return default(situation)
        for explainer in self._registered(platform_id, "explainers"):
            platform = self.platform(platform_id)
            answer = self._call(platform_id, partial(explainer.explain, situation, platform, rules, default))
            if answer is None:
                continue
            if isinstance(answer, Explanation) and _sound(answer):
                return answer
            self._blame(platform_id).note(Failure("its explanation has a point without a source, or is none"))
        return default(situation)

    def printed(self) -> Mapping[str, str]:
        """What plugins printed during guarded calls, by id, for the log."""
        return {plugin_id: blame.printed for plugin_id, blame in self._blames.items() if blame.printed}

    def close(self) -> None:
        """Let go of loaded plugins."""
        self._loaded.clear()
        self._platforms.clear()

    @cached_property
    def _candidates(self) -> list[Candidate]:
        return candidates(self._index)

    def _state(self, candidate: Candidate) -> tuple[str, Text | None]:
        plugin_id, manifest = candidate.id, candidate.manifest
        if plugin_id in self._off:
            return "off", text("switched off")
        if self._only is not None and plugin_id not in self._only:
            return "off", text("not named in {variable}", variable=ONLY_VARIABLE)
        if manifest is None:
            return "refused", candidate.why
        if manifest.api != API_NUMBER:
            return "refused", text(
                "it was written for plugin API {theirs}, this duewatch speaks {ours}",
                theirs=manifest.api,
                ours=API_NUMBER,
            )
        if plugin_id in self._refused:
            return "failed", Literal(self._refused[plugin_id], self._refused[plugin_id])
        blame = self._blames.get(plugin_id)
        if blame is not None and blame.why:
            return "failed" if blame.stopped else "ready", Literal(blame.why, blame.why)
        used = plugin_id in self._loaded or plugin_id in self._platforms
        return ("ready" if used else "not-loaded"), None

    def _usable(self, plugin_id: str) -> Candidate | None:
        for candidate in self._candidates:
            if candidate.id == plugin_id and self._state(candidate)[0] in {"ready", "not-loaded"}:
                return candidate
        return None

    def _registered(self, plugin_id: str, what: str) -> tuple[Any, ...]:
        """Things of one kind that a plugin registered; loads it on first use, empty where that fails."""
        if plugin_id not in self._loaded:
            candidate = self._usable(plugin_id)
            if candidate is None or candidate.manifest is None or not candidate.manifest.has_code:
                return ()
            from duewatch.host.loading import Refused, load

            try:
                self._loaded[plugin_id] = load(candidate, self._seconds)
            except Refused as refused:
                self._refused[plugin_id] = str(refused)
                return ()
        return tuple(getattr(self._loaded[plugin_id], what))

    def _blame(self, plugin_id: str) -> Blame:
        return self._blames.setdefault(plugin_id, Blame(plugin_id, self._seconds))

    def _call(self, plugin_id: str, function: Callable[[], T]) -> T | None:
        """A guarded call; None where it fails or the plugin hung before."""
        blame = self._blame(plugin_id)
        if blame.stopped:
            return None
        answer = guard(function, self._seconds, blame.heard)
        if isinstance(answer, Failure):
            blame.note(answer)
            return None
        return answer


def _sound(answer: Explanation) -> bool:
    """Whether an explanation has at least one point, and a source for each."""
    return bool(answer.points) and all(isinstance(point, Point) and point.sources for point in answer.points)


def _english(what: Text) -> str:
    from duewatch.wording import Wording

    return Wording("en").say(what)


def _without(why: str, settings: ChannelSettings, values: Mapping[str, object]) -> str:
    """A plugin's words without any value that its config gives by reference."""
    for name, value in values.items():
        if isinstance(settings.options.get(name), Mapping) and isinstance(value, str) and value:
            why = why.replace(value, "****")
    return why


__all__ = ["BUILT_IN", "Host", "PluginState"]
