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

from duewatch.testing.bad_plugins import write

ROOT = Path(__file__).parents[2]
STRANGER = "bad-prints"
WHERE = "import sysconfig; print(sysconfig.get_path('purelib'))"


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


def environment(folder: Path) -> Path:
    """A fresh one without duewatch; its dependencies are borrowed from this one."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    site = Path(run([str(python), "-c", WHERE], folder).strip())
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def zipped(wheel: Path, file: Path) -> Path:
    """The wheel's files and a stranger's plugin in one zip file, to be imported from as it is."""
    file.write_bytes(wheel.read_bytes())
    write(STRANGER, file.parent / "stranger")
    with zipfile.ZipFile(file, "a") as archive:
        for path in (file.parent / "stranger").rglob("*"):
            if path.is_file():
                archive.write(path, path.relative_to(file.parent / "stranger").as_posix())
    return file


@pytest.mark.parametrize("way", ["wheel", "sdist", "editable", "zip"])
def test_the_program_runs_and_finds_the_same_plugins_however_it_is_installed(
    way: str, built: tuple[Path, Path], tmp_path: Path
) -> None:
    python = environment(tmp_path / way)
    quiet = {"DUEWATCH_CONFIG": "", "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    if way == "zip":
        quiet["PYTHONPATH"] = str(zipped(built[1], tmp_path / "environment.zip"))
    else:
        source = {
            "wheel": [str(built[1])],
            "sdist": ["--no-build-isolation", str(built[0])],
            "editable": ["--no-build-isolation", "--editable", str(ROOT)],
        }[way]
        pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
        run([*pip, *source], tmp_path)
        write(STRANGER, Path(run([str(python), "-c", WHERE], tmp_path).strip()))
    command = [str(python), "-m", "duewatch"] if way == "zip" else [str(python.with_name("duewatch"))]
    data = str(tmp_path / "data")
    run([*command, "demo", "--data", data, "--no-ui"], tmp_path, **quiet)
    here = {
        path.parent.name.replace("_", "-") for path in (ROOT / "plugins" / "duewatch_plugins").glob("*/*/manifest.toml")
    }
    assert here
    for _ in ("found", "from the index"):
        plugins = json.loads(run([*command, "plugins", "--json", "--data", data], tmp_path, **quiet))["plugins"]
        assert {line["id"] for line in plugins if line["state"] in {"ready", "not-loaded"}} == here
        assert [line["id"] for line in plugins if line["state"] == "new"] == [STRANGER]
    today = json.loads(run([*command, "today", "--json", "--data", data, "--lang", "zh"], tmp_path, **quiet))
    assert today["late"]
    assert '"email"' in run([*command, "config", "schema", "--data", data], tmp_path, **quiet), "code is loaded too"
