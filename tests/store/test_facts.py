"""What is written is read back as it was, one use case at a time."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from threading import Thread
from typing import get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duewatch.model.clauses import LateBase
from duewatch.model.event_types import EVENT_TYPES
from duewatch.model.ledger import StoredFile
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import LoanEvent, Paid
from duewatch.model.problem import InputProblem, StoreProblem
from duewatch.store import reading
from duewatch.store.ledger import SqliteLedger
from tests.store.borrower import AT, ON, bill, ledger_at, loan, paid, with_events, with_loan

REUSED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=20)
VALUES = {
    int: st.integers(-(10**15), 10**15),
    str: TEXTS,
    date: st.dates(),
    Decimal: st.decimals(0, 1000, places=4),
    bool: st.booleans(),
}


def of_type(declared: object) -> st.SearchStrategy:
    if get_origin(declared) is tuple:
        return st.lists(of_type(get_args(declared)[0]), max_size=2).map(tuple)
    for kind in get_args(declared) or (declared,):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return st.sampled_from(kind) if kind is declared else st.none() | st.sampled_from(kind)
    for kind, strategy in VALUES.items():
        if declared is kind:
            return strategy
        if declared == kind | None:
            return st.none() | strategy
    if is_dataclass(declared):
        return st.builds(declared, **{field.name: of_type(field.type) for field in fields(declared)})
    if len(get_args(declared)) == 2 and declared == get_args(declared)[0] | None:
        return st.none() | of_type(get_args(declared)[0])
    raise AssertionError(f"the store's test knows no {declared}")


def events_of(loan_id: str) -> st.SearchStrategy[LoanEvent]:
    return st.one_of(
        st.builds(
            kind,
            **{field.name: of_type(field.type) for field in fields(kind) if field.name not in {"id", "loan_id"}},
            loan_id=st.just(loan_id),
        )
        for kind in EVENT_TYPES.values()
    )


@REUSED
@given(event=events_of("huabei-1"))
def test_every_kind_of_event_comes_back_field_by_field(ledger: SqliteLedger, event: LoanEvent) -> None:
    if ledger.loan("huabei-1") is None:
        with_loan(ledger)
    with ledger.writing("pay", "huabei-1", AT) as writer:
        id_ = writer.add_event(event)
    (found,) = [one for one in ledger.events("huabei-1") if one.id == id_]
    assert type(found) is type(event)
    for field in fields(event):
        if field.name != "id":
            assert getattr(found, field.name) == getattr(event, field.name)


def test_a_loan_comes_back_with_every_term(ledger: SqliteLedger) -> None:
    whole = Loan(
        id="xiaohua-1",
        platform_id="xiaohua",
        name="装修 [/b] 那笔",
        lender="某消费金融有限公司",
        account_tail="3321",
        muted=True,
        note="合同在抽屉里",
        terms=Terms(
            kind=LoanKind.EQUAL_INSTALMENT,
            principal_fen=10**15,
            annual_rate_pct=Decimal("23.9000"),
            instalments=12,
            disbursed_on=date(2026, 1, 31),
            first_due_on=date(2026, 2, 28),
            due_day=31,
            statement_day=1,
            instalment_fen=80_570,
            credit_limit_fen=5_000_000,
            late_daily_pct=Decimal("0.05"),
            late_base=LateBase.AMOUNT,
            grace_days=3,
        ),
    )
    with ledger.writing("add-loan", whole.id, AT) as writer:
        writer.add_loan(whole)
    assert ledger.loan("xiaohua-1") == whole
    assert str(ledger.loan("xiaohua-1").terms.annual_rate_pct) == "23.9000"


def test_loans_are_listed_by_id_and_by_platform(ledger: SqliteLedger) -> None:
    for id_ in ("jiebei-1", "huabei-2", "huabei-1"):
        with_loan(ledger, id_)
    assert [one.id for one in ledger.loans()] == ["huabei-1", "huabei-2", "jiebei-1"]
    assert [one.id for one in ledger.loans("huabei")] == ["huabei-1", "huabei-2"]
    assert ledger.loan_count() == 3


def test_events_come_by_day_whatever_order_they_were_written_in(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    days = [date(2026, 3, 1), date(2025, 1, 1), date(2026, 1, 1)]
    with_events(ledger, *(paid("huabei-1", day, 1) for day in days))
    assert [event.on for event in ledger.events("huabei-1")] == sorted(days)


def test_an_exception_inside_the_use_case_leaves_nothing(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    with pytest.raises(ZeroDivisionError), ledger.writing("pay", "huabei-1", AT) as writer:
        writer.add_event(paid("huabei-1", ON, 100))
        _ = 1 / 0
    assert ledger.events("huabei-1") == ()
    assert len(ledger.batches()) == 1


def test_a_preview_sees_what_it_wrote_and_leaves_nothing(ledger: SqliteLedger) -> None:
    with ledger.writing("import", "a.csv", AT) as writer:
        writer.add_loan(loan())
        writer.add_event(paid("huabei-1", ON, 100), b"d" * 16)
        assert writer.loan("huabei-1") == loan()
        assert writer.known_digests([b"d" * 16]) == {b"d" * 16: 1}
        assert writer.projected(ON).totals().loans == 1
        assert ledger.loan("huabei-1") is None, "readers see committed facts only"
        writer.discard()
    assert ledger.loan("huabei-1") is None
    assert ledger.known_digests([b"d" * 16]) == {}
    assert ledger.batches() == ()
    assert ledger.projected(ON).totals().loans == 0


def test_a_taken_id_and_an_unknown_loan_are_said_in_one_sentence(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    with pytest.raises(InputProblem, match="There is a loan"), ledger.writing("add-loan", "", AT) as writer:
        writer.add_loan(loan())
    for use in (
        lambda writer: writer.add_event(paid("nobody-1", ON, 1)),
        lambda writer: writer.change_loan(loan("nobody-1")),
        lambda writer: writer.mute("nobody-1", muted=True),
        lambda writer: writer.snooze("nobody-1", "1", ON),
    ):
        with pytest.raises(InputProblem, match="There is no loan"), ledger.writing("pay", "", AT) as writer:
            use(writer)
    with pytest.raises(InputProblem, match="no entry number"), ledger.writing("edit-loan", "", AT) as writer:
        writer.remove_event(77)


def test_facts_cannot_be_written_where_they_could_not_be_taken_back(ledger: SqliteLedger) -> None:
    with pytest.raises(RuntimeError), ledger.writing("state", "", AT, batch=False) as writer:
        writer.add_loan(loan())
    assert ledger.loan_count() == 0


def test_a_use_case_that_wrote_nothing_is_not_listed(ledger: SqliteLedger) -> None:
    with ledger.writing("edit-loan", "huabei-1", AT):
        pass
    assert ledger.batches() == ()


def test_an_edit_that_changes_nothing_is_not_listed(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    with ledger.writing("edit-loan", "huabei-1", AT) as writer:
        writer.change_loan(loan())
    assert [batch.what for batch in ledger.batches()] == ["add-loan"]


def test_batches_say_what_they_hold_newest_first(ledger: SqliteLedger) -> None:
    at = datetime(2026, 11, 24, 18, 30, 0, 5, tzinfo=timezone(timedelta(hours=8)))
    with_loan(ledger)
    with ledger.writing("import", "账单.csv", at) as writer:
        file_id = writer.add_file(StoredFile("账单.csv", "00", "alipay", 3))
        writer.add_digests(file_id, [b"a" * 16, b"b" * 16])
        event_id = writer.add_event(paid("huabei-1", ON, 100), b"c" * 16)
        writer.keep_row(file_id, 7, b"c" * 16, "committed", "还款", "a,b,c")
        writer.keep_row(file_id, 5, b"e" * 16, "not-understood", "", "x,y")
        batch_id = writer.batch_id
    newest, oldest = ledger.batches()
    assert newest == (batch_id, at, "import", "账单.csv", 0, 1, 4, None)
    assert (oldest.loans, oldest.events, oldest.records) == (1, 0, 0)
    assert ledger.batches(1) == (newest,)
    assert list(ledger.rows_of_batch(batch_id)) == [(5, "not-understood", "", "x,y"), (7, "committed", "还款", "a,b,c")]
    assert ledger.known_digests([b"a" * 16, b"c" * 16, b"e" * 16, b"z" * 16]) == {
        b"a" * 16: 0,
        b"c" * 16: event_id,
        b"e" * 16: 0,
    }


def test_digests_are_known_in_any_number_and_counted_once(ledger: SqliteLedger) -> None:
    digests = [number.to_bytes(16, "big") for number in range(3_333)]
    for expected in (3_333, 0):
        with ledger.writing("import", "a.csv", AT) as writer:
            writer.add_digests(writer.add_file(StoredFile("a.csv", "00", "alipay", 3_333)), digests)
        assert ledger.batches()[0].records == expected
    assert ledger.known_digests(digests) == dict.fromkeys(digests, 0)
    assert ledger.known_digests([]) == {}


def test_a_record_about_nothing_can_become_an_event_later(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    with ledger.writing("import", "a.csv", AT) as writer:
        writer.add_digests(writer.add_file(StoredFile("a.csv", "00", "alipay", 1)), [b"d" * 16])
    with ledger.writing("import", "a.csv", AT) as writer:
        event_id = writer.add_event(paid("huabei-1", ON, 100), b"d" * 16)
    assert ledger.known_digests([b"d" * 16]) == {b"d" * 16: event_id}
    assert ledger.batches()[0].records == 0, "it was known, only not what it means"


def test_mute_shows_in_the_loan_and_in_the_lists(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    assert not ledger.projected(ON).loan_row("huabei-1").muted
    with ledger.writing("mute", "huabei-1", AT, batch=False) as writer:
        writer.mute("huabei-1", muted=True)
    assert ledger.loan("huabei-1").muted
    assert ledger.projected(ON).loan_row("huabei-1").muted


def test_settings_and_snoozes_are_remembered(ledger: SqliteLedger, tmp_path) -> None:
    with_loan(ledger)
    with ledger.writing("state", "", AT, batch=False) as writer:
        writer.set_setting("last-check-at", "then")
        writer.set_setting("last-check-at", AT.isoformat())
        writer.snooze("huabei-1", "2026-11", date(2026, 12, 1))
        writer.snooze("huabei-1", "2026-12", date.max)
    again = ledger_at(tmp_path)
    assert again.setting("last-check-at") == AT.isoformat()
    assert again.setting("never-set") is None
    assert again.snoozed_until("huabei-1", "2026-11") == date(2026, 12, 1)
    assert again.snoozed_until("huabei-1", "2026-12") == date.max
    assert again.snoozed_until("huabei-1", "2027-01") is None
    again.close()


def test_a_writer_is_of_no_use_outside_its_block(ledger: SqliteLedger) -> None:
    with ledger.writing("pay", "", AT) as writer:
        pass
    with pytest.raises(RuntimeError):
        writer.loan_count()


def test_other_threads_read_while_one_writes(ledger: SqliteLedger) -> None:
    with_loan(ledger)
    seen: list[object] = []

    def look() -> None:
        seen.extend((ledger.loan_count(), len(ledger.events("huabei-1")), ledger.projected(ON).totals().loans))

    ledger.projected(ON).totals()
    with ledger.writing("pay", "huabei-1", AT) as writer:
        writer.add_event(Paid(loan_id="huabei-1", on=ON, amount_fen=1))
        thread = Thread(target=look)
        thread.start()
        thread.join()
    assert seen == [1, 0, 1]


def test_closing_twice_is_harmless(ledger: SqliteLedger) -> None:
    ledger.close()
    ledger.close()
    assert ledger.loan_count() == 0, "asked again, it opens again"


def test_a_list_half_read_does_not_hold_the_reader_to_an_old_state(ledger: SqliteLedger) -> None:
    for number in range(3):
        with_loan(ledger, f"huabei-{number}", bill(f"huabei-{number}", ON, 100))
    for one in ledger.loans():
        with_events(ledger, paid(one.id, ON, 30))
        assert ledger.projected(ON).bills()[int(one.id[-1])].remaining_fen == 70


def test_a_long_list_is_read_page_by_page_whole(ledger: SqliteLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LOANS_AT_ONCE", 2)
    for number in range(5):
        with_loan(ledger, f"huabei-{number}")
        with_loan(ledger, f"jiebei-{number}")
    assert [one.id for one in ledger.loans("jiebei")] == [f"jiebei-{number}" for number in range(5)]
    assert len(list(ledger.loans())) == 10


@pytest.mark.parametrize(
    "wrong",
    [{"name": "\udcff"}, {"terms": replace(loan().terms, instalments=10**30)}],
    ids=["half a character", "beyond 64 bits"],
)
def test_a_value_that_no_store_can_hold_is_said_in_one_sentence(ledger: SqliteLedger, wrong: dict[str, object]) -> None:
    with pytest.raises(InputProblem, match="cannot be kept"):
        with_loan(ledger, "huabei-1", **wrong)
    with_loan(ledger)
    with pytest.raises(InputProblem, match="cannot be kept"), ledger.writing("edit-loan", "", AT) as writer:
        writer.change_loan(loan(**wrong))
    assert ledger.loan("huabei-1") == loan()


def test_terms_that_cannot_be_are_refused_by_the_store_too(ledger: SqliteLedger) -> None:
    with pytest.raises(StoreProblem):
        with_loan(ledger, "huabei-1", terms=replace(loan().terms, due_day=32))
    assert ledger.loan_count() == 0
