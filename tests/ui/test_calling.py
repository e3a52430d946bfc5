"""Someone is calling: one key from everywhere, the least in a few strokes, nothing promised by accident."""

import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from textual.screen import Screen
from textual.widgets import Input, TextArea

from duewatch.config.schema import Settings
from duewatch.desk.desk import Desk
from duewatch.model.contact import Contact, CourtPaper, Mark, NumberOrigin, PaperKind
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.offer import LoanOffer
from duewatch.ui import screens as rooms
from duewatch.ui.app import DuewatchApp
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.screens.loan_list import LoanListScreen
from duewatch.ui.widgets.call_views import SignLine, StepList
from duewatch.wording import Wording
from tests.builders import own_table
from tests.ui.conftest import NOW, Opener
from tests.ui.driving import Driver
from tests.ui.test_pictures import SIZES, compare

NUMBER = "138 0013 8000"
OLD = Terms(
    kind=LoanKind.EQUAL_INSTALMENT,
    principal_fen=100_000,
    instalments=1,
    instalment_fen=100_000,
    disbursed_on=(NOW - timedelta(days=1100)).date(),
    first_due_on=(NOW - timedelta(days=1000)).date(),
)
"""A debt whose limitation period may be near its end."""


@pytest.fixture
def logged(desk: Desk) -> Iterator[Desk]:
    """The demo borrower after a day with five calls."""
    for hour in (9, 10, 11, 12):
        desk.log_contact(
            Contact(
                at=NOW.replace(day=20, hour=hour), number=NUMBER, answered=True, company="某某催收", said="要求还款"
            ),
            NOW,
            loan="xiaohua",
        )
    desk.log_contact(Contact(at=NOW.replace(day=20, hour=22), number=NUMBER, answered=False), NOW, loan="xiaohua")
    yield desk


async def test_esc_goes_back_to_where_it_was_opened_and_what_was_typed_there_stays(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("2", "enter", "c", "escape")
        assert screens.screen == "LoanScreen"
        await screens.press("p")
        await screens.type("80")
        await screens.press("f4", "escape")
        assert screens.screen == "PaymentForm" and "80" in screens.text()


async def test_it_works_with_nothing_entered(empty_desk: Desk, opened: Opener) -> None:
    async with opened(empty_desk) as screens:
        await screens.press("c")
        text = screens.text()
        assert "有人来电 · 12:00 起" in text
        assert "问姓名和工号" in text
        await screens.type(NUMBER)
        await screens.press("enter")
        assert screens.screen == "HomeScreen"
    (contact,) = empty_desk.contacts(NOW).contacts
    assert (contact.normal, contact.answered, contact.at) == ("+8613800138000", True, NOW)


async def test_the_least_takes_two_strokes_beyond_the_text_and_words_one_more(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("c")
        await screens.type(NUMBER)
        await screens.press("enter")
        await screens.press("c")
        await screens.type(NUMBER)
        await screens.press("tab")
        await screens.type("要我今天还清")
        await screens.press("enter")
        assert "已记为第2条" in screens.notices()
    assert [contact.said for contact in desk.contacts(NOW).contacts] == ["要我今天还清", ""]


async def test_the_loan_at_hand_is_chosen_and_its_stage_gives_the_words(desk: Desk, opened: Opener) -> None:
    late = next(row for row in desk.loan_rows(NOW) if row.stage == "outside-agency")
    async with opened(desk, size=(120, 40)) as screens:
        screens.app.open_loan(late.loan_id)
        await screens.settle()
        await screens.press("c")
        assert "贵公司全称" in screens.text()
        await screens.press("enter")
    assert desk.contacts(NOW).contacts[0].loan_id == late.loan_id


async def test_a_loan_that_a_list_s_cursor_stands_on_is_not_chosen(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("2", "down", "c", "enter")
    assert desk.contacts(NOW).contacts[0].loan_id is None


async def test_the_loan_of_earlier_contacts_is_chosen(logged: Desk, opened: Opener) -> None:
    async with opened(logged) as screens:
        await screens.press("c")
        await screens.type(NUMBER)
        await screens.press("enter")
    assert logged.contacts(NOW).contacts[0].loan_id == "xiaohua-1"


async def test_a_confirmed_number_is_known_and_any_other_is_not(desk: Desk, opened: Opener) -> None:
    desk.confirm_number("95188", NumberOrigin.APP, NOW, loan="huabei")
    async with opened(desk) as screens:
        await screens.press("c")
        await screens.type("95188")
        assert "已知：你在 2026-11-23 从App确认过" in screens.text()
        assert "仍可能是伪造的" in screens.text()
        await screens.type("0")
        assert "未知：你没有确认过" in screens.text()
        assert "像你确认过的 95188" in screens.text()


async def test_earlier_contacts_from_the_number_are_shown(logged: Desk, opened: Opener) -> None:
    async with opened(logged) as screens:
        await screens.press("c")
        await screens.type(NUMBER)
        assert "以前从它来过 5 次" in screens.text()


async def test_another_situation_brings_other_words(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("c")
        screens.app.screen.query_one("#field-situation Choice").focus()
        for _ in range(5):
            await screens.press("right")
        assert "这笔不是我借的" in screens.text()
        await screens.press("right")
        assert "我已经还清" in screens.text()


async def test_steps_are_ticked_by_keys_and_by_the_mouse(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("c")
        steps = screens.app.screen.query_one(StepList)
        steps.focus()
        await screens.press("space", "space", "up", "space")
        assert steps.ticked == {"name"}
        assert "[✓] 问姓名和工号" in screens.text()
        await screens.click(StepList, offset=(2, 0))
        assert steps.ticked == set()
        for _ in range(9):
            await screens.press("down")
        assert screens.app.focused is not steps


async def test_signs_are_asked_one_by_one_and_a_yes_says_what_to_do(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("c")
        line = screens.app.screen.query_one(SignLine)
        line.focus()
        assert "1/8" in screens.text()
        await screens.press("left")
        assert "2/8" in screens.text()
        await screens.press("right")
        assert "挂断" in screens.text() and "96110" in screens.text()
        await screens.press("backspace")
        assert "2/8" in screens.text()
        for _ in range(7):
            await screens.press("left")
        assert "仍可能是诈骗" in screens.text()


async def test_everything_can_be_noted_by_keys_alone(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("c")
        form = screens.app.screen
        for name, words in (("number", NUMBER), ("said", "话"), ("company", "某司"), ("agent", "A1"), ("who", "王"),
                            ("lender", "某行"), ("offered", "减免"), ("promised", "500"), ("by", "12-01"),
                            ("minutes", "7")):  # fmt: skip
            form.query_one(f"#field-{name} Input").focus()
            await screens.type(words)
        form.query_one("#field-marks Choice").focus()
        await screens.press("right", "space", "right", "space")
        form.query_one("#field-reached Choice").focus()
        await screens.press("right")
        await screens.press("ctrl+s")
        assert screens.screen == "HomeScreen"
    (contact,) = desk.contacts(NOW).contacts
    assert (contact.company, contact.agent, contact.who, contact.lender) == ("某司", "A1", "王", "某行")
    assert (contact.promised_fen, str(contact.promised_by_on), contact.minutes) == (50_000, "2026-12-01", 7)
    assert contact.marks == (Mark.NOT_IDENTIFIED, Mark.POSED_AS_LENDER)
    assert contact.reached == "third-person"


async def test_a_promise_on_an_old_debt_asks_first(empty_desk: Desk, opened: Opener) -> None:
    loan = empty_desk.add_loan("jiebei", OLD, NOW)
    async with opened(empty_desk, size=(120, 40)) as screens:
        screens.app.open_loan(loan.id)
        await screens.settle()
        await screens.press("c")
        assert "先咨询律师或 12348" in screens.text()
        screens.app.screen.query_one("#field-promised Input").focus()
        await screens.type("10")
        await screens.press("enter")
        assert screens.screen == "AskFirstForm"
        assert empty_desk.contacts(NOW).count == 0
        await screens.press("ctrl+s")
        assert "在那之前什么都不记" in screens.text() and empty_desk.contacts(NOW).count == 0
        await screens.press("escape")
        assert screens.screen == "CallScreen" and empty_desk.contacts(NOW).count == 0
        await screens.press("enter", "right", "ctrl+s")
        assert screens.screen == "LoanScreen" and empty_desk.contacts(NOW).count == 1
        # The page of such a loan and its payment form say it before anything is paid, and the form asks too.
        assert "先咨询律师或 12348" in screens.text()
        await screens.press("p")
        assert "先咨询律师或 12348" in screens.text()
        await screens.type("10")
        await screens.press("ctrl+s")
        assert screens.screen == "AskFirstForm" and not empty_desk.loan(loan.id, NOW).payments
        await screens.press("right", "ctrl+s")
        assert screens.screen == "PaymentDone" and len(empty_desk.loan(loan.id, NOW).payments) == 1


async def test_a_wrong_entry_stays_to_be_mended(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("c")
        screens.app.screen.query_one("#field-promised Input").focus()
        await screens.type("abc")
        await screens.press("enter")
        assert screens.screen == "CallScreen"
        assert desk.contacts(NOW).count == 0
        await screens.press("escape", "escape")
        assert screens.screen == "HomeScreen"


async def test_what_is_typed_is_unseen_while_names_are_hidden(desk: Desk, opened: Opener) -> None:
    async with opened(desk, hide_amounts=True) as screens:
        await screens.press("c")
        await screens.type(NUMBER)
        assert NUMBER not in screens.text()


async def test_the_time_runs_and_is_noted_as_minutes(desk: Desk) -> None:
    moment = NOW
    app = DuewatchApp(desk, Settings(), Wording("zh"), clock=lambda: moment)
    async with app.run_test(size=(80, 24)) as pilot:
        screens = Driver(app, pilot)
        await screens.settle()
        await screens.press("c")
        moment = NOW + timedelta(minutes=3, seconds=5)
        app.screen._tick()  # type: ignore[attr-defined]
        await screens.settle()
        assert "03:05" in screens.text()
        await screens.press("enter")
    (contact,) = desk.contacts(moment).contacts
    assert (contact.at, contact.minutes) == (NOW, 3)


async def test_words_of_despair_are_met_with_a_kind_one(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("c", "tab")
        await screens.type("不想活了")
        await screens.press("enter")
        assert "12356" in screens.notices()


# --- the log ----------------------------------------------------------------------------------------------


async def test_the_log_shows_contacts_hours_and_what_they_may_show(logged: Desk, opened: Opener) -> None:
    async with opened(logged, size=(120, 40)) as screens:
        await screens.press("4")
        text = screens.text()
        assert "5 条联系" in text
        assert "11-20 22:00" in text and "某某催收" in text
        assert re.search(r"11-20 ∙{9}████∙{9}█∙  5", text)
        assert "可能不符合" in text and "不清楚的" in text


async def test_the_log_is_filtered_and_esc_shows_all(logged: Desk, opened: Opener) -> None:
    async with opened(logged) as screens:
        await screens.press("4", "f")
        await screens.type("催收")
        await screens.press("enter")
        assert "4 条联系" in screens.text()
        await screens.press("escape")
        assert "5 条联系" in screens.text()
        await screens.press("enter")
        assert screens.screen == "LoanScreen"


async def test_a_noted_call_appears_in_the_log_and_u_takes_it_back(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("4")
        assert "还没有联系记录" in screens.text()
        await screens.press("c")
        await screens.type(NUMBER)
        await screens.press("enter")
        assert "1 条联系" in screens.text()
        await screens.press("u")
        assert "还没有联系记录" in screens.text()


@pytest.mark.parametrize("size", [*SIZES, (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_hiding_leaves_no_name_and_no_words_in_the_log(
    logged: Desk, opened: Opener, size: tuple[int, int]
) -> None:
    async with opened(logged, size=size, hide_amounts=True) as screens:
        await screens.press("4")
        text = screens.text()
        assert not [words for words in ("某某催收", "要求还款", "13800138000", NUMBER, "xiaohua") if words in text]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_call_screen_looks_as_it_did(
    logged: Desk, opened: Opener, language: str, size: tuple[int, int]
) -> None:
    async with opened(logged, language=language, size=size) as screens:
        await screens.press("c")
        await screens.type(NUMBER)
        compare(f"call-{language}-{size[0]}x{size[1]}", screens.text())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_log_looks_as_it_did(logged: Desk, opened: Opener, language: str, size: tuple[int, int]) -> None:
    async with opened(logged, language=language, size=size) as screens:
        await screens.press("4")
        compare(f"contacts-{language}-{size[0]}x{size[1]}", screens.text())


# --- papers from a court ----------------------------------------------------------------------------------


async def test_a_court_paper_is_noted_and_stands_first_from_then_on(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("y")
        assert screens.screen == "CourtForm"
        assert "12368" in screens.text()
        screens.app.screen.query_one("#field-case Input").focus()
        await screens.type("(2026)某民督1号")
        await screens.press("ctrl+s")
        assert screens.screen == "CourtScreen" and "(2026)某民督1号" in screens.text()
        await screens.press("escape")
        assert screens.screen == "HomeScreen"
        assert "2026-12-08" in screens.notices() and "12348" in screens.notices()
    assert "payment order" in Wording("en").say(desk.today(NOW).do[0].what)
    assert desk.court_papers(NOW)[0].paper.case_number == "(2026)某民督1号"


async def test_a_court_paper_of_an_open_loan_is_about_that_loan(empty_desk: Desk, opened: Opener) -> None:
    loan = empty_desk.add_loan("jiebei", Terms(kind=LoanKind.UNKNOWN), NOW)
    async with opened(empty_desk, size=(120, 40)) as screens:
        screens.app.open_loan(loan.id)
        await screens.settle()
        await screens.press("y", "right")
        screens.app.screen.query_one("#field-hearing Input").focus()
        await screens.type("12-10 09:30")
        await screens.press("ctrl+s")
    (line,) = empty_desk.court_papers(NOW)
    assert (line.paper.loan_id, line.paper.paper) == (loan.id, "complaint")
    assert f"{line.paper.hearing_at:%m-%d %H:%M}" == "12-10 09:30"


async def test_a_hearing_that_cannot_be_read_stays_to_be_mended(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("y")
        for words in ("tomorrow", "12-10", "12-10 25:00"):
            line = screens.app.screen.query_one("#field-hearing Input", Input)
            line.value = words
            await screens.press("ctrl+s")
            assert screens.screen == "CourtForm", words
    assert desk.court_papers(NOW) == ()


# --- the call screen from everywhere, and what opens from it ------------------------------------------------

WAYS = {
    "HomeScreen": ["1"],
    "LoansScreen": ["2"],
    "LoanScreen": ["2", "enter"],
    "ContactsScreen": ["4"],
    "ContactForm": ["4", "e"],
    "RemindersScreen": ["6"],
    "PluginsScreen": ["7"],
    "AskScreen": ["slash"],
    "CalculatorScreen": ["equals_sign"],
    "ImportScreen": ["i"],
    "LoanForm": ["a"],
    "PaymentForm": ["2", "p"],
    "PaymentDone": ["2", "enter", "p", *"1.00", "ctrl+s"],
    "BillForm": ["2", "enter", "t"],
    "DemandForm": ["2", "enter", "d"],
    "PartyForm": ["2", "enter", "f6"],
    "ParticularForm": ["f7"],
    "ReportScreen": ["f9"],
    "CourtScreen": ["y", "escape"],
    "CourtForm": ["y"],
    "PauseForm": ["2", "enter", "0"],
    "SnoozeForm": ["6", "z"],
    "HelpScreen": ["f1"],
    "BlankScreen": ["b"],
    "CallScreen": ["c"],
    "NumberForm": ["c", "ctrl+n"],
    "HoursForm": ["c", "ctrl+t"],
    "PaperScreen": ["c", "ctrl+r"],
    "LettersScreen": ["2", "enter", "8"],
    "FactsForm": ["2", "enter", "8", "enter"],
    "EvidenceForm": ["9"],
    "VerifyForm": ["9", "ctrl+g"],
    "CourtNoteForm": ["y", "e"],
    "AskFirstForm": ["p", *"10", "ctrl+s"],
    "DebitsScreen": ["3"],
    "DebitForm": ["3", "e"],
    "OffersScreen": ["2", "enter", "5"],
    "OfferForm": ["2", "enter", "5", "5"],
    "AnswerForm": ["5", "end", "enter"],
    "ConfirmationForm": ["5", "end", "enter"],
    "MappingForm": ["enter"],
}
"""How to come to each screen there is, from home."""


PRESSED = {"ContactsScreen", "ImportScreen"}
"""Beside these, over every form and box it is opened by pressing; of the other main screens it is asked whether they
hear the key, which costs less."""


def test_every_screen_there_is_has_a_way_here() -> None:
    for module in iter_modules(rooms.__path__):
        import_module(f"{rooms.__name__}.{module.name}")
    bases = {WatchScreen, FormScreen, LoanListScreen}
    found, open_ = set[str](), [Screen]
    while open_:
        for one in open_.pop().__subclasses__():
            open_.append(one)
            if one.__module__.startswith(rooms.__name__) and one not in bases and not one.__name__.startswith("_"):
                found.add(one.__name__)
    assert found == set(WAYS)


async def test_one_key_without_shift_opens_it_from_every_screen_there_is(
    logged: Desk, opened: Opener, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(own_table.build("日子,还款金额,店", ("2026-05-09,88.00,某店",)))
    rented = logged.add_loan("youpinzu", Terms(kind=LoanKind.REVOLVING), NOW)
    async with opened(logged) as driver:
        for name, way in WAYS.items():
            if name == "ParticularForm":  # only a loan with such particulars has the key
                driver.app.open_loan(rented.id)
                await driver.settle()
            if name == "CourtNoteForm":  # only a paper that is noted can be changed
                logged.add_court_paper(CourtPaper(at=NOW, paper=PaperKind.COMPLAINT), NOW)
            if name == "AskFirstForm":  # only an old debt is asked about
                driver.app.open_loan(logged.add_loan("jiebei", OLD, NOW).id)
                await driver.settle()
            if name in {"AnswerForm", "ConfirmationForm"}:  # an offer is answered, an agreement confirmed
                if name == "AnswerForm":
                    logged.note_offer("xiaohua-1", LoanOffer(settle_fen=400_000, settle_by_on=NOW.date()), NOW)
                else:
                    logged.accept_offer("xiaohua-1", logged.loan_offers("xiaohua-1", NOW)[0].event.id, NOW)
                driver.app.open_loan("xiaohua-1")
                await driver.settle()
            if name == "MappingForm":  # only a table that nobody knows is asked about
                await driver.press("i")
                line = driver.app.screen.query_one("#path", Input)
                line.focus()
                line.value = str(table)
            await driver.press(*way)
            assert driver.screen == name, name
            if name == "BlankScreen":  # nothing shows there: the first key wakes it, the next one is heard
                await driver.press("space")
            if driver.app.screen.is_modal or name in PRESSED:
                await driver.press("f4")
                assert driver.screen == "CallScreen", name
            else:
                heard = driver.app.screen.active_bindings["f4"]
                assert heard.enabled and heard.binding.action == "call" and heard.binding.priority, name
            driver.app.go_to("home")


async def test_a_call_with_loan_company_situation_and_tone_takes_less_than_ten_strokes_beyond_the_text(
    desk: Desk, opened: Opener
) -> None:
    strokes = 0
    async with opened(desk) as driver:

        async def press(*keys: str) -> None:
            nonlocal strokes
            strokes += len(keys)
            await driver.press(*keys)

        await press("f4")
        await driver.type(NUMBER)
        await press("tab")
        await driver.type("要我今天还清")
        await press("tab", "right", "tab", "tab", "tab")
        await driver.type("某某催收")
        await press("enter")
    assert strokes < 10
    (contact,) = desk.contacts(NOW).contacts
    assert (contact.normal, contact.said, contact.company) == ("+8613800138000", "要我今天还清", "某某催收")
    assert contact.loan_id is not None


async def test_a_number_is_confirmed_while_it_rings_and_is_known_at_once(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as driver:
        await driver.press("c")
        await driver.type("95188")
        assert "写法同" in driver.text() and "来源" in driver.text()
        await driver.press("ctrl+n", "tab", "right", "ctrl+s")
        assert "已知：你在 2026-11-23 从App确认过" in driver.text()
        await driver.press("ctrl+t")
        await driver.type("9：00到21：00")
        await driver.press("ctrl+s")
        assert driver.screen == "CallScreen"
    (hours,) = desk.session.ledger.agreed_hours()
    assert (hours.first_minute, hours.last_minute) == (540, 1260)


async def test_a_payee_who_is_not_on_the_lender_s_list_raises_a_flag(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as driver:
        await driver.press("c")
        driver.app.screen.query_one("#field-payee Input").focus()
        await driver.type("张三")
        assert "先在上面选是哪一笔" in driver.text()
        driver.app.screen.query_one("#field-loan Choice").focus()
        await driver.press("right")
        assert "不在合同和平台资料给出的名单里" in driver.text()


async def test_files_go_in_with_their_checksums_and_one_that_is_not_there_is_named(
    desk: Desk, opened: Opener, tmp_path: Path
) -> None:
    recording = tmp_path / "call.m4a"
    recording.write_bytes(b"ring")
    async with opened(desk) as driver:
        await driver.press("c")
        line = driver.app.screen.query_one("#field-files Input", Input)
        line.value = f"{recording}；{tmp_path / 'gone.m4a'}"
        await driver.press("ctrl+s")
        assert driver.screen == "CallScreen" and desk.contacts(NOW).count == 0
        line.value = str(recording)
        await driver.press("ctrl+s")
    ((attachment,),) = [contact.attachments for contact in desk.contacts(NOW).contacts]
    assert (attachment.name, attachment.sha256) == ("call.m4a", sha256(b"ring").hexdigest())


async def test_the_sheet_for_a_relative_is_read_changed_and_written(desk: Desk, opened: Opener, tmp_path: Path) -> None:
    out = tmp_path / "sheet"
    async with opened(desk) as driver:
        await driver.press("c", "ctrl+r")
        assert "你没有替别人还钱的义务" in driver.text()
        driver.app.screen.query_one(TextArea).insert("给妈妈：<b>\n", (0, 0))
        driver.app.screen.query_one("#field-folder Input", Input).value = str(out)
        await driver.press("ctrl+s")
        assert driver.screen == "CallScreen"
    words, page = ((out / f"2026-11-23-sheet.{kind}").read_text() for kind in ("txt", "html"))
    assert words.startswith("给妈妈：<b>\n") and "12321" in words
    assert "给妈妈：&lt;b&gt;" in page and "http:" not in page and "https:" not in page
    told = {row.platform_zh for row in desk.loan_rows(NOW)}
    assert not [name for name in told if name in words]


async def test_one_s_own_words_are_copied_changed_and_shown(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as driver:
        await driver.press("c", "ctrl+o")
        own = desk.own_call_guide()
        own.write_text(own.read_text().replace("谢谢，我核实后再联系。", "我自己的结尾。"))
        await driver.press("ctrl+o")
        assert "我自己的结尾" in driver.text()


async def test_a_correction_is_a_new_entry_and_the_old_one_stays_in_the_chain(logged: Desk, opened: Opener) -> None:
    before = list(logged.session.ledger.chain())
    async with opened(logged) as driver:
        await driver.press("4", "e")
        driver.app.screen.query_one("#field-company Input", Input).value = "另一家"
        await driver.press("ctrl+s")
        assert driver.screen == "ContactsScreen"
        await driver.press("down", "delete")
    after = list(logged.session.ledger.chain())
    assert after[: len(before)] == before and len(after) == len(before) + 2
    contacts = logged.contacts(NOW).contacts
    assert (len(contacts), contacts[0].company, contacts[0].answered) == (4, "另一家", False)
