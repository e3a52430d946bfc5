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
from tests.config.test_show import uncommented

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
        "readers": {"message": {"mine": {"platform": "huabei", "finding": "bill", "sender": "花呗", "body": "x"}}},
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
        {"readers": {"message": {"mine": {"body": "x"}}}},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema)


def test_the_first_file_names_its_schema_and_it_lies_beside_it(
    duewatch: Duewatch,  # noqa: F811
    tmp_path: Path,
    schema: dict[str, object],
) -> None:
    config = tmp_path / "new" / "config.toml"
    assert "config.schema.json" in duewatch("config", "init", "--config", str(config)).out
    first = config.read_text(encoding="utf-8").splitlines()[0]
    named = config.parent / first.removeprefix("#:schema ")
    assert json.loads(named.read_text(encoding="utf-8")) == schema
    named.write_text("mine", encoding="utf-8")
    config.unlink()
    assert duewatch("config", "init", "--config", str(config)).status == 0
    assert named.read_text(encoding="utf-8") == "mine", "what lies there is not overwritten"


def test_the_example_with_everything_switched_on_fits_the_schema(schema: dict[str, object]) -> None:
    jsonschema.validate(json.loads(json.dumps(tomllib.loads(uncommented(EXAMPLE)), default=str)), schema)
