"""The host: which plugins there are, what they offer, and guarded calls into them.

Finding and listing read manifests only; a plugin's code is imported when something it registers is
needed. A call that raises, hangs, prints or exits is caught, noted against that plugin and answered with
"nothing" (or Failed); it never takes the program down.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from duewatch.config.schema import ChannelSettings, PluginSettings
from duewatch.model.explanation import Explanation
from duewatch.model.platform import Manifest, Platform
from duewatch.model.plugin import Channel, ChannelType, Claim, Default, Document, ReadProblem, Recogniser
from duewatch.model.record import Record
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation


@dataclass(frozen=True, slots=True)
class PluginState:
    """One candidate. state: "ready", "not-loaded", "failed", "refused", "off". why: one sentence."""

    id: str
    origin: str
    state: str
    why: str
    manifest: Manifest | None


class Host:
    """All plugins, from the folders of duewatch_plugins and the entry points of "duewatch.plugins"."""

    def __init__(
        self, settings: PluginSettings, *, index: Path | None = None, off: frozenset[str] = frozenset()
    ) -> None:
        """index: file that keeps what was found, so that a start need not look again; None: no keeping.
        off: ids switched off besides the settings' own."""

    def states(self) -> tuple[PluginState, ...]:
        """Every candidate with its state, sorted by id. Imports nothing."""

    def manifests(self, capability: str | None = None) -> tuple[Manifest, ...]:
        """Manifests of usable plugins, sorted by id. Imports nothing."""

    def aliases(self) -> Mapping[str, str]:
        """Every name, alias and id a platform is known by (lower case) → platform id."""

    def family_words(self) -> Mapping[str, tuple[str, ...]]:
        """A word that may mean several platforms → their ids."""

    def platform(self, platform_id: str) -> Platform:
        """A platform's facts, loaded on first use. Raises KeyError for an unknown id."""

    def claims(self, document: Document) -> tuple[tuple[str, Claim], ...]:
        """Reader ids that can read the document, certain ones alone if there are any."""

    def read(self, reader_id: str, document: Document) -> Iterator[Record | ReadProblem]:
        """Stream a document through a reader, in guarded chunks; a fault becomes a fatal ReadProblem."""

    def recognisers(self) -> tuple[Recogniser, ...]:
        """Recognisers that plugins with code registered, guarded; patterns in facts are not among them."""

    def channel_types(self) -> tuple[ChannelType, ...]:
        """Kinds of channels, sorted by id."""

    def open_channel(self, settings: ChannelSettings) -> Channel:
        """A channel set up from its table, guarded: `send` always answers an Outcome. Raises InputProblem
        naming the option that is wrong, or the plugin that is missing."""

    def explain(self, situation: Situation, rules: Rulebook, default: Default) -> Explanation:
        """The platform's own explainer's answer; the default's where there is none, it declines or fails."""

    def close(self) -> None:
        """Let go of loaded plugins."""
