"""docs/plugins is true: every hook and type has its exact signature, every example runs, every name and link exists."""

import inspect
import re
import tomllib
from pathlib import Path

import pytest
from tools import plugin_reference

import duewatch.api
import duewatch.testing
from duewatch.hookspecs import HookSpecs
from duewatch.host.conformance import check
from duewatch.host.discover import id_of
from duewatch.host.manifest import CAPABILITIES
from duewatch.model.plugin import Document
from duewatch.model.record import Record
from duewatch.model.text import Literal
from duewatch.wording import Wording
from tests.host.conftest import write_distribution

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "plugins"
PAGES = sorted(path.name for path in FOLDER.glob("*.md"))
PAGE = (FOLDER / "reference.md").read_text(encoding="utf-8")
FILES = re.findall(r"`(\w+)/([\w.]+)`:\n\n```\w+\n(.*?)```", PAGE, re.DOTALL)
PACKAGES = sorted({package for package, _, _ in FILES})


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The page's examples as folders, installed."""
    for package, name, content in FILES:
        folder = tmp_path / package
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").touch()
        (folder / name).write_text(content, encoding="utf-8")
    write_distribution(tmp_path, {id_of(package): package for package in PACKAGES})
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("hook", [name for name in vars(HookSpecs) if name.startswith("duewatch_")])
def test_each_hook_is_on_the_page_with_its_exact_signature(hook: str) -> None:
    signature = inspect.signature(getattr(HookSpecs, hook))
    assert list(signature.parameters) == ["self"]
    assert f"### `{hook}() -> {signature.return_annotation}`" in PAGE


def test_the_page_has_an_example_for_every_capability() -> None:
    shown = {capability for _, name, content in FILES if name == "manifest.toml" for capability in CAPABILITIES
             if f'capabilities = ["{capability}"]' in content}  # fmt: skip
    assert shown == set(CAPABILITIES)


@pytest.mark.parametrize("package", PACKAGES)
def test_each_example_keeps_its_word(examples: Path, package: str) -> None:
    assert [Wording("en").say(problem) for problem in check(examples / package, package)] == []


def test_the_examples_work_once_installed(examples: Path) -> None:
    from duewatch.config.schema import ChannelSettings, PluginSettings
    from duewatch.host.host import Host
    from tests.host.test_channels import message

    host = Host(PluginSettings(allowed=tuple(map(id_of, PACKAGES))), environ={})
    data = "SAMPLE,1\n2026-11-23,示例钱包,700.00\nbroken\n".encode()
    document = Document("x.txt", data, data=data)
    assert [reader for reader, _ in host.claims(document)] == ["sample-rows"]
    first, second = host.read("sample-rows", document)
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.counterparty, first.amount_fen) == ("示例钱包", 70000)
    assert second.problem == Literal("这一行不是三格。", "This row has not three cells.")
    options = {"file": str(examples / "notes.txt")}
    host.open_channel(ChannelSettings("notes", "sample-note", options=options)).send(message())
    assert (examples / "notes.txt").read_text(encoding="utf-8") == "subject\nbody\n"
    assert host.aliases()["示例借"] == "sample-wallet"
    assert host.platform("sample-wallet").ladder.rungs[0].from_days is None


def test_every_manifest_field_is_explained() -> None:
    for field in re.findall(
        r"^(\w+) = ", "\n".join(content for _, name, content in FILES if name == "manifest.toml"), re.M
    ):
        assert f"`{field}`" in PAGE, field
    assert "`family_words`" in PAGE


def test_whatever_the_examples_import_is_promised_to_be_stable() -> None:
    imported = re.findall(r"from duewatch\.api import ([^\n]+)", PAGE)
    names = {name.strip() for line in imported for name in line.split(",")}
    assert names <= set(duewatch.api.__all__)
    assert not re.search(r"from duewatch\.(?!api\b)", "".join(content for _, _, content in FILES))


def test_the_reference_is_current() -> None:
    assert plugin_reference.page() == PAGE, "python tools/plugin_reference.py writes it"


@pytest.mark.parametrize("name", duewatch.api.__all__)
def test_each_name_of_the_api_is_in_the_reference(name: str) -> None:
    assert f"\n### `{name}`\n" in PAGE


@pytest.mark.parametrize("name", duewatch.testing.__all__)
def test_each_name_of_the_kit_exists_and_is_explained(name: str) -> None:
    assert getattr(duewatch.testing, name) is not None
    assert re.search(rf"`[^`]*\b{name}\b", (FOLDER / "testing.md").read_text(encoding="utf-8"))


def test_the_pages_an_author_needs_are_there() -> None:
    assert PAGES == ["README.md", "publishing.md", "reference.md", "testing.md", "tutorial.md", "upgrading.md"]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    words = re.sub(r"```.*?```", "", (FOLDER / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)", words):
        assert (FOLDER / target).exists(), target


@pytest.mark.parametrize("name", PAGES)
def test_every_piece_of_toml_can_be_read(name: str) -> None:
    for block in re.findall(r"```toml\n(.*?)```", (FOLDER / name).read_text(encoding="utf-8"), re.DOTALL):
        if block.startswith("api = "):
            block = block.splitlines()[-1]  # the two ways to write one field
        tomllib.loads(block)


def test_every_field_of_the_facts_is_explained() -> None:
    files = [ROOT / "src" / "duewatch" / name for name in ("host/facts.py", "config/sourced.py")]
    source = "".join(file.read_text(encoding="utf-8") for file in files)
    fields = re.findall(r"(?:entry|table)\.(?:maybe_)?(?:text|texts|choice|whole|flag|day|pattern)\(\"(\w+)\"", source)
    both = re.findall(r"(?:entry|table)\.(?:maybe_)?literals?\(\"(\w+)\"", source)
    assert len(fields) > 25
    for field in {*fields, *(f"{each}_{language}" for each in both for language in ("zh", "en"))}:
        assert f"`{field}`" in PAGE, field
