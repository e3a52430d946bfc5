"""Broken config files, and the exact sentences that are said of them in both languages (broken.toml)."""

import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Duewatch, duewatch  # noqa: F401 - a fixture

FILES = tomllib.loads(Path(__file__).with_name("broken.toml").read_text(encoding="utf-8"))["file"]


def test_there_are_sixty_of_them_and_more() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["words"].replace("\n", "; ")[:60])
def test_a_broken_file_is_told_in_just_these_sentences(
    file: dict[str, str],
    duewatch: Duewatch,  # noqa: F811
    tmp_path: Path,
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(file["words"] + "\n", encoding="utf-8")
    for language, between in (("en", " "), ("zh", "")):
        ran = duewatch("config", "check", "--config", str(config), "--lang", language, "--json")
        assert ran.status == file["status"]
        said = [
            between.join([each["what"].replace(str(config), "config.toml"), each["mend"]]).strip()
            for each in ran.document["problems"]
        ]
        assert said == file[language]
