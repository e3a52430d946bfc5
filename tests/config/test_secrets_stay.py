"""No secret's value appears in anything that is printed, exported, logged or reported as a fault."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Duewatch, duewatch  # noqa: F401 - a fixture

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
    for words in COMMANDS:
        ran = duewatch(*words, "--config", str(config), "--data", str(data), **around)
        assert password not in ran.out + ran.err, words
        assert token not in ran.out + ran.err, words
    if data.exists():
        kept = everything_below(data)
        assert password.encode() not in kept
        assert token.encode() not in kept
