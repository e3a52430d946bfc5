"""What a lender offered: held against the plan and against paying nothing, accepted, confirmed in writing."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.desk.desk import Desk
from duewatch.model.offer import LoanOffer
from duewatch.model.problem import InputProblem
from duewatch.servicing.offered import Missing, arrangement_of, contradiction, missing, told_total
from tests.desk.conftest import NOW, TODAY

LOAN = "xiaohua-1"
SIX = LoanOffer(
    instalments=6, each_fen=70_000, first_due_on=date(2026, 12, 15), expires_on=date(2026, 11, 30), conditions="按时"
)


def test_offers_stand_beside_the_plan_and_beside_paying_nothing(demo: Desk) -> None:
    whole = demo.note_offer(LOAN, SIX, NOW).event.id
    part = demo.note_offer(LOAN, LoanOffer(settle_fen=350_000), NOW).event.id
    nothing, plan, six, settle = demo.compare_offers(LOAN, NOW).options
    assert nothing.pays_nothing
    standing = demo.suppose(LOAN, NOW, [], on=date(2027, 11, 23))[0].standing
    assert nothing.owed_later_fen == standing.outstanding_fen + standing.charges_fen
    row = demo.loan(LOAN, NOW).row
    assert plan.burden.total_fen == row.outstanding_fen + row.charges_fen
    assert plan.burden.total_fen == sum(fen for _, fen in plan.burden.months)
    assert six.burden.total_fen == 420_000
    assert [fen for _, fen in six.burden.months] == [70_000] * 6
    assert six.burden.heaviest == (date(2026, 12, 1), 70_000)
    assert (settle.burden.total_fen, settle.burden.months, settle.overdue_months) == (350_000, None, None)
    assert nothing.overdue_months > six.overdue_months
    assert [line.event.id for line in demo.loan_offers(None, NOW)] == [whole, part]
    assert [one.line.event.id for one in demo.compare_offers(LOAN, NOW, [part]).options[2:]] == [part]


def test_noting_an_offer_changes_nothing_in_what_is_owed(demo: Desk) -> None:
    before = demo.loan(LOAN, NOW)
    demo.note_offer(LOAN, SIX, NOW)
    after = demo.loan(LOAN, NOW)
    assert after.row == before.row
    assert after.bills == before.bills


def test_an_accepted_offer_is_an_arrangement_and_is_taken_back_whole(demo: Desk) -> None:
    number = demo.note_offer(LOAN, SIX, NOW).event.id
    looked = demo.accept_offer(LOAN, number, NOW, dry_run=True)
    assert (looked.batch_id, demo.loan_offers(LOAN, NOW)[0].accepted) == (None, None)
    made = demo.accept_offer(LOAN, number, NOW)
    assert [bill.total_fen for bill in made.line.after] == [70_000] * 6
    assert demo.loan_offers(LOAN, NOW)[0].accepted is True
    assert demo.loan(LOAN, NOW).row.next_due_on == date(2026, 12, 15)
    with pytest.raises(InputProblem):
        demo.accept_offer(LOAN, number, NOW)
    demo.undo(NOW)
    assert demo.loan_offers(LOAN, NOW)[0].accepted is None
    assert not demo.confirmations(LOAN, NOW)


def test_an_offer_that_has_run_out_is_not_accepted_silently(demo: Desk) -> None:
    number = demo.note_offer(LOAN, replace(SIX, expires_on=TODAY), NOW).event.id
    assert demo.loan_offers(LOAN, NOW)[0].days_left == 0
    later = NOW + timedelta(days=1)
    with pytest.raises(InputProblem) as refused:
        demo.accept_offer(LOAN, number, later)
    assert "run out" in refused.value.what.msgid
    assert demo.accept_offer(LOAN, number, later, still_holds=True).batch_id is not None


def test_an_offer_told_in_part_names_what_is_missing_and_is_not_accepted(demo: Desk) -> None:
    number = demo.note_offer(LOAN, LoanOffer(instalments=6, total_fen=420_000), NOW).event.id
    assert demo.loan_offers(LOAN, NOW)[0].missing == (Missing.EACH, Missing.FIRST_DUE)
    with pytest.raises(InputProblem):
        demo.accept_offer(LOAN, number, NOW)
    demo.decline_offer(LOAN, number, NOW)
    assert demo.loan_offers(LOAN, NOW)[0].accepted is False
    assert len(demo.compare_offers(LOAN, NOW).options) == 2


@pytest.mark.parametrize(
    "offer",
    [
        LoanOffer(),
        LoanOffer(settle_fen=0, settle_by_on=TODAY),
        LoanOffer(settle_fen=100, instalments=3),
        LoanOffer(instalments=3, each_fen=50_000, total_fen=90_000),
        LoanOffer(first_due_on=date(2026, 1, 1)),
        LoanOffer(conditions="x", contact_id=4_711),
    ],
)
def test_an_offer_that_cannot_be_is_not_noted(demo: Desk, offer: LoanOffer) -> None:
    with pytest.raises(InputProblem):
        demo.note_offer(LOAN, offer, NOW)
    assert not demo.loan_offers(LOAN, NOW)


def test_an_agreement_is_a_duty_until_its_confirmation_is_filed_and_goes_into_the_bundle(
    demo: Desk, tmp_path: Path
) -> None:
    def told() -> bool:
        return any(do.loan_id == LOAN and "confirmation" in do.why.msgid for do in demo.today(NOW).do)

    with pytest.raises(InputProblem):
        demo.confirmation_asked(LOAN, NOW)
    demo.accept_offer(LOAN, demo.note_offer(LOAN, SIX, NOW).event.id, NOW)
    (line,) = demo.confirmations(LOAN, NOW)
    assert (line.asked_on, line.filed_on, told()) == (None, None, True)
    demo.confirmation_asked(LOAN, NOW)
    assert (demo.confirmations(None, NOW)[-1].asked_on, told()) == (TODAY, True)
    file = tmp_path / "确认函.txt"
    file.write_text("同意分六期", encoding="utf-8")
    demo.confirmation_filed(LOAN, file, NOW)
    paper = demo.confirmations(LOAN, NOW)[0].paper
    assert (paper.name, paper.size, told()) == (file.name, file.stat().st_size, False)
    made = demo.evidence([LOAN], tmp_path / "a.zip", NOW, language="zh")
    with ZipFile(made.file.path) as bundle:
        names = [name for name in bundle.namelist() if name.endswith(file.name)]
        assert bundle.read(names[0]) == file.read_bytes()
        assert paper.sha256.encode() in bundle.read("timeline.csv")
    hidden = demo.evidence([LOAN], tmp_path / "b.zip", NOW, language="zh", hide=["names"])
    assert not [name for name in hidden.inside if name.endswith(file.name)]
    file.write_text("改过", encoding="utf-8")
    assert demo.evidence([LOAN], tmp_path / "c.zip", NOW, language="zh").missing == (file.name,)


@given(st.integers(1, 60), st.integers(1, 10**7), st.integers(1, 10**9))
def test_the_bills_of_an_offer_come_to_the_sum_that_was_told(count: int, each: int, total: int) -> None:
    offer = LoanOffer(instalments=count, each_fen=each, first_due_on=date(2027, 1, 31), total_fen=total)
    if contradiction(offer):
        return
    assert not missing(offer)
    agreed = arrangement_of(offer)
    assert sum(bill.total_fen for bill in agreed.bills) == told_total(offer) == total
    assert all(bill.total_fen > 0 for bill in agreed.bills)
