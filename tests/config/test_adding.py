"""A mapping is added to the person's own file: their text stays, and nothing is ever half written."""

from pathlib import Path

import pytest

from duewatch.config.adding import add_mapping
from duewatch.config.load import load
from duewatch.model.problem import InputProblem

COLUMNS = {"date": "还款时间", "amount": "实还", "platform": "花呗", "what": "还款"}


@pytest.mark.parametrize(
    "own",
    [
        '# 我的配置\nlanguage = "zh" # 中文',
        'language = "zh"\r\n',
        "",
        '[readers.mapping.old]\ndate = "a"\namount = "b"\nplatform = "c"\nwhat = "d"\n',
    ],
)
def test_it_is_added_at_the_end_and_every_byte_before_stays(tmp_path: Path, own: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(own.encode())
    path.chmod(0o640)
    add_mapping(path, '小账本 "1"', COLUMNS)
    assert path.read_bytes().startswith(own.encode())
    assert load(path).settings.mappings['小账本 "1"'] == COLUMNS
    assert (b"\r\n" in path.read_bytes()) == ("\r\n" in own)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["config.toml"], "nothing is left lying about"
    with pytest.raises(InputProblem, match="already"):
        add_mapping(path, '小账本 "1"', COLUMNS)


def test_a_file_that_is_not_there_is_begun_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    add_mapping(path, "mine", COLUMNS)
    assert load(path).settings.mappings == {"mine": COLUMNS}
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "own", ["language = ", 'language = "klingon"', 'readers = {mapping = {}}', "[readers]\nmapping = {}"]
)  # fmt: skip
def test_a_file_that_is_broken_or_cannot_take_it_stays_as_it_was(tmp_path: Path, own: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(own, encoding="utf-8")
    with pytest.raises(InputProblem):
        add_mapping(path, "mine", COLUMNS)
    assert path.read_text(encoding="utf-8") == own


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "config.toml"
    real.write_text("# mine\n", encoding="utf-8")
    link.symlink_to(real)
    add_mapping(link, "mine", COLUMNS)
    assert link.is_symlink()
    assert "readers.mapping.mine" in real.read_text(encoding="utf-8")
