from datetime import date
from decimal import Decimal

from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import BillIssued, Lent, Paid
from tests.builders import alipay, sms, wechat
from tests.intake.borrower import Borrower, row, states

BILL_DAY = date(2026, 11, 25)
BILL = "2026-11-20 09:00\n【花呗】本月还款日11月25日，账单260.40元，点链接还款，已还请忽略"


def jiebei(**cells: str) -> alipay.Row:
    given = {"party": "借呗", "text": "借呗放款至银行卡", "status": "放款成功", "method": "", "amount": "3000.00"}
    return alipay.huabei(**(given | cells))


def test_a_payment_goes_to_the_one_loan_of_its_platform(borrower: Borrower) -> None:
    borrower.has_loan("huabei-7")
    assert borrower.brings(alipay.build([alipay.huabei()])).files[0].new_loans == 0
    assert borrower.state() == {"huabei-7": [("paid", date(2025, 5, 9), 26040)]}


def test_a_payment_that_names_its_bill_month_pays_the_bill_due_in_it(borrower: Borrower) -> None:
    may = BillIssued(
        loan_id="huabei-1", on=date(2025, 5, 1), bill_id="2025-05", due_on=date(2025, 5, 15), total_fen=26040
    )
    april = BillIssued(
        loan_id="huabei-1", on=date(2025, 4, 1), bill_id="2025-04", due_on=date(2025, 4, 15), total_fen=9900
    )
    borrower.has_loan("huabei-1", april, may)
    rows = [
        alipay.huabei("2025-05-09 09:00:00", text="花呗主动还款-2025年05月账单"),
        alipay.huabei("2025-06-09 09:00:00", text="花呗主动还款-2025年06月账单"),
    ]
    borrower.brings(alipay.build(rows))
    paid = [event for event in borrower.ledger.events("huabei-1") if isinstance(event, Paid)]
    assert [event.bill_id for event in paid] == ["2025-05", None]


def test_with_two_loans_it_is_doubtful_and_cannot_be_taken_for_either(borrower: Borrower) -> None:
    borrower.has_loan("huabei-1")
    borrower.has_loan("huabei-2")
    data = alipay.build([alipay.huabei()])
    doubtful = row(borrower.looks_at(data), "doubtful")
    borrower.brings(data, take=frozenset({doubtful.key}))
    assert borrower.state() == {"huabei-1": [], "huabei-2": []}


def test_cards_are_told_apart_by_bank(borrower: Borrower) -> None:
    borrower.has_loan("credit-card-1", lender="中国建设银行股份有限公司信用卡中心")
    borrower.has_loan("credit-card-2", name="我的招行卡")
    borrower.brings(wechat.build_csv([wechat.card(), wechat.card(bank="招商银行", amount="¥9.00")]))
    assert borrower.state() == {
        "credit-card-1": [("paid", date(2025, 5, 4), 54858)],
        "credit-card-2": [("paid", date(2025, 5, 4), 900)],
    }


def test_a_card_of_another_bank_is_a_new_loan_with_that_bank_as_lender(borrower: Borrower) -> None:
    borrower.has_loan("credit-card-1", lender="招商银行")
    assert borrower.brings(wechat.build_csv([wechat.card()])).files[0].new_loans == 1
    loan = borrower.ledger.loan("credit-card-2")
    assert loan is not None and loan.lender == "建设银行"


def test_a_card_that_names_no_bank_makes_it_doubtful_and_can_be_taken(borrower: Borrower) -> None:
    borrower.has_loan("credit-card-1", name="我的信用卡")
    data = wechat.build_csv([wechat.card()])
    doubtful = row(borrower.brings(data), "doubtful")
    assert borrower.state() == {"credit-card-1": []}
    borrower.brings(data, take=frozenset({doubtful.key}))
    assert borrower.state() == {"credit-card-1": [("paid", date(2025, 5, 4), 54858)]}


def test_cards_of_one_bank_are_told_apart_by_their_last_digits(borrower: Borrower) -> None:
    borrower.has_loan("credit-card-1", lender="建设银行", account_tail="9999")
    borrower.has_loan("credit-card-2", lender="建设银行", account_tail="1234")
    borrower.brings(f"2025-05-04 10:00\n{sms.CCB_PAID}".encode())
    assert borrower.state() == {"credit-card-1": [], "credit-card-2": [("paid", date(2025, 5, 4), 9700)]}


def test_a_proposed_loan_knows_nothing_it_was_not_told(borrower: Borrower) -> None:
    borrower.brings(alipay.build([alipay.huabei(), alipay.huabei(party="借呗", text="借呗还款", amount="88.00")]))
    huabei, jiebei = borrower.ledger.loan("huabei-1"), borrower.ledger.loan("jiebei-1")
    assert huabei is not None and jiebei is not None
    assert (huabei.terms, huabei.lender) == (Terms(kind=LoanKind.REVOLVING), None)
    assert (jiebei.terms.principal_fen, jiebei.terms.annual_rate_pct, jiebei.lender) == (None, None, None)


def test_a_payment_entered_by_hand_is_only_suggested_as_the_same(borrower: Borrower) -> None:
    borrower.has_loan("huabei-1", Paid(loan_id="huabei-1", on=date(2025, 5, 8), amount_fen=26040))
    data = alipay.build([alipay.huabei(), alipay.huabei("2025-05-09 09:00:00")])
    result = borrower.brings(data)
    assert sorted(states(result)) == ["doubtful", "new"]  # one of the two is what stands there, the other is new
    doubtful = row(result, "doubtful")
    borrower.brings(data, take=frozenset({doubtful.key}))
    assert len(borrower.state()["huabei-1"]) == 3


def test_the_same_payment_by_wallet_and_by_message_is_booked_once(borrower: Borrower) -> None:
    borrower.brings(wechat.build_csv([wechat.card("2025-05-04 09:00:00", "¥97.00")]))
    result = borrower.brings(f"2025-05-04 10:00\n{sms.CCB_PAID}".encode())
    assert states(result) == ["doubtful"]
    assert borrower.state() == {"credit-card-1": [("paid", date(2025, 5, 4), 9700)]}


def test_a_failed_repayment_counts_nothing(borrower: Borrower) -> None:
    borrower.has_loan("huabei-1")
    result = borrower.brings(alipay.build([alipay.huabei(status="还款失败", method="")]))
    assert (result.files[0].new_payments, result.files[0].repayments_count) == (0, 0)
    assert borrower.state() == {"huabei-1": []}
    assert states(borrower.brings(alipay.build([alipay.huabei(status="还款失败", method="")]))) == ["known"]


def test_closed_rows_count_nothing(borrower: Borrower) -> None:
    result = borrower.brings(alipay.build([alipay.huabei(status="交易关闭")]))
    assert (result.rows, borrower.state()) == ((), {})


def test_a_debit_that_went_through_in_part_is_a_payment_of_that_part(borrower: Borrower) -> None:
    borrower.brings(f"2025-05-04 10:00\n{sms.CMB_PARTLY}".encode())
    assert borrower.state() == {"credit-card-1": [("paid", date(2025, 5, 4), 40000)]}


def test_a_bill_becomes_a_bill_never_a_payment(borrower: Borrower) -> None:
    result = borrower.brings(BILL.encode())
    assert (result.files[0].new_bills, result.files[0].new_payments) == (1, 0)
    (event,) = borrower.ledger.events("huabei-1")
    assert isinstance(event, BillIssued)
    assert (event.bill_id, event.due_on, event.total_fen) == ("2026-11", BILL_DAY, 26040)


def test_a_bill_stated_again_is_known_and_with_another_amount_changed(borrower: Borrower) -> None:
    borrower.brings(BILL.encode())
    assert states(borrower.brings(BILL.replace("20 09:00", "21 09:00").encode())) == ["known"]
    changed = borrower.brings(BILL.replace("20 09:00", "22 09:00").replace("260.40", "200.00").encode())
    assert (states(changed), changed.files[0].changed) == (["changed"], 1)
    late = borrower.brings(BILL.replace("20 09:00", "19 09:00").replace("260.40", "999.00").encode())
    assert states(late) == ["doubtful"]  # it came before what stands there


def test_an_overdue_notice_books_nothing_even_if_taken(borrower: Borrower) -> None:
    borrower.has_loan("xiaohua-1")
    notice = row(borrower.brings(sms.XIAOHUA_OVERDUE.encode()), "doubtful")
    assert notice.amount_fen is None
    borrower.brings(sms.XIAOHUA_OVERDUE.encode(), take=frozenset({notice.key}))
    assert borrower.state() == {"xiaohua-1": []}


def test_money_lent_is_noted_once_and_not_again_where_the_terms_say_it(borrower: Borrower) -> None:
    borrower.has_loan(
        "jiebei-1",
        terms=Terms(
            kind=LoanKind.BULLET,
            principal_fen=300_000,
            annual_rate_pct=Decimal("14.6"),
            disbursed_on=date(2025, 5, 9),
            first_due_on=date(2025, 6, 9),
            instalments=1,
        ),
    )
    result = borrower.brings(alipay.build([jiebei()]))
    assert states(result) == ["known"]
    assert borrower.state() == {"jiebei-1": []}


def test_money_lent_by_a_platform_without_a_loan_proposes_one(borrower: Borrower) -> None:
    borrower.brings(alipay.build([jiebei()]))
    (event,) = borrower.ledger.events("jiebei-1")
    assert isinstance(event, Lent)
    assert event.amount_fen == 300_000


def test_a_refund_lowers_the_bill_of_a_line_that_is_there_and_proposes_none(borrower: Borrower) -> None:
    refund = alipay.row(kind="退款", text="退款-商品", way="不计收支", method="花呗", status="退款成功", amount="30.00")
    assert states(borrower.brings(alipay.build([refund]))) == ["doubtful"]
    borrower.has_loan("huabei-1")
    borrower.brings(alipay.build([refund]))  # known as doubtful, but now there is something to book
    assert borrower.state() == {"huabei-1": [("refunded", date(2025, 5, 3), 3000)]}


def test_a_dropped_row_is_left_out_and_comes_back_the_next_time(borrower: Borrower) -> None:
    data = alipay.build([alipay.huabei(), alipay.huabei("2025-06-09 08:00:00")])
    first = borrower.looks_at(data).rows[0]
    assert borrower.brings(data, drop=frozenset({first.key})).files[0].new_payments == 1
    assert borrower.brings(data).files[0].new_payments == 1
    assert len(borrower.state()["huabei-1"]) == 2


def test_a_row_from_the_future_is_doubtful(borrower: Borrower) -> None:
    assert states(borrower.brings(alipay.build([alipay.huabei("2031-05-09 08:00:00")]))) == ["doubtful"]
    assert borrower.state() == {}


def test_the_order_of_rows_makes_no_difference(borrower: Borrower) -> None:
    rows = [
        alipay.huabei(),
        alipay.row(kind="退款", method="花呗", status="退款成功", amount="30.00"),
        jiebei(),
        alipay.huabei("2025-06-09 08:00:00"),
    ]
    forward, backward = borrower.looks_at(alipay.build(rows)), borrower.looks_at(alipay.build(rows[::-1]))
    assert sorted((r.key, r.state, r.loan_id or "") for r in forward.rows) == sorted(
        (r.key, r.state, r.loan_id or "") for r in backward.rows
    )
