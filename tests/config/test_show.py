"""What is in force and where each value came from; and the example file, which is the first file too."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from duewatch.config.keys import KEYS
from duewatch.config.load import example_text, load
from duewatch.config.schema import Settings
from duewatch.config.show import toml, values
from tests.config.test_load import loaded, said

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
SECRET = "hunter2-keep-this"


def uncommented(words: str) -> str:
    """The example with every key switched on: explanations have a space after the #."""
    return re.sub(r"(?m)^#(?=[\[\w])", "", words)


def test_the_example_and_the_first_file_are_the_same() -> None:
    assert EXAMPLE.read_text(encoding="utf-8") == example_text()


def test_the_example_as_it_is_changes_nothing(tmp_path: Path) -> None:
    result = load(EXAMPLE, {})
    assert (result.settings._replace(source=None), result.problems) == (Settings(), ())


def test_the_example_with_every_key_switched_on_equals_the_defaults(tmp_path: Path) -> None:
    result = loaded(tmp_path, uncommented(example_text()))
    assert said(result) == []
    tables = {"channels": (), "lpr": (), "mappings": {}, "messages": {}, "platforms": {}, "loans": {}, "keys": {}}
    assert result.settings._replace(source=None, **tables) == Settings()
    assert list(result.settings.loans) == ["huabei-main", "house"]
    assert result.settings.keys == {"pay": ("p",), "ask": ("slash", "f11")}
    assert list(result.settings.platforms["huabei"]) == ["reports", "grace-none"]
    assert [str(rate.published_on) for rate in result.settings.lpr] == ["2026-08-20"]
    assert [(channel.name, channel.plugin) for channel in result.settings.channels] == [
        ("mail", "email"),
        ("here", "terminal"),
    ]


def test_the_example_mentions_every_key() -> None:
    tables = tomllib.loads(uncommented(example_text()))
    for key in KEYS:
        table, _, name = key.name.rpartition(".")
        assert name in (tables[table] if table else tables), key.name


def test_the_example_explains_in_chinese_and_english() -> None:
    lines = example_text().splitlines()
    for number, line in enumerate(lines):
        if re.match(r"#[a-z_]+ = ", line) and "[channels" not in "".join(lines[: number + 1]):
            above = lines[number - 1]
            if re.match(r"#[a-z_]+ = ", above):
                continue  # explained together with the key above
            assert re.search("[\u4e00-\u9fff]", above), above
            assert re.search("[A-Za-z]{3}", above), above


def test_the_channels_of_the_example_fit_their_plugins(tmp_path: Path) -> None:
    from duewatch.config.schema import PluginSettings
    from duewatch.host.host import Host

    host = Host(PluginSettings(), environ={})
    for channel in loaded(tmp_path, uncommented(example_text())).settings.channels:
        assert host.channel_problems(channel) == ()


def test_each_value_says_where_it_came_from(tmp_path: Path) -> None:
    result = loaded(tmp_path, "language = 'en'\n\n[reminders]\nlead_days = [3]\nat = 'never'\n")
    found = {value.key: (value.shown, value.origin) for value in values(result)}
    assert found["language"] == ('"en"', "config.toml:1")
    assert found["reminders.lead_days"] == ("[3]", "config.toml:4")
    assert found["reminders.at"] == ('"09:00"', "default"), "a wrong value is not in force"
    assert found["horizon_days"] == ("14", "default")
    assert set(found) == {key.name for key in KEYS}


def test_secrets_are_masked_however_deep_and_references_are_shown(tmp_path: Path) -> None:
    result = loaded(
        tmp_path,
        f"""
        [channels.mail]
        plugin = "email"
        password = "{SECRET}"
        token = {{ env = "MAIL_TOKEN" }}
        login = {{ user = "me", password = "{SECRET}" }}
        api_key = ["{SECRET}"]
        list = [{{ secret = "{SECRET}" }}]
        secret = {{ env = ["{SECRET}"] }}
        [plugins.alipay]
        auth = "{SECRET}"
        """,
    )
    found = {value.key: value.shown for value in values(result)}
    assert SECRET not in str(found)
    assert found["channels.mail.password"] == '"****"'
    assert found["channels.mail.token"] == '{ env = "MAIL_TOKEN" }'
    assert found["channels.mail.login"] == '{ user = "me", password = "****" }'


@pytest.mark.parametrize("value", [True, 7, 'a"b\\c\n', ["x", "y"], {"a": 1, "b": [True]}])
def test_values_are_shown_as_toml_reads_them(value: object) -> None:
    assert tomllib.loads(f"x = {toml(value)}") == {"x": value}


def test_without_a_config_file_nothing_is_imported_to_read_one() -> None:
    code = (
        "import sys; from duewatch.config.load import load; load(None, {'DUEWATCH_CONFIG': ''});"
        "print(*[m for m in ('tomllib', 'difflib', 'json', 'dataclasses', 'zoneinfo') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
