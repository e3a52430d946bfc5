"""The tables of the evidence bundle: timeline, contacts, findings, payments, plans, messages.

What is blacked out is hidden here, before anything is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from duewatch.collection.conduct import Departure
from duewatch.dossier.blackout import Blackout
from duewatch.dossier.names import CHANNELS, DIRECTIONS, EVENTS, MARKS, REACHED, STATES, TONES
from duewatch.model.contact import Contact
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent
from duewatch.model.money import format_yuan
from duewatch.model.text import Literal, Text, text
from duewatch.servicing.standing import Standing
from duewatch.wording import Wording

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A row of an imported file or a pasted message that became a fact about the loan."""

    loan_id: str
    on: str
    file: str
    sha256: str
    line: int
    raw: str


@dataclass(frozen=True, slots=True)
class LoanFile:
    """One loan with all that is known of it."""

    loan: Loan
    platform: Literal
    events: Sequence[LoanEvent]
    standing: Standing
    contacts: Sequence[Contact]
    told: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Added:
    """A file that goes into the bundle. of: the contact whose checksum it has; None: it is noted nowhere."""

    name: str
    data: bytes
    sha256: str
    of: int | None
    letter: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the bundle; its name is that of the CSV file."""

    name: str
    title: Text
    titles: tuple[Text, ...]
    rows: tuple[Row, ...]


def tables(
    files: Sequence[LoanFile], departures: Sequence[Departure], black: Blackout, wording: Wording, zone: tzinfo
) -> tuple[Table, ...]:
    """Everything that is told, in tables, with what is to be hidden already hidden."""
    return (
        _timeline(files, black, wording, zone),
        _contacts(files, black, wording, zone),
        _findings(departures, black, wording),
        _payments(files, black),
        _plans(files, wording),
        _messages(files, black),
    )


def _timeline(files: Sequence[LoanFile], black: Blackout, wording: Wording, zone: tzinfo) -> Table:
    rows: list[Row] = []
    for file in files:
        for event in file.events:
            amount = getattr(event, "amount_fen", None)
            rows.append((event.on.isoformat(), file.loan.id, _name(EVENTS, event.kind, wording), _yuan(amount),
                         _note(event, black)))  # fmt: skip
        rows += [
            (_moment(one.at, zone), file.loan.id, _name(CHANNELS, one.channel, wording), "", black.free(one.said))
            for one in file.contacts
        ]
    titles = (text("When"), text("Loan"), text("What"), text("Amount (yuan)"), text("Note"))
    return Table("timeline", text("Timeline"), titles, tuple(sorted(rows, key=lambda row: (row[0], row[1]))))


def _contacts(files: Sequence[LoanFile], black: Blackout, wording: Wording, zone: tzinfo) -> Table:
    rows = [
        (
            str(one.id), _moment(one.at, zone), file.loan.id, _name(CHANNELS, one.channel, wording),
            _name(DIRECTIONS, one.direction, wording), black.number(one.number or one.normal),
            "" if one.minutes is None else str(one.minutes), _answered(one, wording),
            _name(REACHED, one.reached, wording), black.name(one.who), black.free(one.company), black.name(one.agent),
            black.free(one.lender), black.free(one.said), black.free(one.offered), _yuan(one.promised_fen),
            "" if one.promised_by_on is None else one.promised_by_on.isoformat(),
            "" if one.tone is None else _name(TONES, one.tone, wording),
            "; ".join(_name(MARKS, mark, wording) for mark in one.marks),
            str(len(one.attachments)) if black else "; ".join(f"{a.name} sha256:{a.sha256}" for a in one.attachments),
        )
        for file in files
        for one in file.contacts
    ]  # fmt: skip
    titles = (
        text("Number in the log"), text("When"), text("Loan"), text("Channel"), text("Direction"), text("Phone number"),
        text("Minutes"), text("Answered"), text("Reached"), text("Who"), text("Company"), text("Agent number"),
        text("On behalf of"), text("Said"), text("Offered"), text("Promised (yuan)"), text("Promised by"), text("Tone"),
        text("Marked"), text("Attachments"),
    )  # fmt: skip
    return Table("contacts", text("Contacts"), titles, tuple(sorted(rows, key=lambda row: (row[1], int(row[0])))))


def _findings(departures: Sequence[Departure], black: Blackout, wording: Wording) -> Table:
    say = wording.say
    rows = tuple(
        (
            one.on.isoformat(), one.rule.id, black.free(say(one.text)), ", ".join(map(str, one.evidence)),
            black.free("; ".join(say(each) for each in one.unknown)), one.rule.source.title,
        )
        for one in departures
    )  # fmt: skip
    titles = (text("Day"), text("Rule"), text("Possible departure"), text("Contacts that show it"),
              text("Not known"), text("Source"))  # fmt: skip
    return Table("findings", text("Possible departures from conduct rules"), titles, rows)


def _payments(files: Sequence[LoanFile], black: Blackout) -> Table:
    rows = tuple(
        (
            line.event.on.isoformat(), file.loan.id, _yuan(line.amount_fen),
            "; ".join(f"{went.bill_id or '-'} {went.part} {_yuan(went.amount_fen)}" for went in line.allocation),
            black.free(line.event.note),
        )
        for file in files
        for line in file.standing.payments
    )  # fmt: skip
    titles = (text("Day"), text("Loan"), text("Amount (yuan)"), text("Where it went"), text("Note"))
    return Table("payments", text("Payments"), titles, rows)


def _plans(files: Sequence[LoanFile], wording: Wording) -> Table:
    say, rows = wording.say, list[Row]()
    for file in files:
        id_ = file.loan.id
        for line in file.standing.bills:
            bill, state = line.bill, say(STATES[line.state])
            due_on, total = bill.due_on.isoformat(), _yuan(bill.total_fen)
            rows.append(("", id_, say(text("as it stands")), bill.id, due_on, total, _yuan(line.paid_fen), state))
        for agreed in file.standing.arrangements:
            on, state = agreed.event.on.isoformat(), say(STATES[str(agreed.state)])
            for which, bills in (
                (text("before the agreement"), agreed.before),
                (text("after the agreement"), agreed.after),
            ):
                rows += [
                    (on, id_, say(which), bill.id, bill.due_on.isoformat(), _yuan(bill.total_fen), "", state)
                    for bill in bills
                ]
    titles = (
        text("Agreed on"), text("Loan"), text("Plan"), text("Bill"), text("Due"), text("Amount (yuan)"),
        text("Paid (yuan)"), text("State"),
    )  # fmt: skip
    return Table("plans", text("Plans"), titles, tuple(rows))


def _messages(files: Sequence[LoanFile], black: Blackout) -> Table:
    rows = tuple(
        (one.on, one.loan_id, black.free(one.raw), black.free(one.file), str(one.line), "" if black else one.sha256)
        for file in files
        for one in file.told
    )
    titles = (text("Day"), text("Loan"), text("Row or message as it was"), text("File"), text("Line"),
              text("SHA-256 of the file"))  # fmt: skip
    return Table("messages", text("Messages and imported rows"), titles, rows)


def _name(names: Mapping[str, Text], key: str, wording: Wording) -> str:
    return wording.say(names[str(key)]) if str(key) in names else str(key)


def _answered(one: Contact, wording: Wording) -> str:
    return "" if one.answered is None else wording.say(text("yes") if one.answered else text("no"))


def _note(event: LoanEvent, black: Blackout) -> str:
    """The note; of a filed paper also its name and checksum, which stand in no bundle in which something is hidden."""
    paper = getattr(event, "paper", None)
    if paper is None or black:
        return black.free(event.note)
    return "; ".join(filter(None, (event.note, f"{paper.name} sha256:{paper.sha256}")))


def _moment(at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).isoformat(sep=" ", timespec="minutes")


def _yuan(fen: int | None) -> str:
    return "" if fen is None else format_yuan(fen)
