"""The plugin keeps its word, and every sample gives what stands beside it."""

from duewatch.testing import Plugin, check_plugin


def test_the_plugin_keeps_its_word(duewatch_plugin: Plugin) -> None:
    report = check_plugin(duewatch_plugin.folder)
    assert [str(fault) for fault in report.faults] == []
    assert report.samples > 0
