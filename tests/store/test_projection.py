"""The projection answers for any day exactly as a full replay would."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.model.loan_event import Settled
from duewatch.model.projection import LOAN_SORTS, BillRow, Derived, LoanRow, Totals
from duewatch.store import projection
from duewatch.store.ledger import SqliteLedger, open_ledger
from duewatch.store.projection import SORT_KEYS, View
from tests.store.borrower import AT, ON, bill, derive, ledger_at, loan, paid, undo, with_events, with_loan

DAYS = st.dates(date(2026, 10, 1), date(2027, 1, 31))
STAGES = ("upcoming", "early-overdue", "settled")


def replayed(ledger: SqliteLedger, on: date) -> list[Derived]:
    return [derive(one, ledger.events(one.id), on) for one in ledger.loans()]


def amount(row: LoanRow) -> int | None:
    return row.next_due_fen if row.overdue_since_on is None else row.overdue_fen


def key_of(sort: str) -> Callable[[LoanRow], object]:
    """What a list is sorted by, in plain Python; None is unknown."""
    return {
        "due": lambda row: (
            (0, row.overdue_since_on) if row.overdue_since_on else (1, row.next_due_on) if row.next_due_on else None
        ),
        "platform": lambda row: row.platform_zh.encode(),
        "amount": amount,
        "stage": lambda row: STAGES.index(row.stage),
        "late": lambda row: row.days_past_due,
        "code": lambda row: row.report_code,
    }[sort]


def sorted_by(rows: list[LoanRow], sort: str, *, descending: bool) -> list[LoanRow]:
    key = key_of(sort)
    known = [row for row in rows if key(row) is not None]
    # "late" ties: the stored key is the due day, which two loans share exactly when they share the day count.
    known.sort(key=lambda row: (key(row), row.loan_id), reverse=descending)
    if sort == "late":
        known.sort(key=lambda row: row.loan_id, reverse=not descending)
        known.sort(key=key, reverse=descending)
    unknown = sorted((row for row in rows if key(row) is None), key=lambda row: row.loan_id, reverse=descending)
    return known + unknown


def compare(ledger: SqliteLedger, on: date) -> None:
    view, whole = ledger.projected(on), replayed(ledger, on)
    rows = [one.row for one in whole]
    bills = sorted(
        (one for each in whole for one in each.bills), key=lambda one: (one.due_on, one.loan_id, one.bill_id)
    )
    late = [row for row in rows if row.days_past_due > 0]
    assert view.totals() == Totals(
        len(rows), len(late), sum(row.overdue_fen for row in rows), sum(row.report_code is not None for row in rows)
    )
    assert view.bills() == bills
    assert view.bills(until=on, limit=2) == [one for one in bills if one.due_on <= on][:2]
    assert view.bills(since=on) == [one for one in bills if one.due_on >= on]
    window = [one for one in bills if on <= one.due_on <= on + timedelta(days=14)]
    assert view.due_between(on, on + timedelta(days=14)) == (
        len(window),
        sum(one.remaining_fen or 0 for one in window),
        sum(one.remaining_fen is None for one in window),
    )
    for sort in LOAN_SORTS:
        for descending in (False, True):
            found = view.loan_rows(sort=sort, descending=descending)
            assert found == sorted_by(rows, sort, descending=descending), (sort, descending)
            assert view.loan_rows(sort=sort, descending=descending, offset=1, limit=2) == found[1:3]
    assert view.loan_rows(only_late=True) == sorted_by(late, "due", descending=False)
    still_open = [row for row in rows if row.stage != "settled"]
    assert view.loan_rows(open_only=True) == sorted_by(still_open, "due", descending=False)
    assert view.count() == len(rows)
    assert view.count(only_late=True) == len(late)
    assert view.count(open_only=True) == len(still_open)
    assert view.count(only_late=True, open_only=True) == len([row for row in late if row.stage != "settled"])
    for row in rows:
        assert view.loan_row(row.loan_id) == row


STEPS = st.one_of(
    st.tuples(st.just("loan"), st.integers(0, 4), st.sampled_from(["huabei", "jiebei"])),
    st.tuples(st.just("bill"), st.integers(0, 4), DAYS, st.none() | st.integers(1, 500)),
    st.tuples(st.just("pay"), st.integers(0, 4), DAYS, st.integers(1, 400)),
    st.tuples(st.just("settle"), st.integers(0, 4), DAYS),
    st.tuples(st.just("mute"), st.integers(0, 4)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("look"), DAYS),
    st.tuples(st.just("look"), DAYS),
)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEPS, min_size=1, max_size=15), at_once=st.integers(1, 4))
def test_on_any_day_after_anything_it_equals_a_full_replay(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple], at_once: int
) -> None:
    ledger = ledger_at(tmp_path_factory.mktemp("projection"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(projection, "LOANS_AT_ONCE", at_once)
        for number, platform in enumerate(("huabei", "jiebei", "xiaohua")):
            id_ = f"{platform}-9"
            with_loan(
                ledger, id_, bill(id_, date(2026, 11, 10 + 10 * number), 300), bill(id_, date(2027, 1, 5), 200, "2")
            )
        compare(ledger, ON)
        for step in steps:
            take(ledger, *step)
            compare(ledger, ON)
    ledger.close()


def take(ledger: SqliteLedger, kind: str, *given: object) -> None:
    if kind == "look":
        compare(ledger, given[0])
        return
    if kind == "undo":
        standing = [one.id for one in ledger.batches(100) if one.undone_at is None]
        if len(standing) > 3:
            undo(ledger, standing[0])
        return
    number, *rest = given
    known = [one.id for one in ledger.loans()]
    if kind == "loan":
        id_ = f"{rest[0]}-{number}"
        if id_ not in known:
            with_loan(ledger, id_)
    else:
        id_ = known[number % len(known)]
        if kind == "bill":
            with_events(ledger, bill(id_, *rest, bill_id=str(rest[0])))
        elif kind == "pay":
            with_events(ledger, paid(id_, *rest))
        elif kind == "settle":
            with_events(ledger, Settled(loan_id=id_, on=rest[0]))
        else:
            with ledger.writing("mute", id_, AT, batch=False) as writer:
                writer.mute(id_, muted=True)


class Counting:
    """The derivation, with a note of every loan it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, loan, events, on) -> Derived:
        self.asked.append(loan.id)
        return derive(loan, events, on)

    def since(self) -> list[str]:
        asked, self.asked = sorted(self.asked), []
        return asked


@pytest.fixture
def counted(tmp_path: Path):
    counting = Counting()
    ledger = open_ledger(tmp_path / "duewatch.sqlite3", counting)
    with_loan(ledger, "huabei-1", bill("huabei-1", date(2026, 11, 27), 500))
    with_loan(ledger, "jiebei-1", bill("jiebei-1", date(2026, 12, 27), 900))
    ledger.projected(ON).totals()
    assert counting.since() == ["huabei-1", "jiebei-1"]
    yield ledger, counting
    ledger.close()


def test_only_loans_that_were_touched_or_whose_day_has_come_are_derived(counted) -> None:
    ledger, counting = counted
    ledger.projected(ON).loan_rows()
    ledger.projected(ON + timedelta(days=3)).totals()
    assert counting.since() == []
    with_events(ledger, paid("jiebei-1", ON, 1))
    ledger.projected(ON).totals()
    assert counting.since() == ["jiebei-1"]
    ledger.projected(date(2026, 11, 28)).totals()
    assert counting.since() == ["huabei-1"]


def test_days_late_count_on_without_deriving(counted) -> None:
    ledger, counting = counted
    late = date(2026, 11, 28)
    assert ledger.projected(late).loan_row("huabei-1").days_past_due == 1
    counting.since()
    assert ledger.projected(late + timedelta(days=15)).loan_row("huabei-1").days_past_due == 16
    assert counting.since() == []


def test_an_earlier_day_is_answered_as_of_that_day(counted) -> None:
    ledger, _ = counted
    later = ledger.projected(date(2026, 12, 30))
    assert later.totals().late_loans == 2
    assert ledger.projected(ON).totals().late_loans == 0
    assert later.totals().late_loans == 2, "a view keeps to its own day whoever looked in between"


def test_another_basis_derives_everything_anew(tmp_path: Path, counted) -> None:
    ledger, counting = counted
    ledger.close()
    again = open_ledger(tmp_path / "duewatch.sqlite3", counting, basis="duewatch 2, huabei 3")
    again.projected(ON).totals()
    assert counting.since() == ["huabei-1", "jiebei-1"]
    again.projected(ON).totals()
    assert counting.since() == []
    again.close()


def test_a_second_start_derives_nothing(tmp_path: Path, counted) -> None:
    ledger, counting = counted
    ledger.close()
    again = open_ledger(tmp_path / "duewatch.sqlite3", counting)
    assert again.projected(ON).totals().loans == 2
    assert counting.since() == []
    again.close()


def test_a_derivation_that_does_not_hold_on_its_own_day_is_refused(tmp_path: Path) -> None:
    wrong = lambda one, events, on: derive(one, events, on)._replace(valid_until=on - timedelta(days=1))  # noqa: E731
    ledger = open_ledger(tmp_path / "duewatch.sqlite3", wrong)
    with_loan(ledger)
    with pytest.raises(ValueError, match="huabei-1"):
        ledger.projected(ON).totals()
    ledger.close()


def test_two_lookers_at_different_days_both_get_their_own_day(ledger: SqliteLedger) -> None:
    for number in range(20):
        with_loan(ledger, f"huabei-{number}", bill(f"huabei-{number}", date(2026, 11, 1 + number), 100))
    wrong: list[tuple[date, Totals]] = []

    def look(on: date, late: int) -> None:
        view = ledger.projected(on)
        wrong.extend((on, seen) for _ in range(15) if (seen := view.totals()).late_loans != late)

    lookers = [Thread(target=look, args=(date(2026, 11, day), day - 1)) for day in (2, 10, 18)]
    for looker in lookers:
        looker.start()
    for looker in lookers:
        looker.join()
    assert wrong == []


def test_the_filter_line_finds_part_of_id_name_platform_or_lender_in_any_case(ledger: SqliteLedger) -> None:
    with_loan(ledger, "huabei-1", name="Straße [/b]", lender="某消费金融有限公司")
    with_loan(ledger, "jiebei-1", name="100%_装修")
    view = ledger.projected(ON)
    for words, expected in {
        "huabei": ["huabei-1"],
        "HUABEI": ["huabei-1"],
        "花呗": ["huabei-1"],
        "strasse": ["huabei-1"],
        "[/B]": ["huabei-1"],
        "消费金融": ["huabei-1"],
        "%": ["jiebei-1"],
        "_装": ["jiebei-1"],
        "bei-1": ["huabei-1", "jiebei-1"],
        "'; drop table loan": [],
    }.items():
        assert [row.loan_id for row in view.loan_rows(containing=words)] == expected
        assert view.count(containing=words) == len(expected)
    assert view.count(containing="bei", only_late=True) == 0


def test_every_sort_of_the_lists_is_answered(ledger: SqliteLedger) -> None:
    assert set(SORT_KEYS) == set(LOAN_SORTS)


def test_lists_and_sums_are_read_by_index(ledger: SqliteLedger) -> None:
    """Nothing sorts or walks the table of loans: this is what keeps 100,000 loans as quick as ten."""
    with_loan(ledger)
    view, seen = ledger.projected(ON), []
    view.totals()
    ledger.connection().set_trace_callback(seen.append)
    for sort in LOAN_SORTS:
        for descending in (False, True):
            view.loan_rows(sort=sort, descending=descending, limit=50, only_late=True)
    view.bills(until=ON, limit=50)
    view.due_between(ON, ON)
    view.count(only_late=True)
    view.totals()
    ledger.connection().set_trace_callback(None)
    plans = [
        step[3]
        for statement in seen
        if statement.lstrip().startswith("SELECT")
        for step in ledger.connection().execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    assert len(plans) > len(LOAN_SORTS) * 2
    walks = [plan for plan in plans if "TEMP B-TREE" in plan or (plan.startswith("SCAN") and "INDEX" not in plan)]
    assert set(walks) <= {"SCAN CONSTANT ROW", "SCAN loan_sum", "SCAN stale"}, walks


def test_sums_survive_rows_of_any_size(ledger: SqliteLedger) -> None:
    huge = 10**15
    for number in range(3):
        with_loan(ledger, f"huabei-{number}", bill(f"huabei-{number}", ON, huge))
    assert ledger.projected(ON).due_between(ON, ON) == (3, 3 * huge, 0)


def test_a_view_is_made_of_plain_rows(ledger: SqliteLedger) -> None:
    with_loan(ledger, "huabei-1", bill("huabei-1", ON, None))
    view = ledger.projected(ON)
    assert isinstance(view, View)
    (row,) = view.bills()
    assert row == BillRow(
        "huabei-1",
        "huabei",
        "花呗",
        "Huabei",
        loan("huabei-1").name,
        "1",
        ON,
        None,
        None,
        0,
        None,
        muted=False,
        stage="upcoming",
    )
