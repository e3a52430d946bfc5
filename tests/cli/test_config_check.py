"""config check asks the channels' plugins too, and opens neither store nor channel for it."""

from pathlib import Path

from tests.cli.conftest import Duewatch

SECRET = "hunter2-keep-this"


def test_what_a_channels_plugin_finds_is_listed_with_the_rest_and_its_line(duewatch: Duewatch, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        f'horizon_days = 0\n\n[channels.mail]\nplugin = "email"\nhots = "x"\npassword = "{SECRET}"\n', encoding="utf-8"
    )
    ran = duewatch("--config", str(config), "config", "check", "--json")
    assert ran.status == 1
    told = [(problem["key"], problem["line"]) for problem in ran.document["problems"]]
    assert told[0] == ("horizon_days", 1)
    assert set(told[1:]) == {
        ("channels.mail.hots", 5),
        ("channels.mail.host", 3),
        ("channels.mail.sender", 3),
        ("channels.mail.to", 3),
        ("channels.mail.password", 6),
    }
    words = [problem["what"] for problem in ran.document["problems"]]
    assert "config.toml:5: channels.mail.hots is not an option of this plugin." in words
    assert "config.toml:3: channels.mail.host is missing." in words
    assert SECRET not in ran.out + ran.err
    assert not (tmp_path / "data").exists()


def test_a_wrong_entry_of_a_list_and_a_nested_table_have_their_own_line(duewatch: Duewatch, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '[channels.mail]\nplugin = "email"\nhost = "h"\nsender = "a@b"\nto = [\n  "c@d",\n  7,\n]\n'
        '[channels.mail.password]\nenv = ""\n[platforms.huabei]\nreports = "yes"\nno-such-fact = "x"\n',
        encoding="utf-8",
    )
    ran = duewatch("--config", str(config), "config", "check", "--json")
    told = {problem["key"]: problem["line"] for problem in ran.document["problems"]}
    assert told == {
        "channels.mail.to[2]": 7,
        "channels.mail.password": 9,
        "platforms.huabei.no-such-fact": 13,
    }


def test_a_channel_without_its_plugin_is_told(duewatch: Duewatch, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[channels.mail]\nplugin = "emial"\n', encoding="utf-8")
    ran = duewatch("--config", str(config), "config", "check")
    assert ran.status == 1
    assert "There is no channel plugin emial." in ran.out
