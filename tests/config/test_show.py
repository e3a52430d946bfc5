"""What is in force and where each value came from; and the example file, which is the first file too."""

import os
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
from tests.cli.conftest import Duewatch, duewatch  # noqa: F401 - a fixture
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


def test_each_of_the_four_origins_is_named(duewatch: Duewatch, tmp_path: Path) -> None:  # noqa: F811
    config = tmp_path / "config.toml"
    config.write_text(
        'horizon_days = 20\n[reminders]\nping = { env = "PING" }\n'
        '[channels.hook]\nplugin = "webhook"\nurl = { env = "HOOK" }\n'
        '[reminders.platforms.huabei]\ndaily = true\n[keys]\npay = "p"\n'
        '[loans.a]\nplatform = "huabei"\n',
        encoding="utf-8",
    )
    around = {"HOOK": SECRET, "DUEWATCH_PLUGINS": "webhook", "XDG_DATA_HOME": str(tmp_path)}
    words = ("config", "show", "--config", str(config), "--hide-amounts", "--safe")
    ran = duewatch(*words, "--json", **around)
    found = {one["key"]: (one["value"], one["origin"], one["place"]) for one in ran.document["values"]}
    assert found["timezone"][1] == "default"
    assert found["horizon_days"] == ("20", "config.toml:1", "config.toml:1")
    assert found["language"] == ('"en"', "environment:LANG", None)
    assert found["reminders.ping"] == ('{ env = "PING" }', "environment:PING", "config.toml:3")
    assert found["channels.hook.url"] == ('{ env = "HOOK" }', "environment:HOOK", "config.toml:6")
    assert found["reminders.platforms.huabei.daily"] == ("true", "config.toml:8", "config.toml:8")
    assert found["keys.pay"][1] == "config.toml:10"
    assert found["loans.a.platform"][1] == "config.toml:12"
    assert found["DUEWATCH_PLUGINS"] == ('"webhook"', "environment:DUEWATCH_PLUGINS", None)
    for key in ("data", "look.hide_amounts", "--safe", "--config"):
        assert found[key][1] == "command-line", key
    said = duewatch(*words, **around).out
    for words_of in ("default", "config.toml:1", "environment LANG", "command line", "environment HOOK",
                     "environment PING (not set)"):  # fmt: skip
        assert words_of in said
    assert SECRET not in said + ran.out
    chinese = duewatch(*words, "--lang", "zh", **around).out
    for words_of in ("默认", "环境变量 HOOK", "命令行", "环境变量 PING（没有设置）"):
        assert words_of in chinese


def test_the_place_of_the_data_may_come_from_the_environment(tmp_path: Path) -> None:
    found = {value.key: value for value in values(loaded(tmp_path, ""), {"XDG_DATA_HOME": "/elsewhere"})}
    if sys.platform == "linux":
        assert (found["data"].shown, found["data"].origin) == ('"/elsewhere/duewatch"', "environment:XDG_DATA_HOME")


@pytest.mark.skipif(os.name != "posix", reason="modes of files tell nothing there")
def test_a_secret_in_a_private_file_is_masked_whatever_its_option_is_called(
    duewatch: Duewatch,  # noqa: F811
    tmp_path: Path,
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        f'[reminders]\nping = "https://p/{SECRET}"\n[channels.hook]\nplugin = "webhook"\nurl = "https://h/{SECRET}"\n'
        f'[channels.gone]\nplugin = "no-such"\naddress = "https://h/{SECRET}"\nport = 7\n',
        encoding="utf-8",
    )
    config.chmod(0o600)
    shown = duewatch("config", "show", "--config", str(config), "--json")
    found = {one["key"]: (one["value"], one["origin"]) for one in shown.document["values"]}
    assert found["reminders.ping"] == ('"****"', "config.toml:2")
    assert found["channels.hook.url"] == ('"****"', "config.toml:5")
    assert found["channels.gone.address"] == ('"****"', "config.toml:8"), "nobody knows whether it is one"
    assert found["channels.gone.port"] == ("7", "config.toml:9")
    exported = duewatch("config", "export", "--config", str(config))
    assert SECRET not in shown.out + exported.out + exported.err
    assert "port = 7" in exported.out


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
