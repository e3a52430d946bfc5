"""A plugin may do whatever it likes wrong: the program stands, the others work, the reason can be read."""

import re
from datetime import date
from pathlib import Path

import pytest

from duewatch.model.explanation import Explanation, Point
from duewatch.model.platform import Source
from duewatch.model.plugin import Document, ReadProblem
from duewatch.model.record import Record
from duewatch.model.situation import Situation
from duewatch.model.text import Literal
from duewatch.wording import Wording
from tests.host.conftest import Opener, state_of, why

ROWS = Document("rows.txt", b"ROWS\npayment\n", data=b"ROWS\npayment\n")

NEVER_LOADED = [
    ("bad_future", "plugin API 99, this duewatch speaks 1"),
    ("bad_toml", "bad_toml/manifest.toml is not TOML"),
    ("bad_field", "did you mean aliases?"),
]
FAIL_TO_LOAD = [
    ("bad_import_error", "cannot be imported: RuntimeError: the dog ate it"),
    ("bad_exit_at_import", "cannot be imported: SystemExit: 3"),
    ("bad_needs_library", "needs the library surely_not_installed_anywhere"),
    ("bad_no_code", "there is no plugin.py"),
    ("bad_million", "duewatch_importers answered more than 100 things"),
    ("bad_number", "duewatch_reminder_channels failed: TypeError"),
    ("bad_strangers", "duewatch_reminder_channels answered a dict"),
    ("bad_typo", "duewatch_remindr_channels"),
    ("bad_argument", "settings"),
    ("bad_mismatch", "it does not implement duewatch_reminder_channels"),
    ("bad_unnamed", "its manifest does not name the capability channel"),
    ("bad_empty", "it registers none"),
    ("bad_other_id", "names “email”, but its id is “bad-other-id”"),
]
FAIL_WHEN_ASKED = [
    ("bad_raises", "ready", "it raised ValueError: claim went wrong"),
    ("bad_interrupts", "ready", "it raised KeyboardInterrupt"),
    ("bad_exits", "ready", "it tried to end the program (SystemExit: enough)"),
    ("bad_claims", "ready", "claim answered a str, not a Claim"),
]


@pytest.mark.parametrize(("package", "words"), NEVER_LOADED)
def test_what_its_manifest_rules_out_is_refused_before_its_code_is_looked_at(
    open_host: Opener, package: str, words: str
) -> None:
    host = open_host(package, "good_rows")
    plugin_id = package.replace("_", "-")
    assert state_of(host, plugin_id).state == "refused"
    host.channel_types()
    assert [reader for reader, _ in host.claims(ROWS)] == ["good-rows"]
    state = state_of(host, plugin_id)
    assert state.state == "refused"
    assert words in why(state)


@pytest.mark.parametrize(("package", "words"), FAIL_TO_LOAD)
def test_one_that_cannot_be_loaded_leaves_the_others_working(
    open_host: Opener, package: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    host = open_host(package, "good_rows", "good_channel")
    plugin_id = package.replace("_", "-")
    assert state_of(host, plugin_id).state == "not-loaded"
    kinds = [kind.id for kind in host.channel_types()]
    host.recognisers()
    host.explain(Situation("reporting", on=DAY, platform_id="jiebei"), None, default)  # type: ignore[arg-type]
    assert [reader for reader, _ in host.claims(ROWS)] == ["good-rows"]
    assert {"email", "good-channel", "terminal"} <= set(kinds)
    state = state_of(host, plugin_id)
    assert state.state == "failed"
    assert words in why(state)
    assert re.search("[\u4e00-\u9fff]", why(state, "zh")), "the reason can be read in Chinese too"
    assert plugin_id not in {manifest.id for manifest in host.manifests()}
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("package", "state", "words"), FAIL_WHEN_ASKED)
def test_one_that_fails_when_asked_is_passed_over_and_the_reason_kept(
    open_host: Opener, package: str, state: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    host = open_host(package, "good_rows")
    assert [reader for reader, _ in host.claims(ROWS)] == ["good-rows"]
    found = state_of(host, package.replace("_", "-"))
    assert (found.state, why(found)) == (state, words)
    assert capfd.readouterr() == ("", "")


def test_one_that_hangs_is_given_up_and_not_called_again(open_host: Opener) -> None:
    host = open_host("bad_hangs", "good_rows", seconds=2)
    assert [reader for reader, _ in host.claims(ROWS)] == ["good-rows"]
    state = state_of(host, "bad-hangs")
    assert (state.state, why(state)) == ("failed", "it gave no answer within 2 s")
    assert "bad-hangs" not in {manifest.id for manifest in host.manifests("reader")}
    assert [reader for reader, _ in host.claims(ROWS)] == ["good-rows"]


def test_one_that_hangs_while_it_is_imported_is_given_up(open_host: Opener) -> None:
    host = open_host("bad_hang_at_import", "good_rows", seconds=2)
    assert [reader for reader, _ in host.claims(ROWS)] == ["good-rows"]
    state = state_of(host, "bad-hang-at-import")
    assert (state.state, why(state)) == ("failed", "it gave no answer within 2 s")


def test_what_a_plugin_prints_is_kept_for_the_log_and_reaches_no_screen(
    open_host: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    host = open_host("bad_prints")
    claimed = host.claims(Document("x", b"loud", data=b""))
    assert [(reader, claim.why) for reader, claim in claimed] == [("bad-prints", "it is loud")]
    assert len(list(host.read("bad-prints", Document("x", b"loud", data=b"")))) == 1
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "duewatch.log").read_text(encoding="utf-8").splitlines() == [
        "plugin bad-prints:",
        "loud on stdout",
        "loud on stderr",
        "plugin bad-prints:",
        "loud while reading",
    ]


def test_a_reader_that_fails_midway_ends_with_a_fatal_problem(open_host: Opener) -> None:
    host = open_host("bad_midway")
    given = list(host.read("bad-midway", Document("x", b"midway", data=b"")))
    assert all(isinstance(record, Record) for record in given[:3])
    assert len(given) == 4
    problem = given[3]
    assert isinstance(problem, ReadProblem)
    assert problem.fatal
    said = "The reader bad-midway failed: it raised ValueError: the third row is torn."
    assert Wording("en").say(problem.what) == said
    assert why(state_of(host, "bad-midway")) == "it raised ValueError: the third row is torn"


def test_a_reader_that_yields_what_is_no_record_ends_with_a_fatal_problem(open_host: Opener) -> None:
    (problem,) = open_host("bad_records").read("bad-records", Document("x", b"records", data=b""))
    assert isinstance(problem, ReadProblem)
    assert problem.fatal
    assert "read answered a str, not a Record" in Wording("en").say(problem.what)


def test_a_second_plugin_of_a_built_in_id_is_refused_and_named(open_host: Opener) -> None:
    host = open_host("bad_huabei")
    twin = state_of(host, "huabei (strangers 1.0)")
    assert (twin.state, why(twin)) == ("refused", "the id “huabei” is taken already by a plugin from built-in")
    assert state_of(host, "huabei").origin == "built-in"
    assert host.platform("huabei").name.zh == "花呗"


def test_facts_that_are_wrong_are_told_where(open_host: Opener) -> None:
    host = open_host("bad_facts")
    with pytest.raises(KeyError):
        host.platform("bad-facts")
    state = state_of(host, "bad-facts")
    assert state.state == "failed"
    assert "bad_facts/facts.toml" in why(state)
    assert "reports" in why(state)
    assert host.platform("huabei").id == "huabei"


def default(situation: Situation) -> Explanation:
    source = Source("a law", "law")
    point = Point(Literal("据法", "by law"), "high", (source,))
    return Explanation(situation.platform_id, Literal("默认", "The default"), (point,))


DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("package", "platform_id", "words"),
    [
        ("bad_unsourced", "jiebei", "a point of its explanation has no source"),
        ("bad_explains", "xiaohua", "it raised ZeroDivisionError"),
    ],
)
def test_an_explainer_that_fails_leaves_the_answer_to_the_default(
    open_host: Opener, package: str, platform_id: str, words: str
) -> None:
    host = open_host(package)
    asked = Situation("reporting", on=DAY, platform_id=platform_id)
    assert host.explain(asked, None, default).summary == Literal("默认", "The default")  # type: ignore[arg-type]
    assert why(state_of(host, package.replace("_", "-"))) == words


def test_all_of_them_together_leave_every_good_one_working(open_host: Opener) -> None:
    packages = [package for package, _ in (*NEVER_LOADED, *FAIL_TO_LOAD)]
    packages += [package for package, _, _ in FAIL_WHEN_ASKED]
    host = open_host(*packages, "bad_huabei", "bad_facts", "bad_prints", "good_rows", "good_channel", "good_explains")
    assert {reader for reader, _ in host.claims(ROWS)} == {"good-rows"}
    assert "good-channel" in {kind.id for kind in host.channel_types()}
    asked = Situation("reporting", on=DAY, platform_id="credit-card")
    assert host.explain(asked, None, default).summary == Literal("补充说明", "A stranger's summary")  # type: ignore[arg-type]
    assert {platform.id for platform in host.manifests("platform")} >= {"huabei", "jiebei", "xiaohua", "credit-card"}
