"""A borrower who imports: a real store, the real plugins, files composed for the test."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
from duewatch.intake.batch import run
from duewatch.intake.result import ImportResult, PreviewRow
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import LoanEvent
from duewatch.model.plugin import Document
from duewatch.store.ledger import SqliteLedger
from tests.store.borrower import ledger_at

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SAMPLES = Path(__file__).parents[2] / ".." / "shared" / "samples"


@cache
def host() -> Host:
    return Host(PluginSettings())


def document(data: bytes, name: str = "file") -> Document:
    return Document(name, data[: 64 * 1024], data=data)


def sample(pattern: str) -> Document:
    found = sorted(SAMPLES.glob(pattern))
    if not found:
        pytest.skip("the sample files are not here")
    return document(found[0].read_bytes(), found[0].name)


@dataclass
class Borrower:
    ledger: SqliteLedger
    host: Host = field(default_factory=host)

    def brings(self, *files: bytes | Document, **given: object) -> ImportResult:
        documents = [document(each, f"file-{n}") if isinstance(each, bytes) else each for n, each in enumerate(files)]
        return run(self.ledger, self.host, documents, NOW, **given)  # type: ignore[arg-type]

    def looks_at(self, *files: bytes | Document, **given: object) -> ImportResult:
        return self.brings(*files, commit=False, **given)

    def has_loan(self, id_: str, *events: LoanEvent, **given: object) -> None:
        fields: dict[str, object] = {
            "platform_id": id_.rsplit("-", 1)[0], "name": id_, "terms": Terms(kind=LoanKind.REVOLVING), **given
        }  # fmt: skip
        with self.ledger.writing("add-loan", id_, NOW) as writer:
            writer.add_loan(Loan(id=id_, **fields))  # type: ignore[arg-type]
            for event in events:
                writer.add_event(event)

    def undoes(self, batch_id: int) -> None:
        with self.ledger.writing("undo", str(batch_id), NOW, batch=False) as writer:
            writer.undo_batch(batch_id)

    def state(self) -> dict[str, list[tuple[object, ...]]]:
        """Every loan with its events, ids and notes aside."""
        return {
            loan.id: sorted(
                (each.kind, each.on, getattr(each, "amount_fen", None) or getattr(each, "total_fen", None))
                for each in self.ledger.events(loan.id)
            )
            for loan in self.ledger.loans()
        }

    def rows_known(self) -> int:
        return int(self.ledger.rows("SELECT count(*) FROM record")[0][0])


def states(result: ImportResult) -> list[str]:
    return [row.state for row in result.rows]


def row(result: ImportResult, state: str) -> PreviewRow:
    (found,) = [each for each in result.rows if each.state == state]
    return found


def opened(directory: Path) -> Iterator[Borrower]:
    ledger = ledger_at(directory)
    yield Borrower(ledger)
    ledger.close()
