"""A plugin's config table checked against the options it declares; secrets are resolved last."""

import os
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from duewatch.config.secrets import resolve
from duewatch.model.plugin import Option, OptionValue
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

MISSING = object()


def checked(
    where: str, table: Mapping[str, object], options: Sequence[Option], environ: Mapping[str, str] = os.environ
) -> dict[str, OptionValue]:
    """The values of every option, defaults filled in. where: the table's name, for the sentence.

    Raises InputProblem for the first thing wrong; it never names a secret's value.
    """
    known = {option.name: option for option in options}
    for name in table:
        if name not in known:
            near = get_close_matches(name, known, 1)
            mend = text("Did you mean “{near}”?", near=near[0]) if near else text("Take it out.")
            raise InputProblem(text("{where}.{name} is not an option of this plugin.", where=where, name=name), mend)
    values: dict[str, OptionValue] = {}
    for option in options:
        given = table.get(option.name, MISSING)
        if given is MISSING:
            if option.required:
                raise InputProblem(
                    text("{where}.{name} is missing.", where=where, name=option.name),
                    text("It is needed: {help}", help=option.help),
                )
            values[option.name] = option.default
        elif option.kind == "secret":
            values[option.name] = resolve(f"{where}.{option.name}", given, environ)
        else:
            values[option.name] = _read(f"{where}.{option.name}", given, option)
    return values


def _read(where: str, given: object, option: Option) -> OptionValue:
    wrong = _wrong(given, option)
    if wrong is not None:
        raise InputProblem(text("{where} has a wrong value.", where=where), wrong)
    return tuple(given) if isinstance(given, list) else given  # type: ignore[return-value]


def _wrong(given: object, option: Option) -> Text | None:
    """What is expected instead, or None if the value is good."""
    if option.choices and given not in option.choices:
        return text("One of {choices} is expected.", choices=", ".join(f'"{each}"' for each in option.choices))
    if option.kind == "text" and not isinstance(given, str):
        return text("A text in quotes is expected.")
    if option.kind == "boolean" and not isinstance(given, bool):
        return text("true or false is expected.")
    if option.kind == "texts" and not (
        isinstance(given, list) and given and all(isinstance(each, str) and each for each in given)
    ):
        return text("A list of texts is expected.")
    if option.kind == "integer":
        if not isinstance(given, int) or isinstance(given, bool):
            return text("A whole number is expected.")
        least, most = option.minimum, option.maximum
        if (least is not None and given < least) or (most is not None and given > most):
            return text(
                "A whole number from {least} to {most} is expected.", least=str(least or 0), most=str(most or "…")
            )
    return None
