"""Letters and the evidence bundle on the screens: chosen, read, changed, written, checked."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from textual.widgets import Input, TextArea

from duewatch.desk.desk import Desk
from duewatch.model.contact import Contact, Direction
from duewatch.model.loan import LoanKind, Terms
from duewatch.ui.widgets.letter_views import LetterList
from tests.ui.conftest import NOW, Opener
from tests.ui.driving import Driver
from tests.ui.test_pictures import compare

CARD = "credit-card-3"
INSTALMENT_LOAN = "xiaohua-1"


async def letters_of(driver: Driver, loan_id: str) -> LetterList:
    driver.app.open_loan(loan_id)
    await driver.settle()
    await driver.press("8")
    return driver.app.screen.query_one(LetterList)


async def to(driver: Driver, listed: LetterList, kind: str) -> None:
    """The cursor on a letter."""
    for _ in range(20):
        assert listed.current is not None
        if listed.current.kind.id == kind:
            return
        await driver.press("down")
    raise AssertionError(kind)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_letters_of_a_loan_look_as_they_did(desk: Desk, opened: Opener, language: str) -> None:
    async with opened(desk, language=language) as driver:
        await letters_of(driver, CARD)
        compare(f"letters-{language}-80x24", driver.text())
        await driver.press("enter")
        compare(f"letter-facts-{language}-80x24", driver.text())


async def test_a_letter_that_is_not_for_the_loan_is_refused_with_the_reason(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as driver:
        await to(driver, await letters_of(driver, INSTALMENT_LOAN), "instalments")
        assert "不适用于这笔" in driver.text() and "信用卡" in driver.text()
        await driver.press("enter")
        assert driver.screen == "LettersScreen"
        assert "不适用于这笔" in driver.notices() or "不适用" in driver.notices()


async def test_missing_facts_are_asked_for_then_it_is_read_changed_written_and_its_answer_awaited(
    desk: Desk, opened: Opener, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    async with opened(desk) as driver:
        await to(driver, await letters_of(driver, INSTALMENT_LOAN), "credit-objection")
        assert "什么时候不要发" in driver.text()
        await driver.press("enter")
        assert driver.screen == "FactsForm"
        await driver.press("ctrl+s")
        assert driver.screen == "FactsForm"  # a fact that is missing is not made up
        for line in driver.app.screen.query(Input):
            line.value = "照实写的话"
        await driver.press("ctrl+s")
        assert driver.screen == "PaperScreen", driver.text()
        area = driver.app.screen.query_one(TextArea)
        assert "照实写的话" in area.text
        assert driver.app.focused is area
        area.insert("我自己加的一句。\n", (0, 0))
        driver.app.screen.query_one("#field-folder Input", Input).value = str(out)
        await driver.press("tab", "tab", "right", "ctrl+s")
        assert driver.screen == "LettersScreen", driver.text()
    assert {path.suffix for path in out.iterdir()} == {".txt", ".html"}
    assert all(path.stat().st_mode & 0o77 == 0 for path in out.iterdir())
    assert all("我自己加的一句" in path.read_text() for path in out.iterdir())
    (contact,) = desk.contacts(NOW).contacts
    assert contact.direction is Direction.OUT and len(contact.attachments) == 2
    assert contact.answer_by_on is not None


async def test_a_changed_letter_is_not_lost_by_one_escape(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as driver:
        await driver.press("c", "ctrl+r")
        driver.app.screen.query_one(TextArea).insert("x", (0, 0))
        await driver.press("escape")
        assert driver.screen == "PaperScreen"
        await driver.press("escape")
        assert driver.screen == "CallScreen"


async def test_an_old_debt_asks_before_a_letter_that_may_acknowledge_it(empty_desk: Desk, opened: Opener) -> None:
    terms = Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        principal_fen=100_000,
        instalments=1,
        annual_rate_pct=None,
        instalment_fen=100_000,
        disbursed_on=NOW.date().replace(year=2023),
        first_due_on=NOW.date().replace(year=2023, month=12),
    )
    loan = empty_desk.add_loan("jiebei", terms, NOW, lender="某某消费金融有限公司")
    async with opened(empty_desk) as driver:
        await to(driver, await letters_of(driver, loan.id), "extension")
        await driver.press("enter")
        assert "先咨询律师或 12348" in driver.text() or "12348" in driver.text()
        for line in driver.app.screen.query(Input):
            line.value = "2027-01-01"
        await driver.press("ctrl+s")
        assert driver.screen == "FactsForm"
        assert "可以等问过再写" in driver.text()


async def test_a_letter_is_not_shown_while_amounts_are_hidden(desk: Desk, opened: Opener) -> None:
    async with opened(desk, hide_amounts=True) as driver:
        await driver.press("c", "ctrl+r")
        assert not driver.app.screen.query_one(TextArea).display
        assert "已隐藏" in driver.text()


async def test_one_s_own_text_of_a_letter_is_copied_and_used(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as driver:
        await to(driver, await letters_of(driver, INSTALMENT_LOAN), "statement")
        await driver.press("ctrl+o")
        assert "letters" in driver.notices()
        (own,) = desk.session.data.joinpath("letters").rglob("*.txt")
        own.write_text(own.read_text() + "\n{my_own_blank}\n")
        await driver.press("1")
        await to(driver, await letters_of(driver, INSTALMENT_LOAN), "statement")
        await driver.press("enter")
        assert "my_own_blank" in driver.text()


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_bundle_is_written_with_names_and_numbers_blacked_out_and_checked(
    desk: Desk, opened: Opener, tmp_path: Path, language: str
) -> None:
    desk.log_contact(
        Contact(at=NOW, number="13800138000", answered=True, who="王小明", said="叫我打 13800138000"),
        NOW,
        loan=INSTALMENT_LOAN,
    )
    out = tmp_path / "bundle.zip"
    async with opened(desk, language=language) as driver:
        driver.app.open_loan(INSTALMENT_LOAN)
        await driver.settle()
        await driver.press("9")
        form = driver.app.screen
        for name in ("names", "numbers"):
            form.query_one(f"#field-{name} Choice").focus()
            await driver.press("right")
        form.query_one("#field-out Input", Input).value = str(out)
        await driver.press("ctrl+s")
        assert str(out.name) in driver.text().replace("\n", "")
        await driver.press("ctrl+g")
        driver.app.screen.query_one("#field-file Input", Input).value = str(out)
        await driver.press("ctrl+s")
        assert {"zh": "没有改动", "en": "Nothing was changed"}[language] in driver.text()
        out.write_bytes(out.read_bytes().replace(b"index.html", b"index.htmm"))
        await driver.press("ctrl+s")
        assert {"zh": "改动过", "en": "Something was changed"}[language] in driver.text()
    assert out.stat().st_mode & 0o77 == 0


async def test_a_bundle_of_several_loans_holds_them_and_no_loan_is_no_bundle(
    desk: Desk, opened: Opener, tmp_path: Path
) -> None:
    out = tmp_path / "bundle.zip"
    async with opened(desk) as driver:
        await driver.press("9")
        form = driver.app.screen
        form.query_one("#field-out Input", Input).value = str(out)
        form.query_one("#field-loans MarkChoice").focus()
        if driver.app.screen.query_one("#field-loans MarkChoice").marked:  # type: ignore[attr-defined]
            driver.app.screen.query_one("#field-loans MarkChoice").marked.clear()  # type: ignore[attr-defined]
        await driver.press("ctrl+s")
        assert not out.exists() and "至少选一笔" in driver.text()
        await driver.press("right", "space", "right", "space", "ctrl+s")
    with ZipFile(out) as bundle:
        assert len(json.loads(bundle.read("record.json"))["loans"]) == 2


async def test_no_name_of_a_platform_shows_while_names_are_hidden(desk: Desk, opened: Opener) -> None:
    async with opened(desk, hide_amounts=True) as driver:
        await letters_of(driver, INSTALMENT_LOAN)
        assert "小花" not in driver.text()
        await driver.press("9")
        assert driver.screen == "EvidenceForm" and "小花" not in driver.text()
