"""The evidence bundle: what the record holds about loans, as a page that opens without a network, as CSV and as JSON.

It is written from values that the desk hands in. What is blacked out is hidden before anything is written.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import StringIO

from duewatch.dossier import page
from duewatch.dossier.blackout import BLACK, Blackout, Hide
from duewatch.dossier.evidence_tables import Added, LoanFile, Row, Table
from duewatch.model.chain import WITHDRAWN, ChainEntry, canonical
from duewatch.model.text import Text, text
from duewatch.wording import Wording


def chain_file(entries: Iterable[ChainEntry], loans: frozenset[str]) -> tuple[bytes, str, int, dict[int, ChainEntry]]:
    """The contact log as a file, its head, how long it is, and the entry by which each contact of the loans stands.

    Of entries about anything else only the hash is given, so that the rest can be reckoned from it.
    """
    written: list[Mapping[str, object]] = []
    thing_of: dict[int, int] = {}
    present: dict[int, ChainEntry] = {}
    ours: set[int] = set()
    head, held = "", list(entries)
    for entry in held:
        thing = thing_of[entry.seq] = entry.seq if entry.corrects is None else thing_of[entry.corrects]
        if entry.kind != WITHDRAWN:
            present[thing] = entry
            if json.loads(entry.body).get("loan_id") in loans:
                ours.add(thing)
        else:
            present.pop(thing, None)
    for entry in held:
        written.append(
            entry._asdict()
            if thing_of[entry.seq] in ours
            else {"seq": entry.seq, "before": entry.before, "hash": entry.hash}
        )
        head = entry.hash
    data = (canonical({"schema": "duewatch.chain/1", "entries": written}) + "\n").encode()
    return data, head, len(held), {thing: entry for thing, entry in present.items() if thing in ours}


def written(
    files: Sequence[LoanFile],
    made: Sequence[Table],
    added: Sequence[Added],
    black: Blackout,
    wording: Wording,
    made_at: datetime,
    present: Mapping[int, ChainEntry] | None,
) -> dict[str, bytes]:
    """The bundle's own files: the page, a CSV of each table, the record as JSON, and what was added.

    present: the entries of the contact log by contact; None: the log is not in the bundle.
    """
    out = {f"{table.name}.csv": _csv(table, wording) for table in made}
    out["record.json"] = _record(files, made, black, wording, made_at, present)
    out["index.html"] = _page(files, made, added, black, wording, made_at, present is not None).encode()
    for number, one in enumerate(added, 1):
        folder = "letters" if one.letter else "attachments"
        out[f"{folder}/{number:02d}-{_safe(one.name)}"] = one.data
    return out


def _csv(table: Table, wording: Wording) -> bytes:
    """Cells that a spreadsheet would run as a formula are kept a text."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([wording.say(title) for title in table.titles])
    writer.writerows([["'" + cell if cell[:1] in tuple("=+-@\t") else cell for cell in row] for row in table.rows])
    return out.getvalue().encode("utf-8-sig")


def _record(
    files: Sequence[LoanFile],
    made: Sequence[Table],
    black: Blackout,
    wording: Wording,
    made_at: datetime,
    present: Mapping[int, ChainEntry] | None,
) -> bytes:
    names = ("id", "platform", "name", "lender", "account_tail")
    record = {
        "schema": "duewatch.evidence/1",
        "made_at": made_at.isoformat(timespec="seconds"),
        "language": wording.language,
        "loans": [dict(zip(names, row, strict=True)) for row in _loans(files, black, wording)],
        "tables": {
            table.name: {
                "columns": [wording.say(title) for title in table.titles],
                "rows": [list(row) for row in table.rows],
            }
            for table in made
        },
        "contacts": [
            {"id": one.id, "seq": present[one.id].seq, "body": json.loads(present[one.id].body)}
            for file in files
            for one in file.contacts
            if present is not None
        ],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _page(
    files: Sequence[LoanFile],
    made: Sequence[Table],
    added: Sequence[Added],
    black: Blackout,
    wording: Wording,
    made_at: datetime,
    chained: bool,
) -> str:
    say = wording.say
    title = say(text("Record of a debt and its collection"))
    loan_titles = (text("Loan"), text("Platform"), text("Name"), text("Lender"), text("Account"))
    parts = [
        page.heading(title, 1),
        page.paragraph(say(text("Made on {at} with duewatch, from a record the borrower kept.", at=made_at))),
        page.table([say(each) for each in loan_titles], _loans(files, black, wording)),
        page.heading(say(text("What this can show, and what it cannot"))),
        page.listing(say(each) for each in limits(black, chained)),
        page.heading(say(text("Contents"))),
        page.listing(_contents(made, added, wording, chained)),
    ]
    for table in made:
        parts.append(page.heading(say(table.title)))
        parts.append(
            page.table([say(each) for each in table.titles], table.rows)
            if table.rows
            else page.paragraph(say(text("Nothing is on record.")))
        )
    return page.page(title, wording.language, parts)


def limits(black: Blackout, chained: bool) -> Iterator[Text]:
    """What a record kept by oneself can and cannot prove, in plain sentences."""
    yield text(
        "It shows what the borrower noted, when each entry was made by the clock of the borrower's own machine, and "
        "that nothing was changed since it was sealed."
    )
    yield text(
        "It does not prove that an entry was true when it was made; recordings, messages, letters and the lender's own "
        "records weigh more. The lender can be asked for its recording of a call."
    )
    yield text(
        "Whoever has the borrower's store could write a new record and seal it anew. That is ruled out only as far "
        "back as the seal was known to somebody else: send it to yourself by e-mail, or have it notarised."
    )
    yield text(
        "A possible departure from a rule is a pointer to clause and rows, not a verdict. Some rules are recommended "
        "standards or self-regulation."
    )
    if chained:
        yield text(
            "Each entry of the contact log carries the hash of the one before: an entry cannot be changed, dropped or "
            "put in later without breaking those after it. Of entries about other matters only the hash is given."
        )
    else:
        yield text(
            "Something is blacked out ({sign}). The hashes of the contact log and attached files are left out, because "
            "a hidden value could be found by trying; the bundle without blacking out carries them.",
            sign=BLACK,
        )
    if Hide.NUMBERS in black.hide:
        yield text("Numbers of five digits and more in free words are hidden by how they look.")


def _contents(made: Sequence[Table], added: Sequence[Added], wording: Wording, chained: bool) -> Iterator[str]:
    say = wording.say
    for table in made:
        yield say(
            text("{file}: {what}, {count} rows", file=f"{table.name}.csv", what=table.title, count=len(table.rows))
        )
    yield say(text("record.json: all of it for a program to read"))
    if chained:
        yield say(text("chain.json: the contact log with its hashes"))
    for one in added:
        yield say(
            text("{file}: not noted in the contact log; added when this was made", file=one.name)
            if one.of is None
            else text("{file}: noted with contact {contact}, same checksum", file=one.name, contact=one.of)
        )
    yield say(text("manifest.json: the SHA-256 of every file, and the seal over all of them"))


def _loans(files: Sequence[LoanFile], black: Blackout, wording: Wording) -> list[Row]:
    return [
        (file.loan.id, wording.say(file.platform), black.free(file.loan.name), black.free(file.loan.lender or ""),
         black.number(file.loan.account_tail or ""))
        for file in files
    ]  # fmt: skip


def _safe(name: str) -> str:
    """A file's name that every system takes."""
    kept = "".join(sign if sign.isalnum() or sign in "._-" else "_" for sign in name).lstrip(".")
    return kept[-80:] or "file"
