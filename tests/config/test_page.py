"""docs/configuration.md is written from the declared keys; the example names them; the schema is one."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from tools import configuration_page

from duewatch.config.keys import KEYS
from duewatch.config.loan_keys import LOAN_KEYS
from tests.cli.conftest import Duewatch, duewatch  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "config.example.toml").read_text(encoding="utf-8")


def test_the_page_of_the_configuration_is_current() -> None:
    assert (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8") == configuration_page.page()


def test_every_key_means_something_in_both_languages() -> None:
    for key in (*KEYS, *LOAN_KEYS):
        assert key.help.zh and key.help.en, key.name


@pytest.fixture
def schema(duewatch: Duewatch) -> dict[str, object]:  # noqa: F811
    ran = duewatch("config", "schema")
    assert ran.status == 0, ran.err
    document: dict[str, object] = json.loads(ran.out)
    return document


def test_the_schema_is_a_valid_one_of_the_draft_that_it_names(schema: dict[str, object]) -> None:
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["$schema"] == jsonschema.Draft7Validator.META_SCHEMA["$schema"]


def test_the_schema_takes_what_the_program_takes_and_refuses_what_it_refuses(schema: dict[str, object]) -> None:
    good = {
        "language": "zh",
        "reminders": {"lead_days": [3, 1], "at": "08:30"},
        "loans": {"house": {"platform": "bank-loan", "kind": "equal-instalment", "principal": 500_000}},
        "channels": {"mail": {"plugin": "email", "host": "h", "sender": "a@b", "to": ["c@d"]}},
    }
    jsonschema.validate(good, schema)
    jsonschema.validate(tomllib.loads(EXAMPLE), schema)
    for bad in (
        {"langage": "zh"},
        {"language": "fr"},
        {"reminders": {"lead_days": [99]}},
        {"loans": {"house": {"name": "no platform"}}},
        {"loans": {"house": {"platform": "x", "kindd": "flat"}}},
        {"channels": {"mail": {"discretion": "full"}}},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema)
