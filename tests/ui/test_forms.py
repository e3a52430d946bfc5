"""Forms: letters are text, errors stand beside their field, Esc leaves nothing half-saved, saving can be undone."""

from datetime import date

from textual import events

from duewatch.desk.desk import Desk
from duewatch.model.loan import LoanKind, Terms
from tests.ui.conftest import NOW, Opener


async def test_letters_are_text_in_a_form(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("a")
        await screens.type("qhbu12p")
        assert screens.screen == "LoanForm"
        assert "qhbu12p" in screens.text()


async def test_a_platform_is_picked_by_typing_a_part_of_its_name(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("a")
        await screens.type("京东白")
        assert "▸ 京东白条" in screens.text()
        assert "小花钱包" not in screens.text()
        await screens.press("enter")
        await screens.press("ctrl+s")
        assert screens.screen != "LoanForm"
    assert desk.loan_rows(NOW, containing="白条")


async def test_a_new_loan_is_stored_as_it_was_typed(desk: Desk, opened: Opener) -> None:
    before = {row.loan_id for row in desk.loan_rows(NOW)}
    async with opened(desk, size=(100, 40)) as screens:
        await screens.press("a")
        await screens.type("借呗")
        await screens.press("enter")
        kind = screens.app.screen.query_one("#field-kind")
        assert LoanKind.EQUAL_INSTALMENT in dict(kind.choice.options)
        kind.choice.choose("equal-instalment")
        await screens.settle()
        for name, words in {
            "principal_fen": "１２０００",
            "annual_rate_pct": "14.4%",
            "instalments": "12",
            "disbursed_on": "11-20",
            "first_due_on": "12-20",
            "lender": "某某消费金融有限公司",
            "account_tail": "8866",
        }.items():
            screens.app.screen.query_one(f"#field-{name}").focus_editor()
            await screens.settle()
            await screens.type(words)
        await screens.press("ctrl+s")
        assert "已添加" in screens.notices() and "按 u 可撤销" in screens.notices()
    (added,) = [row for row in desk.loan_rows(NOW) if row.loan_id not in before]
    loan = desk.loan(added.loan_id, NOW).loan
    assert loan.platform_id == "jiebei" and loan.lender == "某某消费金融有限公司" and loan.account_tail == "8866"
    assert loan.terms.principal_fen == 1_200_000
    assert str(loan.terms.annual_rate_pct) == "14.4"
    assert (loan.terms.disbursed_on, loan.terms.first_due_on) == (date(2026, 11, 20), date(2026, 12, 20))
    assert loan.terms.late_daily_pct is None and loan.terms.grace_days == 0


async def test_only_fields_that_fit_the_kind_are_asked_for(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(100, 40)) as screens:
        await screens.press("a")
        assert "期数" not in screens.text() and "账单日" not in screens.text()
        await screens.type("信用卡")
        await screens.press("enter")
        assert "账单日" in screens.text() and "期数" not in screens.text()
        screens.app.screen.query_one("#field-kind").choice.choose("equal-instalment")
        await screens.settle()
        assert "期数" in screens.text() and "账单日" not in screens.text()


async def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(desk: Desk, opened: Opener) -> None:
    batches = len(desk.batches())
    async with opened(desk) as screens:
        await screens.press("2", "enter", "p")
        await screens.type("12.345")
        await screens.press("ctrl+s")
        line = next(line for line in screens.lines() if "还款金额" in line)
        assert "12.345" in line and "请填金额（元）" in line
        assert screens.screen == "PaymentForm"
    assert len(desk.batches()) == batches


async def test_what_the_desk_refuses_stays_in_the_form(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("a")
        await screens.type("没有这个平台")
        await screens.press("ctrl+s")
        assert screens.screen == "LoanForm"
        assert screens.app.screen.query_one("#form-problem").has_class("-wrong")


async def test_a_payment_says_that_duewatch_pays_nothing_and_shows_the_allocation(desk: Desk, opened: Opener) -> None:
    late = next(row for row in desk.loan_rows(NOW) if row.days_past_due == 21)
    async with opened(desk, size=(100, 30)) as screens:
        screens.app.open_loan(late.loan_id)
        await screens.settle()
        await screens.press("p")
        assert "duewatch 不会替你付款" in screens.text()
        await screens.type("500")
        await screens.press("ctrl+s")
        assert screens.screen == "PaymentDone"
        text = screens.text()
        assert "利息  ¥91.00" in text and "本金  ¥409.00" in text
        assert "仍逾期" in text
        await screens.press("u")
        assert "已撤销" in screens.notices()
    assert desk.loan(late.loan_id, NOW).row.overdue_fen == late.overdue_fen


async def test_a_bill_is_entered_with_its_minimum(desk: Desk, opened: Opener) -> None:
    card = next(row for row in desk.loan_rows(NOW) if row.kind == "revolving")
    async with opened(desk, size=(100, 30)) as screens:
        screens.app.open_loan(card.loan_id)
        await screens.settle()
        await screens.press("t")
        form = screens.app.screen
        for name, words in {"due_on": "2027-01-09", "total": "1000", "minimum": "2000"}.items():
            form.query_one(f"#field-{name} Input").value = words
        await screens.press("ctrl+s")
        assert "最低还款不能多于账单总额" in screens.text()
        form.query_one("#field-minimum Input").value = "100"
        await screens.press("ctrl+s")
        assert "账单已填" in screens.notices()
    (bill,) = [line.bill for line in desk.loan(card.loan_id, NOW).bills if line.bill.due_on == date(2027, 1, 9)]
    assert (bill.total_fen, bill.minimum_fen) == (100_000, 10_000)


async def test_a_bill_may_be_entered_before_its_amount_is_known(desk: Desk, opened: Opener) -> None:
    card = next(row for row in desk.loan_rows(NOW) if row.kind == "revolving")
    async with opened(desk) as screens:
        screens.app.open_loan(card.loan_id)
        await screens.settle()
        await screens.press("t")
        screens.app.screen.query_one("#field-due_on Input").value = "2027-02-09"
        screens.app.screen.query_one("#field-total Input").value = ""
        screens.app.screen.query_one("#field-minimum Input").value = ""
        await screens.press("ctrl+s")
        assert screens.screen == "LoanScreen"
    (line,) = [line for line in desk.loan(card.loan_id, NOW).bills if line.bill.due_on == date(2027, 2, 9)]
    assert line.remaining_fen is None


async def test_a_demand_moves_the_stage_and_the_form_says_to_verify_first(desk: Desk, opened: Opener) -> None:
    late = next(row for row in desk.loan_rows(NOW) if row.stage == "early-overdue")
    async with opened(desk, size=(100, 30)) as screens:
        screens.app.open_loan(late.loan_id)
        await screens.settle()
        await screens.press("d")
        assert "先不要答应任何事" in screens.text() and "12368" in screens.text()
        await screens.press("ctrl+s")
        assert "按 u 可撤销" in screens.notices()
        assert desk.loan(late.loan_id, NOW).row.stage == "formal-collection"
        await screens.press("u")
    assert desk.loan(late.loan_id, NOW).row.stage == "early-overdue"


async def test_a_court_paper_is_chosen_with_the_arrows(desk: Desk, opened: Opener) -> None:
    late = next(row for row in desk.loan_rows(NOW) if row.stage == "early-overdue")
    async with opened(desk, size=(100, 30)) as screens:
        screens.app.open_loan(late.loan_id)
        await screens.settle()
        await screens.press("d", *["right"] * 5)
        assert "‹ 收到法院或仲裁机构的文书 ›" in screens.text()
        await screens.press("ctrl+s")
    assert desk.loan(late.loan_id, NOW).row.stage == "legal"


async def test_escape_leaves_an_untouched_form_at_once(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        for key in ("a", "p"):
            await screens.press(key)
            assert screens.screen.endswith("Form")
            await screens.press("escape")
            assert screens.screen == "HomeScreen"


async def test_a_changed_form_asks_once_and_saves_nothing(desk: Desk, opened: Opener) -> None:
    batches = len(desk.batches())
    async with opened(desk) as screens:
        await screens.press("p")
        await screens.type("12")
        await screens.press("escape")
        assert "改动还没有保存" in screens.text()
        await screens.press("escape")
        assert screens.screen == "HomeScreen"
    assert len(desk.batches()) == batches


async def test_editing_keeps_what_was_not_touched(desk: Desk, opened: Opener) -> None:
    late = next(row for row in desk.loan_rows(NOW) if row.days_past_due == 21)
    before = desk.loan(late.loan_id, NOW).loan
    async with opened(desk, size=(100, 40)) as screens:
        screens.app.open_loan(late.loan_id)
        await screens.settle()
        await screens.press("e")
        screens.app.screen.query_one("#field-lender Input").value = "合同上的机构"
        await screens.press("ctrl+s")
        assert "已修改" in screens.notices()
    after = desk.loan(late.loan_id, NOW).loan
    assert after.lender == "合同上的机构"
    assert after.terms == before.terms
    assert (after.id, after.platform_id, after.name, after.note) == (
        before.id,
        before.platform_id,
        before.name,
        before.note,
    )


async def test_enter_goes_from_field_to_field_and_saves_in_the_last(desk: Desk, opened: Opener) -> None:
    late = next(row for row in desk.loan_rows(NOW) if row.days_past_due == 21)
    async with opened(desk) as screens:
        screens.app.open_loan(late.loan_id)
        await screens.settle()
        await screens.press("p")
        await screens.type("100")
        for _ in range(6):
            if screens.screen == "PaymentForm":
                await screens.press("enter" if screens.app.focused.__class__.__name__ == "Input" else "tab")
        assert screens.screen == "PaymentDone"


async def test_without_a_loan_a_payment_says_to_choose_one(empty_desk: Desk, opened: Opener) -> None:
    async with opened(empty_desk) as screens:
        await screens.press("p")
        assert "请先选中一笔贷款" in screens.notices()


async def test_keys_that_come_in_one_burst_are_saved_as_they_were_typed(desk: Desk, opened: Opener) -> None:
    late = next(row for row in desk.loan_rows(NOW) if row.days_past_due == 21)
    async with opened(desk) as screens:
        screens.app.open_loan(late.loan_id)
        await screens.settle()
        await screens.press("p")
        for key, character in (("5", "5"), ("0", "0"), ("0", "0"), ("ctrl+s", None)):
            screens.app.post_message(events.Key(key, character))
        await screens.settle()
        assert "¥500.00" in screens.text()
        assert screens.screen == "PaymentDone"


async def test_what_terms_usually_are_stands_beside_the_fields_and_is_never_filled_in(
    desk: Desk, opened: Opener
) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("a")
        assert "通常" not in screens.text()
        await screens.type("美团月付")
        await screens.press("enter")
        text = screens.text()
        assert "通常 1 日（可信度" in text and "通常 8 日（可信度" in text
        assert "通常是账单日 1 日" in text and "核对" in text
        kind = screens.app.screen.query_one("#field-kind")
        assert screens.app.screen.query_one("#field-due_day").typed == ""
        kind.choice.choose("bullet")
        await screens.settle()
        assert "通常是账单日" not in screens.text()
        kind.choice.choose("revolving")
        await screens.settle()
        await screens.press("ctrl+s")
    (added,) = [row for row in desk.loan_rows(NOW) if row.platform_id == "meituan-yuefu" and "美团" in row.name][-1:]
    terms = desk.loan(added.loan_id, NOW).loan.terms
    assert (terms.statement_day, terms.due_day) == (None, None)


async def test_the_parties_of_a_loan_are_noted_from_its_screen(desk: Desk, opened: Opener) -> None:
    loan_id = next(row for row in desk.loan_rows(NOW) if row.stage == "early-overdue").loan_id
    async with opened(desk, size=(100, 30)) as screens:
        screens.app.open_loan(loan_id)
        await screens.settle()
        await screens.press("f6")
        assert "征信报告上显示的是原放款机构" in screens.text() and "‹ 催收公司 ›" in screens.text()
        await screens.press("tab", *"AB", "ctrl+s")
        assert "按 u 可撤销" in screens.notices()
        (agency,) = [one for one in desk.loan(loan_id, NOW).parties if one.role == "agency"]
        assert (agency.name, agency.since_on) == ("AB", NOW.date())
        await screens.press("f6", "left", "tab", *"CD", "tab", "tab", *"120.5", "ctrl+s")
        paid = [one for one in desk.loan(loan_id, NOW).events if one.kind == "guarantor-paid"]
        assert [(one.name, one.amount_fen) for one in paid] == [("CD", 12_050)]
        await screens.press("u")
    assert not [one for one in desk.loan(loan_id, NOW).events if one.kind == "guarantor-paid"]


async def test_what_the_contract_says_beyond_bills_is_noted_from_the_loans_screen(desk: Desk, opened: Opener) -> None:
    rented = desk.add_loan("youpinzu", Terms(kind=LoanKind.REVOLVING), NOW)
    detail = desk.loan(rented.id, NOW)
    first = detail.particulars[0].particular
    async with opened(desk, size=(100, 30)) as screens:
        screens.app.open_loan(rented.id)
        await screens.settle()
        await screens.press("f7")
        assert first.name.zh in screens.text()
        await screens.press("tab", *("2027-01-05" if first.kind == "day" else "300"), "ctrl+s")
        assert "按 u 可撤销" in screens.notices()
    assert desk.loan(rented.id, NOW).particulars[0].value is not None
