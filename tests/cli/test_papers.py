"""duewatch letter and duewatch evidence, as they are typed."""

import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Duewatch

FACTS = ["--fact", "borrower=王小明", "--fact", "contact=13800138000", "--fact", "lender=近水消费金融有限公司"]


def test_a_letter_stands_on_stdout_and_what_to_know_before_beside_it(demo: Duewatch) -> None:
    ran = demo("letter", "statement", "xiaohua", *FACTS, "--lang", "zh")
    assert ran.status == 0, ran.err
    assert ran.out.startswith("关于说明欠款构成的请求\n")
    assert "发之前" not in ran.out and "发之前" in ran.err


def test_what_is_missing_is_named_and_nothing_is_written(demo: Duewatch, tmp_path: Path) -> None:
    ran = demo("letter", "statement", "xiaohua", "--out", str(tmp_path / "out"))
    assert (ran.status, ran.out) == (2, "")
    assert "borrower" in ran.err and "contact" in ran.err and "lender" in ran.err
    assert not (tmp_path / "out").exists()


def test_facts_come_from_lines_of_input_and_from_files_so_that_no_shell_keeps_them(
    demo: Duewatch, tmp_path: Path
) -> None:
    told = tmp_path / "told.txt"
    told.write_text("11月20日来电\n称不还就通知单位\n", encoding="utf-8")
    ran = demo("letter", "complaint-lender", "xiaohua", *FACTS[2:], "--fact", "borrower=-", "--fact", f"facts=@{told}",
               "--fact", "request=-", stdin="王小明\n请核实\n")  # fmt: skip
    assert ran.status == 0, ran.err
    assert "王小明" in ran.out and "请核实" in ran.out and "11月20日来电\n称不还就通知单位" in ran.out


def test_at_a_terminal_what_is_missing_is_asked_for(demo: Duewatch) -> None:
    ran = demo("letter", "statement", "xiaohua", stdin="近水消费金融有限公司\n王小明\n138\n", terminal=True)
    assert ran.status == 0, ran.err
    assert "近水消费金融有限公司" in ran.out and "138" in ran.out
    ran = demo("letter", "statement", "xiaohua", stdin="近水消费金融有限公司\n\n138\n", terminal=True)
    assert (ran.status, ran.out) == (2, "")
    assert "borrower" in ran.err


def test_a_letter_is_not_shown_while_amounts_are_hidden(demo: Duewatch) -> None:
    ran = demo("letter", "statement", "xiaohua", *FACTS, "--hide-amounts")
    assert (ran.status, ran.out) == (0, "")


def test_the_list_says_which_letters_are_for_a_loan_and_why_others_are_not(demo: Duewatch) -> None:
    ran = demo("letter", "list", "xiaohua")
    assert ran.status == 0
    assert "extension" in ran.out and "Not for this loan" in ran.out
    assert "credit cards only" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["letter", "instalments", "xiaohua", *FACTS], "credit cards only"),
        (["letter", "settlement-proof", "xiaohua", *FACTS], "not settled"),
        (["letter", "nonsense", "xiaohua"], "settlement-proof"),
        (["letter", "statement", "nobody"], "nobody"),
        (["letter", "statement", "xiaohua", "--fact", "borrower"], "--fact"),
        (["letter", "statement", "xiaohua", "--fact", "borrower=@/no/such/file"], "/no/such/file"),
        (["letter"], "KIND"),
        (["evidence", "xiaohua"], "--out"),
        (["evidence", "nobody", "--out", "x.zip"], "nobody"),
        (["evidence", "xiaohua", "--out", "x.zip", "--hide", "everything"], "--hide"),
        (["evidence", "xiaohua", "--out", "x.zip", "--attach", "/no/such/file"], "/no/such/file"),
        (["evidence", "verify", "/no/such/file"], "/no/such/file"),
    ],
)
def test_wrong_input_is_one_sentence_that_names_it(demo: Duewatch, words: list[str], told: str) -> None:
    ran = demo(*words)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_a_bundle_is_written_checked_and_found_changed(demo: Duewatch, tmp_path: Path) -> None:
    path = tmp_path / "evidence.zip"
    ran = demo("evidence", "xiaohua", "credit-card-3", "--out", str(path))
    assert ran.status == 0, ran.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    seal = demo("evidence", "verify", str(path), "--json").document["seal"]
    assert seal in ran.out
    assert demo("evidence", "verify", str(path), "--seal", seal).status == 0
    other = demo("evidence", "verify", str(path), "--seal", "0" * 64)
    assert other.status == 1 and "not the one you kept" in other.out
    assert demo("evidence", "xiaohua", "--out", str(path)).status == 2  # nothing is written over
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    changed = demo("evidence", "verify", str(path))
    assert changed.status == 1
    assert "changed since" in changed.out


def test_other_lenders_of_a_whole_life_of_debts_are_blacked_out(demo: Duewatch, tmp_path: Path) -> None:
    path = tmp_path / "evidence.zip"
    said = "借呗那边也要，花呗、京东白条都说了"
    assert demo("pay", "xiaohua", "1.00", "--note", said).status == 0
    ran = demo("evidence", "xiaohua", "--out", str(path), "--hide", "lenders", "--lang", "zh")
    assert ran.status == 0, ran.err
    whole = path.read_bytes()
    assert not [word for word in ("借呗", "花呗", "白条", "Huabei") if word.encode() in whole]
    assert "小花钱包".encode() in whole
