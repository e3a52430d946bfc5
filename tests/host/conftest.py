"""Strangers' plugins, found as the real ones are: by the entry points of an installed distribution."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from duewatch.config.schema import PluginSettings
from duewatch.host.discover import id_of
from duewatch.host.host import Host, PluginState
from duewatch.testing.bad_plugins import BAD_PLUGINS, write
from duewatch.wording import Wording

HERE = Path(__file__).parent
Opener = Callable[..., Host]


def write_distribution(site: Path, points: dict[str, str], *, name: str = "strangers", author: str = "") -> None:
    """What an installer leaves behind for a distribution with these entry points."""
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    by = f"Author: {author}\n" if author else ""
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{by}", encoding="utf-8")
    lines = "".join(f"{point} = {package}\n" for point, package in points.items())
    (info / "entry_points.txt").write_text(f"[duewatch.plugins]\n{lines}", encoding="utf-8")


@pytest.fixture
def open_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Opens a host that finds the built-in plugins and the named ones of tests/host/good and BAD_PLUGINS."""
    opened: list[Host] = []

    def open_host(
        *packages: str,
        seconds: int = 20,
        index: Path | None = None,
        off: tuple[str, ...] = (),
        allowed: bool = True,
        memory: Path | None = None,
        **environ: str,
    ) -> Host:
        bad = [BAD_PLUGINS[id_of(package)] for package in packages if package.startswith("bad_")]
        points = {id_of(package): package for package in packages if not package.startswith("bad_")}
        site = tmp_path / f"site{len(opened)}"
        write_distribution(site, points)
        for plugin in bad:
            write(plugin.id, site)
        for folder in (site, HERE / "good"):
            monkeypatch.syspath_prepend(str(folder))
        ids = (*points, *(plugin.point or plugin.id for plugin in bad))
        settings = PluginSettings(seconds=seconds, off=off, allowed=ids if allowed else ())
        opened.append(Host(settings, index=index, environ=environ, log=tmp_path / "duewatch.log", memory=memory))
        return opened[-1]

    yield open_host
    for host in opened:
        host.close()
    forget_bad_plugins()


def forget_bad_plugins() -> None:
    """Their modules lie in a folder of one test."""
    for name in [name for name in sys.modules if name.startswith("bad_")]:
        del sys.modules[name]


def state_of(host: Host, plugin_id: str) -> PluginState:
    """The line of one plugin."""
    return {state.id: state for state in host.states()}[plugin_id]


def why(state: PluginState, language: str = "en") -> str:
    """The reason in words."""
    return "" if state.why is None else Wording(language).say(state.why)
