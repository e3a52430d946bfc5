import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.api import ReadProblem, Record
from duewatch_plugins.readers.sms.reader import SmsReader
from duewatch_plugins.readers.sms_backup import backup
from duewatch_plugins.readers.sms_backup.reader import READER
from tests.builders import alipay, card_mail, sms, sms_backup
from tests.plugins.readers.reading import SAMPLES, document, problems, records, sample


@pytest.mark.parametrize(("name", "received", "left_out"), [("edge_cases", 1, 3), ("sample_small", 4, 3)])
def test_the_samples_give_their_received_messages(name: str, received: int, left_out: int) -> None:
    asked = sample(f"sms-xml/{name}.xml")
    assert READER.claim(asked) is not None
    assert len(records(READER, asked)) == received
    (note,) = problems(READER, asked)
    assert note.what.en.startswith(f"{left_out} messages were left out")  # type: ignore[union-attr]


def test_received_messages_keep_their_words_moment_and_signature() -> None:
    data = sms_backup.xml([sms_backup.sms(sms.HUABEI_BILL), sms_backup.mms(sms.CCB_PAID)])
    assert READER.claim(document(data)) is not None
    found = records(READER, data)
    assert [(r.source, r.text, r.at, r.sender) for r in found] == [
        ("message", sms.HUABEI_BILL, "2026-05-06 00:53:20", "花呗"),
        ("message", sms.CCB_PAID, "2026-05-06 00:53:20", "建设银行"),
    ]
    assert problems(READER, data) == []


def test_sent_ones_drafts_and_empty_ones_are_left_out_with_a_word() -> None:
    data = sms_backup.xml(
        [sms_backup.sms("我已还款", type_="2"), sms_backup.sms("草稿", type_="3"), sms_backup.sms("")]
    )
    assert records(READER, data) == []
    (note,) = problems(READER, data)
    assert not note.fatal and "3" in str(note.what)


def test_the_word_null_and_missing_attributes_mean_none() -> None:
    (found,) = records(READER, sms_backup.xml(['<sms address="null" date="null" body="【花呗】账单" />']))
    assert (found.at, found.note, found.text) == ("", "", "【花呗】账单")


@pytest.mark.parametrize("pair", ["&#55357;&#56838;", "&#xD83D;&#xDE06;"])
def test_emoji_written_as_two_halves_are_mended_wherever_a_block_ends(
    pair: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = sms_backup.xml([sms_backup.sms("EMOJI还款")]).replace(b"EMOJI", pair.encode())
    for block in (*range(1, 60, 7), backup.BLOCK):
        monkeypatch.setattr(backup, "BLOCK", block)
        assert [r.text for r in records(READER, data)] == ["😆还款"]
    lone = sms_backup.xml([sms_backup.sms("EMOJI还款")]).replace(b"EMOJI", b"&#55357;")
    assert [r.text for r in records(READER, lone)] == ["\ufffd还款"]


def test_entity_bombs_are_refused_with_their_line() -> None:
    (problem,) = problems(READER, sms_backup.xml([sms_backup.sms("&b;")], before=sms_backup.BOMB))
    assert (problem.fatal, problem.line) == (True, 2)
    assert "entity" in str(problem.what)


def test_a_file_that_was_cut_off_is_refused_whole_and_says_where() -> None:
    whole = sms_backup.xml([sms_backup.sms(sms.HUABEI_BILL)] * 3)
    (problem,) = problems(READER, whole[:-120])
    assert problem.fatal and problem.line is not None and problem.line >= 4


def test_a_count_that_does_not_fit_warns_and_keeps_the_messages() -> None:
    data = sms_backup.xml([sms_backup.sms(sms.HUABEI_BILL)], count=9)
    (warning,) = problems(READER, data)
    assert not warning.fatal and "9" in str(warning.what)
    assert len(records(READER, data)) == 1


def test_json_lines_and_an_array_read_like_the_xml() -> None:
    lines = sms_backup.ndjson([sms.HUABEI_BILL, sms.CCB_PAID])
    array = json.dumps([json.loads(line) for line in lines.splitlines()]).encode()
    expected = records(READER, sms_backup.xml([sms_backup.sms(sms.HUABEI_BILL), sms_backup.sms(sms.CCB_PAID)]))
    for data in (lines, array):
        assert READER.claim(document(data)) is not None
        assert [r[1:] for r in records(READER, data)] == [r[1:] for r in expected]
    broken = records(READER, lines + b"\n{nonsense}\n")
    assert [bool(r.problem) for r in broken] == [False, False, True]
    assert records(READER, sms_backup.ndjson([sms.HUABEI_BILL], type_="2")) == []


def test_an_ios_text_is_read_and_own_messages_are_not() -> None:
    data = sms_backup.ios([("95188", sms.HUABEI_BILL), ("Me", "好的"), ("95533", f"{sms.HUABEI_PAID}")])
    assert READER.claim(document(data)) is not None
    assert SmsReader().claim(document(data)) is None, "it is no text that was pasted"
    found = records(READER, data)
    assert [(r.at, r.text) for r in found] == [
        ("2026-05-03 22:22:00", sms.HUABEI_BILL),
        ("2026-05-03 22:22:02", sms.HUABEI_PAID),
    ]


@pytest.mark.parametrize("export", [sms_backup.ios_page, sms_backup.imazing])
def test_pages_and_tables_of_an_iphone_read_like_its_text(export: Callable[..., bytes]) -> None:
    said = [("95188", sms.HUABEI_BILL), ("Me", '好的 <b> "a, b"'), ("95533", f"第一行\n{sms.HUABEI_PAID}")]
    data = export(said)
    assert READER.claim(document(data)) is not None
    found = records(READER, data)
    assert [(r.at, r.text) for r in found] == [(r.at, r.text) for r in records(READER, sms_backup.ios(said))]
    assert [r.note for r in found] == ["95188", "95533"]
    assert "left out" in str(problems(READER, data)[0].what), "own ones are told of"
    assert records(READER, export([])) == []


def test_an_answer_that_stands_in_its_thread_and_by_itself_is_read_once() -> None:
    data = sms_backup.ios_page([("95188", sms.HUABEI_BILL)], answer=sms.HUABEI_PAID)
    assert [r.text for r in records(READER, data)] == [sms.HUABEI_BILL, sms.HUABEI_PAID]


def test_a_page_whose_tag_never_ends_is_given_up() -> None:
    data = sms_backup.ios_page([("95188", sms.HUABEI_BILL)]) + b"<div " + b"a=1 " * 500_000
    assert [problem.fatal for problem in problems(READER, data)] == [True]


def test_a_message_pasted_with_its_day_is_the_same_as_in_the_backup() -> None:
    (pasted,) = records(SmsReader(), f"2026-05-06 00:53\n{sms.HUABEI_BILL}".encode())
    (kept,) = records(READER, sms_backup.xml([sms_backup.sms(sms.HUABEI_BILL)]))
    assert (pasted.at[:16], pasted.text, pasted.counterparty) == (kept.at[:16], kept.text, kept.counterparty)


def test_one_message_a_line_is_read_from_plain_text() -> None:
    words = f"2026-05-03 10:22 {sms.HUABEI_BILL}\n2026-05-04 11:00 {sms.CCB_PAID}\n2026-05-05 12:00 {sms.ADVERT}\n"
    found = records(SmsReader(), words.encode())
    assert [(r.at, r.text) for r in found] == [
        ("2026-05-03 10:22:00", sms.HUABEI_BILL),
        ("2026-05-04 11:00:00", sms.CCB_PAID),
        ("2026-05-05 12:00:00", sms.ADVERT),
    ]


@pytest.mark.parametrize(
    ("data", "at", "sender", "words"),
    [
        (
            '{"sender":"95588","body":"【某银行】还款300元","t":1734339069599}',
            "2024-12-16 16:51:09",
            "某银行",
            "【某银行】还款300元",
        ),
        ('{"title":"某付","text":"已还300元","t":1734339069599}', "2024-12-16 16:51:09", "某付", "某付\n已还300元"),
        (
            '{\n"mMap": {"source":"某白条","title":"还款成功","description":"还款金额：20.10元"}}',
            "",
            "某白条",
            "还款成功\n还款金额：20.10元",
        ),
    ],
)
def test_captured_messages_notifications_and_cards_are_read(data: str, at: str, sender: str, words: str) -> None:
    claim = READER.claim(document(data.encode()))
    assert claim is not None and claim.certain
    for shape in (data, f"[{data}]", data.replace("\n", "") + "\n" + data.replace("\n", "")):
        found = records(READER, shape.encode())
        assert {(record.at, record.sender, record.text) for record in found} == {(at, sender, words)}
    assert all(record.problem for record in records(READER, data.encode()[:-1] + b","))


def test_every_notice_among_the_samples_is_read() -> None:
    found = sorted(SAMPLES.glob("sms-notices/*.txt"))
    if not found:
        pytest.skip("the sample files are not here")
    for path in found:
        asked = document(path.read_bytes(), path.name)
        assert READER.claim(asked) is not None, path.name
        (record,) = records(READER, asked)
        kept = sms.notice(path)
        assert record.at == kept.at and record.text.startswith(kept.text.strip())
    assert len(found) == 14


def test_other_files_are_not_claimed() -> None:
    for data in (alipay.build([alipay.row()]), card_mail.statement("bank-cmb"), b'{"a": 1}', b"<html></html>", b""):
        assert READER.claim(document(data)) is None
        assert [problem.fatal for problem in problems(READER, data)] == [True]


@given(st.binary(max_size=200), st.integers(0, 600))
def test_no_bytes_make_it_raise(junk: bytes, place: int) -> None:
    for whole in (
        sms_backup.xml([sms_backup.sms(sms.HUABEI_BILL)]),
        sms_backup.ndjson([sms.HUABEI_BILL]),
        sms_backup.ios([("95188", sms.HUABEI_BILL)]),
        sms_backup.ios_page([("95188", sms.HUABEI_BILL)]),
        sms_backup.imazing([("95188", sms.HUABEI_BILL)]),
    ):
        data = whole[:place] + junk + whole[place:]
        READER.claim(document(data))
        assert all(isinstance(thing, (Record, ReadProblem)) for thing in READER.read(document(data)))
