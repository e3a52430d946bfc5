"""Which plugins there are, the state of each, what each registered, and what went wrong with it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from duewatch.config.schema import PluginSettings
from duewatch.host.calls import Failure, guard
from duewatch.host.discover import Candidate
from duewatch.host.guarded import Blame
from duewatch.host.index import candidates
from duewatch.model.platform import Manifest
from duewatch.model.text import Text, text

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
    "failed" (its code), "refused" (before its code was looked at), "off". origin: "built-in", or the distribution
    and its version. why: the reason, or the latest thing that went wrong, or None."""

    id: str
    origin: str
    state: str
    why: Text | None
    manifest: Manifest | None

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
    ) -> None:
        self.seconds = float(settings.seconds)
        self._index = index
        self._log = log
        self._off = frozenset(settings.off) | off
        only = environ.get(ONLY_VARIABLE)
        self._only = None if only is None else frozenset(name.strip() for name in only.split(",") if name.strip())
        self._loaded: dict[str, Registered] = {}
        self._failed: dict[str, Text] = {}
        self._blames: dict[str, Blame] = {}

    @cached_property
    def found(self) -> dict[str, Candidate]:
        """Every candidate by its id, sorted."""
        return {candidate.id: candidate for candidate in candidates(self._index)}

    def states(self) -> tuple[PluginState, ...]:
        """Every candidate with its state, sorted by id."""
        return tuple(self.state(candidate) for candidate in self.found.values())

    def state(self, candidate: Candidate) -> PluginState:
        """What is to be said of a candidate now."""
        state, why = self._state(candidate)
        return PluginState(candidate.id, candidate.origin, state, why, candidate.manifest)

    def fail(self, plugin_id: str, why: Text) -> None:
        """The plugin cannot be used in this run."""
        self._failed[plugin_id] = why

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
        return self._blames.setdefault(plugin_id, Blame(plugin_id, self.seconds, self._log))

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
        """Let go of what was loaded."""
        self._loaded.clear()

    def _state(self, candidate: Candidate) -> tuple[str, Text | None]:
        plugin_id, manifest = candidate.id, candidate.manifest
        why = refusal(candidate)
        if manifest is None or why is not None:
            return "refused", why
        if plugin_id in self._off:
            return "off", text("switched off")
        if self._only is not None and plugin_id not in self._only and manifest.has_code:
            return "off", text("not named in {variable}", variable=ONLY_VARIABLE)
        if plugin_id in self._failed:
            return "failed", self._failed[plugin_id]
        blame = self._blames.get(plugin_id)
        why = blame.why if blame is not None else None
        if blame is not None and blame.stopped:
            return "failed", why
        return ("ready" if plugin_id in self._loaded or not manifest.has_code else "not-loaded"), why


def refusal(candidate: Candidate) -> Text | None:
    """Why a candidate cannot be used whatever its code does, or None."""
    if candidate.manifest is None:
        return candidate.why or text("it has no manifest")
    if candidate.manifest.api != API_NUMBER:
        return text(
            "it was written for plugin API {theirs}, this duewatch speaks {ours}",
            theirs=candidate.manifest.api,
            ours=API_NUMBER,
        )
    return None
