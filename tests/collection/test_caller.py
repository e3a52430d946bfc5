"""A number is written in one way however it was typed, and nothing is read into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.collection.caller import Shape, looks_like, number_of, payee_is_listed, shape_name


@pytest.mark.parametrize(
    ("typed", "normal", "shape"),
    [
        ("95188", "95188", Shape.SERVICE),
        (" ９５１８８ ", "95188", Shape.SERVICE),
        ("951881", "951881", Shape.SERVICE),
        ("96110", "96110", Shape.SERVICE),
        ("400-669-5566", "+864006695566", Shape.HOTLINE),
        ("4006695566", "+864006695566", Shape.HOTLINE),
        ("+86 400 669 5566", "+864006695566", Shape.HOTLINE),
        ("800 810 0000", "+868008100000", Shape.HOTLINE),
        ("1069 0000 12345", "1069000012345", Shape.SMS_PORT),
        ("106550000", "106550000", Shape.SMS_PORT),
        ("12378", "12378", Shape.SHORT),
        ("110", "110", Shape.SHORT),
        ("10086", "10086", Shape.SHORT),
        ("138 0013 8000", "+8613800138000", Shape.MOBILE),
        ("+86-138-0013-8000", "+8613800138000", Shape.MOBILE),
        ("008613800138000", "+8613800138000", Shape.MOBILE),
        ("8613800138000", "+8613800138000", Shape.MOBILE),
        ("（010）6655-1234", "+861066551234", Shape.LANDLINE),
        ("010-66551234", "+861066551234", Shape.LANDLINE),
        ("021 66551234 转 801", "+862166551234x801", Shape.LANDLINE),
        ("0755 8888 9999", "+8675588889999", Shape.LANDLINE),
        ("+852 2345 6789", "+85223456789", Shape.FOREIGN),
        ("00852 2345 6789", "+85223456789", Shape.FOREIGN),
        ("+1 202 555 0143", "+12025550143", Shape.FOREIGN),
        ("+86 95188", "+8695188", Shape.ODD),
        ("0086 1069000012345", "+861069000012345", Shape.ODD),
        ("+86 110", "+86110", Shape.ODD),
        ("66551234", "66551234", Shape.ODD),
        ("123456789012345678901234", "123456789012345678901234", Shape.ODD),
        ("*138#", "*138#", Shape.ODD),
        ("call me", "", Shape.ODD),
        ("", "", Shape.HIDDEN),
        ("未知号码", "", Shape.HIDDEN),
        ("No Caller ID", "", Shape.HIDDEN),
    ],
)
def test_a_number_is_written_in_one_way(typed: str, normal: str, shape: Shape) -> None:
    number = number_of(typed)
    assert (number.normal, number.shape) == (normal, shape)
    assert number.given == typed


def test_a_foreign_number_names_its_region() -> None:
    assert number_of("+852 2345 6789").region == "HK"
    assert number_of("13800138000").region == ""


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_without_a_fault_and_reading_it_again_changes_nothing(typed: str) -> None:
    number = number_of(typed)
    assert number.shape in Shape
    if number.normal and number.shape is not Shape.ODD:
        assert number_of(number.normal).normal == number.normal


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True), st.sampled_from(["", "+86", "0086", "+86 "]))
def test_the_prefix_of_the_country_makes_no_other_mobile_number(digits: str, prefix: str) -> None:
    spaced = f"{prefix}{digits[:3]} {digits[3:7]}-{digits[7:]}"
    assert number_of(spaced).normal == number_of(digits).normal or number_of(digits).shape is Shape.ODD


def test_a_number_that_only_looks_like_a_confirmed_one_is_told_apart() -> None:
    for typed in ("+86 95188", "0095188", "9518801", "+8510 95188"):
        assert looks_like(number_of(typed), ["95188"]) == "95188", typed
    assert looks_like(number_of("95188"), ["95188"]) is None
    assert looks_like(number_of("95511"), ["95188"]) is None


def test_no_word_about_a_number_says_genuine_or_fake() -> None:
    said = " ".join(str(shape_name(shape)) for shape in Shape).lower()
    assert not any(word in said for word in ("genuine", "fake", "official", "safe", "real"))


@pytest.mark.parametrize(
    ("payee", "listed"),
    [
        ("重庆某某小额贷款有限公司", True),
        ("重庆某某小额贷款有限公司 ", True),
        ("某某（重庆）科技有限公司", True),
        ("某某(重庆)科技有限公司", True),
        ("王某", False),
        ("重庆某某小额贷款", False),
        ("", False),
    ],
)
def test_a_payee_is_on_the_list_or_not(payee: str, listed: bool) -> None:
    assert payee_is_listed(payee, ["重庆某某小额贷款有限公司", "某某（重庆）科技有限公司"]) is listed
