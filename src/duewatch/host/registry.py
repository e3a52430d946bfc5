"""Which plugins there are, the state of each, what each registered, and what went wrong with it.

A plugin that was installed beside duewatch is not used before the person allowed it; one that fails is passed over, in
the log and in the list by its name.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from duewatch.config.schema import PluginSettings
from duewatch.host.calls import Failure, guard
from duewatch.host.discover import BUILT_IN, Candidate, without_clashes
from duewatch.host.guarded import Blame, write_log
from duewatch.host.index import candidates
from duewatch.host.memory import Memory
from duewatch.model.platform import Manifest
from duewatch.model.text import Literal, Text, text

if TYPE_CHECKING:
    from duewatch.host.loading import Registered

T = TypeVar("T")
API_NUMBER = 1
"""The plugin API this version speaks (duewatch.api says the same to plugins; a test compares)."""
ONLY_VARIABLE = "DUEWATCH_PLUGINS"
"""Names the only plugins whose code is used, with commas; empty: none. To find the guilty one. Platforms of
facts alone stay: they run nothing."""


class PluginState(NamedTuple):
    """One candidate. state: "ready" (loaded, or facts alone), "not-loaded" (its code was not needed so far),
    "failed" (its code), "refused" (before its code was looked at), "new" (installed, and not allowed so far), "off".
    origin: "built-in", or the distribution and its version, or the folder that the config names. why: the reason, or
    the latest thing that went wrong, in this run or the one before, or None. author: as its distribution says."""

    id: str
    origin: str
    state: str
    why: Text | None
    manifest: Manifest | None
    author: str = ""

    @property
    def usable(self) -> bool:
        """Whether it may be asked for what it registers."""
        return self.state in {"ready", "not-loaded"}


class Registry:
    """Candidates are found once, from the index where that fits; code is loaded when asked for."""

    def __init__(
        self,
        settings: PluginSettings,
        index: Path | None,
        off: frozenset[str],
        environ: Mapping[str, str],
        log: Path | None,
        memory: Path | None,
    ) -> None:
        self.seconds = float(settings.seconds)
        self._settings = settings
        self._index = index
        self._log = log
        self._memory = Memory(memory)
        self._off = frozenset(settings.off) | off
        only = environ.get(ONLY_VARIABLE)
        self._only = None if only is None else frozenset(name.strip() for name in only.split(",") if name.strip())
        self._loaded: dict[str, Registered] = {}
        self._failed: dict[str, Text] = {}
        self._blames: dict[str, Blame] = {}

    @cached_property
    def found(self) -> dict[str, Candidate]:
        """Every candidate by its id, sorted."""
        found = candidates(self._index)
        if self._settings.paths:
            from duewatch.host.own_folders import candidates_in

            found = sorted(
                without_clashes([*found, *candidates_in(self._settings.paths)]), key=lambda candidate: candidate.id
            )
        return {candidate.id: candidate for candidate in found}

    def states(self) -> tuple[PluginState, ...]:
        """Every candidate with its state, sorted by id."""
        states = tuple(self.state(candidate) for candidate in self.found.values())
        for state in states:
            if state.state == "refused" and state.why is not None:
                self._remember(self.found[state.id], state.why)
        return states

    def untold(self) -> tuple[PluginState, ...]:
        """Those that wait for being allowed and that the person was not asked about so far; from now on they were."""
        waiting = [candidate for candidate in self.found.values() if self.state(candidate).state == "new"]
        waiting = [candidate for candidate in waiting if not self._memory.was_told(candidate)]
        for candidate in waiting:
            self._memory.tell(candidate)
        return tuple(self.state(candidate) for candidate in waiting)

    def allow(self, plugin_id: str) -> None:
        """The person allowed it. Raises KeyError for one that is not there."""
        self._memory.allow(self.found[plugin_id])

    def state(self, candidate: Candidate) -> PluginState:
        """What is to be said of a candidate now."""
        state, why = self._state(candidate)
        return PluginState(candidate.id, candidate.origin, state, why, candidate.manifest, candidate.author)

    def fail(self, plugin_id: str, why: Text) -> None:
        """The plugin cannot be used in this run."""
        self._failed[plugin_id] = why
        self._remember(self.found[plugin_id], why)

    def registered(self, plugin_id: str, what: str) -> tuple[Any, ...]:
        """Things of one kind (a field of Registered) that a plugin registered, checked; loads it on first use.
        Empty where it is not there, cannot be used or fails."""
        candidate = self.found.get(plugin_id)
        if candidate is None or not self.state(candidate).usable:
            return ()
        if plugin_id not in self._loaded:
            from duewatch.host.loading import load

            loaded = load(candidate, self.seconds, self.blame(plugin_id).heard)
            if isinstance(loaded, Failure):
                self.fail(plugin_id, loaded.why)
                return ()
            self._loaded[plugin_id] = loaded
        return tuple(getattr(self._loaded[plugin_id], what))

    def blame(self, plugin_id: str) -> Blame:
        """Where a plugin's failures are noted."""
        if plugin_id not in self._blames:
            candidate = self.found[plugin_id]
            self._blames[plugin_id] = Blame(
                plugin_id, self.seconds, self._log, noted=lambda why: self._remember(candidate, why)
            )
        return self._blames[plugin_id]

    def call(self, plugin_id: str, function: Callable[[], T]) -> T | None:
        """A guarded call into a plugin; None where it fails or the plugin hung before."""
        blame = self.blame(plugin_id)
        if blame.stopped:
            return None
        answer = guard(function, self.seconds, blame.heard)
        if isinstance(answer, Failure):
            blame.note(answer)
            return None
        return answer

    def close(self) -> None:
        """Let go of what was loaded. What was used without a fault is blamed no more for the one before."""
        for plugin_id in self._loaded:
            blame = self._blames.get(plugin_id)
            if plugin_id not in self._failed and (blame is None or blame.why is None):
                self._memory.keep_fault(self.found[plugin_id], None)
        self._loaded.clear()

    def _remember(self, candidate: Candidate, why: Text) -> None:
        """A fault goes to the log with whose it is, and is remembered; the same one twice goes there once."""
        from duewatch.wording import Wording

        said = Literal(Wording("zh").say(why), Wording("en").say(why))
        if self._memory.fault(candidate) != said:
            self._memory.keep_fault(candidate, said)
            write_log(self._log, f"fault of plugin {candidate.id} ({candidate.origin}), not of duewatch: {said.en}")

    def _state(self, candidate: Candidate) -> tuple[str, Text | None]:
        plugin_id, manifest = candidate.id, candidate.manifest
        if plugin_id in self._off:
            return "off", text("switched off")
        why = refusal(candidate)
        if manifest is None or why is not None:
            return "refused", why
        if self._settings.safe and candidate.origin != BUILT_IN:
            return "off", text("left out by --safe")
        if not self._is_allowed(candidate):
            return "new", text("it was installed beside duewatch and is not used before you allow it")
        if self._only is not None and plugin_id not in self._only and manifest.has_code:
            return "off", text("not named in {variable}", variable=ONLY_VARIABLE)
        if plugin_id in self._failed:
            return "failed", self._failed[plugin_id]
        blame = self._blames.get(plugin_id)
        why = blame.why if blame is not None else None
        if blame is not None and blame.stopped:
            return "failed", why
        if plugin_id in self._loaded:
            return "ready", why
        before = self._memory.fault(candidate)
        last = text("when it was last used: {why}", why=before) if before is not None else None
        return "not-loaded" if manifest.has_code else "ready", why or last

    def _is_allowed(self, candidate: Candidate) -> bool:
        """What ships with duewatch, what the config names, what the person said yes to."""
        named = candidate.id in self._settings.allowed or candidate.by_path
        return named or candidate.origin == BUILT_IN or self._memory.allows(candidate)


def refusal(candidate: Candidate) -> Text | None:
    """Why a candidate cannot be used whatever its code does, or None."""
    if candidate.manifest is None:
        return candidate.why or text("it has no manifest")
    theirs = candidate.manifest.api_range
    if candidate.manifest.api_from > API_NUMBER:
        return text(
            "it was written for plugin API {theirs}, this duewatch speaks {ours}: a newer duewatch is needed",
            theirs=theirs,
            ours=API_NUMBER,
        )
    if candidate.manifest.api < API_NUMBER:
        return text(
            "it was written for plugin API {theirs}, this duewatch speaks {ours}: a newer version of it is needed",
            theirs=theirs,
            ours=API_NUMBER,
        )
    return None
