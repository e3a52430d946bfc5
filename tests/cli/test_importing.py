"""import on the command line: passwords of archives, and tables that the config explains."""

from pathlib import Path

import pytest

from duewatch.cli import importing
from tests.builders import alipay, archives, own_table
from tests.cli.conftest import Duewatch


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "alipay.zip"
    path.write_bytes(archives.aes({"支付宝交易明细.csv": alipay.build([alipay.huabei()])}))
    return path


def test_a_password_file_opens_an_archive(duewatch: Duewatch, packed: Path, tmp_path: Path) -> None:
    passwords = tmp_path / "passwords.txt"
    passwords.write_text(f"wrong\n\n {archives.PASSWORD} \n", encoding="utf-8")
    ran = duewatch("import", str(packed), "--password-file", str(passwords), "--json")
    assert ran.status == 0, ran.err
    (file,) = ran.document["files"]
    assert (file["path"], file["reader"]) == ("alipay.zip/支付宝交易明细.csv", "alipay")


def test_without_a_password_and_nobody_to_ask_it_is_one_sentence(duewatch: Duewatch, packed: Path) -> None:
    ran = duewatch("import", str(packed))
    assert ran.status == 2
    assert "alipay.zip is encrypted" in ran.err and "--password-file" in ran.err


def test_on_a_terminal_the_password_is_asked_for_until_one_fits(
    duewatch: Duewatch, packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["wrong", archives.PASSWORD])
    asked: list[str] = []

    def getpass(prompt: str) -> str:
        asked.append(prompt)
        return next(typed)

    monkeypatch.setattr("getpass.getpass", getpass)
    ran = duewatch("import", str(packed), "--dry-run", terminal=True)
    assert ran.status == 0, ran.err
    assert len(asked) == 2 and "alipay.zip" in asked[0]
    assert archives.PASSWORD not in ran.out + ran.err


def test_after_some_wrong_passwords_it_gives_up(
    duewatch: Duewatch, packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: "wrong")
    ran = duewatch("import", str(packed), terminal=True)
    assert ran.status == 2 and "None of the passwords" in ran.err
    assert importing.ASKED_AT_MOST > 1


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_password_file_that_cannot_be_read_is_named(
    duewatch: Duewatch, packed: Path, tmp_path: Path, content: bytes | None
) -> None:
    passwords = tmp_path / "passwords.txt"
    if content is not None:
        passwords.write_bytes(content)
    ran = duewatch("import", str(packed), "--password-file", str(passwords))
    assert ran.status == 2 and "passwords.txt" in ran.err


def test_a_mapping_in_the_config_explains_a_table(duewatch: Duewatch, tmp_path: Path) -> None:
    table, config = tmp_path / "mine.csv", tmp_path / "config.toml"
    table.write_bytes(own_table.build(own_table.OTHER, own_table.OTHER_ROWS))
    assert duewatch("import", str(table)).status == 2
    config.write_text(
        '[readers.mapping.mine]\ndate = "还款时间"\namount = "实还"\nplatform = "借款平台"\nwhat = "还款"\n',
        encoding="utf-8",
    )
    ran = duewatch("import", str(table), "--config", str(config), "--json")
    assert ran.status == 0, ran.err
    assert [(row["state"], row["amount_fen"]) for row in ran.document["rows"]] == [("new", 8800), ("new", 9900)]
    shown = duewatch("config", "show", "--config", str(config))
    assert "readers.mapping.mine.amount" in shown.out


def test_columns_are_named_on_the_command_line_and_kept_under_a_name(duewatch: Duewatch, tmp_path: Path) -> None:
    table, config = tmp_path / "mine.csv", tmp_path / "config.toml"
    table.write_bytes(own_table.build("日子,多少钱,哪家", ("2026-05-09,88.00,花呗", "2026-05-10,99.00,借呗")))
    config.write_text("# mine\n", encoding="utf-8")
    refused = duewatch("import", str(table), "--config", str(config))
    assert refused.status == 2 and "日子" in refused.err and "--column" in refused.err, "its columns are named"
    said = ("--column", "date=日子", "--column", "amount=多少钱", "--column", "platform=哪家")
    short = duewatch("import", str(table), "--config", str(config), *said)
    assert short.status == 2 and "what" in short.err
    looked = duewatch("import", str(table), "--config", str(config), *said, "--column", "what=还款",
                      "--mapping", "mine", "--dry-run")  # fmt: skip
    assert looked.status == 0 and config.read_text(encoding="utf-8") == "# mine\n", "a look keeps nothing"
    ran = duewatch("import", str(table), "--config", str(config), *said, "--column", "what=还款",
                   "--mapping", "mine", "--json")  # fmt: skip
    assert [(row["state"], row["amount_fen"]) for row in ran.document["rows"]] == [("new", 8800), ("new", 9900)]
    assert config.read_text(encoding="utf-8").startswith("# mine\n")
    again = duewatch("import", str(table), "--config", str(config), "--json")
    assert [row["state"] for row in again.document["rows"]] == ["known", "known"], "used by itself from now on"


def test_a_table_of_a_platform_without_a_known_export_is_named_and_its_columns_offered(
    duewatch: Duewatch, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("抖音月付账单\n交易单号,入账时间,订单金额,状态\nX1,2026-05-09,88.00,成功\n", encoding="utf-8")
    ran = duewatch("import", str(table), "--lang", "zh")
    assert ran.status == 2 and "看来出自抖音月付" in ran.err and "订单金额" in ran.err and "--column" in ran.err
