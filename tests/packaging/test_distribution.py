"""What is built is what is in the tree: sdist → wheel keeps every file, and both ways of installing work."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(command: list[str], cwd: Path, **environment: str) -> str:
    result = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def files_in_tree() -> set[str]:
    """The import packages' files under version control, as the wheel should name them."""
    listed = run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "src", "plugins"], ROOT).splitlines()
    return {name.split("/", 1)[1] for name in listed if (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist, and the wheel built from the unpacked sdist (not from the tree)."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out)]
    run([*build, "--sdist", str(ROOT)], ROOT)
    (sdist,) = out.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(out, filter="data")
    run([*build, "--wheel", str(out / sdist.name.removesuffix(".tar.gz"))], out)
    (wheel,) = out.glob("*.whl")
    return sdist, wheel


def test_the_sdist_holds_every_file_of_both_packages(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as archive:
        names = {member.name.split("/", 1)[1] for member in archive.getmembers() if member.isfile()}
    packaged = {name.split("/", 1)[1] for name in names if name.startswith(("src/", "plugins/"))}
    assert packaged == files_in_tree()
    assert {"README.md", "LICENSE", "CHANGELOG.md", "config.example.toml", "Makefile"} <= names


def test_the_wheel_built_from_the_sdist_holds_the_same_files(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == files_in_tree()
    assert "duewatch/locale/zh/LC_MESSAGES/duewatch.mo" in names
    assert any(name.endswith("/facts.toml") for name in names)


def installed(folder: Path, *arguments: str) -> Path:
    """A fresh environment with duewatch installed in one way; its dependencies are borrowed from this one."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    site = Path(run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip())
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    run([*pip, *arguments], folder)
    return folder / "bin" / "duewatch"


@pytest.mark.parametrize("way", ["wheel", "editable"])
def test_the_program_runs_and_finds_its_plugins_however_it_is_installed(
    way: str, built: tuple[Path, Path], tmp_path: Path
) -> None:
    source = [str(built[1])] if way == "wheel" else ["--no-build-isolation", "--editable", str(ROOT)]
    command = installed(tmp_path / way, *source)
    data = str(tmp_path / "data")
    quiet = {"DUEWATCH_CONFIG": "", "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    run([str(command), "demo", "--data", data, "--no-ui"], tmp_path, **quiet)
    plugins = json.loads(run([str(command), "plugins", "--json", "--data", data], tmp_path, **quiet))["plugins"]
    here = {
        path.parent.name.replace("_", "-") for path in (ROOT / "plugins" / "duewatch_plugins").glob("*/*/manifest.toml")
    }
    assert here
    assert {line["id"] for line in plugins if line["state"] in {"ready", "not-loaded"}} == here
    today = json.loads(run([str(command), "today", "--json", "--data", data, "--lang", "zh"], tmp_path, **quiet))
    assert today["late"]
