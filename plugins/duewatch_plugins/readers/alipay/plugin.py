"""Registers the reader."""

from duewatch.api import Reader, hookimpl
from duewatch_plugins.readers.alipay.reader import AlipayReader


@hookimpl
def duewatch_importers() -> list[Reader]:
    """The one reader of this plugin."""
    return [AlipayReader()]
