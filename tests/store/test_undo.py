"""A batch can be taken back whole, and only while nothing rests on it."""

import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.model.ledger import StoredFile
from duewatch.model.problem import InputProblem
from duewatch.store.ledger import SqliteLedger
from tests.store.borrower import AT, ON, bill, ledger_at, loan, paid, undo, with_events, with_loan

DIGEST = b"d" * 16


def facts(ledger: SqliteLedger) -> dict[str, object]:
    """All that an undo must leave as it was."""
    rows = ledger.connection()
    return {
        "loans": list(ledger.loans()),
        "events": [ledger.events(one.id) for one in ledger.loans()],
        "digests": rows.execute("SELECT digest, event_id FROM record ORDER BY digest").fetchall(),
        "origins": rows.execute("SELECT id, batch_id, digest FROM event ORDER BY id").fetchall(),
        "kept": rows.execute("SELECT * FROM kept_row ORDER BY 1, 2, 3").fetchall(),
        "files": rows.execute("SELECT * FROM file ORDER BY 1").fetchall(),
    }


def imported(ledger: SqliteLedger, *, amount_fen: int = 100, digest: bytes = DIGEST) -> int:
    with ledger.writing("import", "a.csv", AT) as writer:
        file_id = writer.add_file(StoredFile("a.csv", "00", "alipay", 2))
        writer.add_digests(file_id, [b"n" * 16])
        writer.add_event(paid("huabei-1", ON, amount_fen), digest)
        writer.keep_row(file_id, 1, digest, "committed", "还款", "raw")
        return writer.batch_id


def trace(ledger: SqliteLedger) -> list[tuple[object, ...]]:
    return list(ledger.connection().execute("SELECT action, thing, thing_id, of_batch FROM trace ORDER BY id"))


def test_an_added_loan_goes_and_its_number_is_free_again(ledger: SqliteLedger) -> None:
    batch = with_loan(ledger, "huabei-1", bill("huabei-1", ON, 100))
    assert undo(ledger, batch) == (batch, 1, 1, 0)
    assert ledger.loan_count() == 0
    assert ledger.projected(ON).bills() == []
    with_loan(ledger, "huabei-1")
    assert ledger.projected(ON).bills() == []


def test_an_import_taken_back_can_be_imported_again(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    before = facts(ledger)
    batch = imported(ledger)
    assert undo(ledger, batch) == (batch, 0, 1, 2)
    assert facts(ledger) == before
    assert ledger.known_digests([DIGEST, b"n" * 16]) == {}
    assert list(ledger.rows_of_batch(batch)) == []
    again = imported(ledger)
    assert ledger.batches()[0][4:7] == (0, 1, 2)
    assert again != batch


def test_taking_back_leaves_a_trace_and_the_batch_says_when(ledger: SqliteLedger) -> None:
    first = with_loan(ledger)
    batch = with_events(ledger, paid("huabei-1", ON, 100))
    undo(ledger, batch)
    assert ledger.batches()[0].undone_at == AT
    assert ledger.batches()[1].undone_at is None
    assert trace(ledger) == [("undone", "event", "1", batch)]
    undo(ledger, first)
    assert trace(ledger)[1:] == [("undone", "loan", "huabei-1", first)]


def test_an_edit_taken_back_restores_the_former_terms(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    before = facts(ledger)
    with ledger.writing("edit-loan", "huabei-1", AT) as writer:
        changed = replace(loan(), name="新", terms=replace(loan().terms, annual_rate_pct=Decimal("7.2"), due_day=5))
        writer.change_loan(changed)
        batch = writer.batch_id
    assert ledger.loan("huabei-1") == changed
    undo(ledger, batch)
    assert facts(ledger) == before


def test_muting_after_an_edit_outlives_the_undo_of_the_edit(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    with ledger.writing("edit-loan", "huabei-1", AT) as writer:
        writer.change_loan(loan(name="新"))
        batch = writer.batch_id
    with ledger.writing("mute", "huabei-1", AT, batch=False) as writer:
        writer.mute("huabei-1", muted=True)
    undo(ledger, batch)
    assert ledger.loan("huabei-1") == loan(muted=True)


def test_a_removed_event_comes_back_under_its_own_number_and_batch(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    imported(ledger)
    before = facts(ledger)
    with ledger.writing("edit-loan", "huabei-1", AT) as writer:
        writer.remove_event(1)
        batch = writer.batch_id
    assert ledger.events("huabei-1") == ()
    assert ledger.known_digests([DIGEST]) == {DIGEST: 1}, "importing the file again must not bring it back"
    undo(ledger, batch)
    assert facts(ledger) == before


def test_what_a_batch_added_and_removed_itself_stays_away(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    before = facts(ledger)
    with ledger.writing("edit-loan", "huabei-1", AT) as writer:
        writer.remove_event(writer.add_event(paid("huabei-1", ON, 5)))
        writer.change_loan(loan(name="甲"))
        writer.change_loan(loan(name="乙"))
        batch = writer.batch_id
    undo(ledger, batch)
    assert facts(ledger) == before


def refused(ledger: SqliteLedger, batch: int) -> str:
    before = facts(ledger)
    with pytest.raises(InputProblem) as caught:
        undo(ledger, batch)
    assert facts(ledger) == before
    return str(caught.value.what.params.get("later", caught.value.what.msgid))


def test_a_batch_that_others_rest_on_stays_and_names_them(ledger: SqliteLedger) -> None:
    first = with_loan(ledger)
    second = with_events(ledger, paid("huabei-1", ON, 100))
    with ledger.writing("edit-loan", "huabei-1", AT) as writer:
        writer.change_loan(loan(name="新"))
        third = writer.batch_id
    with ledger.writing("edit-loan", "huabei-1", AT) as writer:
        writer.change_loan(loan(name="更新"))
        writer.remove_event(1)
        fourth = writer.batch_id
    assert refused(ledger, first) == f"{second} (huabei-1), {third} (huabei-1), {fourth} (huabei-1)"
    assert refused(ledger, second) == f"{fourth} (huabei-1)"
    assert refused(ledger, third) == f"{fourth} (huabei-1)"
    for batch in (fourth, third, second, first):
        undo(ledger, batch)
    assert ledger.loan_count() == 0


def test_unknown_and_twice_are_said_in_one_sentence(ledger: SqliteLedger) -> None:
    batch = with_loan(ledger)
    assert refused(ledger, 99) == "There is no batch {batch}."
    undo(ledger, batch)
    assert refused(ledger, batch) == "Batch {batch} was taken back already."


def test_an_undo_inside_a_batch_is_not_listed_as_one(ledger: SqliteLedger) -> None:
    batch = with_loan(ledger)
    with ledger.writing("undo", str(batch), AT) as writer:
        writer.undo_batch(batch)
    assert [one.what for one in ledger.batches()] == ["add-loan"]
    assert trace(ledger) == [("undone", "loan", "huabei-1", batch)]


def test_a_row_taken_later_from_an_earlier_import_stays_known_when_that_import_goes(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    with ledger.writing("import", "a.csv", AT) as writer:
        file_id = writer.add_file(StoredFile("a.csv", "00", "alipay", 1))
        writer.keep_row(file_id, 1, DIGEST, "doubtful", "可能是同一笔", "raw")
        first = writer.batch_id
    second = imported(ledger)
    undo(ledger, first)
    assert ledger.known_digests([DIGEST]) == {DIGEST: 1}
    undo(ledger, second)
    assert ledger.known_digests([DIGEST]) == {}


def test_a_row_taken_later_is_doubtful_again_when_the_taking_goes(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    with ledger.writing("import", "a.csv", AT) as writer:
        writer.keep_row(writer.add_file(StoredFile("a.csv", "00", "alipay", 1)), 1, DIGEST, "doubtful", "", "raw")
    before = facts(ledger)
    undo(ledger, imported(ledger))
    assert facts(ledger) == before
    assert ledger.known_digests([DIGEST]) == {DIGEST: 0}


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("loan"), st.integers(0, 3)),
        st.tuples(st.just("pay"), st.integers(0, 3)),
        st.tuples(st.just("import"), st.integers(0, 3), st.integers(0, 5)),
        st.tuples(st.just("rename"), st.integers(0, 3), st.integers(0, 9)),
        st.tuples(st.just("remove"), st.integers(1, 9)),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(batches=st.lists(STEPS, min_size=1, max_size=5))
def test_undoing_every_batch_from_the_last_walks_back_through_every_state(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[tuple]]
) -> None:
    ledger = ledger_at(tmp_path_factory.mktemp("walk"))
    ledger.connection().execute("PRAGMA synchronous = OFF")
    states = []
    for steps in batches:
        before = facts(ledger)
        with ledger.writing("mixed", "", AT) as writer:
            for step in steps:
                take(writer, step)
            batch = writer.batch_id
        if any(one.id == batch for one in ledger.batches(1)):
            states.append((batch, before, ledger.projected(ON).totals()))
    while states:
        batch, before, totals = states.pop()
        assert ledger.projected(ON).totals() == totals
        undo(ledger, batch)
        assert facts(ledger) == before
    ledger.close()


def take(writer, step: tuple) -> None:
    kind, number, *rest = step
    id_ = f"huabei-{number}"
    if kind == "remove":
        if writer.row("SELECT 1 FROM event WHERE id = ?", (number,)):
            writer.remove_event(number)
    elif kind == "loan":
        if writer.loan(id_) is None:
            writer.add_loan(loan(id_))
    elif writer.loan(id_) is not None:
        if kind == "rename":
            writer.change_loan(loan(id_, name=str(rest[0])))
        elif kind == "pay":
            writer.add_event(paid(id_, date(2026, 1, 1), 7))
        else:
            digest = bytes([rest[0]]) * 16
            if not writer.known_digests([digest]).get(digest):
                file_id = writer.add_file(StoredFile("a.csv", "00", "alipay", 1))
                writer.keep_row(file_id, 1, digest, "committed", "", "raw")
                writer.add_event(paid(id_, date(2026, 1, 2), 9), digest)


def test_a_store_keeps_no_reference_to_what_was_taken_back(ledger: SqliteLedger, tmp_path: Path) -> None:
    with_loan(ledger)
    undo(ledger, imported(ledger))
    with sqlite3.connect(tmp_path / "duewatch.sqlite3") as other:
        assert other.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_loan_whose_only_later_entry_was_removed_still_has_others_resting_on_it(ledger: SqliteLedger) -> None:
    first = with_loan(ledger)
    second = with_events(ledger, paid("huabei-1", ON, 100))
    with ledger.writing("edit-loan", "huabei-1", AT) as writer:
        writer.remove_event(1)
        third = writer.batch_id
    assert refused(ledger, first) == f"{second} (huabei-1), {third} (huabei-1)"
