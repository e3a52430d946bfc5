"""A plugin may do whatever it likes wrong: the program stands, the others work, the reason can be read."""

import re
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from duewatch.config.schema import ChannelSettings
from duewatch.host.host import Host
from duewatch.model.explanation import Explanation, Point
from duewatch.model.platform import Source
from duewatch.model.plugin import Document, ReadProblem
from duewatch.model.problem import InputProblem
from duewatch.model.record import Record
from duewatch.model.reminder import Sent
from duewatch.model.situation import Situation
from duewatch.model.text import Literal
from duewatch.testing.bad_plugins import BAD_PLUGINS, BadPlugin
from duewatch.wording import Wording
from tests.host.conftest import Opener, state_of, why
from tests.host.test_channels import message

ROWS = Document("rows.txt", b"ROWS\npayment\n", data=b"ROWS\npayment\n")

DAY = date(2026, 11, 23)


def default(situation: Situation) -> Explanation:
    source = Source("a law", "law")
    point = Point(Literal("据法", "by law"), "high", (source,))
    return Explanation(situation.platform_id, Literal("默认", "The default"), (point,))


def meet(host: Host, plugin: BadPlugin) -> None:
    """Do with the host what a person does who meets this plugin."""
    host.channel_types()
    host.recognisers()
    head = plugin.id.encode()
    document = Document("x", head, data=head)
    if plugin.meets == "import":
        host.claims(document)
        with suppress(KeyError):
            assert len(list(islice(host.read(plugin.id, document), 200_000))) < 200_000
    if plugin.meets == "channel":
        with suppress(InputProblem):
            host.open_channel(ChannelSettings("wire", plugin.id, options={})).send(message())
    if plugin.meets == "ask":
        asked = Situation("reporting", on=DAY, platform_id=plugin.platform)
        answer = host.explain(asked, None, default)  # type: ignore[arg-type]
        assert answer.summary == Literal("默认", "The default")
    if plugin.meets == "platform":
        with pytest.raises(KeyError):
            host.platform(plugin.id)


@pytest.mark.parametrize("plugin", BAD_PLUGINS.values(), ids=list(BAD_PLUGINS))
def test_whatever_one_does_wrong_the_others_work_and_the_reason_is_kept(
    open_host: Opener, plugin: BadPlugin, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    host = open_host(plugin.package, "good_rows", "good_channel", seconds=1 if "hang" in plugin.id else 20)
    before = {state.id: state for state in host.states()}
    name = plugin.id if plugin.point == "" else f"{plugin.point} ({plugin.package} 1.0)"
    if plugin.state == "refused":
        assert before[name].state == "refused"
    meet(host, plugin)
    assert [reader for reader, _ in host.claims(ROWS)] == ["good-rows"]
    assert {"email", "good-channel", "terminal"} <= {kind.id for kind in host.channel_types()}
    assert host.platform("huabei").name.zh == "花呗"
    state = state_of(host, name)
    assert state.state == plugin.state
    assert plugin.why in why(state)
    assert bool(plugin.why) == bool(state.why)
    if plugin.why:
        assert re.search("[\u4e00-\u9fff]", why(state, "zh")), "the reason can be read in Chinese too"
        log = (tmp_path / "duewatch.log").read_text(encoding="utf-8")
        assert f"fault of plugin {name} ({plugin.package} 1.0), not of duewatch: " in log
    assert capfd.readouterr() == ("", ""), "nothing that it prints reaches a screen"


def test_one_that_hangs_is_given_up_and_not_called_again(open_host: Opener) -> None:
    host = open_host("bad_hangs", "good_rows", seconds=2)
    assert [reader for reader, _ in host.claims(ROWS)] == ["good-rows"]
    state = state_of(host, "bad-hangs")
    assert (state.state, why(state)) == ("failed", "it gave no answer within 2 s")
    assert "bad-hangs" not in {manifest.id for manifest in host.manifests("reader")}
    assert [reader for reader, _ in host.claims(ROWS)] == ["good-rows"]


def test_what_a_plugin_prints_is_kept_for_the_log_and_reaches_no_screen(
    open_host: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    host = open_host("bad_prints")
    claimed = host.claims(Document("x", b"bad-prints", data=b""))
    assert [(reader, claim.why) for reader, claim in claimed] == [("bad-prints", "made for it")]
    assert len(list(host.read("bad-prints", Document("x", b"bad-prints", data=b"")))) == 1
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "duewatch.log").read_text(encoding="utf-8").splitlines() == [
        "plugin bad-prints:",
        "loud on stdout",
        "loud on stderr",
    ]


def test_a_reader_that_fails_midway_ends_with_a_fatal_problem(open_host: Opener) -> None:
    host = open_host("bad_midway")
    given = list(host.read("bad-midway", Document("x", b"bad-midway", data=b"")))
    assert all(isinstance(record, Record) for record in given[:3])
    assert len(given) == 4
    problem = given[3]
    assert isinstance(problem, ReadProblem)
    assert problem.fatal
    said = "The reader bad-midway failed: it raised ValueError: the third row is torn."
    assert Wording("en").say(problem.what) == said
    assert why(state_of(host, "bad-midway")) == "it raised ValueError: the third row is torn"


def test_a_reader_that_yields_what_is_no_record_ends_with_a_fatal_problem(open_host: Opener) -> None:
    (problem,) = open_host("bad_records").read("bad-records", Document("x", b"bad-records", data=b""))
    assert isinstance(problem, ReadProblem)
    assert problem.fatal
    assert "read answered a str, not a Record" in Wording("en").say(problem.what)


def test_words_of_a_channel_that_are_none_do_not_send_the_message_twice(open_host: Opener) -> None:
    host = open_host("bad_detail")
    assert host.open_channel(ChannelSettings("wire", "bad-detail", options={})).send(message()) == Sent()


def test_all_of_them_together_leave_every_good_one_working(open_host: Opener) -> None:
    packages = [plugin.package for plugin in BAD_PLUGINS.values() if "hang" not in plugin.id]
    host = open_host(*packages, "good_rows", "good_channel", "good_explains")
    assert {reader for reader, _ in host.claims(ROWS)} == {"good-rows"}
    assert "good-channel" in {kind.id for kind in host.channel_types()}
    asked = Situation("reporting", on=DAY, platform_id="credit-card")
    assert host.explain(asked, None, default).summary == Literal("补充说明", "A stranger's summary")  # type: ignore[arg-type]
    assert {platform.id for platform in host.manifests("platform")} >= {"huabei", "jiebei", "xiaohua", "credit-card"}


def test_an_installed_set_has_every_kind_that_was_thought_of() -> None:
    kinds = [plugin.wrong for plugin in BAD_PLUGINS.values()]
    assert len(set(kinds)) == len(kinds) >= 15
