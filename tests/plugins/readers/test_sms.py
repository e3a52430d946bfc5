import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.api import ReadProblem, Record
from duewatch_plugins.readers.sms.reader import SmsReader
from tests.builders import alipay, sms, wechat
from tests.plugins.readers.reading import document, problems, records

READER = SmsReader()


def test_blank_lines_part_messages_and_a_day_may_stand_before_one() -> None:
    found = records(READER, f"2025-05-03 10:22\n{sms.HUABEI_BILL}\n\n{sms.CCB_PAID}\n".encode())
    assert [(r.at, r.sender, r.line) for r in found] == [("2025-05-03 10:22:00", "花呗", 1), ("", "建设银行", 4)]
    assert found[0].text == sms.HUABEI_BILL


def test_messages_without_a_blank_line_are_parted_by_their_signatures() -> None:
    assert len(records(READER, f"{sms.HUABEI_BILL}\n{sms.ADVERT}\n".encode())) == 2


STRAY = "晚上记得买菜，还款的事明天再说"


@pytest.mark.parametrize("signed", [sms.HUABEI_BILL, sms.CCB_PAID, sms.CMB_PARTLY])
def test_an_unsigned_line_after_a_message_is_a_message_of_its_own(signed: str) -> None:
    found = records(READER, f"{signed}\n{STRAY}\n{sms.ADVERT}".encode())
    assert [record.text for record in found] == [signed, STRAY, sms.ADVERT]


@pytest.mark.parametrize("signed", [sms.HUABEI_BILL, sms.CCB_PAID])
def test_an_unsigned_line_before_a_message_is_a_message_of_its_own(signed: str) -> None:
    found = records(READER, f"{STRAY}\n{signed}".encode())
    assert [record.text for record in found] == [STRAY, signed]


def test_a_day_before_a_message_signed_at_its_end_stays_with_it() -> None:
    found = records(READER, f"2025-05-04 10:00\n{sms.CCB_PAID}\n{STRAY}".encode())
    assert [(record.at, record.text) for record in found] == [("2025-05-04 10:00:00", sms.CCB_PAID), ("", STRAY)]


def test_a_notice_keeps_its_fields_and_a_day_before_the_next_message() -> None:
    found = records(READER, f"{sms.CMB_PARTLY}\n2025-05-03 10:22\n{sms.HUABEI_BILL}".encode())
    assert [(r.text, r.at) for r in found] == [(sms.CMB_PARTLY, ""), (sms.HUABEI_BILL, "2025-05-03 10:22:00")]


def test_a_signature_on_a_line_of_its_own_signs_what_stands_before() -> None:
    (found,) = records(READER, "您的信用卡1234于5月26日存入800.00元。\n【江苏银行】".encode())
    assert found.sender == "江苏银行"


def test_a_day_on_a_line_of_its_own_belongs_to_what_follows() -> None:
    (found,) = records(READER, f"2025年5月3日 10:22\n\n{sms.HUABEI_BILL}".encode())
    assert (found.at, found.text) == ("2025-05-03 10:22:00", sms.HUABEI_BILL)


def test_a_card_is_one_message_and_its_first_line_the_sender() -> None:
    (found,) = records(READER, sms.BAITIAO_PAID.encode())
    assert (found.sender, found.amount_fen) == ("京东白条", None)


def test_the_whole_text_is_kept_and_links_are_only_text() -> None:
    (found,) = records(READER, "【抖音月付】详情 https://example.com/x".encode("gb18030"))
    assert found.raw.endswith("https://example.com/x")


def test_exports_are_not_claimed_as_messages() -> None:
    assert READER.claim(document(alipay.build([alipay.row()] * 9))) is None
    assert READER.claim(document(wechat.build_csv([wechat.row()] * 30))) is None
    assert READER.claim(document(alipay.build([alipay.row(text="【某店】月饼")]))) is None
    assert READER.claim(document(wechat.build_xlsx([wechat.row()]))) is None


def test_signed_text_is_certain_plain_text_only_possible() -> None:
    signed, plain = READER.claim(document(sms.CODE.encode())), READER.claim(document("今天要还款".encode()))
    assert signed is not None and signed.certain
    assert plain is not None and not plain.certain


def test_a_small_table_is_no_message() -> None:
    assert READER.claim(document("还款时间,平台,实还\n2026-05-09,花呗,88.00\n".encode())) is None
    assert READER.claim(document("今天还了1,000.00，明天还2,000.00\n后天再说".encode())) is not None


def test_nothing_and_far_too_much_are_one_sentence() -> None:
    for data in (b" \n", b"x" * (4 * 1024 * 1024 + 1)):
        assert [problem.fatal for problem in problems(READER, data)] == [True]


def test_one_endless_message_is_kept_as_not_readable() -> None:
    (found,) = records(READER, ("【花呗】" + "还" * 6000).encode())
    assert found.problem


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(junk: bytes) -> None:
    READER.claim(document(junk))
    assert all(isinstance(thing, (Record, ReadProblem)) for thing in READER.read(document(junk)))


@given(st.text(alphabet="还款账单【】逾期，0123456789元\n 年月日:-", max_size=200))
def test_no_word_is_lost(words: str) -> None:
    kept = "".join(record.raw for record in records(READER, words.encode()))
    days_alone = not kept
    assert days_alone or "".join(kept.split()) == "".join(words.split())
