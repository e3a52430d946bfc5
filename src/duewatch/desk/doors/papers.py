"""Papers made from the borrower's own records: letters, and the evidence bundle.

Each method imports its use case when it is called, so that a bare command pays only for what it uses.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duewatch.desk.bundling import BundleView, Verified
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
        sent: bool = False,
        words_instead: str | None = None,
    ) -> "LetterView":
        """A letter from the record and from facts that the borrower typed; out: the folder it is written into; sent: it
        goes out today, which the contact log then says; words_instead: its text as the borrower changed it.
        Raises `dossier.letters.MissingFacts` (an InputProblem) where facts are missing."""
        from duewatch.desk.papers import letter

        return letter(
            self.session, kind, loan_id, now, language=language, typed=facts, bill_id=bill_id,
            asked_first=asked_first, out=out, sent=sent, words_instead=words_instead,
        )  # fmt: skip

    def papers_folder(self) -> Path:
        """Where papers go unless another folder is named."""
        from duewatch.desk.papers import papers_folder

        return papers_folder(self.session)

    def own_letter(self, kind: str, loan_id: str, now: datetime, *, language: str) -> Path:
        """Copies a letter's text to where the borrower may change it; answers where."""
        from duewatch.desk.papers import own_text

        return own_text(self.session, kind, loan_id, now, language)

    def evidence(
        self,
        loan_ids: Sequence[str],
        out: Path,
        now: datetime,
        *,
        language: str,
        hide: Sequence[str] = (),
        hide_words: Sequence[str] = (),
        attach: Sequence[Path] = (),
    ) -> "BundleView":
        """The evidence bundle about loans as one new ZIP. hide: of "names", "numbers", "lenders" (those of other
        loans); hide_words: words of the borrower's own; attach: files to put in."""
        from duewatch.desk.bundling import bundle

        return bundle(
            self.session, loan_ids, out, now, language=language, hide=hide, hide_words=hide_words, attach=attach
        )

    def verify_evidence(self, path: Path, kept: str | None = None) -> "Verified":
        """Whether a bundle is as it was sealed; kept: its seal as it was kept elsewhere. Opens no store."""
        from duewatch.desk.bundling import check

        return check(path, kept)
