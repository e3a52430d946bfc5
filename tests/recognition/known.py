"""The platforms that ship with duewatch, and their patterns."""

from functools import cache

from duewatch.config.message_shapes import message_shapes
from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
from duewatch.model.platform import Platform
from duewatch.recognition.messages import MessagePatterns
from duewatch.recognition.patterns import RowPatterns


@cache
def platforms() -> tuple[Platform, ...]:
    host = Host(PluginSettings())
    return tuple(host.platform(manifest.id) for manifest in host.manifests("platform"))


@cache
def rows() -> RowPatterns:
    return RowPatterns(platforms())


@cache
def messages() -> MessagePatterns:
    return MessagePatterns(platforms(), message_shapes())
