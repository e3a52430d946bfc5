"""What the commands say to a person."""

import csv
import io
import re
from pathlib import Path

import pytest

from duewatch.cli.table import cells
from tests.cli.conftest import Duewatch

AMOUNT = re.compile(r"¥\d")


def test_today_answers_the_four_questions(demo: Duewatch) -> None:
    ran = demo("today", "--lang", "zh")
    assert ran.status == 0
    for heading in ("下一笔", "已逾期", "14天内待还", "征信", "今天要做"):
        assert heading in ran.out
    assert "逾期21天" in ran.out or "21天" in ran.out
    assert "¥791.00" in ran.out or "¥805.70" in ran.out


def test_check_tells_cron_that_something_is_late(demo: Duewatch) -> None:
    assert demo("today", "--check").status == 1
    assert demo("today").status == 0


def test_check_is_content_with_an_empty_store(duewatch: Duewatch) -> None:
    ran = duewatch("today", "--check")
    assert ran.status == 0
    assert "duewatch demo" in ran.out and "duewatch loan add" in ran.out


@pytest.mark.parametrize("line", ["today", "due --within 90d", "loans", "loan show xiaohua", "batches", "plugins"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_fits_a_terminal_of_eighty_cells(demo: Duewatch, line: str, language: str) -> None:
    ran = demo(*line.split(), "--lang", language, COLUMNS="80")
    assert ran.status == 0, ran.err
    assert [text for text in ran.out.splitlines() if cells(text) > 80] == []


def test_amounts_end_in_one_column(demo: Duewatch) -> None:
    ends = set()
    for line in demo("due", "--within", "90d", "--lang", "zh").out.splitlines()[1:]:
        found = re.search(r"(天后|天|今天)\s+\S.*?\s+(¥[\d,.]+|未知)\s", line)
        if found and not line.startswith("合计"):
            ends.add(cells(line[: found.end(2)]))
    assert len(ends) == 1


def test_hidden_amounts_show_neither_sum_nor_name_nor_id(demo: Duewatch) -> None:
    names = {loan["name"] for loan in demo("loans", "--json").document["loans"]}
    ids = {loan["id"] for loan in demo("loans", "--json").document["loans"]}
    for line in ("today", "due", "loans", "batches"):
        ran = demo(*line.split(), "--hide-amounts", "--lang", "zh")
        assert not AMOUNT.search(ran.out), line
        assert [name for name in names | ids if name in ran.out] == [], line


def test_a_payment_is_noted_allocated_and_can_be_taken_back(demo: Duewatch) -> None:
    before = demo("loan", "show", "xiaohua", "--json").document
    paid = demo("pay", "xiaohua", "100", "--lang", "zh")
    assert paid.status == 0
    assert "只记账，不付款" in paid.out and "¥100.00" in paid.out
    batch = re.search(r"undo (\d+)", paid.out)
    assert batch is not None
    after = demo("loan", "show", "xiaohua", "--json").document
    assert after["overdue_fen"] == before["overdue_fen"] - 10_000
    assert demo("undo", batch[1]).status == 0
    assert demo("loan", "show", "xiaohua", "--json").document == before


def test_a_loan_can_be_added_completed_and_settled(duewatch: Duewatch) -> None:
    added = duewatch(
        "loan", "add", "--platform", "花呗", "--kind", "revolving", "--statement-day", "1", "--due-day", "10",
        "--name", "我的花呗", "--tail", "1234", "--json",
    )  # fmt: skip
    assert added.status == 0, added.err
    loan_id = added.document["id"]
    assert added.document["name"] == "我的花呗" and added.document["account_tail"] == "1234"
    assert duewatch("loan", "bill", loan_id, "2026-12-10", "1204.10", "--minimum", "120.41").status == 0
    shown = duewatch("loan", "show", loan_id, "--json").document
    assert (shown["next_due_on"], shown["next_due_fen"]) == ("2026-12-10", 120_410)
    edited = duewatch("loan", "edit", loan_id, "--credit-limit", "5000", "--forget", "tail", "--mute", "yes", "--json")
    assert edited.document["terms"]["credit_limit_fen"] == 500_000
    assert edited.document["account_tail"] is None and edited.document["muted"] is True
    assert duewatch("loan", "close", loan_id).status == 0
    assert duewatch("loan", "show", loan_id, "--json").document["stage"]["id"] == "settled"


def test_what_is_typed_need_not_stand_in_the_shells_history(demo: Duewatch) -> None:
    piped = demo("pay", "-", "-", "--note", "-", stdin="xiaohua\n100\nby app\n")
    assert piped.status == 0, piped.err
    assert demo("loan", "show", "xiaohua", "--json").document["payments"][-1]["note"] == "by app"
    short = demo("pay", "xiaohua", "-")
    assert short.status == 2 and "AMOUNT is empty." in short.err


def test_at_a_terminal_what_is_missing_is_asked_for(demo: Duewatch) -> None:
    ran = demo("pay", "--lang", "zh", stdin="xiaohua\n100\n", terminal=True)
    assert ran.status == 0, ran.err
    assert "(ID): " in ran.err and "还款金额（元） (AMOUNT): " in ran.err
    given_up = demo("pay", "xiaohua", stdin="\n", terminal=True)
    assert given_up.status == 2


def test_changing_nothing_is_said_to_be_nothing(demo: Duewatch) -> None:
    ran = demo("loan", "edit", "xiaohua")
    assert ran.status == 2
    assert "nothing was given to change" in ran.err


def test_a_court_paper_moves_the_stage(demo: Duewatch) -> None:
    assert demo("loan", "demand", "xiaohua", "legal", "--channel", "court", "--on", "2026-11-20").status == 0
    assert demo("loan", "show", "xiaohua", "--json").document["stage"]["id"] == "legal"


def test_an_answer_names_its_sources_with_kind_and_confidence(duewatch: Duewatch) -> None:
    ran = duewatch("ask", "花呗", "--lang", "zh", "逾期3天上征信吗")
    assert ran.status == 0, ran.err
    assert "（可信度高，截至" in ran.out
    notes = re.findall(r"^\[(\d+)\] ", ran.out.partition("\n来源\n")[2], re.MULTILINE)
    assert notes == [str(number) for number in range(1, len(notes) + 1)]
    assert set(re.findall(r"\[(\d+)\]", ran.out)) == set(notes)
    typed = duewatch("ask", "--lang", "zh", stdin="花呗 逾期3天上征信吗")
    assert typed.out == ran.out


def test_a_ladder_shows_what_is_usual_and_what_is_not_known(duewatch: Duewatch) -> None:
    ran = duewatch("ladder", "小花钱包", "--lang", "zh")
    assert ran.status == 0, ran.err
    assert "何时开始：未知。" in ran.out and "行业惯例" in ran.out and "\n来源\n[1] " in ran.out


def test_a_dry_run_shows_the_exact_words_and_sends_nothing(demo: Duewatch) -> None:
    first, second = demo("remind", "--dry-run"), demo("remind", "--dry-run")
    assert first.status == 0, first.err
    assert "Nothing was sent." in first.out
    assert first.out == second.out


def test_acknowledged_bills_are_not_reminded_of(demo: Duewatch) -> None:
    due = demo("remind", "--dry-run", "--json").document["deliveries"]
    assert due
    loan = due[0]["loan"]
    assert demo("ack", loan).status == 0
    assert loan not in {one["loan"] for one in demo("remind", "--dry-run", "--json").document["deliveries"]}


def test_an_import_counts_lists_and_is_known_the_second_time(duewatch: Duewatch) -> None:
    message = "【花呗】本月还款日12月15日，账单260.40元，点链接还款，已还请忽略"
    dry = duewatch("import", "-", "--dry-run", stdin=message)
    assert dry.status == 0, dry.err
    assert "Nothing was stored" in dry.out and "--dry-run" in dry.out
    assert duewatch("batches", "--json").document["batches"] == []
    stored = duewatch("import", "-", "--json", stdin=message).document
    assert stored["batch"] is not None
    assert stored["files"][0]["understood"] == 1
    assert stored["files"][0]["new"]["bills"] == 1
    due = duewatch("due", "--within", "30d", "--json").document["bills"]
    assert [(bill["platform"], bill["due_on"], bill["total_fen"]) for bill in due] == [("huabei", "2026-12-15", 26_040)]
    again = duewatch("import", "-", "--json", stdin=message).document
    assert again["files"][0]["known"] == again["files"][0]["records"] == 1
    assert again["files"][0]["new"] == {"loans": 0, "bills": 0, "payments": 0, "inquiries": 0}


def test_exports_are_whole_and_readable_by_the_owner_only(demo: Duewatch, tmp_path: Path) -> None:
    loans = demo("loans", "--json").document["loans"]
    target = tmp_path / "out.csv"
    assert demo("export", "csv", "--out", str(target)).status == 0
    assert target.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"), newline="")))
    assert {row["id"] for row in rows} == {loan["id"] for loan in loans}
    assert {loan["id"] for loan in demo("export", "json").document["loans"]} == {loan["id"] for loan in loans}


def test_a_name_that_looks_like_a_formula_stays_a_text_in_a_table(duewatch: Duewatch) -> None:
    assert duewatch("loan", "add", "--platform", "huabei", "--name", "=1+1").status == 0
    assert "'=1+1" in duewatch("export", "csv").out


def test_a_backup_brings_everything_back(demo: Duewatch, tmp_path: Path) -> None:
    before = demo("loans", "--json").out
    assert demo("backup", str(tmp_path / "copy.db")).status == 0
    assert demo("pay", "xiaohua", "100").status == 0
    assert demo("restore", str(tmp_path / "copy.db")).status == 0
    assert demo("loans", "--json").out == before


def test_control_characters_in_a_name_do_not_reach_the_terminal(duewatch: Duewatch) -> None:
    assert duewatch("loan", "add", "--platform", "huabei", "--name", "a\x1b[2Jb").status == 0
    for line in ("loans", "today", "loan show huabei"):
        assert "\x1b" not in duewatch(*line.split()).out


def test_config_init_writes_a_file_that_is_right_and_never_overwrites(duewatch: Duewatch, tmp_path: Path) -> None:
    config = str(tmp_path / "sub" / "config.toml")
    assert duewatch("config", "init", "--config", config).status == 0
    assert duewatch("config", "check", "--config", config).status == 0
    again = duewatch("config", "init", "--config", config)
    assert again.status == 2 and "is there already" in again.err


def test_config_check_lists_every_problem_at_once(duewatch: Duewatch, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('langauge = "en"\nhorizon_days = "soon"\n', encoding="utf-8")
    ran = duewatch("config", "check", "--config", str(config))
    assert ran.status == 1
    assert "langauge" in ran.out and "horizon_days" in ran.out


def test_config_show_tells_where_each_value_came_from(duewatch: Duewatch, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("horizon_days = 21\n", encoding="utf-8")
    values = duewatch("config", "show", "--json", "--config", str(config)).document["values"]
    horizon = next(value for value in values if value["key"] == "horizon_days")
    assert "config.toml" in horizon["origin"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_knows_every_command_and_option(duewatch: Duewatch, shell: str) -> None:
    from duewatch.cli.commands import ENTRIES, parser_of

    script = duewatch("completion", shell).out
    for name, entry in ENTRIES.items():
        assert all(word in script for word in name.split())
        for action, _ in parser_of(entry).helps:
            for option in action.option_strings:
                assert (f"-l {option[2:]}" if shell == "fish" else option) in script


def test_bash_completes_commands_options_and_values(duewatch: Duewatch, tmp_path: Path) -> None:
    import shutil
    import subprocess

    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    script = tmp_path / "completion.bash"
    script.write_text(duewatch("completion", "bash").out, encoding="utf-8")

    def completed(line: str) -> list[str]:
        words = line.split(" ")
        asked = " ".join(f"'{word}'" for word in words)
        program = f". {script}; COMP_WORDS=({asked}); COMP_CWORD={len(words) - 1}; _duewatch; echo ${{COMPREPLY[@]}}"
        return subprocess.run(
            [bash, "-c", program], capture_output=True, text=True, timeout=30, check=True
        ).stdout.split()

    assert "today" in completed("duewatch to")
    assert {"show", "add", "close"} <= set(completed("duewatch loan "))
    assert "--principal" in completed("duewatch loan add --pri")
    assert completed("duewatch --json loan add --kind bul") == ["bullet"]
    assert completed("duewatch today --lang z") == ["zh"]
