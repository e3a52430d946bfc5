"""The pictures of the README: the demo borrower's screens as SVG, ``python tools/pictures.py``.

Without the web fonts that Textual's export names: a picture in a README must not call on anyone's server.
"""

import asyncio
import html
import re
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from duewatch.config.schema import Settings
from duewatch.desk.demo import fill
from duewatch.desk.desk import Desk
from duewatch.ui.app import DuewatchApp
from duewatch.wording import Wording

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = (100, 30)
CELL = 12.2
"""Width of a cell in the export, in its own units."""
FONTS = "Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'Source Han Mono SC', 'PingFang SC', monospace"
RUN = r'<text(?P<head>[^>]*?) x="(?P<x>[\d.]+)"(?P<rest> y="[\d.]+") textLength="[\d.]+"[^>]*>(?P<content>[^<]*)</text>'
KEYS: dict[str, list[str]] = {"home": [], "loan": ["2", "down", "down", "down", "down", "enter"]}


async def picture(desk: Desk, language: str, keys: list[str]) -> str:
    """One screen after some keys, as SVG."""
    app = DuewatchApp(desk, Settings(), Wording(language), clock=lambda: NOW)
    async with app.run_test(size=SIZE) as pilot:
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause(0.5)
        drawn = app.export_screenshot(title="duewatch")
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"<!--.*?-->", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"font-family: [^;]*;", f"font-family: {FONTS};", drawn)
    drawn = re.sub(RUN, _in_cells, drawn)
    return "\n".join(line.rstrip() for line in drawn.splitlines() if line.strip()) + "\n"


def _in_cells(run: re.Match[str]) -> str:
    """A run of text with every character put on its cell: the export counts a Chinese one as narrow, and fonts
    differ in width."""
    start, rest, content = float(run["x"]), run["rest"], html.unescape(run["content"])
    words = []
    for word in re.finditer(r"[^\s\xa0]+", content):
        before = start + cell_len(content[: word.start()]) * CELL
        places = [before + cell_len(word[0][:index]) * CELL for index in range(len(word[0]))]
        xs = " ".join(f"{place:.1f}".removesuffix(".0") for place in places)
        words.append(f'<text{run["head"]} x="{xs}"{rest}>{html.escape(word[0])}</text>')
    return "".join(words)


def main() -> None:
    """Draw every picture in both languages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in ("zh", "en"):
        for name, keys in KEYS.items():
            with tempfile.TemporaryDirectory() as folder:
                desk = Desk(Settings(), Path(folder))
                fill(desk, NOW)
                drawn = asyncio.run(picture(desk, language, keys))
                desk.close()
            (FOLDER / f"{name}-{language}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
