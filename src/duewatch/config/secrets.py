"""Secrets by reference: an environment variable, the keyring, or a command. Never shown, never logged."""

import os
from collections.abc import Mapping

from duewatch.model.problem import InputProblem
from duewatch.model.text import text

MASK = "****"
SECONDS = 20
"""How long a secret's command may take: a password manager may ask for a touch of a key."""
_WORDS = ("password", "secret", "token", "key", "auth")


def is_secret_name(key: str) -> bool:
    """Whether what stands under this key must not be shown."""
    return any(word in key.lower() for word in _WORDS)


def is_reference(value: object) -> bool:
    """Whether it says where a secret is, in one of the three ways; it then holds no secret itself."""
    if not isinstance(value, Mapping) or len(value) != 1:
        return False
    kind, reference = next(iter(value.items()))
    if kind == "command":
        return isinstance(reference, list) and bool(reference) and all(isinstance(word, str) for word in reference)
    if kind == "keyring":
        return isinstance(reference, str) and all(reference.partition("/"))
    return kind == "env" and isinstance(reference, str) and bool(reference)


class Plain:
    """A secret that stands in the file itself. It is never shown: neither by printing it nor in a traceback."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words = words

    def __repr__(self) -> str:
        return MASK

    def reveal(self) -> str:
        """The secret."""
        return self._words


def owner_only(mode: int) -> bool:
    """Whether a file of this mode can be read by its owner alone. Where modes tell nothing (Windows) it never is."""
    return os.name == "posix" and not mode & 0o077


def is_plain(value: object) -> bool:
    """Whether a secret stands there itself, in place of where it is."""
    return isinstance(value, Plain) or (isinstance(value, str) and bool(value.strip()))


def check_reference(where: str, value: object, *, private: bool = False) -> None:
    """Raises InputProblem unless it is a reference, or the secret itself in a file that only its owner can read
    (private). where: the dotted key. The value is never named: it may be the secret, written where it should not be."""
    if is_reference(value) or (private and is_plain(value)):
        return
    raise InputProblem(
        text("{key} must say where the secret is; the secret itself does not belong in the file.", key=where),
        text("Write it as env, command or keyring; config.example.toml shows each."),
    )


def plain_warning(where: str) -> InputProblem:
    """What is said of a secret in a file that only its owner can read."""
    return InputProblem(
        text("{key} holds the secret itself; only you can read this file, but copies and backups of it hold it too.",
             key=where),
        text("Better write where it is: env, command or keyring; config.example.toml shows each."),
    )  # fmt: skip


def resolve(where: str, value: object, environ: Mapping[str, str] = os.environ, *, private: bool = False) -> str:
    """The secret behind ``{env = "NAME"}``, ``{command = ["pass", "mail"]}`` or ``{keyring = "service/user"}``.

    where: the dotted key, for the sentence. private: the secret itself is as good, for its file can be read by the
    owner only. Raises InputProblem where there is none, never naming a value.
    """
    if isinstance(value, Plain):
        return value.reveal()
    check_reference(where, value, private=private)
    if isinstance(value, str):
        return value
    assert isinstance(value, Mapping)
    kind, reference = next(iter(value.items()))
    if kind == "env":
        return _from_environment(where, reference, environ)
    if kind == "command":
        return _from_command(where, reference)
    return _from_keyring(where, reference)


def _from_environment(where: str, name: str, environ: Mapping[str, str]) -> str:
    found = environ.get(name)
    if not found:
        raise InputProblem(
            text("{key}: the environment variable {name} is not set.", key=where, name=name),
            text("Set it where duewatch is started."),
        )
    return found


def _from_command(where: str, command: list[str]) -> str:
    import subprocess

    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        # The error's text could hold what the program printed.
        raise _no_secret(where, command[0]) from None
    secret = done.stdout.rstrip("\r\n")
    if not secret:
        raise _no_secret(where, command[0])
    return secret


def _no_secret(where: str, program: str) -> InputProblem:
    return InputProblem(
        text("{key}: the command {name} gave no secret.", key=where, name=program),
        text("Run it by hand: it must print the secret and end with status 0."),
    )


def _from_keyring(where: str, reference: str) -> str:
    from importlib import import_module

    try:
        keyring = import_module("keyring")
    except ImportError:
        raise InputProblem(
            text("{key}: reading from the keyring needs the package keyring.", key=where),
            text("Install it with: pip install 'duewatch[keyring]'"),
        ) from None
    service, _, user = reference.partition("/")
    try:
        found = keyring.get_password(service, user)
    except Exception:  # noqa: BLE001 - a keyring that is locked or absent has errors of its own
        found = None
    if not found:
        raise InputProblem(
            text("{key}: the keyring holds nothing for {name}.", key=where, name=reference),
            text("Store it there first, or use another kind of reference."),
        )
    return str(found)
