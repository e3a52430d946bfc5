"""Yields what is no record."""

from collections.abc import Iterator

from duewatch.api import Claim, Document, Literal, Reader, hookimpl


class Lines:
    id = "bad-records"
    name = Literal("测试", "Test")

    def claim(self, document: Document) -> Claim | None:
        return Claim(True, "records") if document.head == b"records" else None

    def read(self, document: Document) -> Iterator[str]:
        yield "a row"


@hookimpl
def duewatch_importers() -> list[Reader]:
    return [Lines()]
