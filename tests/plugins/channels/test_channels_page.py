"""docs/channels.md: every example loads and fits its plugin, every address is one that the library knows."""

import re
from pathlib import Path

import pytest

from duewatch.config.load import load
from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host

PAGE = (Path(__file__).parents[3] / "docs" / "channels.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
ADDRESSES = re.findall(r"^\| [^|]+ \| `([a-z]+://[^`]+)` \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES, ids=[each.partition("\n")[0] for each in EXAMPLES])
def test_an_example_loads_and_fits_its_plugin(tmp_path: Path, example: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(example, encoding="utf-8")
    loaded = load(file, {})
    assert loaded.problems == ()
    host = Host(PluginSettings(), environ={})
    assert loaded.settings.channels
    for channel in loaded.settings.channels:
        assert host.channel_problems(channel) == ()


def test_every_channel_that_ships_is_on_the_page() -> None:
    kinds = {kind.id for kind in Host(PluginSettings(), environ={}).channel_types()}
    assert {f"## {kind}" for kind in kinds} <= set(PAGE.splitlines())


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_on_the_page_is_one_that_the_library_knows(address: str) -> None:
    apprise = pytest.importorskip("apprise")
    assert apprise.Apprise.instantiate(address) is not None


def test_the_services_people_ask_for_are_on_the_page() -> None:
    assert len(ADDRESSES) == 9
