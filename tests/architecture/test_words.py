"""Chinese and English are both complete, and the compiled catalogue is what the sources say."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_catalogue_is_complete_and_compiled() -> None:
    result = subprocess.run(
        [sys.executable, "tools/catalogues.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


def test_a_missing_a_fuzzy_and_a_stale_translation_are_found(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    (tmp_path / "src/duewatch/planted.py").write_text(
        "from duewatch.model.text import text\nA = text('A sentence nobody translated {days}')\n", encoding="utf-8"
    )
    planted = '#, fuzzy\nmsgid "Fuzzy and unused"\nmsgstr "模糊"\n'
    (tmp_path / "src/duewatch/locale/zh/planted.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n' + planted, encoding="utf-8"
    )
    result = subprocess.run(
        [sys.executable, "tools/catalogues.py", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "not translated: 'A sentence nobody translated {days}'" in result.stdout
    assert "fuzzy: 'Fuzzy and unused'" in result.stdout
    assert "no longer used: 'Fuzzy and unused'" in result.stdout
    assert "out of date" in result.stdout
