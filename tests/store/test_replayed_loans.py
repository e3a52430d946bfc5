"""The projection of loans of every kind, by the derivation that the desk uses: equal to deriving everything anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.desk.deriving import derive
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent
from duewatch.model.projection import Derived
from duewatch.store.ledger import open_ledger
from tests.collection.test_stage import ladder
from tests.desk.test_deriving import CODES, NAME
from tests.servicing.strategies import days, events, loan, terms
from tests.store.borrower import AT

LADDER = ladder(formal_collection=15, legal=60)


def derived(of: Loan, history: Sequence[LoanEvent], on: date) -> Derived:
    return derive(of, history, on, ladder=LADDER, codes=CODES, platform_name=NAME, reports="yes")


@settings(max_examples=60, deadline=None)
@given(
    loans=st.lists(st.tuples(terms(), events()), min_size=1, max_size=4),
    looks=st.lists(days, min_size=1, max_size=4),
)
def test_on_any_day_the_lists_show_what_deriving_anew_gives(
    tmp_path_factory: pytest.TempPathFactory, loans: list, looks: list[date]
) -> None:
    ledger = open_ledger(tmp_path_factory.mktemp("store") / "duewatch.sqlite3", derived)
    with ledger.writing("import", "", AT) as writer:
        for number, (agreed, history) in enumerate(loans):
            writer.add_loan(replace(loan(agreed), id=f"x-{number}"))
            for event in history:
                writer.add_event(replace(event, loan_id=f"x-{number}"))
    for on in looks:
        view = ledger.projected(on)
        whole = [derived(one, ledger.events(one.id), on) for one in ledger.loans()]
        assert [view.loan_row(one.row.loan_id) for one in whole] == [one.row for one in whole]
        bills = [bill for one in whole for bill in one.bills]
        assert view.bills() == sorted(bills, key=lambda bill: (bill.due_on, bill.loan_id, bill.bill_id))
        assert view.totals().late_fen == sum(one.row.overdue_fen for one in whole)
    ledger.close()
