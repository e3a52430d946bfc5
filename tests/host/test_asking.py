"""What readers, recognisers and explainers of strangers and built-in plugins answer through the host."""

from datetime import date

import pytest

from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
from duewatch.model.explanation import Explanation, Point
from duewatch.model.platform import Source
from duewatch.model.plugin import Document
from duewatch.model.record import Record
from duewatch.model.situation import Situation
from duewatch.model.text import Literal
from tests.host.conftest import Opener, state_of, why

DAY = date(2026, 11, 23)
DEFAULT = Literal("默认", "The default")


def default(situation: Situation) -> Explanation:
    point = Point(Literal("据法", "by law"), "high", (Source("a law", "law"),))
    return Explanation(situation.platform_id, DEFAULT, (point,))


def rows(*words: str) -> Document:
    data = "\n".join(("ROWS", *words)).encode()
    return Document("rows.txt", data[:65536], data=data)


def records(host: Host, document: Document) -> list[Record]:
    read = list(host.read("good-rows", document))
    assert all(isinstance(record, Record) for record in read)
    return [record for record in read if isinstance(record, Record)]


def test_a_long_file_comes_through_whole(open_host: Opener) -> None:
    document = rows(*map(str, range(10_000)))
    assert [record.text for record in records(open_host("good_rows"), document)] == ["ROWS", *map(str, range(10_000))]


def test_a_reader_that_is_not_there_is_a_key_error(open_host: Opener) -> None:
    host = open_host("bad_import_error")
    assert host.reader("nobody") is None
    for reader in ("nobody", "bad-import-error", "email"):
        with pytest.raises(KeyError):
            host.read(reader, rows())


def test_a_recogniser_fails_on_its_own_rows_only(open_host: Opener) -> None:
    host = open_host("good_rows")
    (recogniser,) = host.recognisers()
    found = recogniser.recognise_all(records(host, rows("payment", "torn", "odd", "shopping", "payment")))
    assert [finding and finding.kind for finding in found] == [None, "payment", None, None, None, "payment"]
    assert recogniser.platform_id == "jiebei"
    assert recogniser.recognise(found[1].record if found[1] else records(host, rows())[0]) == found[1]


def test_the_reason_a_recogniser_failed_is_kept(open_host: Opener) -> None:
    host = open_host("good_rows")
    (recogniser,) = host.recognisers()
    recogniser.recognise_all(records(host, rows("odd", "torn")))
    assert why(state_of(host, "good-rows")) == "it raised ValueError: torn"


@pytest.mark.parametrize("platform_id", [None, "xiaohua", "no-such-platform"])
def test_without_an_explainer_of_its_own_a_question_gets_the_default(platform_id: str | None) -> None:
    host = Host(PluginSettings(), environ={})
    asked = Situation("reporting", on=DAY, platform_id=platform_id)
    assert host.explain(asked, None, default).summary == DEFAULT  # type: ignore[arg-type]


def test_a_platform_without_code_is_loaded_and_listed_like_any_other() -> None:
    host = Host(PluginSettings(), environ={})
    host.explain(Situation("reporting", on=DAY, platform_id="xiaohua"), None, default)  # type: ignore[arg-type]
    assert state_of(host, "xiaohua").state == "ready"


def test_a_platforms_own_explainer_speaks_first(open_host: Opener) -> None:
    host = open_host("good_explains")
    asked = Situation("reporting", on=DAY, platform_id="huabei")
    assert host.explain(asked, None, default).summary != DEFAULT  # type: ignore[arg-type]
    assert state_of(host, "good-explains").state == "not-loaded", "nobody needed it"


def test_a_strangers_explainer_speaks_for_a_platform_that_has_none(open_host: Opener) -> None:
    host = open_host("good_explains")
    asked = Situation("reporting", on=DAY, platform_id="credit-card")
    answer = host.explain(asked, None, default)  # type: ignore[arg-type]
    assert answer.summary == Literal("补充说明", "A stranger's summary")
    assert answer.points == default(asked).points
