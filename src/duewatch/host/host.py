"""The host: which plugins there are, what they offer, and guarded calls into them.

Finding and listing read manifests only; a plugin's code is imported when something it registers is
needed. A call that raises, hangs, prints or exits is caught, noted against that plugin and answered with
"nothing" (or Failed); it never takes the program down.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from duewatch.config.schema import ChannelSettings, PluginSettings
from duewatch.host.calls import Failure, guard, wrong_answer
from duewatch.host.guarded import GuardedChannel, GuardedRecogniser
from duewatch.host.reading import stream
from duewatch.host.registry import PluginState, Registry
from duewatch.host.shapes import unfit
from duewatch.model.credit_report import Reported
from duewatch.model.explanation import Explanation
from duewatch.model.platform import Manifest, Platform
from duewatch.model.plugin import (
    Channel,
    ChannelType,
    Claim,
    Default,
    Document,
    Explainer,
    Reader,
    ReadProblem,
    TableOutline,
)
from duewatch.model.problem import InputProblem
from duewatch.model.record import Record
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation
from duewatch.model.text import text

__all__ = ["Host", "PluginState"]


class Host:
    """All plugins, from the folders of duewatch_plugins and the entry points of "duewatch.plugins"."""

    def __init__(
        self,
        settings: PluginSettings,
        *,
        index: Path | None = None,
        off: frozenset[str] = frozenset(),
        environ: Mapping[str, str] = os.environ,
        log: Path | None = None,
        own_facts: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
        own_source: str = "config.toml",
        memory: Path | None = None,
    ) -> None:
        """index: file that keeps what was found, so that a start need not look again; None: no keeping.
        off: ids switched off besides the settings' own. environ: where $DUEWATCH_PLUGINS and secrets are.
        log: file that what plugins print and where they fail is added to, without secrets; None: no log.
        own_facts: what the borrower knows better, platform by platform, read in the file own_source.
        memory: file of what is remembered of plugins from run to run; None: nothing is."""
        self._plugins = Registry(settings, index, off, environ, log, memory)
        self._environ = environ
        self._platforms: dict[str, Platform] = {}
        self._own = own_facts
        self._own_source = own_source

    def states(self) -> tuple[PluginState, ...]:
        """Every candidate with its state, sorted by id. Imports nothing."""
        return self._plugins.states()

    def untold(self) -> tuple[PluginState, ...]:
        """Installed plugins that wait for being allowed, each answered once: whoever calls this asks the person."""
        return self._plugins.untold()

    def allow(self, plugin_id: str) -> None:
        """Remember that the person allowed a plugin. Raises KeyError for one that is not there."""
        self._plugins.allow(plugin_id)

    def manifests(self, capability: str | None = None) -> tuple[Manifest, ...]:
        """Manifests of usable plugins, sorted by id. Imports nothing."""
        return tuple(
            state.manifest
            for state in self._plugins.states()
            if state.usable
            and state.manifest is not None
            and (capability is None or capability in state.manifest.capabilities)
        )

    def aliases(self) -> Mapping[str, str]:
        """Every name, alias, misspelling and id a platform is known by (lower case) → platform id."""
        return {
            name.lower(): each.id
            for each in self.manifests("platform")
            for name in (*each.aliases, *each.misspellings, each.name.zh, each.name.en, each.id)
        }

    def family_words(self) -> Mapping[str, tuple[str, ...]]:
        """A word that may mean several platforms (lower case) → their ids, those with which one pays in shops first:
        they are what most people mean by the house's name."""
        found: dict[str, tuple[str, ...]] = {}
        for each in sorted(self.manifests("platform"), key=lambda each: each.kind not in _FOR_PURCHASES):
            for word in each.family_words:
                found[word.lower()] = (*found.get(word.lower(), ()), each.id)
        return found

    def platform(self, platform_id: str) -> Platform:
        """A platform's facts, loaded on first use. Raises KeyError for an unknown id or facts that are broken.

        A platform that is switched off is no longer offered, but the loans on it keep its facts: reading them
        runs none of its code.
        """
        if platform_id not in self._platforms:
            candidate = self._plugins.found.get(platform_id)
            if candidate is None or self._plugins.state(candidate).state in {"refused", "new"}:
                raise KeyError(platform_id)
            if candidate.manifest is None or not _is_platform(candidate.manifest):
                raise KeyError(platform_id)
            from duewatch.host.facts import load_platform

            try:
                platform = load_platform(candidate.folder, candidate.manifest)
            except InputProblem as problem:
                self._plugins.fail(platform_id, problem.what)
                raise KeyError(platform_id) from None
            if platform_id in self._own:
                from duewatch.host.own_facts import overruled

                platform = overruled(platform, self._own[platform_id], self._own_source)
            self._platforms[platform_id] = platform
        return self._platforms[platform_id]

    def claims(self, document: Document) -> tuple[tuple[str, Claim], ...]:
        """Reader ids that can read the document, certain ones alone if there are any."""
        claims: list[tuple[str, Claim]] = []
        for manifest in self.manifests("reader"):
            for reader in self._plugins.registered(manifest.id, "readers"):
                claim = self._plugins.call(manifest.id, partial(reader.claim, document))
                wrong = None if claim is None else unfit("claim", claim, Claim, "Claim")
                if wrong is not None:
                    self._plugins.blame(manifest.id).note(wrong)
                elif claim is not None:
                    claims.append((manifest.id, claim))
        certain = tuple(each for each in claims if each[1].certain)
        return certain or tuple(claims)

    def outline(self, document: Document) -> TableOutline | None:
        """The head of a table that has no mapping yet, from the first reader that sees one in it."""
        for manifest in self.manifests("reader"):
            for reader in self._plugins.registered(manifest.id, "readers"):
                if not hasattr(reader, "outline"):
                    continue
                found = self._plugins.call(manifest.id, partial(reader.outline, document))
                if isinstance(found, TableOutline):
                    return found
        return None

    def reader(self, reader_id: str) -> Reader | None:
        """A reader by its id, not guarded (see `read`); None where there is none or it cannot be loaded."""
        readers = self._plugins.registered(reader_id, "readers")
        return readers[0] if readers else None

    def read(self, reader_id: str, document: Document) -> Iterator[Record | ReadProblem | Reported]:
        """Stream a document through a reader, in guarded chunks; a fault becomes a fatal ReadProblem.

        Raises KeyError for a reader that is not there or cannot be loaded (see `states`).
        """
        reader = self.reader(reader_id)
        if reader is None:
            raise KeyError(reader_id)
        return chain.from_iterable(stream(reader, self._plugins.blame(reader_id), document))

    def recognisers(self) -> tuple[GuardedRecogniser, ...]:
        """Recognisers that plugins with code registered, guarded; patterns in facts are not among them."""
        return tuple(
            GuardedRecogniser(recogniser, self._plugins.blame(manifest.id))
            for manifest in self.manifests()
            if manifest.has_code and {"platform", "reader"}.intersection(manifest.capabilities)
            for recogniser in self._plugins.registered(manifest.id, "recognisers")
        )

    def channel_types(self) -> tuple[ChannelType, ...]:
        """Kinds of channels, sorted by id."""
        return tuple(
            kind for manifest in self.manifests("channel") for kind in self._plugins.registered(manifest.id, "channels")
        )

    def open_channel(self, settings: ChannelSettings) -> GuardedChannel:
        """A channel set up from its table, guarded: `send` always answers an Outcome. Loads that plugin only.

        Raises InputProblem naming the option that is wrong, or the plugin that is missing.
        """
        from duewatch.host.options import checked

        kind = self._channel_type(settings.plugin)
        where = f"channels.{settings.name}"
        values = checked(where, settings.options, kind.options, self._environ, private=settings.private)
        blame = self._plugins.blame(settings.plugin)
        blame.secrets |= {
            str(values[each.name]) for each in kind.options if each.kind == "secret" and values[each.name]
        }
        opened: Channel | Failure = guard(lambda: kind.open(values), blame.seconds, blame.heard)
        if not isinstance(opened, Failure) and not callable(getattr(opened, "send", None)):
            opened = wrong_answer("open", opened, "Channel")
        if isinstance(opened, Failure):
            raise InputProblem(
                text("The channel {name} could not be opened: {why}.", name=settings.name, why=blame.note(opened)),
                text("Check its table in the config, or tell the plugin's author."),
            )
        return GuardedChannel(opened, blame)

    def own_fact_problems(self) -> tuple[tuple[str, InputProblem], ...]:
        """Everything wrong with what the borrower knows better: platforms and facts that there are none of, each with
        "platform" or "platform.fact"."""
        from duewatch.host.own_facts import problems

        found: list[tuple[str, InputProblem]] = []
        for platform_id, own in self._own.items():
            try:
                platform = self.platform(platform_id)
            except KeyError:
                what = text("There is no platform “{name}”.", name=platform_id)
                mend = text("duewatch plugins lists the platforms by their ids.")
                found.append((platform_id, InputProblem(what, mend)))
            else:
                found += ((f"{platform_id}.{fact}", problem) for fact, problem in problems(platform, own))
        return tuple(found)

    def channel_problems(self, settings: ChannelSettings) -> tuple[tuple[str, InputProblem], ...]:
        """Everything wrong with a channel's table, each with its dotted key, without opening it or looking up a
        secret."""
        from duewatch.host.options import problems

        where = f"channels.{settings.name}"
        try:
            kind = self._channel_type(settings.plugin)
        except InputProblem as problem:
            return ((f"{where}.plugin", problem),)
        return tuple(problems(where, settings.options, kind.options, private=settings.private))

    def secret_options(self, plugin_id: str, of: Collection[str] = ()) -> frozenset[str]:
        """Names of the secret options of a channel plugin. Where it is not there nobody knows which those are: of."""
        try:
            return frozenset(each.name for each in self._channel_type(plugin_id).options if each.kind == "secret")
        except InputProblem:
            return frozenset(of)

    def explain(self, situation: Situation, rules: Rulebook, default: Default) -> Explanation:
        """The platform's own explainer's answer, else that of another plugin that explains this platform; the
        default's where there is none, they decline or fail, or where the borrower's own entry decides."""
        if situation.topic == "reporting" and "reports" in self._own.get(situation.platform_id or "", ()):
            return default(situation)
        for plugin_id, explainer in self._explainers(situation.platform_id):
            platform = self.platform(explainer.platform_id)
            answer = self._plugins.call(plugin_id, partial(explainer.explain, situation, platform, rules, default))
            if answer is None:
                continue
            wrong = unfit("explain", answer, Explanation, "Explanation")
            if wrong is None and not _is_sourced(answer):
                wrong = Failure(text("a point of its explanation has no source"))
            if wrong is None:
                return answer
            self._plugins.blame(plugin_id).note(wrong)
        return default(situation)

    def close(self) -> None:
        """Let go of loaded plugins."""
        self._plugins.close()
        self._platforms.clear()

    def _channel_type(self, plugin_id: str) -> ChannelType:
        for kind in self._plugins.registered(plugin_id, "channels"):
            return kind  # type: ignore[no-any-return]
        candidate = self._plugins.found.get(plugin_id)
        why = self._plugins.state(candidate).why if candidate else None
        if why is not None:
            raise InputProblem(
                text("The channel plugin {plugin} cannot be used: {why}.", plugin=plugin_id, why=why),
                text("“duewatch plugins” lists what is installed and why something failed."),
            )
        known = ", ".join(manifest.id for manifest in self.manifests("channel"))
        raise InputProblem(
            text("There is no channel plugin {plugin}.", plugin=plugin_id),
            text("Installed are: {plugins}.", plugins=known),
        )

    def _explainers(self, platform_id: str | None) -> Iterator[tuple[str, Explainer]]:
        """(plugin, explainer) of a platform: its own first, unless that is the one every platform without code
        gets. A platform whose facts cannot be read has none."""
        if platform_id is None:
            return
        try:
            self.platform(platform_id)
        except KeyError:
            return
        others = [manifest.id for manifest in self.manifests("explainer") if not _is_platform(manifest)]
        manifest = self._plugins.found[platform_id].manifest
        own_code = manifest is not None and manifest.has_code
        for plugin_id in (platform_id, *others) if own_code else (*others, platform_id):
            for explainer in self._plugins.registered(plugin_id, "explainers"):
                if explainer.platform_id == platform_id:
                    yield plugin_id, explainer


_FOR_PURCHASES = frozenset({"consumer-credit-line", "bnpl"})
"""Kinds of platforms with which one pays in shops."""


def _is_platform(manifest: Manifest) -> bool:
    return "platform" in manifest.capabilities


def _is_sourced(answer: Explanation) -> bool:
    """Whether an explanation has at least one point, and a source for each."""
    return bool(answer.points) and all(point.sources for point in answer.points)
