"""The contact log is a chain: only added to, checked by its hashes, and undone by adding."""

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from duewatch.model.chain import Break, ChainEntry, breaks
from duewatch.model.contact import (
    AgreedHours,
    Attachment,
    Channel,
    ConfirmedNumber,
    Contact,
    CourtPaper,
    Direction,
    Logged,
    Mark,
    NumberOrigin,
    PaperKind,
    Reached,
    Tone,
)
from duewatch.model.problem import InputProblem
from duewatch.store.ledger import SqliteLedger
from tests.store.borrower import AT, undo, with_loan

SHANGHAI = timezone(timedelta(hours=8))
CALLED = datetime(2026, 11, 20, 21, 59, tzinfo=SHANGHAI)
FULL = Contact(
    at=CALLED,
    channel=Channel.CALL,
    direction=Direction.IN,
    loan_id="huabei-1",
    number="138 0000 0000",
    normal="+8613800000000",
    minutes=3,
    answered=True,
    reached=Reached.THIRD_PERSON,
    who="王女士",
    company="某某信息技术公司",
    agent="A123",
    lender="某某消费金融",
    said="要求今天还清",
    offered="减免违约金",
    promised_fen=50_000,
    promised_by_on=date(2026, 12, 1),
    tone=Tone.RUDE,
    marks=(Mark.DISCLOSED, Mark.THREAT),
    attachments=(Attachment(name="录音.m4a", sha256="ab" * 32, size=12),),
)
THINGS: list[Logged] = [
    FULL,
    Contact(at=CALLED, number="95188", normal="95188"),
    ConfirmedNumber(
        at=CALLED, normal="95188", number="95188", origin=NumberOrigin.APP, loan_id="huabei-1", owner="客服"
    ),
    AgreedHours(at=CALLED, first_minute=9 * 60, last_minute=21 * 60, loan_id="huabei-1", note="电话里说好"),
    CourtPaper(
        at=CALLED,
        paper=PaperKind.PAYMENT_ORDER,
        loan_id="huabei-1",
        court="某某区人民法院",
        case_number="(2026)某0101民督1号",
        hearing_at=CALLED,
        checked=True,
        answered_on=date(2026, 11, 25),
    ),
]


def noted(ledger: SqliteLedger, *things: Logged) -> tuple[int, ...]:
    """Notes them in one batch; answers batch and ids."""
    with ledger.writing("log", "", AT) as writer:
        return writer.batch_id, *(writer.log(thing) for thing in things)


def whole(ledger: SqliteLedger) -> list[ChainEntry]:
    return list(ledger.chain())


def test_everything_that_can_be_noted_is_read_back_as_it_was(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    _, *ids = noted(ledger, *THINGS)
    assert ids == [1, 2, 3, 4, 5]
    kept = [replace(thing, id=id_) for thing, id_ in zip(THINGS, ids, strict=True)]
    assert ledger.contacts() == tuple(kept[:2])
    assert ledger.contact(1) == kept[0]
    assert ledger.contact(3) is None
    assert ledger.confirmed_numbers("95188") == (kept[2],)
    assert ledger.confirmed_numbers("95511") == ()
    assert ledger.agreed_hours() == (kept[3],)
    assert ledger.court_papers("huabei-1") == (kept[4],)


def test_contacts_are_found_by_every_filter(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    later = Contact(at=CALLED + timedelta(days=1), channel=Channel.SMS, normal="10690001", number="10690001")
    noted(ledger, FULL, later)
    for given, ids in (
        ({"loan_id": "huabei-1"}, [1]),
        ({"number": "10690001"}, [2]),
        ({"channel": "sms"}, [2]),
        ({"promising": True}, [1]),
        ({"containing": "王女"}, [1]),
        ({"containing": "a123"}, [1]),
        ({"containing": "%"}, []),
        ({"since": CALLED}, [1, 2]),
        ({"since": CALLED + timedelta(seconds=1)}, [2]),
        ({"until": CALLED}, []),
        ({"until": CALLED.astimezone(UTC) + timedelta(seconds=1)}, [1]),
    ):
        assert [one.id for one in ledger.contacts(**given)] == ids, given  # type: ignore[arg-type]
        moments = ledger.contact_moments(**given)  # type: ignore[arg-type]
        assert moments == tuple((one.id, one.at) for one in ledger.contacts(**given)), given  # type: ignore[arg-type]
    assert [one.id for one in ledger.contacts(newest_first=True)] == [2, 1]
    assert [one.id for one in ledger.contacts(offset=1, limit=1)] == [2]


def test_an_edit_is_a_new_entry_that_names_the_one_it_corrects(ledger: SqliteLedger) -> None:
    _, id_ = noted(ledger, THINGS[1])
    noted(ledger, replace(ledger.contacts()[0], minutes=5))
    assert id_ == 1
    assert [one.minutes for one in ledger.contacts()] == [5]
    assert [(entry.seq, entry.corrects, entry.kind) for entry in ledger.chain(1)] == [
        (1, None, "contact"),
        (2, 1, "contact"),
    ]
    assert list(breaks(ledger.chain())) == []


def test_what_is_withdrawn_stays_in_the_chain_and_leaves_the_lists(ledger: SqliteLedger) -> None:
    noted(ledger, THINGS[1])
    with ledger.writing("log", "", AT) as writer:
        writer.withdraw(1)
    assert ledger.contacts() == ()
    assert [entry.kind for entry in whole(ledger)] == ["contact", "withdrawn"]
    for again in (lambda writer: writer.withdraw(1), lambda writer: writer.log(replace(THINGS[1], id=1))):
        with pytest.raises(InputProblem), ledger.writing("log", "", AT) as writer:
            again(writer)
    assert len(whole(ledger)) == 2


def test_a_thing_is_corrected_by_its_own_kind_only_and_on_a_loan_that_is_there(ledger: SqliteLedger) -> None:
    noted(ledger, THINGS[1])
    with pytest.raises(InputProblem):
        noted(ledger, replace(THINGS[2], id=1, loan_id=None))
    with pytest.raises(InputProblem):
        noted(ledger, replace(THINGS[1], loan_id="nobody-1"))


def test_undo_adds_entries_and_takes_none_out(ledger: SqliteLedger) -> None:
    first, _ = noted(ledger, THINGS[1])
    second, _ = noted(ledger, replace(ledger.contacts()[0], minutes=5))
    with pytest.raises(InputProblem):
        undo(ledger, first)
    assert undo(ledger, second).events == 1
    assert [one.minutes for one in ledger.contacts()] == [None]
    third, _ = noted(ledger, replace(ledger.contacts()[0], minutes=7))
    undo(ledger, third)
    undo(ledger, first)
    assert ledger.contacts() == ()
    assert [(entry.kind, entry.corrects) for entry in whole(ledger)] == [
        ("contact", None), ("contact", 1), ("contact", 2), ("contact", 3), ("contact", 4), ("withdrawn", 5),
    ]  # fmt: skip
    assert list(breaks(ledger.chain())) == []


def test_a_withdrawal_undone_brings_the_contact_back(ledger: SqliteLedger) -> None:
    noted(ledger, THINGS[1])
    with ledger.writing("log", "", AT) as writer:
        writer.withdraw(1)
        batch = writer.batch_id
    undo(ledger, batch)
    assert [one.id for one in ledger.contacts()] == [1]


def test_a_loan_with_contacts_is_not_taken_back_before_them(ledger: SqliteLedger) -> None:
    lent = with_loan(ledger)
    batch, _ = noted(ledger, FULL)
    with pytest.raises(InputProblem):
        undo(ledger, lent)
    undo(ledger, batch)
    undo(ledger, lent)
    assert len(whole(ledger)) == 2


def test_a_preview_that_is_discarded_leaves_no_entry(ledger: SqliteLedger) -> None:
    with ledger.writing("log", "", AT) as writer:
        writer.log(THINGS[1])
        writer.discard()
    assert whole(ledger) == []


@pytest.mark.parametrize("statement", ["DELETE FROM chain", "UPDATE chain SET body = '{}'"])
def test_the_store_itself_refuses_to_change_the_chain(ledger: SqliteLedger, statement: str) -> None:
    noted(ledger, THINGS[1])
    with pytest.raises(sqlite3.IntegrityError):
        ledger.connection().execute(statement)


def test_the_hash_is_what_the_description_says(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    noted(ledger, *THINGS[:2])
    one, two = whole(ledger)
    assert one.before == "" and two.before == one.hash
    by_hand = json.dumps(
        {"before": two.before, "body": two.body, "corrects": None, "entered_at": two.entered_at, "kind": "contact",
         "seq": 2},
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    assert two.hash == sha256(by_hand.encode()).hexdigest()
    assert two.body == (
        '{"at":"2026-11-20T21:59:00+08:00","channel":"call","direction":"in","normal":"95188","number":"95188",'
        '"reached":"debtor"}'
    )


def test_every_changed_character_and_every_missing_entry_is_found(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    noted(ledger, *THINGS)
    entries = whole(ledger)
    for place, entry in enumerate(entries):
        for field, value in entry._asdict().items():
            for at in range(len(value)) if isinstance(value, str) else [0]:
                other = (
                    value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]
                    if isinstance(value, str)
                    else (value or 0) + 1
                )
                told = entry._replace(**{field: other})
                assert list(breaks([*entries[:place], told, *entries[place + 1 :]])), (entry.seq, field, at)
        shorter = [*entries[:place], *entries[place + 1 :]]
        assert bool(list(breaks(shorter))) is (place < len(entries) - 1)
    assert Break(2, "gap") in list(breaks(entries[1:]))


def test_entries_that_changed_places_are_found(ledger: SqliteLedger) -> None:
    noted(ledger, THINGS[1], replace(THINGS[1], minutes=1), replace(THINGS[1], minutes=2))
    one, two, three = whole(ledger)
    assert list(breaks([one, three, two]))


def test_the_doctor_sees_a_chain_that_was_changed_behind_its_back(ledger: SqliteLedger) -> None:
    noted(ledger, THINGS[1])
    assert ledger.health().faults == ()
    connection = ledger.connection()
    connection.execute("DROP TRIGGER chain_stays")
    connection.execute("UPDATE chain SET body = replace(body, '95188', '95511')")
    assert ledger.health().faults == ("contact log, entry 1: changed",)
