"""Who stands behind a loan: original lender, guarantor, creditor, agency, from a day on; and a guarantor that paid."""

from collections.abc import Iterable, Mapping
from typing import Any

from textual.widget import Widget

from duewatch.desk.names import party_role_name
from duewatch.desk.views import LoanDetail
from duewatch.model.text import Text, text
from duewatch.ui.entries import read_day, read_money
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.screens.payment_form import loan_name
from duewatch.ui.widgets.fields import ChoiceField, TypedField

ROLES = ("agency", "creditor", "guarantor", "lender")
"""The most usual change first."""
PAID = "guarantor-paid"


class PartyForm(FormScreen):
    """A role, a name, a day."""

    def __init__(self, detail: LoanDetail) -> None:
        super().__init__()
        self._detail = detail

    def title_words(self) -> Text:
        """Which loan."""
        return text("Who stands behind it: {loan}", loan=loan_name(self._detail))

    def lead_words(self) -> Text:
        """Whose name the report shows, and what to do before paying somebody new."""
        return text(
            "As the contract, the notice or the letter writes it. The credit report shows the original lender. Before "
            "you pay somebody new, have it confirmed by the lender itself, through the app or the number in the "
            "contract."
        )

    def fields(self) -> Iterable[Widget]:
        """Five lines."""
        today = self.program.now().date()
        roles = [(role, party_role_name(role)) for role in ROLES]
        roles.append((PAID, text("a guarantor paid the lender")))
        yield ChoiceField("role", text("Who it is"), roles, ROLES[0], text("← → to choose"))
        yield TypedField("name", text("Name"), str, hint=text("empty: nobody any more"), private=True)
        yield TypedField(
            "on",
            text("Since"),
            lambda words: read_day(words, today),
            initial=today.isoformat(),
            hint=text("2026-11-23 or 11-23"),
            required=text("From when on?"),
        )
        yield TypedField(
            "paid", text("It paid"), read_money, hint=text("only where a guarantor paid, in yuan"), private=True
        )
        yield TypedField("note", text("Note"), str, hint=text("where it is written"))

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        now, loan_id = self.program.now(), self._detail.loan.id
        name, note, on = values["name"] or "", values["note"] or "", values["on"]

        def done(_: object) -> None:
            self.program.tell(text("Noted. Press u to take it back."))
            self.dismiss()

        if values["role"] == PAID:
            paid = values["paid"] or 0
            self.write(lambda desk: desk.guarantor_paid(loan_id, paid, now, name=name, on=on, note=note), done)
        else:
            self.write(lambda desk: desk.name_party(loan_id, values["role"], name, now, on=on, note=note), done)
