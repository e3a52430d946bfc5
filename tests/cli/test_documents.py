"""Every JSON document has exactly the keys of the table; amounts, days and moments are written one way."""

import re
from pathlib import Path

import pytest

from duewatch.cli.commands import ENTRIES
from tests.builders import credit_report
from tests.cli.conftest import Duewatch
from tests.cli.shapes import SHAPES, differences

MESSAGE = "【花呗】本月还款日12月15日，账单260.40元，点链接还款，已还请忽略"
TYPED = {"import": MESSAGE, "cost": "date,amount\n2026-01-15,1000\n2026-07-15,-1100\n",
         "call log": "今天还清\n"}  # fmt: skip
FIRST = {
    "call list": "call log",
    "call withdraw": "call log",
    "promise list": "call log",
    "court list": "court add",
    "court note": "court add",
    "offer list": "offer note",
    "offer compare": "offer note",
    "offer accept": "offer note",
    "offer decline": "offer note",
    "debits": "debits account",
    "confirmation list": "arrange",
    "confirmation asked": "arrange",
    "confirmation filed": "arrange",
    "plugins check": "plugins new",
}
"""Commands about what another one notes."""
LINES = {
    "today": ["today"],
    "due": ["due", "--within", "40d"],
    "loans": ["loans"],
    "loan show": ["loan", "show", "xiaohua"],
    "loan add": ["loan", "add", "--platform", "jiebei", "--kind", "equal-instalment", "--principal", "6000",
                 "--annual-rate", "18", "--instalments", "12", "--disbursed", "2026-11-01", "--late-daily", "0.05",
                 "--fee", "300 deducted", "--rate-change", "2027-01-01 17", "--late", "days 5-10: 20, 11-: 50",
                 "--allocation", "charge, interest by bill, from day 91: principal", "--prepayment", "1% free after 6"],
    "loan edit": ["loan", "edit", "xiaohua", "--late-daily", "0.05", "--repricing", "lpr1y -0.2", "--card-grace", "3"],
    "loan bill": ["loan", "bill", "huabei", "2026-12-10", "1204.10"],
    "loan demand": ["loan", "demand", "xiaohua", "formal-collection"],
    "loan close": ["loan", "close", "xiaohua"],
    "pay": ["pay", "xiaohua", "805.70", "--note", "app"],
    "loan note": ["loan", "note", "xiaohua-1", "charged", "5"],
    "loan bounced": ["loan", "bounced", "xiaohua-1", "{payment}"],
    "loan party": ["loan", "party", "xiaohua-1", "agency", "某某公司", "--on", "2026-11-20"],
    "loan particular": ["loan", "particular", "youpinzu-1", "return-on", "2027-03-01"],
    "arrange": ["arrange", "xiaohua-1", "--settle", "3000", "--by", "2026-12-31"],
    "offer note": ["offer", "note", "xiaohua-1", "--bill", "2027-01-15 2000", "--waives", "charge"],
    "offer list": ["offer", "list"],
    "offer compare": ["offer", "compare", "xiaohua-1"],
    "offer accept": ["offer", "accept", "xiaohua-1", "{offer}"],
    "offer decline": ["offer", "decline", "xiaohua-1", "{offer}"],
    "confirmation list": ["confirmation", "list"],
    "confirmation asked": ["confirmation", "asked", "xiaohua-1"],
    "confirmation filed": ["confirmation", "filed", "xiaohua-1", "{tmp}/posts.csv"],
    "debits": ["debits"],
    "debits account": ["debits", "account", "招商银行 1234", "--balance", "800", "--payday", "15"],
    "prepay": ["prepay", "jiebei-1", "1000"],
    "suppose": ["suppose", "xiaohua-1", "pay 2026-12-12 500"],
    "loan pause": ["loan", "pause", "xiaohua", "--reason", "illness", "--until", "2027-01-31"],
    "loan resume": ["loan", "resume", "credit-card-4"],
    "loan accelerate": ["loan", "accelerate", "xiaohua", "--due", "2026-12-01"],
    "loan limitation": ["loan", "limitation", "xiaohua"],
    "call": ["call"],
    "call script": ["call", "script", "--loan", "xiaohua", "--situation", "not-mine"],
    "call sheet": ["call", "sheet"],
    "call check": ["call", "check", "95188", "--platform", "huabei"],
    "call log": ["call", "log", "--loan", "xiaohua", "--number", "95188", "--at", "2026-11-20T22:00", "--answered",
                 "--said", "-", "--promised", "500", "--by", "2026-12-01"],
    "call list": ["call", "list"],
    "call withdraw": ["call", "withdraw", "1"],
    "call confirm": ["call", "confirm", "95188", "--from", "app", "--platform", "huabei"],
    "call hours": ["call", "hours", "09:00-21:00", "--loan", "xiaohua"],
    "promise list": ["promise", "list"],
    "court add": ["court", "add", "payment-order", "--loan", "xiaohua"],
    "court list": ["court", "list"],
    "court note": ["court", "note", "1", "--checked"],
    "import": ["import", "-", "--dry-run"],
    "undo": ["undo"],
    "batches": ["batches"],
    "ask": ["ask", "花呗逾期3天上征信吗"],
    "explain": ["explain", "xiaohua"],
    "ladder": ["ladder", "小花钱包"],
    "letter": ["letter", "credit-objection", "xiaohua", "--fact", "borrower=W", "--fact", "contact=138", "--fact",
               "lender=某某消费金融有限公司", "--fact", "entry=a", "--fact", "correct=b", "--out", "{tmp}/letters"],
    "letter list": ["letter", "list", "xiaohua"],
    "letter text": ["letter", "text", "extension", "xiaohua"],
    "evidence": ["evidence", "xiaohua", "--out", "{tmp}/evidence.zip"],
    "evidence verify": ["evidence", "verify", "{tmp}/evidence.zip"],
    "audit": ["audit", "xiaohua", "--total", "826.30"],
    "schedule": ["schedule", "--principal", "12000", "--annual-rate", "7.2", "--instalments", "12", "--method",
                 "equal-instalment", "--disbursed", "2026-12-01", "--fee", "300", "--first-due", "2027-01-20"],
    "cost": ["cost", "--flows", "-"],
    "card": ["card", "credit-card-1", "--posts", "{tmp}/posts.csv"],
    "offer": ["offer", "principal=10000 instalments=12 each=959.33"],
    "solve": ["solve", "--present", "10000", "--rate", "1", "--periods", "12", "--final", "0"],
    "strip": ["strip", "xiaohua", "--if", "pay today 100"],
    "report": ["report"],
    "report link": ["report", "link", "1", "huabei-1"],
    "report add": ["report", "add", "2", "--platform", "jiebei"],
    "inquiry add": ["inquiry", "add", "--on", "2026-11-02", "--by", "某某银行", "--reason", "loan-approval"],
    "inquiry list": ["inquiry", "list"],
    "remind": ["remind", "--dry-run"],
    "watch": ["watch", "--install"],
    "ack": ["ack", "xiaohua"],
    "snooze": ["snooze", "xiaohua", "--until", "2026-12-01"],
    "plugins": ["plugins"],
    "plugins show": ["plugins", "show", "huabei"],
    "plugins on": ["plugins", "on", "desktop"],
    "plugins off": ["plugins", "off", "desktop"],
    "plugins new": ["plugins", "new", "my-wallet", "--kind", "platform", "--into", "{tmp}"],
    "plugins check": ["plugins", "check", "{tmp}/my-wallet"],
    "config path": ["config", "path"],
    "config init": ["config", "init", "--config", "{tmp}/new/config.toml"],
    "config check": ["config", "check"],
    "config show": ["config", "show"],
    "apply": ["apply", "--dry-run"],
    "export json": ["export", "json"],
    "mask": ["mask", "{tmp}/posts.csv"],
    "backup": ["backup", "{tmp}/copy.db"],
    "doctor": ["doctor"],
    "demo": ["demo", "--no-ui", "--data", "{tmp}/another"],
    "restore": ["restore", "{tmp}/copy.db"],
}  # fmt: skip


def test_the_table_knows_every_command_that_has_a_document() -> None:
    assert set(SHAPES) == set(LINES)
    assert set(ENTRIES) - set(SHAPES) == {"export csv", "completion", "config schema", "config export"}


@pytest.mark.parametrize("name", SHAPES)
def test_a_document_has_the_keys_of_the_table_and_no_others(demo: Duewatch, tmp_path: Path, name: str) -> None:
    if name == "restore":
        assert demo("backup", str(tmp_path / "copy.db")).status == 0
    if name.startswith("report"):
        (tmp_path / "report.pdf").write_bytes(credit_report.detailed())
        assert demo("import", str(tmp_path / "report.pdf")).status == 0
    if name == "evidence verify":
        assert demo("evidence", "xiaohua", "--out", str(tmp_path / "evidence.zip")).status == 0
    if name == "loan particular":
        assert demo("loan", "add", "--platform", "youpinzu").status == 0
    if name in FIRST:
        before = [word.replace("{tmp}", str(tmp_path)) for word in LINES[FIRST[name]]]
        assert demo(*before, stdin=TYPED.get(FIRST[name], "")).status == 0
    (tmp_path / "posts.csv").write_text("date,amount\n2026-08-20,3000\n2026-10-03,-500\n", encoding="utf-8")
    payment = demo("loan", "show", "xiaohua-1", "--json").document["payments"][-1]["id"]
    offers = demo("offer", "list", "--json").document["offers"] if "{offer}" in LINES[name] else [{"id": 0}]
    words = [word.replace("{offer}", str(offers[0]["id"])) for word in LINES[name]]
    words = [word.replace("{tmp}", str(tmp_path)).replace("{payment}", str(payment)) for word in words]
    ran = demo(*words, "--json", stdin=TYPED.get(name, ""))
    assert ran.status in {0, 1}, ran.err
    document = ran.document
    schema = document.pop("schema")
    assert re.fullmatch(r"duewatch\.[a-z]+/1", schema)
    assert differences(document, SHAPES[name]) == []
    wrong = list(misspelt(document))
    assert wrong == []


def misspelt(value: object, name: str = "") -> object:
    """Values that are not written as their key's ending says."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from misspelt(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from misspelt(inner, name)
    elif value is not None:
        patterns = {
            "_fen": r"-?\d+",
            "_on": r"\d{4}-\d\d-\d\d",
            "_at": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d",
            "_pct": r"-?\d+(\.\d+)?",
        }
        for ending, pattern in patterns.items():
            right_type = isinstance(value, int) if ending == "_fen" else isinstance(value, str)
            if name.endswith(ending) and not (right_type and re.fullmatch(pattern, str(value))):
                yield (name, value)
        if isinstance(value, float):
            yield (name, value)


def test_a_document_is_whole_though_amounts_are_hidden_in_text(demo: Duewatch) -> None:
    assert demo("loans", "--json", "--hide-amounts").out == demo("loans", "--json").out


def test_what_is_not_known_is_null_and_never_zero(duewatch: Duewatch) -> None:
    ran = duewatch("loan", "add", "--platform", "huabei", "--kind", "revolving", "--json")
    assert ran.status == 0, ran.err
    loan = ran.document
    assert loan["next_due_fen"] is None
    assert loan["charges_fen"] is None
    assert loan["lender"] is None
    assert loan["terms"]["annual_rate_pct"] is None


def test_an_empty_store_gives_empty_documents(duewatch: Duewatch) -> None:
    assert duewatch("today", "--json").document["next"] is None
    assert duewatch("loans", "--json").document["loans"] == []
    assert duewatch("due", "--json").document["bills"] == []


def test_the_page_of_commands_is_current() -> None:
    from tools import commands_page

    assert commands_page.PAGE.read_text(encoding="utf-8") == commands_page.page()
