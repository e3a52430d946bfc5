"""Papers made from the borrower's own records: letters, and the evidence bundle.

Each method imports its use case when it is called, so that a bare command pays only for what it uses.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duewatch.desk.papers import LetterList, LetterView
    from duewatch.desk.session import Session


class PapersDoor:
    """A part of the Desk; see there for what holds of every method."""

    session: "Session"

    def letters(self, loan_id: str, now: datetime, *, language: str) -> "LetterList":
        """Which letters are for a loan, which are not and why, and which facts are missing for each."""
        from duewatch.desk.papers import letter_list

        return letter_list(self.session, loan_id, now, language)

    def letter(
        self,
        kind: str,
        loan_id: str,
        now: datetime,
        *,
        language: str,
        facts: Mapping[str, str],
        bill_id: str | None = None,
        asked_first: bool = False,
        out: Path | None = None,
    ) -> "LetterView":
        """A letter from the record and from facts that the borrower typed; out: the folder it is written into.
        Raises `dossier.letters.MissingFacts` (an InputProblem) where facts are missing."""
        from duewatch.desk.papers import letter

        return letter(
            self.session, kind, loan_id, now, language=language, typed=facts, bill_id=bill_id,
            asked_first=asked_first, out=out,
        )  # fmt: skip

    def own_letter(self, kind: str, loan_id: str, now: datetime, *, language: str) -> Path:
        """Copies a letter's text to where the borrower may change it; answers where."""
        from duewatch.desk.papers import own_text

        return own_text(self.session, kind, loan_id, now, language)
