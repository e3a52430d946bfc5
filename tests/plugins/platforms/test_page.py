"""docs/platforms.md says what the facts say."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_page_of_platforms_is_current() -> None:
    program = "from tools.platforms_page import PAGE, page; import sys; sys.exit(PAGE.read_text('utf-8') != page())"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert result.returncode == 0, "run: python tools/platforms_page.py"
