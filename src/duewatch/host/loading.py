"""Loading one plugin: import it, register it, call the hooks it has, check what it hands over.

The only place that touches pluggy's manager. One try a candidate, behind the guard as a whole; a failure is a
sentence, and as every plugin has a manager of its own, nothing of a half registration stays.
"""

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from typing import Any

import pluggy

from duewatch.hookspecs import PROJECT, HookSpecs, hookimpl
from duewatch.host.calls import Failure, Unfit, described, guard
from duewatch.host.discover import Candidate
from duewatch.host.own_folders import open_package
from duewatch.model.deprecation import PluginDeprecation
from duewatch.model.explanation import Explanation
from duewatch.model.platform import Platform
from duewatch.model.plugin import ChannelType, Default, Explainer, Option, Reader, Recogniser
from duewatch.model.rulebook import Rulebook
from duewatch.model.situation import Situation
from duewatch.model.text import Literal, text

MOST = 100
"""More things than this from one hook is a fault, not a plugin."""
HOOKS = {
    "duewatch_platforms": "platform",
    "duewatch_importers": "reader",
    "duewatch_reminder_channels": "channel",
    "duewatch_credit_impact_explainers": "explainer",
}
"""Each hook with the capability of the manifest that it goes with."""
OPTION_KINDS = ("text", "integer", "boolean", "texts", "secret")


@dataclass(frozen=True, slots=True)
class Registered:
    """What one plugin handed over, checked."""

    readers: tuple[Reader, ...] = ()
    recognisers: tuple[Recogniser, ...] = ()
    channels: tuple[ChannelType, ...] = ()
    explainers: tuple[Explainer, ...] = ()


class FactsAlone:
    """What the host registers for a platform without code: the same hooks, with duewatch's own answers.

    Its rows and messages are recognised by the patterns in its facts, for all platforms in one go.
    """

    def __init__(self, platform_id: str) -> None:
        self.platform_id = platform_id

    @hookimpl
    def duewatch_platforms(self) -> list[str]:
        """The one platform."""
        return [self.platform_id]

    @hookimpl
    def duewatch_credit_impact_explainers(self) -> list[Explainer]:
        """The default, under the platform's id."""
        return [DefaultExplainer(self.platform_id)]


class DefaultExplainer:
    """Says what duewatch says from facts and rules alone."""

    def __init__(self, platform_id: str) -> None:
        self.platform_id = platform_id

    def explain(
        self,
        situation: Situation,
        platform: Platform,  # noqa: ARG002 - the default has read it
        rules: Rulebook,  # noqa: ARG002
        default: Default,
    ) -> Explanation | None:
        """The default answer."""
        return default(situation)


def load(candidate: Candidate, seconds: float, heard: Callable[[str], None] | None = None) -> Registered | Failure:
    """Import and register a plugin within the time limit; what it registered, or why it cannot be used."""
    return guard(lambda: _load(candidate), seconds, heard)


def _load(candidate: Candidate) -> Registered:
    manifest = candidate.manifest
    if manifest is None:
        raise Unfit(candidate.why or text("it has no manifest"))
    warnings.simplefilter("default", PluginDeprecation)  # what a plugin says on stderr goes to the log
    plugin = _imported(candidate) if manifest.has_code else FactsAlone(candidate.id)
    capabilities = set(manifest.capabilities) if manifest.has_code else {"platform", "explainer"}
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(HookSpecs)
    try:
        manager.register(plugin, candidate.id)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise Unfit(text("it implements a hook that does not fit: {error}", error=described(error))) from None
    hooks = {caller.name for caller in manager.get_hookcallers(plugin) or ()}
    _agree(hooks, capabilities)
    given = {hook: _handed_over(manager, hook) for hook in HOOKS if hook in hooks}
    return _checked(candidate.id, capabilities, given)


def _imported(candidate: Candidate) -> object:
    """The plugin's module. A missing library and a missing plugin.py are named for what they are."""
    wanted = f"{candidate.package}.plugin"
    try:
        if candidate.by_path:
            open_package(candidate.package, candidate.folder)
        return import_module(wanted)
    except ModuleNotFoundError as error:
        if error.name == wanted:
            raise Unfit(text("there is no plugin.py, although its manifest says code = true")) from None
        library = error.name or ""
        raise Unfit(text("it needs the library {library}, which is not installed", library=library)) from None
    except BaseException as error:  # noqa: BLE001 - an import runs anything
        raise Unfit(text("its code cannot be imported: {error}", error=described(error))) from None


def _agree(hooks: set[str], capabilities: set[str]) -> None:
    """Manifest and code say the same. A platform's facts need no hook; a platform may bring a recogniser."""
    for hook, capability in HOOKS.items():
        recognises = hook == "duewatch_importers" and "platform" in capabilities
        if hook in hooks and capability not in capabilities and not recognises:
            raise Unfit(
                text(
                    "it implements {hook}, but its manifest does not name the capability {capability}",
                    hook=hook,
                    capability=capability,
                )
            )
        if hook not in hooks and capability in capabilities and capability != "platform":
            raise Unfit(
                text(
                    "its manifest names the capability {capability}, but it does not implement {hook}",
                    hook=hook,
                    capability=capability,
                )
            )


def _handed_over(manager: pluggy.PluginManager, hook: str) -> list[Any]:
    try:
        answers = getattr(manager.hook, hook)()
        answer: Iterable[Any] = answers[0] if answers else ()
        found = [answer] if isinstance(answer, str) else list(islice(answer, MOST + 1))
    except BaseException as error:  # noqa: BLE001 - plugin code
        raise Unfit(text("{hook} failed: {error}", hook=hook, error=described(error))) from None
    if len(found) > MOST:
        raise Unfit(text("{hook} answered more than {most} things", hook=hook, most=MOST))
    return found


def _checked(plugin_id: str, capabilities: set[str], given: dict[str, list[Any]]) -> Registered:
    """Everything of the type it should be and under the id it should have, or Unfit."""
    for platform_id in given.get("duewatch_platforms", []):
        _same("duewatch_platforms", platform_id, plugin_id)
    readers: list[Reader] = []
    recognisers: list[Recogniser] = []
    for thing in given.get("duewatch_importers", []):
        if _has(thing, ("claim", "read")) and isinstance(getattr(thing, "name", None), Literal):
            _same("duewatch_importers", getattr(thing, "id", None), plugin_id)
            readers.append(thing)
        elif _has(thing, ("recognise",)) and isinstance(getattr(thing, "platform_id", None), str):
            if "platform" in capabilities:
                _same("duewatch_importers", thing.platform_id, plugin_id)
            recognisers.append(thing)
        else:
            raise _stranger("duewatch_importers", thing)
    channels: list[ChannelType] = []
    for thing in given.get("duewatch_reminder_channels", []):
        if not isinstance(thing, ChannelType) or not _are_options(thing.options) or not callable(thing.open):
            raise _stranger("duewatch_reminder_channels", thing)
        _same("duewatch_reminder_channels", thing.id, plugin_id)
        channels.append(thing)
    explainers: list[Explainer] = []
    for thing in given.get("duewatch_credit_impact_explainers", []):
        if not _has(thing, ("explain",)) or not isinstance(getattr(thing, "platform_id", None), str):
            raise _stranger("duewatch_credit_impact_explainers", thing)
        if "platform" in capabilities:
            _same("duewatch_credit_impact_explainers", thing.platform_id, plugin_id)
        explainers.append(thing)
    for capability, things in (("reader", readers), ("channel", channels), ("explainer", explainers)):
        if capability in capabilities and not things:
            raise Unfit(
                text("its manifest names the capability {capability}, but it registers none", capability=capability)
            )
        if capability not in capabilities and things:
            raise Unfit(text("it registers a {capability} that its manifest does not name", capability=capability))
    if len(readers) > 1 or len(channels) > 1:
        raise Unfit(text("it registers two things under one id"))
    return Registered(tuple(readers), tuple(recognisers), tuple(channels), tuple(explainers))


def _same(hook: str, found: object, plugin_id: str) -> None:
    """One id everywhere: the plugin's."""
    if found != plugin_id:
        raise Unfit(text("{hook} names “{found}”, but its id is “{id}”", hook=hook, found=str(found), id=plugin_id))


def _stranger(hook: str, thing: object) -> Unfit:
    kind = type(thing).__name__
    return Unfit(text("{hook} answered a {kind}, which is not what it should hand over", hook=hook, kind=kind))


def _has(thing: object, methods: Iterable[str]) -> bool:
    return not isinstance(thing, type) and all(callable(getattr(thing, name, None)) for name in methods)


def _are_options(options: object) -> bool:
    return isinstance(options, tuple) and all(
        isinstance(option, Option) and option.kind in OPTION_KINDS for option in options
    )
