"""A reader and a recogniser that work."""

from collections.abc import Iterator

from duewatch.api import (
    Claim,
    Confidence,
    Document,
    Finding,
    FindingKind,
    Literal,
    Reader,
    Recogniser,
    Record,
    hookimpl,
)


class Rows:
    """One record a line."""

    id = "good-rows"
    name = Literal("测试行", "Test rows")

    def claim(self, document: Document) -> Claim | None:
        return Claim(True, "starts with ROWS") if document.head.startswith(b"ROWS") else None

    def read(self, document: Document) -> Iterator[Record]:
        with document.open() as file:
            for number, line in enumerate(file, 1):
                words = line.decode().strip()
                yield Record(number, "rows", "", "", "", words, "", None, "", "", "", "", words)


class Rowing:
    """Knows payments, fails on torn rows and answers a number to odd ones."""

    platform_id = "jiebei"

    def recognise(self, record: Record) -> Finding | None:
        if record.text == "torn":
            raise ValueError("torn")
        if record.text == "odd":
            return 7  # type: ignore[return-value]
        if record.text != "payment":
            return None
        why = Literal("测试", "test")
        return Finding(FindingKind.PAYMENT, "jiebei", record, 100, None, Confidence.SURE, why)


@hookimpl
def duewatch_importers() -> list[Reader | Recogniser]:
    return [Rows(), Rowing()]
