"""Loans declared in the config file: applied once, changed with the file, never over what was entered by hand, and the
same again on another machine."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from duewatch.config.load import load
from duewatch.desk.declared.result import Applied
from duewatch.desk.desk import Desk
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import Paid
from tests.desk.conftest import NOW

KINDS = {
    "huabei": {"platform": "huabei", "kind": "revolving", "statement_day": 1, "due_day": 10},
    "card": {
        "platform": "credit-card", "lender": "招商银行", "account_tail": "5678", "kind": "revolving",
        "statement_day": 5, "due_day": 23,
    },
    "house": {
        "platform": "bank-loan", "name": "房贷", "kind": "equal-instalment", "principal": 500_000,
        "annual_rate_pct": Decimal("3.5"), "instalments": 360, "first_due_on": date(2024, 2, 15),
        "paid_to": date(2026, 10, 31),
    },
    "daily": {
        "platform": "wechat-weilidai", "kind": "daily", "principal": 3_000, "annual_rate_pct": Decimal("14.4"),
        "disbursed_on": date(2026, 9, 1), "instalments": 6,
    },
    "flat": {
        "platform": "fenqile", "kind": "flat", "principal": 6_000, "annual_rate_pct": Decimal("12"), "instalments": 12,
        "first_due_on": date(2026, 6, 20),
    },
    "owed": {"platform": "private-loan", "name": "借条", "kind": "bullet", "principal": 10_000,
             "disbursed_on": date(2026, 1, 1), "first_due_on": date(2027, 1, 1), "instalments": 1},
    "phone": {"platform": "youpinzu", "kind": "unknown", "note": "租的手机"},
}  # fmt: skip


def written(loans: dict[str, dict[str, object]]) -> str:
    from tomli_w import dumps

    return dumps({"loans": loans})


class Place:
    """A config file and a store."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file, self.data = folder / "config.toml", folder / "data"
        self.opened: list[Desk] = []

    def desk(self, words: str | None = None) -> Desk:
        if words is not None:
            self.file.write_text(words, encoding="utf-8")
        loaded = load(str(self.file), {})
        assert loaded.problems == (), [str(each.what) for each in loaded.problems]
        desk = Desk(loaded.settings, self.data)
        self.opened.append(desk)
        return desk

    def apply(self, loans: dict[str, dict[str, object]], **how: object) -> Applied:
        return self.desk(written(loans)).apply_declared(NOW, **how)  # type: ignore[arg-type]


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Callable[[str], Place]]:
    made: list[Place] = []

    def place(name: str = "one") -> Place:
        made.append(Place(tmp_path / name))
        return made[-1]

    yield place
    for each in made:
        for desk in each.opened:
            desk.close()


def states(applied: Applied) -> dict[str, str]:
    assert applied.problems == (), [str(problem) for _, problem in applied.problems]
    return {change.loan_id: change.state for change in applied.changes}


def test_every_kind_of_loan_is_declared_and_applying_again_changes_nothing(places) -> None:
    place = places()
    assert set(states(place.apply(KINDS)).values()) == {"new"}
    desk = place.desk()
    assert {row.loan_id for row in desk.loan_rows(NOW)} == set(KINDS)
    assert desk.loan("house", NOW).row.days_past_due > 0, "bills after paid_to are open"
    again = place.apply(KINDS)
    assert set(states(again).values()) == {"same"} and again.batch_id is None


def test_a_look_first_writes_nothing(places) -> None:
    place = places()
    assert states(place.apply(KINDS, dry_run=True))["house"] == "new"
    assert place.desk().loan_rows(NOW) == []


def test_what_changed_in_the_file_changes_and_payments_stay(places) -> None:
    place = places()
    place.apply(KINDS)
    place.desk().pay("card", 12_345, NOW)
    changed = {**KINDS, "card": {**KINDS["card"], "due_day": 25}}
    applied = place.apply(changed)
    assert states(applied)["card"] == "changed"
    (card,) = [change for change in applied.changes if change.loan_id == "card"]
    assert [(line.key, line.before, line.after) for line in card.lines] == [("due_day", 23, 25)]
    detail = place.desk().loan("card", NOW)
    assert detail.loan.terms.due_day == 25
    assert [line.amount_fen for line in detail.payments] == [12_345]


def test_a_loan_that_left_the_file_stays_in_the_store_and_is_said(places) -> None:
    place = places()
    place.apply(KINDS)
    rest = {name: loan for name, loan in KINDS.items() if name != "flat"}
    assert states(place.apply(rest))["flat"] == "gone"
    assert place.desk().loan("flat", NOW).loan.id == "flat"
    assert "flat" not in states(place.apply(rest)), "said once"


def test_what_was_entered_by_hand_is_never_overwritten_unless_it_is_asked_for(places) -> None:
    place = places()
    mine = place.desk("").add_loan("huabei", Terms(kind=LoanKind.REVOLVING, due_day=20), NOW, name="mine")
    declared = {mine.id: {"platform": "huabei", "kind": "revolving", "statement_day": 1, "due_day": 10}}
    refused = place.apply(declared)
    assert len(refused.problems) == 1 and refused.batch_id is None
    assert place.desk().loan(mine.id, NOW).loan.terms.due_day == 20
    assert states(place.apply(declared, adopt=[mine.id])) == {mine.id: "adopted"}
    assert place.desk().loan(mine.id, NOW).loan.terms.due_day == 10


def test_one_loan_that_cannot_be_keeps_all_others_out(places) -> None:
    place = places()
    applied = place.apply({**KINDS, "bad": {"platform": "no-such-platform", "kind": "flat"}})
    assert [key for key, _ in applied.problems] == ["loans.bad.platform"] or len(applied.problems) == 1
    assert place.desk().loan_rows(NOW) == []


def test_a_statement_in_the_file_is_a_bill_and_follows_the_file_and_a_wrong_one_is_refused(places) -> None:
    place = places()
    bill = {"due": date(2026, 12, 10), "total": Decimal("1204.10"), "minimum": Decimal("120.41"), "paid": 200}
    with_bill = {**KINDS, "huabei": {**KINDS["huabei"], "bills": [bill]}}
    place.apply(KINDS)
    changed = place.apply(with_bill)
    assert states(changed)["huabei"] == "changed"
    assert [(line.bill.total_fen, line.remaining_fen) for line in place.desk().loan("huabei", NOW).bills] == [
        (120_410, 100_410)
    ]
    assert set(states(place.apply(with_bill)).values()) == {"same"}
    corrected = {**KINDS, "huabei": {**KINDS["huabei"], "bills": [{**bill, "total": 1300}]}}
    place.apply(corrected)
    assert [line.remaining_fen for line in place.desk().loan("huabei", NOW).bills] == [110_000]
    place.apply({**KINDS, "huabei": {**KINDS["huabei"], "bills": []}})
    assert [line.bill.total_fen for line in place.desk().loan("huabei", NOW).bills if line.bill.total_fen] == []
    once = {key: value for key, value in bill.items() if key != "paid"}
    for wrong, key in (
        ([{**bill, "minimum": 9_999}], "bills[1].minimum"),
        ([bill, bill], "bills[2].due"),
        ([{**bill, "on": date(2027, 1, 1)}], "bills[1].on"),
        ([{**bill, "due": date(1900, 1, 1)}], "bills[1].due"),
        ([{**bill, "payments": ["2026-11-10 50.00"]}], "bills[1].payments"),
        ([{**once, "payments": ["2026-11-10"]}], "bills[1].payments"),
        ([{**once, "payments": ["2026-11-10 -5"]}], "bills[1].payments"),
        ([{**once, "payments": ["2027-11-10 50.00"]}], "bills[1].payments"),
        ([{**once, "payments": ["2026-11-10 1000", "2026-11-12 1000"]}], "bills[1].payments"),
    ):
        applied = place.apply({**KINDS, "huabei": {**KINDS["huabei"], "bills": wrong}})
        assert [where for where, _ in applied.problems] == [f"loans.huabei.{key}"]


def test_payments_of_a_bill_keep_their_days_and_one_more_line_is_one_more_payment(places) -> None:
    place = places()
    bill = {"due": date(2026, 12, 10), "total": 1000, "payments": ["2026-11-02 100", "2026-11-05 50.50"]}
    place.apply({**KINDS, "huabei": {**KINDS["huabei"], "bills": [bill]}})
    bill["payments"] = [*bill["payments"], "2026-11-09 20"]
    for _ in range(2):
        place.apply({**KINDS, "huabei": {**KINDS["huabei"], "bills": [bill]}})
        events = place.desk().session.ledger.events("huabei")
        assert [(event.on.day, event.amount_fen) for event in events if isinstance(event, Paid)] == [
            (2, 10_000), (5, 5_050), (9, 2_000),
        ]  # fmt: skip


def test_a_bill_entered_by_hand_on_a_declared_loan_stays(places) -> None:
    place = places()
    place.apply(KINDS)
    place.desk().enter_bill("huabei", date(2026, 12, 10), 50_000, NOW)
    place.apply({**KINDS, "huabei": {**KINDS["huabei"], "due_day": 11}})
    assert 50_000 in [line.bill.total_fen for line in place.desk().loan("huabei", NOW).bills]


def test_undo_takes_an_apply_back_whole(places) -> None:
    place = places()
    batch = place.apply(KINDS).batch_id
    assert batch is not None
    place.desk().undo(NOW, batch)
    assert place.desk().loan_rows(NOW) == []


def about(desk: Desk, loan_id: str) -> tuple[object, ...]:
    """What a loan's own page adds: terms, bills with what is open of them, who is in which role, the contract."""
    detail = desk.loan(loan_id, NOW)
    bills = [(line.bill.due_on, line.bill.total_fen, line.bill.minimum_fen, line.remaining_fen, line.state)
             for line in detail.bills]  # fmt: skip
    roles = sorted((str(line.role), line.name) for line in detail.parties)
    particulars = sorted((line.particular.id, str(line.value)) for line in detail.particulars)
    return detail.loan.terms, detail.loan.note, bills, roles, particulars


def figures(desk: Desk) -> dict[str, tuple[object, ...]]:
    """What another machine must come to as well."""
    return {
        row.loan_id: (
            row.platform_id, row.name, row.outstanding_fen, row.overdue_fen, row.next_due_on, row.next_due_fen,
            row.stage, row.muted, *about(desk, row.loan_id),
        )
        for row in desk.loan_rows(NOW)
    }  # fmt: skip


amounts = st.integers(100_00, 500_000_00).map(lambda fen: Decimal(fen) / 100)
rates = st.integers(1, 3_600).map(lambda hundredths: Decimal(hundredths) / 100)
days = st.integers(0, 900).map(lambda before: date(2026, 11, 1) - timedelta(days=before))
counts = st.integers(1, 24)
names = {
    "name": st.sampled_from(["房贷", "装修", "A loan"]),
    "note": st.text("备注 abc", max_size=9),
    "parties": st.fixed_dictionaries(
        {},
        optional={role: st.sampled_from(["某某担保", "Some agency"]) for role in ("guarantor", "creditor", "agency")},
    ),
}
clauses = {
    "fee": st.sampled_from(["300 deducted", ["300 deducted", "0.5% of principal per bill"]]),
    "late": st.sampled_from(["1.5x", ["1.5x", "days 5-10: 20, 11-: 50"]]),
    "allocation": st.just("charge, fee, interest, principal by bill"),
    "prepayment": st.just("1% free after 6"),
    "rate_change": st.sampled_from(["2027-01-01 3.1", ["2026-01-01 4", "2027-01-01 3.1"]]),
    "late_daily_pct": st.just(Decimal("0.05")),
    "grace_days": st.integers(0, 5),
    "day_count": st.sampled_from(["30/360", "actual/360"]),
    "rounding": st.sampled_from(["half-even", "up", "down"]),
    "step": st.sampled_from(["jiao", "yuan"]),
}


def kind_of(platform: str, kind: str, needed: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"platform": st.just(platform), "kind": st.just(kind), **needed}, optional={**names, **optional}
    )


terms = {"principal": amounts, "annual_rate_pct": rates, "instalments": counts, "first_due_on": days}
of_any_kind = st.one_of(
    *(kind_of(platform, kind, terms, **clauses)
      for platform, kind in (("bank-loan", "equal-instalment"), ("fenqile", "flat"), ("bank-loan", "equal-principal"),
                             ("jd-jintiao", "interest-first"))),
    kind_of("bank-loan", "equal-instalment", terms, repricing=st.just("lpr5y -0.2 on 01-01")),
    kind_of("wechat-weilidai", "daily", {"principal": amounts, "annual_rate_pct": rates, "disbursed_on": days,
                                         "instalments": counts}),
    kind_of("private-loan", "bullet", {"principal": amounts, "disbursed_on": st.just(date(2026, 1, 1)),
                                       "first_due_on": st.just(date(2027, 1, 1))}),
    kind_of("huabei", "revolving", {"statement_day": st.integers(1, 9), "due_day": st.integers(10, 28)},
            credit_limit=amounts),
    kind_of("credit-card", "revolving", {"lender": st.just("招商银行"), "account_tail": st.just("5678"),
                                         "statement_day": st.just(5), "due_day": st.just(23)},
            card_daily=st.just("0.05"), card_minimum=st.just("10% at least 50"), card_late=st.just("5% at least 10"),
            card_tolerance=st.just("10 or 1%"), card_grace=st.just("3")),
    kind_of("youpinzu", "unknown", {}, particulars=st.just({"return-on": "2027-03-01", "buy-out-price": "1200.50"})),
    kind_of("policy-loan", "bullet", {"principal": amounts, "annual_rate_pct": rates, "disbursed_on": days}),
)  # fmt: skip
statements = st.lists(
    st.tuples(st.integers(0, 5), amounts, st.integers(0, 2), st.booleans()), unique_by=lambda each: each[0], max_size=3
)
"""Bills that a person enters: months before December 2026, the amount, how much of it is paid, whether a minimum is
known."""


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(
    {"a": {"platform": "huabei", "kind": "revolving", "statement_day": 1, "due_day": 10}},
    [(1, Decimal(100), 2, False), (2, Decimal(100), 0, False)],
)
@example(
    {"a": {"platform": "huabei", "kind": "revolving", "statement_day": 1, "due_day": 10}},
    [(1, Decimal(100), 1, False), (2, Decimal(100), 0, False)],
)
@example(
    {"a": {"platform": "huabei", "kind": "revolving", "statement_day": 1, "due_day": 10}},
    [(1, Decimal(100), 1, False), (2, Decimal(100), 1, False)],
)
@given(st.dictionaries(st.sampled_from(["a", "b", "house-1", "车贷"]), of_any_kind, min_size=1, max_size=2), statements)
def test_the_export_applied_on_another_machine_gives_the_same_loans(tmp_path_factory, declared, entered) -> None:
    here, there = Place(tmp_path_factory.mktemp("here")), Place(tmp_path_factory.mktemp("there"))
    first = here.apply(declared)
    if first.problems:
        return  # terms that cannot be together are refused; which ones is tested elsewhere
    desk = here.desk()
    by_statement = [loan for loan in declared if declared[loan]["kind"] in {"revolving", "unknown"}]
    for before, amount, part, with_minimum in entered if by_statement else ():
        due, fen = date(2026, 12 - before, 10), int(amount * 100)
        desk.enter_bill(by_statement[0], due, fen, NOW, minimum_fen=fen // 10 if with_minimum else None)
        if part and due < NOW.date():
            desk.pay(by_statement[0], fen // (3 - part), NOW, on=due)
    words, moved = here.desk().export_config({}, NOW)
    assert moved == ()
    second = there.desk(words)
    assert states(second.apply_declared(NOW)).keys() == declared.keys()
    assert figures(second) == figures(here.desk())
    assert set(states(there.desk().apply_declared(NOW)).values()) == {"same"}
    assert there.desk().export_config({}, NOW) == (words, ())
    for each in (*here.opened, *there.opened):
        each.close()
