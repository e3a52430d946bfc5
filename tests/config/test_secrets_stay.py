"""No secret's value appears in anything that is printed, exported, logged or reported as a fault."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duewatch.cli.main import main
from duewatch.host.options import checked
from tests.cli.conftest import Duewatch, clock, duewatch  # noqa: F401 - a fixture

ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/="
SECRET = st.text(ALPHABET, min_size=10, max_size=40).map("Zq9x".__add__)
"""Never a row of one character, which stands in other places of its own right."""
COMMANDS = (
    ["config", "show"],
    ["config", "show", "--json"],
    ["config", "check"],
    ["config", "export"],
    ["config", "schema"],
    ["doctor"],
    ["plugins"],
    ["remind", "--test", "mail"],
    ["remind", "--test", "hook"],
    ["remind", "--dry-run"],
    ["export", "json"],
    ["remind", "--test", "nobody", "--debug"],
)


def everything_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(password=SECRET, token=SECRET, plain=st.booleans())
def test_a_secret_is_never_said(
    duewatch: Duewatch,  # noqa: F811
    tmp_path_factory,
    password: str,
    token: str,
    plain: bool,
) -> None:
    folder = tmp_path_factory.mktemp("secrets")
    config, data = folder / "config.toml", folder / "data"
    given_password = f'"{password}"' if plain else '{ env = "PASSWORD" }'
    config.write_text(
        '[channels.mail]\nplugin = "email"\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\nuser = "me"\n'
        f'password = {given_password}\nsender = "a@example.org"\nto = ["b@example.org"]\n'
        '[channels.hook]\nplugin = "webhook"\nurl = { env = "HOOK" }\n'
    )
    config.chmod(0o600)
    around = {"PASSWORD": password, "HOOK": f"http://127.0.0.1:9/{token}"}
    with pytest.MonkeyPatch.context() as patch:
        for name, secret in around.items():
            patch.setenv(name, secret)  # where channels look secrets up
        for words in COMMANDS:
            ran = duewatch(*words, "--config", str(config), "--data", str(data), **around)
            assert password not in ran.out + ran.err, words
            assert token not in ran.out + ran.err, words
    if data.exists():
        kept = everything_below(data)
        assert password.encode() not in kept
        assert token.encode() not in kept


@settings(max_examples=3, deadline=None)
@given(password=SECRET, token=SECRET)
def test_a_crash_says_no_secret_either(tmp_path_factory: pytest.TempPathFactory, password: str, token: str) -> None:
    """A fault of the program itself while secrets are looked up and in use: at the place where the secret was just
    resolved, and in the midst of a delivery. What is printed, with --debug too, and the log name neither."""

    folder = tmp_path_factory.mktemp("crash")
    config, data = folder / "config.toml", folder / "data"
    config.write_text(
        f'[channels.mail]\nplugin = "email"\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\nuser = "me"\n'
        f'password = "{password}"\nsender = "a@example.org"\nto = ["b@example.org"]\n'
        '[channels.hook]\nplugin = "webhook"\nurl = { env = "HOOK" }\n'
    )
    config.chmod(0o600)
    around = {"HOOK": f"http://127.0.0.1:9/{token}"}

    def broken(_: object, *arguments: object, **named: object) -> None:
        raise RuntimeError("broken on purpose")

    def resolved_and_broken(*arguments: Any, **named: Any) -> dict[str, Any]:
        values = checked(*arguments, **named)
        assert {str(value) for value in values.values()} & {password, around["HOOK"]}
        raise RuntimeError("broken on purpose")

    for place, fault in (
        ("duewatch.host.options.checked", resolved_and_broken),
        ("duewatch.host.host.GuardedChannel.send", broken),
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(place, fault)
            patch.setenv("HOOK", around["HOOK"])
            for words in (["remind", "--test", "mail"], ["remind", "--test", "hook", "--debug"]):
                out, err = StringIO(), StringIO()
                status = main(
                    [*words, "--config", str(config), "--data", str(data)],
                    environ={"LANG": "en", **around}, stdin=StringIO(), stdout=out, stderr=err, clock=clock,
                )  # fmt: skip
                said = out.getvalue() + err.getvalue()
                assert status == 70, said
                assert password not in said and token not in said
                assert "--debug" not in words or "broken on purpose" in said
        log = (data / "duewatch.log").read_text(encoding="utf-8")
        assert "broken on purpose" in log, "the crash is in the log"
        assert password not in log and token not in log
