"""The four hooks. Each is called once and hands over typed things; what they do later are typed calls.

A plugin's module implements the ones its manifest's capabilities name::

    from duewatch.api import ChannelType, hookimpl

    @hookimpl
    def duewatch_reminder_channels() -> list[ChannelType]:
        return [...]
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from duewatch.model.plugin import ChannelType, Explainer, Reader, Recogniser

PROJECT = "duewatch"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class HookSpecs:
    """What a plugin may implement; each hook goes with one capability of the manifest."""

    @hookspec
    def duewatch_platforms(self) -> "Iterable[str]":
        """Capability "platform": ids of the platforms whose facts.toml lies beside the plugin's manifest."""
        return ()  # pluggy reads the signature only

    @hookspec
    def duewatch_importers(self) -> "Iterable[Reader | Recogniser]":
        """Capability "reader": readers of a file format, recognisers of a platform's rows, or both."""
        return ()

    @hookspec
    def duewatch_reminder_channels(self) -> "Iterable[ChannelType]":
        """Capability "channel": kinds of reminder channels."""
        return ()

    @hookspec
    def duewatch_credit_impact_explainers(self) -> "Iterable[Explainer]":
        """Capability "explainer": explainers, one a platform."""
        return ()
