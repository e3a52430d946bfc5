"""Who stands in which role to a loan, and since when."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from duewatch.collection.parties import Party, lender_named, parties, party_history
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import GuarantorPaid, LoanEvent, PartyNamed, PartyRole

LENT, TRANSFER, TODAY = date(2026, 1, 5), date(2026, 9, 1), date(2026, 11, 23)
TERMS = Terms(kind=LoanKind.EQUAL_INSTALMENT, disbursed_on=LENT)
LOAN = Loan(id="p-1", platform_id="p", name="某贷", terms=TERMS, lender="甲消费金融有限公司")


def named(role: str, name: str, on: date, id: int = 1) -> PartyNamed:
    return PartyNamed(loan_id="p-1", on=on, id=id, role=PartyRole(role), name=name)


def who(events: list[LoanEvent], on: date = TODAY, loan: Loan = LOAN) -> list[tuple[str, str, date | None]]:
    return [(one.role.value, one.name, one.since_on) for one in parties(loan, events, on)]


def test_the_lender_of_the_contract_is_the_creditor_as_long_as_nothing_else_is_told() -> None:
    assert who([]) == [("lender", "甲消费金融有限公司", LENT), ("creditor", "甲消费金融有限公司", LENT)]


def test_nobody_is_named_where_the_contract_was_not_read() -> None:
    unread = Loan(id="p-1", platform_id="p", name="某贷", terms=TERMS)
    assert who([], loan=unread) == []


def test_all_roles_can_be_filled_at_once() -> None:
    events: list[LoanEvent] = [
        named("guarantor", "乙融资担保有限公司", LENT),
        named("creditor", "丙资产管理有限公司", TRANSFER),
        named("agency", "丁催收公司", date(2026, 10, 1)),
    ]
    assert who(events) == [
        ("lender", "甲消费金融有限公司", LENT),
        ("guarantor", "乙融资担保有限公司", LENT),
        ("creditor", "丙资产管理有限公司", TRANSFER),
        ("agency", "丁催收公司", date(2026, 10, 1)),
    ]


def test_a_claim_passed_on_leaves_the_lender_of_the_contract_where_it_is() -> None:
    events: list[LoanEvent] = [named("creditor", "丙", TRANSFER)]
    assert lender_named(LOAN, events, TODAY) == "甲消费金融有限公司"


def test_the_day_before_the_transfer_it_was_still_the_lender() -> None:
    events: list[LoanEvent] = [named("creditor", "丙", TRANSFER)]
    assert who(events, date(2026, 8, 31))[-1] == ("creditor", "甲消费金融有限公司", LENT)
    assert who(events, TRANSFER)[-1] == ("creditor", "丙", TRANSFER)


def test_a_guarantor_that_paid_is_guarantor_and_creditor_for_what_it_paid_in_all() -> None:
    events: list[LoanEvent] = [
        GuarantorPaid(loan_id="p-1", on=TRANSFER, id=1, amount_fen=30_000, name="乙"),
        GuarantorPaid(loan_id="p-1", on=date(2026, 10, 1), id=2, amount_fen=5_000, name="乙"),
    ]
    assert parties(LOAN, events, TODAY)[1:] == (
        Party(PartyRole.GUARANTOR, "乙", TRANSFER),
        Party(PartyRole.CREDITOR, "乙", TRANSFER, paid_fen=35_000),
    )


def test_two_guarantors_that_paid_are_both_owed_what_each_paid() -> None:
    events: list[LoanEvent] = [
        GuarantorPaid(loan_id="p-1", on=TRANSFER, id=1, amount_fen=30_000, name="乙"),
        GuarantorPaid(loan_id="p-1", on=TRANSFER, id=2, amount_fen=5_000, name="戊"),
    ]
    owed = {one.name: one.paid_fen for one in parties(LOAN, events, TODAY) if one.role is PartyRole.CREDITOR}
    assert owed == {"乙": 30_000, "戊": 5_000}


def test_an_agency_goes_when_an_empty_name_is_told() -> None:
    events: list[LoanEvent] = [named("agency", "丁", TRANSFER, 1), named("agency", "", date(2026, 10, 1), 2)]
    assert [one[0] for one in who(events)] == ["lender", "creditor"]
    assert party_history(LOAN, events, TODAY)[-1] == Party(PartyRole.AGENCY, "丁", TRANSFER, date(2026, 10, 1))


def test_a_claim_that_comes_back_is_the_lenders_again() -> None:
    events: list[LoanEvent] = [named("creditor", "丙", TRANSFER, 1), named("creditor", "", date(2026, 10, 1), 2)]
    assert who(events)[-1] == ("creditor", "甲消费金融有限公司", date(2026, 10, 1))


NAMED = st.builds(
    lambda role, name, day, id: named(role, name, date(2026, 2, day), id),
    st.sampled_from([role.value for role in PartyRole]),
    st.sampled_from(["", "甲", "乙", "丙"]),
    st.integers(1, 28),
    st.integers(1, 99),
)
PAID = st.builds(
    lambda name, day, id: GuarantorPaid(loan_id="p-1", on=date(2026, 2, day), id=id, amount_fen=100, name=name),
    st.sampled_from(["甲", "乙"]),
    st.integers(1, 28),
    st.integers(1, 99),
)


@given(st.lists(NAMED | PAID, max_size=8, unique_by=lambda event: event.id), st.integers(1, 28))
def test_the_past_of_a_day_does_not_depend_on_what_came_later(events: list[LoanEvent], day: int) -> None:
    on = date(2026, 2, day)
    assert parties(LOAN, events, on) == parties(LOAN, [event for event in events if event.on <= on], on)


@given(st.lists(NAMED | PAID, max_size=8, unique_by=lambda event: event.id))
def test_nobody_stands_twice_in_a_role_and_no_time_runs_backwards(events: list[LoanEvent]) -> None:
    now = [(one.role, one.name) for one in parties(LOAN, events, date(2026, 3, 1))]
    assert len(now) == len(set(now))
    for one in party_history(LOAN, events, date(2026, 3, 1)):
        assert one.name
        assert one.since_on is None or one.until_on is None or one.since_on <= one.until_on
