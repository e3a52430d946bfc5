"""Forms about what a lender offered: its terms as far as they were told, the answer, the confirmation in writing."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from duewatch.desk.offer_words import PARTS, expiry, what_was_offered
from duewatch.model.bill import Part
from duewatch.model.offer import LoanOffer
from duewatch.model.text import Name, Text, text
from duewatch.ui.entries import read_day, read_files, read_money, read_whole
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.fields import ChoiceField, TypedField

if TYPE_CHECKING:
    from duewatch.desk.confirming import ConfirmationLine
    from duewatch.desk.desk import Desk
    from duewatch.desk.noting import ArrangeResult, Noted
    from duewatch.desk.offered import OfferLine
    from duewatch.model.contact import Contact

NONE = ""
_WAIVED = ((Part.CHARGE,), (Part.INTEREST,), (Part.INTEREST, Part.CHARGE), (Part.FEE,))


def _day_reader(today: date, *, future: bool) -> Callable[[str], date]:
    return lambda words: read_day(words, today, future=future)


class OfferForm(FormScreen):
    """An offer. told: the latest contact in which something was offered."""

    def __init__(self, loan_id: str, told: "Contact | None") -> None:
        super().__init__()
        self._loan_id = loan_id
        self._told = told

    @classmethod
    def asked(cls, desk: "Desk", loan_id: str) -> "OfferForm":
        """The form, with what it needs of the desk."""
        return cls(loan_id, desk.offered_in_a_call(loan_id))

    def title_words(self) -> Text:
        """Which loan."""
        return text("What was offered: {loan}", loan=Name(self._loan_id, self._loan_id))

    def lead_words(self) -> Text:
        """Nothing is to be guessed."""
        return text("Only what was told; leave the rest empty. Noting it accepts nothing.")

    def fields(self) -> Iterable[Widget]:
        """A settling sum or instalments, what else was told, until when, on which conditions."""
        today, told = self.program.now().date(), self._told
        ahead, ago = _day_reader(today, future=True), _day_reader(today, future=False)
        day, yuan = text("2026-11-23 or 11-23"), text("in yuan")

        def money(name: str, label: Text, hint: Text = yuan) -> TypedField[int]:
            return TypedField(name, label, read_money, hint=hint, private=True)

        yield money("settle_fen", text("Settled by"), text("one sum for everything, in yuan"))
        yield TypedField("settle_by_on", text("Paid until"), ahead, hint=day)
        yield TypedField("instalments", text("Instalments"), lambda words: read_whole(words, 1, 600),
                         hint=text("how many, a month apart"))  # fmt: skip
        yield money("each_fen", text("Each"))
        yield TypedField("first_due_on", text("First on"), ahead, hint=day)
        yield money("total_fen", text("In all"), text("where that was told"))
        yield TypedField("shift_days", text("Put off"), lambda words: read_whole(words, 1, 3660),
                         hint=text("by so many days"))  # fmt: skip
        waived: list[tuple[str, Text]] = [(NONE, text("nothing told"))]
        waived += [("+".join(parts), _joined(parts)) for parts in _WAIVED]
        yield ChoiceField("waived", text("Given up"), waived, NONE, text("← → to choose"))
        yield money("waived_fen", text("How much"))
        yield TypedField("expires_on", text("Holds until"), ahead, hint=day)
        yield TypedField("conditions", text("Conditions"), str, initial="" if told is None else told.offered,
                         hint=text("in their words"), private=True)  # fmt: skip
        yield TypedField("contact_id", text("Log entry"), lambda words: read_whole(words, 1, 10**9),
                         initial="" if told is None else str(told.id), hint=text("where it was told"))  # fmt: skip
        yield TypedField("on", text("Offered on"), ago, initial=today.isoformat(), hint=day,
                         required=text("When was it?"))  # fmt: skip

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        now, loan_id = self.program.now(), self._loan_id
        terms = {name: value for name, value in values.items() if name not in {"on", "waived", "conditions"}}
        parts = tuple(Part(each) for each in values["waived"].split("+") if each)
        offer = LoanOffer(**terms, waived=parts, conditions=values["conditions"] or "")

        def done(_: "Noted") -> None:
            self.program.tell(text("Noted. Press u to take it back."))
            self.dismiss()

        self.write(lambda desk: desk.note_offer(loan_id, offer, now, on=values["on"]), done)


def _joined(parts: tuple[Part, ...]) -> Text:
    first, *others = [PARTS[part] for part in parts]
    for each in others:
        first = text("{first}, {second}", first=first, second=each)
    return first


class AnswerForm(FormScreen):
    """What becomes of an offer."""

    def __init__(self, line: "OfferLine") -> None:
        super().__init__()
        self._line = line

    def title_words(self) -> Text:
        """Which offer."""
        return text("Offer {number}", number=self._line.event.id)

    def lead_words(self) -> Text:
        """What was offered, and that there is no haste."""
        return text(
            "{offer}; {until}. It can stay open. Note an acceptance only once you have agreed with the lender.",
            offer=what_was_offered(self._line),
            until=expiry(self._line),
        )

    def fields(self) -> Iterable[Widget]:
        """The answer, when, and when it lapses."""
        today, turn = self.program.now().date(), text("← → to choose")
        answers = [(NONE, text("stays open")), ("accepted", text("accepted")), ("declined", text("not taken up"))]
        yield ChoiceField("answer", text("Answer"), answers, NONE, turn)
        yield TypedField("on", text("Agreed on"), _day_reader(today, future=False), initial=today.isoformat(),
                         hint=text("2026-11-23 or 11-23"), required=text("When was it?"))  # fmt: skip
        yield TypedField("lapse", text("Lapses after"), lambda words: read_whole(words, 0, 3660), initial="0",
                         hint=text("days late; empty: not by itself"))  # fmt: skip
        if self._line.days_left is not None and self._line.days_left < 0:
            holds = [("no", text("not asked yet")), ("yes", text("the lender said so"))]
            yield ChoiceField("holds", text("Still holds"), holds, "no", turn)

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        now, line = self.program.now(), self._line
        loan_id, number = line.loan_id, line.event.id

        def agreed(_: "ArrangeResult") -> None:
            self.program.tell(
                text("Noted as agreed. 8 writes the letter that asks for it in writing. Press u to take it back.")
            )
            self.dismiss()

        def declined(_: "Noted") -> None:
            self.program.tell(text("Noted. Press u to take it back."))
            self.dismiss()

        if values["answer"] == "accepted":
            asked_first, holds = self.asked_first, values.get("holds") == "yes"
            self.write(
                lambda desk: desk.accept_offer(
                    loan_id,
                    number,
                    now,
                    on=values["on"],
                    lapse_after_days=values["lapse"],
                    still_holds=holds,
                    asked_first=asked_first,
                ),
                agreed,
            )
        elif values["answer"] == "declined":
            self.write(lambda desk: desk.decline_offer(loan_id, number, now), declined)
        else:
            self.dismiss()


class ConfirmationForm(FormScreen):
    """The confirmation of an agreement: asked for, or there as a file."""

    def __init__(self, line: "ConfirmationLine") -> None:
        super().__init__()
        self._line = line

    def title_words(self) -> Text:
        """Of what."""
        return text("Written confirmation of what was agreed on {on}", on=self._line.event.on)

    def lead_words(self) -> Text:
        """Where the file stays."""
        return text(
            "Name, place and checksum of the file are kept; the file stays where it is and goes into the evidence "
            "bundle."
        )

    def fields(self) -> Iterable[Widget]:
        """A day, and a file once there is one."""
        today = self.program.now().date()
        yield TypedField("on", text("On"), _day_reader(today, future=False), initial=today.isoformat(),
                         hint=text("the day you asked, or it came"), required=text("When was it?"))  # fmt: skip
        yield TypedField("file", text("File"), _one_file, hint=text("empty: only asked for so far"), private=True)

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store it."""
        now, loan_id, on, file = self.program.now(), self._line.loan_id, values["on"], values["file"]

        def done(_: "Noted") -> None:
            self.program.tell(text("Noted. Press u to take it back."))
            self.dismiss()

        if file is None:
            self.write(lambda desk: desk.confirmation_asked(loan_id, now, on=on), done)
        else:
            self.write(lambda desk: desk.confirmation_filed(loan_id, file, now, on=on), done)


def _one_file(words: str) -> Path:
    return read_files(words)[0]
