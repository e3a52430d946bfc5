"""Never answers."""

from collections.abc import Iterator
from threading import Event

from duewatch.api import Claim, Document, Literal, Reader, Record, hookimpl


class Lines:
    id = "bad-hangs"
    name = Literal("测试", "Test")

    def claim(self, document: Document) -> Claim | None:
        Event().wait()
        return None

    def read(self, document: Document) -> Iterator[Record]:
        return iter(())


@hookimpl
def duewatch_importers() -> list[Reader]:
    return [Lines()]
