"""A promise is kept, broken, replaced or open, by what the payments show."""

from datetime import date, datetime, timedelta, timezone

import pytest

from duewatch.collection.promises import follow
from duewatch.model.arrangement import Arrangement
from duewatch.model.contact import Contact, Promise, PromiseState
from duewatch.model.loan_event import Arranged, LoanEvent, Paid, Settled, Undone

SHANGHAI = timezone(timedelta(hours=8))
MADE = date(2026, 11, 20)
BY = date(2026, 11, 30)


def promise(made: date = MADE, amount_fen: int | None = 50_000, by: date | None = BY, **given: object) -> Contact:
    at = datetime(made.year, made.month, made.day, 10, 0, tzinfo=SHANGHAI)
    fields: dict[str, object] = {"loan_id": "a-1", "id": 1, **given}
    return Contact(at=at, promised_fen=amount_fen, promised_by_on=by, **fields)  # type: ignore[arg-type]


def paid(on: date, amount_fen: int, id: int = 1) -> Paid:
    return Paid(loan_id="a-1", on=on, amount_fen=amount_fen, id=id)


def states(contacts: list[Contact], events: list[LoanEvent], on: date) -> list[Promise]:
    return list(follow(contacts, {"a-1": events}, on, SHANGHAI))


@pytest.mark.parametrize(
    ("events", "on", "state", "paid_fen"),
    [
        ([], MADE, "open", 0),
        ([], BY, "open", 0),
        ([], BY + timedelta(days=1), "broken", 0),
        ([paid(BY, 50_000)], BY, "kept", 50_000),
        ([paid(MADE, 50_000)], BY, "kept", 50_000),
        ([paid(MADE - timedelta(days=1), 50_000)], BY, "open", 0),
        ([paid(BY + timedelta(days=1), 50_000)], BY + timedelta(days=1), "broken", 0),
        ([paid(MADE, 30_000, 1), paid(BY, 20_000, 2)], BY, "kept", 50_000),
        ([paid(MADE, 49_999)], BY, "open", 49_999),
        ([paid(MADE, 49_999)], BY + timedelta(days=9), "broken", 49_999),
        ([paid(MADE, 80_000)], BY, "kept", 50_000),
        ([paid(MADE, 50_000), Undone(loan_id="a-1", on=BY, target_id=1)], BY + timedelta(days=1), "broken", 0),
        ([Settled(loan_id="a-1", on=BY)], BY + timedelta(days=1), "kept", 0),
        ([Arranged(loan_id="a-1", on=BY, arrangement=Arrangement())], BY + timedelta(days=5), "replaced", 0),
        ([Arranged(loan_id="a-1", on=BY + timedelta(days=1), arrangement=Arrangement())], BY + timedelta(days=5),
         "broken", 0),
        ([paid(MADE, 50_000), Arranged(loan_id="a-1", on=BY, arrangement=Arrangement(), id=2)], BY, "kept", 50_000),
    ],
)  # fmt: skip
def test_one_promise(events: list[LoanEvent], on: date, state: str, paid_fen: int) -> None:
    (found,) = states([promise()], events, on)
    assert (found.state.value, found.paid_fen) == (state, paid_fen)


def test_without_a_day_it_stays_open_until_it_is_kept() -> None:
    assert states([promise(by=None)], [], date(2030, 1, 1))[0].state is PromiseState.OPEN
    assert states([promise(by=None)], [paid(BY, 50_000)], BY)[0].state is PromiseState.KEPT


def test_without_an_amount_any_payment_keeps_it() -> None:
    assert states([promise(amount_fen=None)], [paid(BY, 1)], BY)[0].state is PromiseState.KEPT


def test_a_later_promise_takes_the_place_of_an_open_one() -> None:
    later = promise(made=date(2026, 11, 25), by=date(2026, 12, 10), id=2)
    first, second = states([later, promise()], [], date(2026, 12, 1))
    assert (first.id, first.state) == (1, PromiseState.REPLACED)
    assert (second.id, second.state) == (2, PromiseState.OPEN)


def test_a_fen_keeps_one_promise_only() -> None:
    later = promise(made=date(2026, 12, 1), by=date(2026, 12, 10), id=2)
    first, second = states([promise(), later], [paid(BY, 50_000)], date(2026, 12, 11))
    assert (first.state, second.state) == (PromiseState.KEPT, PromiseState.BROKEN)


def test_a_promise_without_a_loan_is_told_and_not_followed() -> None:
    assert states([promise(loan_id=None)], [], BY)[0].state is PromiseState.WITHOUT_LOAN
