"""Letters: written for every kind of loan they are for, in both languages; else refused with the reason."""

import re
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from duewatch.config.rules import rulebook
from duewatch.desk.desk import Desk
from duewatch.desk.papers import MissingFacts, cautions
from duewatch.dossier.kinds import letters
from duewatch.dossier.templates import blanks
from duewatch.model.contact import Channel, Contact
from duewatch.model.loan_event import BillIssued
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording
from tests.dossier.loans import FACTS, LOANS, NOW, STATES, loan

KINDS = letters().kinds
TEMPLATES = sorted(Path(__file__).parents[2].glob("src/duewatch/dossier/templates/*/*.txt"))


def sentence(problem: InputProblem, language: str = "en") -> str:
    say = Wording(language).say
    return " ".join(say(part) for part in (problem.what, problem.mend) if part is not None)


def facts_for(desk: Desk, kind: str, loan_id: str, language: str = "zh") -> dict[str, str]:
    """The facts that are missing, each as the borrower would type it."""
    (offer,) = [one for one in desk.letters(loan_id, NOW, language=language).letters if one.kind.id == kind]
    assert offer.why_not is None, Wording("en").say(offer.why_not)
    return {blank.id: FACTS[blank.id] for blank in offer.missing}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("which", LOANS)
def test_a_letter_is_whole_where_it_is_for_the_loan_and_refused_with_the_reason_where_not(
    desk: Desk, which: str, state: str, language: str
) -> None:
    loan_id = loan(desk, which, state)
    say = Wording(language).say
    for offer in desk.letters(loan_id, NOW, language=language).letters:
        if offer.why_not is not None:
            assert say(offer.why_not)
            with pytest.raises(InputProblem) as refused:
                desk.letter(offer.kind.id, loan_id, NOW, language=language, facts={})
            assert not isinstance(refused.value, MissingFacts)
            assert say(offer.why_not) in sentence(refused.value, language)
            continue
        facts = {blank.id: FACTS[blank.id] for blank in offer.missing}
        for left_out in facts:  # one fact less, and nothing is written but its name
            with pytest.raises(MissingFacts) as missing:
                given = {name: value for name, value in facts.items() if name != left_out}
                desk.letter(offer.kind.id, loan_id, NOW, language=language, facts=given)
            assert [blank.id for blank in missing.value.blanks] == [left_out]
            assert left_out in sentence(missing.value, language)
        words = desk.letter(offer.kind.id, loan_id, NOW, language=language, facts=facts).letter.words
        assert "王小明" in words and "13800138000" in words
        assert not re.search(r"[{}]|None|\bFen\b", words)
        assert "\n\n\n" not in words
        if language == "en":
            assert not re.search("此致|您好|23日", words)
        else:
            assert "Yours" not in words


def test_every_letter_is_for_some_loan_here_and_not_for_every_one(desk: Desk) -> None:
    is_for: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for which in LOANS:
        for state in STATES:
            loan_id = loan(desk, which, state)
            for offer in desk.letters(loan_id, NOW, language="zh").letters:
                if offer.why_not is None:
                    is_for[offer.kind.id].add(which)
    assert is_for["instalments"] == {"card"}
    assert is_for["extension"] == set(LOANS)
    assert is_for["confirmation"] == is_for["statement"] == is_for["settlement-proof"] == set(LOANS)
    assert is_for["credit-objection"] == is_for["complaint-lender"] == set(LOANS) - {"private"}
    assert is_for["complaint-12378"] == {"card", "bank", "online", "line"}
    assert is_for["complaint-association"] == {"online", "microloan", "line", "unnamed"}


def test_article_70_is_quoted_to_cards_alone_and_elsewhere_it_is_said_which_letter_fits(desk: Desk) -> None:
    card, other = loan(desk, "card"), loan(desk, "online")
    facts = facts_for(desk, "instalments", card)
    view = desk.letter("instalments", card, NOW, language="zh", facts=facts)
    assert "第七十条" in view.letter.words
    assert [rule.id for rule in view.letter.rules] == ["card-individual-instalment-art70"]
    with pytest.raises(InputProblem) as refused:
        desk.letter("instalments", other, NOW, language="zh", facts=facts)
    assert "extension" in sentence(refused.value)
    assert any("停息挂账" in Wording("zh").say(one) for one in cautions(view))


def test_no_more_months_are_asked_for_than_the_rule_allows(desk: Desk) -> None:
    card = loan(desk, "card")
    facts = facts_for(desk, "instalments", card)
    assert "60" in desk.letter("instalments", card, NOW, language="en", facts=facts | {"months": "60"}).letter.words
    with pytest.raises(InputProblem) as refused:
        desk.letter("instalments", card, NOW, language="en", facts=facts | {"months": "61"})
    assert "at most 60" in sentence(refused.value)


def test_the_civil_code_is_quoted_for_a_bill_that_is_not_due_yet_and_not_for_a_late_one(desk: Desk) -> None:
    loan_id = loan(desk, "online")
    facts = facts_for(desk, "extension", loan_id)
    assert desk.letter("extension", loan_id, NOW, language="zh", facts=facts).letter.rules == ()
    view = desk.letter("extension", loan_id, NOW, language="zh", facts=facts, bill_id="4")
    assert "2026年12月10日" in view.letter.words and "第六百七十八条" in view.letter.words


def test_the_rule_on_cost_sheets_is_quoted_to_loans_made_since_it_took_effect(desk: Desk) -> None:
    from dataclasses import replace

    loan_id = loan(desk, "online")
    facts = facts_for(desk, "statement", loan_id)
    assert "综合融资成本" in desk.letter("statement", loan_id, NOW, language="zh", facts=facts).letter.words
    detail = desk.loan(loan_id, NOW).loan
    older = replace(detail.terms, disbursed_on=date(2026, 7, 31), first_due_on=date(2026, 9, 10))
    desk.edit_loan(replace(detail, terms=older), NOW)
    letter = desk.letter("statement", loan_id, NOW, language="zh", facts=facts).letter
    assert "disbursed" not in letter.words
    assert [rule.id for rule in letter.rules] == ["apr-2021-3"]


def test_a_rule_that_is_not_in_force_any_more_or_yet_is_not_quoted(desk: Desk) -> None:
    loan_id = loan(desk, "online")
    early = NOW.replace(year=2025, month=2, day=27)
    offers = {one.kind.id: one for one in desk.letters(loan_id, early, language="zh").letters}
    facts = {blank.id: FACTS[blank.id] for blank in offers["stop-contacting-others"].missing}
    before = desk.letter("stop-contacting-others", loan_id, early, language="zh", facts=facts).letter
    after = desk.letter("stop-contacting-others", loan_id, NOW, language="zh", facts=facts).letter
    assert [rule.id for rule in before.rules] == ["privacy-1033"]
    assert [rule.id for rule in after.rules] == ["gbt45251-contacts", "privacy-1033"]


def test_every_rule_named_is_in_the_rulebook_and_confirmed() -> None:
    rules = rulebook().rules
    figures = [kind.reply for kind in KINDS.values() if kind.reply] + [
        k.at_most[1] for k in KINDS.values() if k.at_most
    ]
    named = {rule for kind in KINDS.values() for rule in kind.rules} | set(letters().scopes) | set(letters().cites)
    named |= {figure.rule for figure in figures} | {kind.hotline for kind in KINDS.values() if kind.hotline}
    assert named <= set(rules)
    assert all(rules[rule].usable for rule in named)
    assert all(rules[figure.rule].number(figure.parameter) for figure in figures)
    assert {rule for kind in KINDS.values() for rule in kind.rules} <= set(letters().cites)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_both_languages_of_a_text_have_the_same_blanks_and_all_are_known(path: Path) -> None:
    other = path.parent.parent / ("en" if path.parent.name == "zh" else "zh") / path.name
    mine, theirs = (set(blanks(each.read_text(encoding="utf-8"))) for each in (path, other))
    assert mine - {"you"} == theirs - {"you"}
    assert mine <= set(letters().blanks)
    assert path.stem.partition(".")[0] in KINDS


def test_a_typed_fact_that_the_record_knows_otherwise_is_refused(desk: Desk) -> None:
    loan_id = loan(desk, "online")
    facts = facts_for(desk, "statement", loan_id)
    for name, value in (("lender", "别的公司"), ("principal", "999"), ("disbursed_on", "2026-08-11")):
        with pytest.raises(InputProblem) as refused:
            desk.letter("statement", loan_id, NOW, language="zh", facts=facts | {name: value})
        assert "record says otherwise" in sentence(refused.value)
    same = facts | {"principal": "12000", "disbursed_on": "2026-08-10"}
    assert desk.letter("statement", loan_id, NOW, language="zh", facts=same).letter.words


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"months": "many"}, "months"),
        ({"monthly": "-3"}, "a month"),
        ({"first_payment_on": "soon"}, "first payment"),
        ({"reason": " "}, "reason"),
        ({"nonsense": "x"}, "nonsense"),
    ],
)
def test_a_fact_that_cannot_be_is_named(desk: Desk, facts: dict[str, str], told: str) -> None:
    card = loan(desk, "card")
    with pytest.raises(InputProblem) as refused:
        desk.letter("instalments", card, NOW, language="en", facts=facts_for(desk, "instalments", card) | facts)
    assert told in sentence(refused.value)


def test_an_extension_asks_for_a_later_day(desk: Desk) -> None:
    loan_id = loan(desk, "online")
    facts = facts_for(desk, "extension", loan_id)
    with pytest.raises(InputProblem):
        desk.letter("extension", loan_id, NOW, language="zh", facts=facts | {"new_due_on": "2026-11-23"})
    with pytest.raises(InputProblem):
        desk.letter("extension", loan_id, NOW, language="zh", facts=facts, bill_id="77")


def test_what_may_restart_an_old_debts_limitation_asks_first(desk: Desk) -> None:
    from dataclasses import replace

    platform, lender, terms = LOANS["online"]
    old = replace(terms, disbursed_on=date(2023, 8, 10), first_due_on=date(2023, 9, 10))
    loan_id = desk.add_loan(platform, old, NOW, lender=lender, account_tail="3321").id
    for kind in [kind for kind in KINDS.values() if kind.acknowledges and not kind.for_platforms]:
        if kind.id == "confirmation":
            continue
        facts = facts_for(desk, kind.id, loan_id)
        with pytest.raises(InputProblem) as asked:
            desk.letter(kind.id, loan_id, NOW, language="en", facts=facts)
        assert "12348" in sentence(asked.value)
        assert "time-barred" not in sentence(asked.value) and "expired" not in sentence(asked.value)
        assert desk.letter(kind.id, loan_id, NOW, language="en", facts=facts, asked_first=True).letter.words
    facts = facts_for(desk, "statement", loan_id)
    statement = desk.letter("statement", loan_id, NOW, language="zh", facts=facts).letter.words
    assert "不构成对欠款金额的确认" in statement
    assert "待还" not in statement and "承认" not in statement


def test_the_answer_is_due_so_many_days_after_arrival(desk: Desk) -> None:
    online, micro = loan(desk, "online"), loan(desk, "microloan")
    view = desk.letter(
        "credit-objection", online, NOW, language="zh", facts=facts_for(desk, "credit-objection", online)
    )
    assert view.letter.reply is not None
    assert view.letter.reply.by_on == NOW.date() + timedelta(days=20)
    assert any("2026-12-13" in Wording("zh").say(one) for one in cautions(view))
    # The rule on complaints is for banks and insurers; to a microloan company no period is claimed.
    complaint = desk.letter(
        "complaint-lender", micro, NOW, language="zh", facts=facts_for(desk, "complaint-lender", micro)
    )
    assert complaint.letter.reply is None and complaint.letter.rules == ()


def test_files_are_the_borrowers_alone_and_the_page_needs_no_network(desk: Desk, tmp_path: Path) -> None:
    loan_id = loan(desk, "online")
    facts = facts_for(desk, "statement", loan_id) | {"borrower": "<b>王 & 小明</b>"}
    out = tmp_path / "letters"
    files = desk.letter("statement", loan_id, NOW, language="zh", facts=facts, out=out).files
    assert sorted(path.name for path in out.iterdir()) == sorted(file.path.name for file in files)
    for file in files:
        assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    html = next(file.path for file in files if file.path.suffix == ".html").read_text(encoding="utf-8")
    assert "<b>" not in html and "&lt;b&gt;王 &amp; 小明" in html
    assert not re.search(r"https?:|src=|href=|url\(|@import|<script", html)
    with pytest.raises(InputProblem) as there:
        desk.letter("statement", loan_id, NOW, language="zh", facts=facts, out=out)
    assert "there already" in sentence(there.value)
    assert len(list(out.iterdir())) == 2


def test_the_borrowers_own_text_is_used_and_its_own_blanks_are_asked_for(desk: Desk) -> None:
    loan_id = loan(desk, "online")
    path = desk.own_letter("statement", loan_id, NOW, language="zh")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("{lender}：\n我的编号 {my_number}\n生日 {birthday}\n{borrower}\n", encoding="utf-8")
    assert desk.own_letter("statement", loan_id, NOW, language="zh") == path
    with pytest.raises(MissingFacts) as missing:
        desk.letter("statement", loan_id, NOW, language="zh", facts={"borrower": "王", "my_number": "7"})
    assert [blank.id for blank in missing.value.blanks] == ["birthday"]
    given = {"borrower": "王", "my_number": "7 {lender}", "birthday": "-"}
    words = desk.letter("statement", loan_id, NOW, language="zh", facts=given).letter.words
    assert words == "近水消费金融有限公司：\n我的编号 7 {lender}\n生日 -\n王\n"


@pytest.mark.parametrize(
    "bad", ["{lender.x}", "{0}", "{lender!r}", "{lender:>9}", "{", "}", "{}", "{a[b]}", "{Lender}"]
)
def test_a_text_of_ones_own_can_do_nothing_but_name_blanks(desk: Desk, bad: str) -> None:
    loan_id = loan(desk, "online")
    path = desk.own_letter("statement", loan_id, NOW, language="zh")
    path.write_text(f"x\n{bad}\n", encoding="utf-8")
    with pytest.raises(InputProblem) as refused:
        desk.letter("statement", loan_id, NOW, language="zh", facts={})
    assert str(path) in sentence(refused.value)


def test_what_was_agreed_stands_in_the_request_to_confirm_it(desk: Desk) -> None:
    loan_id = loan(desk, "online", "arranged")
    words = desk.letter(
        "confirmation", loan_id, NOW, language="zh", facts=facts_for(desk, "confirmation", loan_id)
    ).letter.words
    assert "2026年11月20日" in words
    assert "1. 2027年1月15日还 ¥500.00" in words


def test_a_sum_that_is_not_known_is_asked_for_and_never_made_up(desk: Desk) -> None:
    platform, lender, terms = LOANS["card"]
    loan_id = desk.add_loan(platform, terms, NOW, lender=lender, account_tail="1").id
    assert not [event for event in desk.loan(loan_id, NOW).events if isinstance(event, BillIssued)]
    assert "outstanding" in facts_for(desk, "instalments", loan_id)


def test_an_unknown_letter_is_refused_with_the_names_there_are(desk: Desk) -> None:
    with pytest.raises(InputProblem) as refused:
        desk.letter("love", loan(desk, "online"), NOW, language="zh", facts={})
    assert "settlement-proof" in sentence(refused.value)


def test_a_letter_that_went_out_is_in_the_contact_log_and_an_answer_that_does_not_come_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    loan_id = loan(desk, "online")
    facts = facts_for(desk, "credit-objection", loan_id)
    view = desk.letter("credit-objection", loan_id, NOW, language="zh", facts=facts, out=tmp_path / "out", sent=True)
    (contact,) = desk.session.ledger.contacts()
    assert (contact.id, contact.loan_id, contact.channel, contact.direction) == (view.contact, loan_id, "letter", "out")
    assert [one.sha256 for one in contact.attachments] == [file.sha256 for file in view.files]
    assert contact.answer_by_on == date(2026, 12, 13)

    def told(days: int) -> list[str]:
        picture = desk.today(NOW + timedelta(days=days))
        return [words for one in picture.do if "no answer" in (words := Wording("en").say(one.what))]

    assert told(20) == []
    assert len(told(21)) == 1 and "12-13" in told(21)[0]
    desk.mute(loan_id, NOW, muted=True)
    assert told(21) == []
    desk.mute(loan_id, NOW, muted=False)
    answer = Contact(at=NOW + timedelta(days=9), channel=Channel.SMS, loan_id=loan_id, said="已核实")
    with desk.session.ledger.writing("call", loan_id, NOW + timedelta(days=10)) as writer:
        writer.log(answer)
    assert told(21) == []


def test_a_letter_that_is_only_looked_at_is_noted_nowhere(desk: Desk) -> None:
    loan_id = loan(desk, "online")
    desk.letter("statement", loan_id, NOW, language="zh", facts=facts_for(desk, "statement", loan_id))
    assert desk.session.ledger.contacts() == ()
