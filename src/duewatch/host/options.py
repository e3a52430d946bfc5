"""A plugin's config table checked against the options it declares; secrets are resolved last."""

import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from duewatch.config.secrets import check_reference, resolve
from duewatch.model.plugin import Option, OptionValue
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text


def checked(
    where: str,
    table: Mapping[str, object],
    options: Sequence[Option],
    environ: Mapping[str, str] = os.environ,
    *,
    private: bool = False,
) -> dict[str, OptionValue]:
    """The values of every option, defaults filled in, secrets looked up. where: the table's name. private: only its
    owner can read the file, so that a secret may stand in it.

    Raises InputProblem for the first thing wrong; it never names a secret's value.
    """
    for _, problem in problems(where, table, options, private=private):
        raise problem
    return {option.name: _value(where, option, table, environ, private) for option in options}


def problems(
    where: str, table: Mapping[str, object], options: Sequence[Option], *, private: bool = False
) -> Iterator[tuple[str, InputProblem]]:
    """Everything wrong with a table, one sentence each, with its dotted key; of a list, the entry ("to[2]"). No secret
    is looked up."""
    known = {option.name: option for option in options}
    for name in table:
        if name not in known:
            near = get_close_matches(name, known, 1)
            mend = text("Did you mean “{near}”?", near=near[0]) if near else text("Take it out.")
            what = text("{where}.{name} is not an option of this plugin.", where=where, name=name)
            yield f"{where}.{name}", InputProblem(what, mend)
    for option in options:
        key = f"{where}.{option.name}"
        if option.name not in table:
            if option.required:
                what = text("{where}.{name} is missing.", where=where, name=option.name)
                yield key, InputProblem(what, text("It is needed: {help}", help=option.help))
        elif option.kind == "secret":
            try:
                check_reference(key, table[option.name], private=private)
            except InputProblem as problem:
                yield key, problem
        else:
            expected = _expected(table[option.name], option)
            if expected is not None:
                place = key + _entry(table[option.name], option)
                yield place, InputProblem(text("{where} has a wrong value.", where=key), expected)


def _value(
    where: str, option: Option, table: Mapping[str, object], environ: Mapping[str, str], private: bool
) -> OptionValue:
    """A checked option's value."""
    if option.name not in table:
        return option.default
    given = table[option.name]
    if option.kind == "secret":
        return resolve(f"{where}.{option.name}", given, environ, private=private)
    return tuple(given) if isinstance(given, list) else given  # type: ignore[return-value]


def _expected(given: object, option: Option) -> Text | None:
    """What is expected instead, or None if the value is good."""
    if option.kind == "texts":
        return _expected_texts(given, option)
    if option.kind == "boolean":
        return None if isinstance(given, bool) else text("true or false is expected.")
    if option.kind == "integer":
        return _expected_whole(given, option)
    if not isinstance(given, str):
        return text("A text in quotes is expected.")
    if option.choices and given not in option.choices:
        return _one_of(option)
    return text("It must not be empty.") if option.required and not given.strip() else None


def _expected_texts(given: object, option: Option) -> Text | None:
    if not isinstance(given, list) or not all(isinstance(each, str) and each for each in given):
        return text("A list of texts is expected.")
    if option.required and not given:
        return text("It must not be empty.")
    if option.choices and not set(given) <= set(option.choices):
        return _one_of(option)
    return None


def _entry(given: object, option: Option) -> str:
    """Which entry of a list is wrong, as "[2]"; nothing where that is no matter of one."""
    if option.kind != "texts" or not isinstance(given, list):
        return ""
    for number, each in enumerate(given, 1):
        if not isinstance(each, str) or not each or (option.choices and each not in option.choices):
            return f"[{number}]"
    return ""


def _expected_whole(given: object, option: Option) -> Text | None:
    if not isinstance(given, int) or isinstance(given, bool):
        return text("A whole number is expected.")
    least, most = option.minimum, option.maximum
    if least is not None and most is not None and not least <= given <= most:
        return text("A whole number from {least} to {most} is expected.", least=least, most=most)
    if least is not None and given < least:
        return text("A whole number of at least {least} is expected.", least=least)
    if most is not None and given > most:
        return text("A whole number of at most {most} is expected.", most=most)
    return None


def _one_of(option: Option) -> Text:
    return text("One of {choices} is expected.", choices=", ".join(f'"{each}"' for each in option.choices))
