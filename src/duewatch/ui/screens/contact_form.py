"""Correcting an entry of the contact log: a new entry of the chain takes its place, the old one stays in it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from duewatch.model.contact import Contact
from duewatch.model.text import Text, text
from duewatch.ui.entries import read_moment
from duewatch.ui.screens.calling import LOANS, noted_words
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.call_fields import (
    NONE,
    contact_told,
    files_given,
    least_fields,
    other_fields,
    party_fields,
)
from duewatch.ui.widgets.fields import ChoiceField, TypedField
from duewatch.ui.widgets.loan_table import row_name

if TYPE_CHECKING:
    from duewatch.desk.contact_noting import Noted
    from duewatch.desk.desk import Desk
    from duewatch.desk.views import LoanRow


class ContactForm(FormScreen):
    """A contact as it stands, to be corrected."""

    def __init__(self, contact: Contact, loans: "list[LoanRow]") -> None:
        super().__init__()
        self._contact = contact
        self._loans = loans

    @classmethod
    def asked(cls, desk: "Desk", contact: Contact, now: datetime) -> "ContactForm":
        """The form, with the loans to choose from."""
        return cls(contact, desk.loan_rows(now, limit=LOANS))

    def title_words(self) -> Text:
        """Which entry."""
        return text("Correct entry {number}", number=self._contact.id)

    def lead_words(self) -> Text:
        """Nothing is overwritten."""
        return text("The correction is a new entry of the chain; the one of before stays in it, with its time.")

    def fields(self) -> Iterable[Widget]:
        """Everything of it."""
        now, old = self.program.now(), self._contact
        at = old.at.astimezone(now.tzinfo)
        loans: list[tuple[str, Text]] = [(NONE, text("not known yet"))]
        loans += [(row.loan_id, row_name(row)) for row in self._loans]
        if old.loan_id is not None and old.loan_id not in dict(loans):
            loans.append((old.loan_id, text("the loan it was noted for")))
        yield from least_fields(old)
        yield TypedField(
            "at",
            text("When"),
            lambda words: read_moment(words, now.date()),
            initial=f"{at:%Y-%m-%d %H:%M}",
            required=text("When was it?"),
        )
        yield ChoiceField("loan", text("Which loan"), loans, old.loan_id or NONE, text("← → to choose"))
        yield from party_fields(old, at.date())
        yield from other_fields(old, text("left out: not known"))

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store the correction."""
        now, old, loan = self.program.now(), self._contact, values["loan"] or None
        contact = replace(contact_told(values, old), at=values["at"].replace(tzinfo=now.tzinfo), loan_id=loan)
        files, asked = files_given(values), self.asked_first

        def done(noted: "Noted") -> None:
            self.program.tell(noted_words(noted))
            self.dismiss()

        self.write(lambda desk: desk.log_contact(contact, now, loan=loan, files=files, asked_first=asked), done)
