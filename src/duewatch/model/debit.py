"""The account that a loan is debited from: as little of it as tells accounts apart, never a whole number."""

import re
from datetime import date, time
from typing import NamedTuple
from unicodedata import normalize

from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import text

MOST_DIGITS = 6
"""More in a row could be the account's own number."""
LONGEST = 40


class Account(NamedTuple):
    """An account, as its owner typed it. balance_fen: what was in it on balance_on; paydays: days of the month, 1 to
    31 (cut to the month's end), on which pay comes in; pay_fen: how much each time. None: not known."""

    name: str
    balance_fen: Fen | None = None
    balance_on: date | None = None
    paydays: tuple[int, ...] = ()
    pay_fen: Fen | None = None


def read_account(words: str) -> str:
    """A bank's name and last digits, "招商银行 1234". Raises InputProblem for a whole card or account number."""
    tidy = " ".join(normalize("NFKC", words).split())
    if not tidy or len(tidy) > LONGEST:
        raise InputProblem(
            text("That is no name of an account."), text("Write bank and last digits, like: 招商银行 1234")
        )
    if re.search(rf"\d{{{MOST_DIGITS + 1},}}", re.sub(r"(?<=\d)[ -](?=\d)", "", tidy)):
        raise InputProblem(
            text("A whole account number is not kept here."), text("Write bank and last digits, like: 招商银行 1234")
        )
    return tidy


def read_debit_time(words: str) -> str:
    """A time of the day, "09:00". Raises InputProblem."""
    tidy = normalize("NFKC", words).strip()
    try:
        if re.fullmatch(r"\d{1,2}:\d\d", tidy) is None:
            raise ValueError(tidy)
        return f"{time.fromisoformat(tidy.zfill(5)):%H:%M}"
    except ValueError:
        raise InputProblem(
            text("“{words}” is not a time of the day.", words=words), text("Write it like 09:00.")
        ) from None
