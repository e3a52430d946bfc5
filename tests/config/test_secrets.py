"""Secrets are looked up by reference; no sentence about them ever holds one."""

import sys

import pytest

from duewatch.config.secrets import resolve
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording

SECRET = "hunter2-keep-this"


def problem_of(value: object, environ: dict[str, str] | None = None) -> str:
    with pytest.raises(InputProblem) as problem:
        resolve("channels.mail.password", value, environ or {})
    said = " ".join(Wording("en").say(part) for part in (problem.value.what, problem.value.mend) if part)
    assert said.startswith("channels.mail.password")
    assert SECRET not in said + repr(problem.value)
    assert problem.value.__cause__ is None
    assert problem.value.__suppress_context__ or problem.value.__context__ is None
    return said


def command(code: str) -> dict[str, list[str]]:
    return {"command": [sys.executable, "-c", code]}


def test_a_secret_comes_from_the_environment() -> None:
    assert resolve("x", {"env": "MAIL"}, {"MAIL": SECRET}) == SECRET


def test_a_secret_comes_from_a_command_without_its_line_end() -> None:
    assert resolve("x", command(f"print('{SECRET}')"), {}) == SECRET


def test_a_command_cannot_wait_for_input() -> None:
    assert "gave no secret" in problem_of(command("input()"))


@pytest.mark.parametrize(
    "value",
    [
        SECRET,
        7,
        None,
        {},
        {"env": SECRET, "command": []},
        {"env": ""},
        {"env": 7},
        {"command": SECRET},
        {"command": []},
        {"command": [7]},
        {"keyring": "no-slash"},
        {"keyring": "/user"},
        {"file": SECRET},
    ],
)
def test_what_is_no_reference_is_refused(value: object) -> None:
    assert "must say where the secret is" in problem_of(value)


def test_an_unset_variable_is_named() -> None:
    assert "the environment variable MAIL is not set" in problem_of({"env": "MAIL"})
    assert "the environment variable MAIL is not set" in problem_of({"env": "MAIL"}, {"MAIL": ""})


@pytest.mark.parametrize(
    "value",
    [
        command(f"import sys; print('{SECRET}'); sys.exit(1)"),
        command(f"raise ValueError('{SECRET}')"),
        command("pass"),
        command("import sys; sys.stdout.buffer.write(bytes([255, 254]))"),
        {"command": ["no-such-program-anywhere"]},
    ],
)
def test_a_command_that_fails_is_named_and_what_it_printed_is_not(value: object) -> None:
    assert "gave no secret" in problem_of(value)


def test_without_the_keyring_package_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "needs the package keyring" in problem_of({"keyring": "duewatch/me"})
