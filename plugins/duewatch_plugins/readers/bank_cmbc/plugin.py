"""Registers the reader."""

from duewatch.api import Reader, hookimpl
from duewatch_plugins.readers.bank_cmbc.reader import READER


@hookimpl
def duewatch_importers() -> list[Reader]:
    """The one reader of this plugin."""
    return [READER]
