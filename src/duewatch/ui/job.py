"""A long piece of work on the desk's thread: how far it is, and whether it is still wanted."""

from time import monotonic

from duewatch.model.text import Text, text


class Cancelled(Exception):
    """The borrower does not want to wait any longer."""


class Job:
    """Reading or storing an import. storing: its end decides what is in the store, so that it is waited for."""

    def __init__(self, *, storing: bool) -> None:
        self.storing = storing
        self.cancelled = False
        self._began = monotonic()
        self._records = 0
        self._settling = False

    def progress(self, records: int) -> None:
        """Called on the desk's thread with the records so far. Raises Cancelled, which ends the call there."""
        self._settling = self._records == records
        self._records = records
        if self.cancelled:
            raise Cancelled

    def words(self) -> Text:
        """How far it is, and how to end it."""
        if not self._records:
            return text("Storing. Esc cancels.") if self.storing else text("Reading. Esc cancels.")
        if self._settling:
            return text("{records} rows are read and being compared. Esc cancels.", records=f"{self._records:,}")
        seconds = max(monotonic() - self._began, 0.001)
        return text(
            "{records} rows, {rate} a second. Esc cancels.",
            records=f"{self._records:,}",
            rate=f"{round(self._records / seconds):,}",
        )
