"""A ledger for one test, with the plugins that are tested installed beside the built-in ones."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import invalidate_caches
from pathlib import Path
from tempfile import TemporaryDirectory

from duewatch.config.schema import PluginSettings, Settings
from duewatch.desk.desk import Desk
from duewatch.host.discover import GROUP
from duewatch.testing.place import Plugin


@contextmanager
def temporary_ledger(*plugins: Plugin) -> Iterator[Desk]:
    """An empty store in a folder that goes away, opened with these plugins allowed. They need not be installed."""
    with TemporaryDirectory() as folder:
        site = Path(folder, "site")
        _install(site, plugins)
        bases = [str(site), *(str(plugin.base) for plugin in plugins)]
        sys.path[1:1] = bases
        invalidate_caches()
        desk = Desk(
            Settings(plugins=PluginSettings(allowed=tuple(plugin.id for plugin in plugins))), Path(folder, "data")
        )
        try:
            yield desk
        finally:
            desk.close()
            for base in bases:
                sys.path.remove(base)


def _install(site: Path, plugins: tuple[Plugin, ...]) -> None:
    """What an installer leaves behind, for those that have an entry point or would have one."""
    info = site / "duewatch_plugins_under_test-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: duewatch-plugins-under-test\nVersion: 0\n", encoding="utf-8"
    )
    points = "".join(f"{plugin.id} = {plugin.package}\n" for plugin in plugins if not plugin.in_tree)
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{points}", encoding="utf-8")
