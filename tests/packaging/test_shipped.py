"""Files that ship with the code are read in the same way from a folder and from a zip file."""

import os
import zipfile
from pathlib import Path

import pytest

from duewatch.shipped import changed_at, shipped


@pytest.fixture(params=["folder", "zip"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with a file in a folder; or a zip file with the same."""
    root = tmp_path / "root"
    if request.param == "folder":
        (root / "rules").mkdir(parents=True)
        (root / "rules" / "a.toml").write_text("x = 1", encoding="utf-8")
    else:
        with zipfile.ZipFile(root, "w") as archive:
            archive.writestr("rules/a.toml", "x = 1")
    return root


def test_it_reads_lists_and_joins(place: Path) -> None:
    rules = shipped(place / "rules")
    assert rules.is_dir() and [each.name for each in rules.iterdir()] == ["a.toml"]
    assert (rules / "a.toml").read_bytes() == shipped(place / "rules" / "a.toml").read_bytes() == b"x = 1"
    assert not (rules / "b.toml").is_file() and not shipped(place / "nowhere").exists()


def test_a_change_is_noticed(place: Path) -> None:
    file = shipped(place / "rules" / "a.toml")
    os.utime(place if place.is_file() else place / "rules" / "a.toml", ns=(5_000_000_000, 7_000_000_000))
    assert changed_at(file) == 7_000_000_000


def test_a_file_that_is_no_zip_and_a_path_to_nowhere_stay_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no zip", encoding="utf-8")
    for path in (tmp_path / "file" / "inside", tmp_path / "nowhere" / "at" / "all"):
        assert shipped(path) == path
        with pytest.raises(OSError):
            changed_at(path)
