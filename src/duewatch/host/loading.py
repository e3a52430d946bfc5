"""Loading one plugin: import it, register it, call the hooks it has, check what it hands over.

The only place that touches pluggy's manager. One try a candidate; a failure is a sentence, and nothing of a
half registration stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from typing import Any

import pluggy

from duewatch.hookspecs import PROJECT, HookSpecs
from duewatch.host.calls import Failure, described, guard
from duewatch.host.discover import Candidate
from duewatch.model.plugin import ChannelType, Option

MOST = 100
"""More things than this from one hook is a fault, not a plugin."""
HOOKS = {
    "duewatch_platforms": "platform",
    "duewatch_importers": "reader",
    "duewatch_reminder_channels": "channel",
    "duewatch_credit_impact_explainers": "explainer",
}
"""Each hook with the capability of the manifest that it goes with."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What one plugin handed over, checked."""

    readers: tuple[Any, ...] = ()
    recognisers: tuple[Any, ...] = ()
    channels: tuple[ChannelType, ...] = ()
    explainers: tuple[Any, ...] = ()


class Refused(Exception):
    """The plugin is not used; the words say why."""


def load(candidate: Candidate, seconds: float) -> Registered:
    """Import and register it. Raises Refused with the reason; the process goes on whatever the plugin does.

    An import that hangs is given up after `seconds`, like any other call.
    """
    module = guard(lambda: _imported(candidate), seconds)
    if isinstance(module, Failure):
        raise Refused(f"its import failed: {module.why}")
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(HookSpecs)
    try:
        manager.register(module, candidate.id)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise Refused(f"it implements a hook that does not fit: {described(error)}") from None
    callers = {caller.name for caller in manager.get_hookcallers(module) or ()}
    capabilities = set(candidate.manifest.capabilities) if candidate.manifest else set()
    for hook, capability in HOOKS.items():
        if (
            hook in callers
            and capability not in capabilities
            and not (hook == "duewatch_importers" and "platform" in capabilities)
        ):
            raise Refused(f"it implements {hook}, but its manifest does not name the capability {capability}")
        if hook not in callers and capability in capabilities and capability != "platform":
            raise Refused(f"its manifest names the capability {capability}, but it does not implement {hook}")
    given = {hook: _handed_over(manager, hook, seconds) for hook in HOOKS if hook in callers}
    return _checked(candidate, given)


def _imported(candidate: Candidate) -> object:
    """A missing library is named for what it is."""
    try:
        return import_module(f"{candidate.package}.plugin")
    except ModuleNotFoundError as error:
        if error.name and not error.name.startswith(candidate.package.split(".")[0]):
            raise ImportError(f"it needs the library {error.name}, which is not installed") from None
        raise


def _handed_over(manager: pluggy.PluginManager, hook: str, seconds: float) -> list[Any]:
    def call() -> list[Any]:
        answers = getattr(manager.hook, hook)()
        answer: Iterable[Any] = answers[0] if answers else ()
        if isinstance(answer, (str, bytes)) or not hasattr(answer, "__iter__"):
            raise TypeError(f"{hook} must answer a list, not {type(answer).__name__}")
        return list(islice(answer, MOST + 1))

    found = guard(call, seconds)
    if isinstance(found, Failure):
        raise Refused(f"{hook} failed: {found.why}")
    if len(found) > MOST:
        raise Refused(f"{hook} answered more than {MOST} things")
    return found


def _checked(candidate: Candidate, given: dict[str, list[Any]]) -> Registered:
    """Everything of the type it should be, or Refused."""
    for platform_id in given.get("duewatch_platforms", []):
        if platform_id != candidate.id:
            raise Refused(f"duewatch_platforms names {platform_id!r}; a plugin's platform has the plugin's id")
    readers, recognisers = [], []
    for thing in given.get("duewatch_importers", []):
        if _has(thing, ("id", "name"), ("claim", "read")):
            if thing.id != candidate.id:
                raise Refused(f"its reader is called {thing.id!r}; a reader has the plugin's id")
            readers.append(thing)
        elif _has(thing, ("platform_id",), ("recognise",)):
            recognisers.append(thing)
        else:
            raise Refused(f"duewatch_importers answered a {type(thing).__name__}, which neither reads nor recognises")
    channels = given.get("duewatch_reminder_channels", [])
    for channel in channels:
        if not isinstance(channel, ChannelType) or not all(isinstance(each, Option) for each in channel.options):
            raise Refused(f"duewatch_reminder_channels answered a {type(channel).__name__}, not a ChannelType")
        if channel.id != candidate.id:
            raise Refused(f"its channel is called {channel.id!r}; a channel has the plugin's id")
    explainers = given.get("duewatch_credit_impact_explainers", [])
    for explainer in explainers:
        if not _has(explainer, ("platform_id",), ("explain",)):
            raise Refused(
                f"duewatch_credit_impact_explainers answered a {type(explainer).__name__}, which explains nothing"
            )
    return Registered(tuple(readers), tuple(recognisers), tuple(channels), tuple(explainers))


def _has(thing: object, attributes: Iterable[str], methods: Iterable[str]) -> bool:
    return all(hasattr(thing, name) for name in attributes) and all(
        callable(getattr(thing, name, None)) for name in methods
    )
