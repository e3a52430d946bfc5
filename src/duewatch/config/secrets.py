"""Secrets by reference: an environment variable, the keyring, or a command. Never shown, never logged."""

import os
from collections.abc import Mapping

from duewatch.model.problem import InputProblem
from duewatch.model.text import text

MASK = "****"
SECONDS = 20
"""How long a secret's command may take: a password manager may ask for a touch of a key."""
_WORDS = ("password", "secret", "token", "key", "auth")


def masked() -> str:
    """What stands in place of a secret's value."""
    return MASK


def is_secret_name(key: str, value: object) -> bool:
    """Whether a key's value must not be shown. A reference may: it holds no secret itself."""
    if isinstance(value, Mapping):
        return False
    return any(word in key.lower() for word in _WORDS)


def resolve(where: str, value: object, environ: Mapping[str, str] = os.environ) -> str:
    """The secret behind ``{env = "NAME"}``, ``{command = ["pass", "mail"]}`` or ``{keyring = "service/user"}``,
    or a plain text. where: the dotted key, for the sentence. Raises InputProblem, never naming a value."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and len(value) == 1:
        kind, reference = next(iter(value.items()))
        if kind == "env" and isinstance(reference, str):
            return _from_environment(where, reference, environ)
        if (
            kind == "command"
            and isinstance(reference, list)
            and reference
            and all(isinstance(w, str) for w in reference)
        ):
            return _from_command(where, reference)
        if kind == "keyring" and isinstance(reference, str) and "/" in reference:
            return _from_keyring(where, reference)
    raise InputProblem(
        text("{key} is no secret's reference.", key=where),
        text("Write it as env, command or keyring; config.example.toml shows each."),
    )


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
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        # The error's text could hold what the program printed.
        raise InputProblem(
            text("{key}: the command {name} gave no secret.", key=where, name=command[0]),
            text("Run it by hand: it must print the secret and end with status 0."),
        ) from None
    return done.stdout.rstrip("\r\n")


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
    found = keyring.get_password(service, user)
    if found is None:
        raise InputProblem(
            text("{key}: the keyring holds nothing for {name}.", key=where, name=reference),
            text("Store it there first, or use another kind of reference."),
        )
    return str(found)
