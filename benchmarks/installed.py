"""What plugins that are installed beside duewatch cost a start: none, 50 and 200 of them, each a distribution."""

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import ON, environment, store
from benchmarks.measure import Row, Sample, command, compare, process

COUNTS = (50, 200)
MANIFEST = """id = "stranger-{number}"
name_zh = "插件{number}"
name_en = "Stranger {number}"
version = "1.0"
api = 1
capabilities = ["channel"]
code = true
"""
CODE = """from duewatch.api import ChannelType, Literal, Sent, hookimpl


class Wire:
    def send(self, message):
        return Sent()


@hookimpl
def duewatch_reminder_channels():
    return [ChannelType("stranger-{number}", Literal("插件", "Stranger"), (), lambda options: Wire())]
"""


def install(site: Path, count: int) -> None:
    """So many distributions with an entry point each, as an installer leaves them."""
    for number in range(count):
        package, info = site / f"stranger_{number}", site / f"stranger_{number}-1.0.dist-info"
        for folder in (package, info):
            folder.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "manifest.toml").write_text(MANIFEST.format(number=number), encoding="utf-8")
        (package / "plugin.py").write_text(CODE.format(number=number), encoding="utf-8")
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: stranger-{number}\nVersion: 1.0\n", encoding="utf-8"
        )
        point = f"[duewatch.plugins]\nstranger-{number} = stranger_{number}\n"
        (info / "entry_points.txt").write_text(point, encoding="utf-8")


def installed(folder: Path, runs: int) -> Iterator[Row]:
    """Whole processes. All plugins are allowed; each count has a store and an index of its own."""
    starts: dict[int, Callable[..., Callable[[], Sample]]] = {}
    for count in (0, *COUNTS):
        starts[count] = _start(folder / f"installed-{count}", count)

    for count in COUNTS:
        yield compare(
            f"duewatch today, {count} installed / none", 1.1, starts[count]("today"), starts[0]("today"), runs
        )
    for count in COUNTS:
        figure = f"duewatch plugins, {count} installed / none"
        yield compare(figure, 1.5, starts[count]("plugins"), starts[0]("plugins"), runs)
    for count in COUNTS:
        figure = f"duewatch plugins, {count} installed, seen first / none"
        ours, floor = starts[count]("plugins", anew=True), starts[0]("plugins", anew=True)
        yield compare(figure, 3, ours, floor, runs)


def _start(place: Path, count: int) -> Callable[..., Callable[[], Sample]]:
    site, data, config = place / "site", store(place, 10), place / "config.toml"
    site.mkdir(parents=True)
    install(site, count)
    allowed = ", ".join(f'"stranger-{number}"' for number in range(count))
    config.write_text(f"[plugins]\nallowed = [{allowed}]\n", encoding="utf-8")

    def start(word: str, *, anew: bool = False) -> Callable[[], Sample]:
        line = [command(), word, "--data", str(data), "--config", str(config), "--today", ON.isoformat()]

        def run() -> Sample:
            if anew:
                (data / "plugins.json").unlink(missing_ok=True)
            return process(line, {**environment(), "PYTHONPATH": str(site)})

        return run

    return start
