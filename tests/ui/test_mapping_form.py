"""A table that no reader knows: a form names its columns, shows what they say, keeps that, and reads it at once."""

from pathlib import Path

from textual.widgets import Input

from duewatch.config.load import load
from duewatch.desk.desk import Desk
from duewatch.ui.widgets.fields import ChoiceField, TypedField
from tests.builders import own_table
from tests.ui.conftest import Opener


async def test_columns_are_chosen_tried_kept_and_used_at_once(empty_desk: Desk, tmp_path: Path, opened: Opener) -> None:
    table, config = tmp_path / "记账.csv", tmp_path / "config.toml"
    table.write_bytes(own_table.build("日子,还款金额,店", ("2026-05-09,88.00,某店", "2026-05-10,99.00,某店")))
    config.write_text("# 我写的\n", encoding="utf-8")
    async with opened(empty_desk) as screens:
        screens.app._config_path = config
        await screens.press("i")
        line = screens.app.screen.query_one("#path", Input)
        line.focus()
        line.value = str(table)
        await screens.press("enter")
        assert screens.screen == "MappingForm"
        shown = screens.text()
        assert "哪一列是什么" in shown and "日子" in shown and "2026-05-09" in shown, "with what the first row says"
        amount = screens.app.screen.query_one("#field-amount", ChoiceField)
        assert amount.choice.chosen == "1", "guessed from the header"
        await screens.press("ctrl+s")
        assert "请写平台" in screens.text() and screens.screen == "MappingForm"
        screens.app.screen.query_one("#field-word", TypedField).query_one(Input).value = "花呗"
        amount.choice.choose("2")
        await screens.press("ctrl+s")
        assert screens.screen == "MappingForm", "by these columns nothing can be read"
        assert config.read_text(encoding="utf-8") == "# 我写的\n"
        amount.choice.choose("1")
        await screens.press("ctrl+s")
        assert screens.screen == "ImportScreen"
        assert "88.00" in screens.text() and "99.00" in screens.text(), "and the table is read by it"
        assert config.read_text(encoding="utf-8").startswith("# 我写的\n")
        assert load(config).settings.mappings == {
            "记账": {"date": "日子", "amount": "还款金额", "platform": "花呗", "what": "还款"}
        }
        await screens.press("enter")
        assert len(empty_desk.batches()) == 1
