"""What plugins may import changes only when that is meant, and what is to go says so one API version before."""

import subprocess
import sys
import warnings
from difflib import unified_diff
from pathlib import Path
from types import MappingProxyType

import pytest
from tools.api_page import LISTING, PAGE, page, surface

from duewatch import api
from duewatch.model.deprecation import Deprecated
from duewatch.model.plugin import Claim
from duewatch.testing.checking import check_plugin
from duewatch.wording import Wording
from tests.cli.conftest import Duewatch, duewatch  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[2]
IN_THE_LOG = """
import os, sys
from pathlib import Path
from duewatch import api
from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
from duewatch.model.deprecation import Deprecated
from duewatch.model.plugin import Claim, Document
folder, log = map(Path, sys.argv[1:])
for path in [folder, *folder.rglob("*")]:
    path.chmod(0o700)
api.DEPRECATED = {"Reading": Deprecated(Claim, "Claim", 2)}
host = Host(PluginSettings(paths=(folder,)), environ={}, log=log)
print(*[reader for reader, _ in host.claims(Document("x", b"old", data=b"old"))])
"""
CODE = """
from duewatch.api import Document, Literal, Reader, Record, hookimpl, Reading


class Lines:
    id = "old-rows"
    name = Literal("旧", "Old")

    def claim(self, document: Document) -> Reading | None:
        return Reading(True, "old") if document.head == b"old" else None

    def read(self, document: Document):
        return iter(())


@hookimpl
def duewatch_importers() -> list[Reader]:
    return [Lines()]
"""
MANIFEST = (
    'id = "old-rows"\nname_zh = "旧"\nname_en = "Old"\nversion = "1"\napi = 1\ncapabilities = ["reader"]\ncode = true\n'
)


def test_the_public_names_are_those_that_were_promised() -> None:
    promised = LISTING.read_text(encoding="utf-8")
    changed = "\n".join(
        unified_diff(promised.splitlines(), surface().splitlines(), "promised", "now", lineterm="", n=0)
    )
    assert not changed, (
        f"duewatch.api changed:\n{changed}\nIf plugins break by it, API_NUMBER has to change and the old name stands "
        "in DEPRECATED for one number. If it is meant: python tools/api_page.py accept, and a line for authors in "
        "CHANGELOG.md."
    )


def test_the_listing_notices_a_field_a_default_and_a_parameter_that_change(monkeypatch: pytest.MonkeyPatch) -> None:
    before = surface()

    def parse_yuan(text: str, strict: bool) -> int:
        return 0

    monkeypatch.setattr(api, "parse_yuan", parse_yuan)
    assert surface() != before
    monkeypatch.undo()
    monkeypatch.setattr(api, "Claim", api.ReadProblem)
    assert surface() != before
    monkeypatch.undo()
    assert surface() == before


def test_the_page_of_the_api_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python tools/api_page.py"


def test_every_name_on_the_page_can_be_imported_and_no_other_is_public() -> None:
    assert all(hasattr(api, name) for name in api.__all__)
    assert sorted(api.__all__) == sorted(set(api.__all__))
    with pytest.raises(AttributeError, match=r"module 'duewatch\.api' has no attribute 'Ledger'"):
        _ = api.Ledger  # type: ignore[attr-defined]


def test_what_was_to_go_with_this_number_is_gone() -> None:
    assert all(going.removed_in == api.API_NUMBER + 1 for going in api.DEPRECATED.values())
    assert not set(api.DEPRECATED) & set(api.__all__)


@pytest.fixture
def old_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plugin that uses a name that is on its way out."""
    monkeypatch.setattr(api, "DEPRECATED", MappingProxyType({"Reading": Deprecated(Claim, "Claim", 2)}))
    folder = tmp_path / "plugins" / "old_rows"
    folder.mkdir(parents=True)
    for name, content in (("__init__.py", ""), ("plugin.py", CODE), ("manifest.toml", MANIFEST)):
        (folder / name).write_text(content, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder.parent))
    return folder


def test_a_name_that_goes_works_and_warns_the_author_with_the_number_and_the_new_name(old_rows: Path) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        import old_rows.plugin as plugin  # type: ignore[import-not-found]
    del sys.modules["old_rows.plugin"], sys.modules["old_rows"]
    assert plugin.Reading is Claim
    (warning,) = [each for each in caught if issubclass(each.category, DeprecationWarning)]
    assert str(warning.message) == "duewatch.api.Reading goes with plugin API 2; use Claim"
    assert warning.filename == str(old_rows / "plugin.py"), "it names the author's line, not duewatch's"


def test_the_log_has_what_goes(old_rows: Path, tmp_path: Path) -> None:
    """In a process of its own: pytest takes warnings for itself."""
    ran = subprocess.run(
        [sys.executable, "-c", IN_THE_LOG, str(old_rows.parent), str(tmp_path / "log")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (ran.stdout.strip(), ran.stderr) == ("old-rows", "")
    assert "duewatch.api.Reading goes with plugin API 2; use Claim" in (tmp_path / "log").read_text(encoding="utf-8")


def test_the_check_of_a_plugin_lists_what_goes_and_is_passed(old_rows: Path, duewatch: Duewatch) -> None:  # noqa: F811
    report = check_plugin(old_rows)
    assert not report.faults
    said = "old_rows/plugin.py, line 2: Reading goes with plugin API 2; use Claim"
    assert [Wording("en").say(each) for each in report.deprecated] == [said]
    ran = duewatch("plugins", "check", str(old_rows))
    assert ran.status == 0 and said in " ".join(ran.out.split())
    assert duewatch("plugins", "check", str(old_rows), "--json").document["deprecated"] == [said]


def test_changes_for_plugin_authors_stand_in_a_section_of_their_own() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"### For plugin authors (plugin API {api.API_NUMBER})" in changes
