"""The README is true: its commands run, its links lead somewhere, its first minute works in a real terminal."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import alipay

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DUEWATCH = Path(sys.executable).parent / "duewatch"


def commands() -> list[str]:
    """Every `$ duewatch …` line of the README's console blocks, without its remark."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [re.sub(r"\s{2,}# .*", "", line) for line in lines if line.startswith("duewatch ")]


def quiet(folder: Path) -> dict[str, str]:
    home = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    return {**os.environ, **home, "DUEWATCH_CONFIG": "", "LANG": "C.UTF-8"}


def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    lines = commands()
    assert len(lines) >= 8
    (tmp_path / "支付宝交易明细.csv").write_bytes(alipay.build([alipay.row(), alipay.huabei()]))
    for line in lines:
        words = shlex.split(line)
        result = subprocess.run(
            [str(DUEWATCH), *words[1:]], cwd=tmp_path, env=quiet(tmp_path), capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, f"{line}\n{result.stdout}\n{result.stderr}"
        assert "Traceback" not in result.stderr


def test_its_config_is_one_that_loads(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    config = tmp_path / "config.toml"
    config.write_text(block, encoding="utf-8")
    result = subprocess.run(
        [str(DUEWATCH), "config", "check", "--config", str(config)],
        env=quiet(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_link_and_picture_of_the_readme_is_there() -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_make_commands_it_shows_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = set(re.findall(r"^\$ make (\w+)", README, re.MULTILINE))
    assert shown == {"demo", "test"}
    assert all(re.search(rf"^{name}:", makefile, re.MULTILINE) for name in shown)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator["Terminal"]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed; CI installs it")
    opened = Terminal(tmp_path)
    yield opened
    opened.close()


class Terminal:
    """A real terminal of 80×24, driven as a person would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = str(folder / "tmux")
        self._tmux("new-session", "-d", "-x", "80", "-y", "24", "sh", "-c", f"cd {folder}; exec sh")

    def _tmux(self, *words: str) -> str:
        environment = {**quiet(self.folder), "PS1": "prompt$ ", "TERM": "xterm-256color"}
        line = ["tmux", "-u", "-S", self.socket, "-f", "/dev/null", *words]
        return subprocess.run(line, env=environment, capture_output=True, text=True, check=True).stdout

    def type(self, words: str, *, enter: bool = False) -> None:
        self._tmux("send-keys", "-l", words)
        if enter:
            self.press("Enter")

    def press(self, key: str) -> None:
        self._tmux("send-keys", key)

    def until(self, *texts: str, seconds: float = 30) -> str:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            shown = self._tmux("capture-pane", "-p")
            if all(text in shown for text in texts):
                return shown
            time.sleep(0.1)
        raise AssertionError(f"{texts} never came; the screen was:\n{shown}")

    def close(self) -> None:
        self._tmux("kill-server")


def test_the_first_minute_in_a_real_terminal(terminal: Terminal) -> None:
    """Open the demo, see the four answers, open a loan, ask a question, leave."""
    terminal.type(f"{DUEWATCH} demo --today 2026-11-23", enter=True)
    home = terminal.until("下一笔", "已逾期", "今天要做", "小花钱包")
    assert "Traceback" not in home
    terminal.type("h")
    hidden = terminal.until("¥••••")
    assert "小花钱包" not in hidden
    terminal.type("h")
    terminal.until("小花钱包")
    terminal.type("2")
    terminal.until("笔贷款", "阶段")
    terminal.type("/")
    terminal.until("例如：")
    terminal.type("花呗逾期3天会怎样", enter=True)
    terminal.until("理解为", "可信度")
    terminal.press("Escape")
    terminal.until("笔贷款", "阶段")
    terminal.type("q")
    after = terminal.until("\nprompt$")
    assert "Traceback" not in after
