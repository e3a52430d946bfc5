"""Fails halfway through a file."""

from collections.abc import Iterator

from duewatch.api import Claim, Document, Literal, Reader, Record, hookimpl


class Lines:
    id = "bad-midway"
    name = Literal("测试", "Test")

    def claim(self, document: Document) -> Claim | None:
        return Claim(True, "midway") if document.head == b"midway" else None

    def read(self, document: Document) -> Iterator[Record]:
        for _ in range(3):
            yield Record(1, "test", "", "", "", "", "", None, "", "", "", "", "")
        raise ValueError("the third row is torn")


@hookimpl
def duewatch_importers() -> list[Reader]:
    return [Lines()]
