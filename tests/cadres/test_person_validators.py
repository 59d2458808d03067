"""ID card numbers, telephones and the order of a life."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cadres.validators import check_agreement, check_character, check_life, is_minor, read_id_number, read_phone
from tests.cadres.people import id_number

TODAY = date(2024, 5, 4)
BIRTHS = st.dates(date(1900, 1, 1), TODAY)
AREAS = st.sampled_from(["430421", "110101", "330113", "710000", "810000", "820000", "830000", "659001"])
SEQUENCES = st.integers(0, 999).map("{:03}".format)


@given(BIRTHS, AREAS, SEQUENCES)
def test_every_number_built_by_the_rule_is_read_back(birth, area, sequence):
    number = id_number(f"{birth:%Y%m%d}", area=area, sequence=sequence)

    facts = read_id_number(number, on=TODAY)

    assert (facts.number, facts.birth_on, facts.sex) == (number, birth, "1" if int(sequence) % 2 else "2")


@given(BIRTHS, SEQUENCES, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(birth, sequence, place, shift):
    number = id_number(f"{birth:%Y%m%d}", sequence=sequence)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]

    with pytest.raises(ValidationError):
        read_id_number(wrong, on=TODAY)


@given(BIRTHS, SEQUENCES, st.integers(0, 15))
def test_two_neighbours_swapped_are_always_found(birth, sequence, place):
    number = id_number(f"{birth:%Y%m%d}", sequence=sequence)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    if swapped != number:
        with pytest.raises(ValidationError):
            read_id_number(swapped, on=TODAY)


@given(st.text(max_size=30))
def test_nonsense_is_refused_in_words(text):
    with pytest.raises(ValidationError) as refusal:
        read_id_number(text, on=TODAY)

    assert refusal.value.messages[0].startswith(("身份证号", "15位"))


@pytest.mark.parametrize(
    ("area", "warned"),
    [
        ("430421", False),
        ("330113", False),  # counties of 2021, on which a known library raises
        ("330114", False),
        ("513621", False),  # abolished counties, refused there with an early birth year
        ("430407", False),
        ("430499", True),  # never existed: warned, not refused
        ("810000", False),
        ("820000", False),
        ("830000", False),
    ],
)
def test_an_unknown_county_is_a_warning_only(area, warned):
    facts = read_id_number(id_number("19700101", area=area), on=TODAY)

    assert bool(facts.warning) is warned


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("430421950501001", "15位的旧身份证号没有校验位，不能登记，请填写18位身份证号。"),
        ("43042119950501001", "身份证号应为18位，现有17位。"),
        ("4304211995050100150", "身份证号应为18位，现有19位。"),
        (id_number("20300101"), "身份证号中的出生日期晚于今天。"),
        (id_number("18991231"), "身份证号中的出生日期早于1900年。"),
        (id_number("19950230"), "身份证号第7至14位不是一个真实的日期。"),
        (id_number("19950501", area="990101"), "身份证号的前两位不是省级代码，请核对是否抄错。"),
        ("430421199505010014", "身份证号的校验位不对，请核对是否抄错。"),
        ("43042119950501A015", "身份证号前17位应为数字，末位为数字或X。"),
        ("X30421199505010015", "身份证号前17位应为数字，末位为数字或X。"),
    ],
)
def test_refusals_say_what_is_wrong_without_the_number(number, sentence):
    with pytest.raises(ValidationError) as refusal:
        read_id_number(number, on=TODAY)

    assert refusal.value.messages == [sentence]


def test_lower_case_x_full_width_and_spaces_are_understood():
    body = next(f"43042119950501{n:03}" for n in range(1, 99, 2) if check_character(f"43042119950501{n:03}") == "X")

    assert read_id_number(body + "x", on=TODAY).number == body + "X"
    assert read_id_number(f" {body[:6]} {body[6:]}ｘ", on=TODAY).number == body + "X"


def test_sex_and_birth_date_must_agree_with_the_number():
    facts = read_id_number(id_number("19950501", sequence="001"), on=TODAY)

    check_agreement(facts, sex="0", birth_on=None)
    check_agreement(facts, sex="1", birth_on=date(1995, 5, 1))
    with pytest.raises(ValidationError) as refusal:
        check_agreement(facts, sex="2", birth_on=date(1995, 5, 2))
    assert refusal.value.message_dict == {
        "sex": ["与身份证号不符：身份证号为男性。"],
        "birth_on": ["与身份证号中的出生日期不符，请核对。"],
    }


@pytest.mark.parametrize(
    ("text", "number"),
    [("13800005678", "13800005678"), ("+86 138-0000-5678", "13800005678"), ("１３８００００５６７８", "13800005678")],
)
def test_mobile_numbers_are_read_in_the_forms_people_write(text, number):
    assert read_phone(text) == number


@pytest.mark.parametrize("text", ["0734-6812345", "12800005678", "1380000567", "138000056789", "手机"])
def test_other_numbers_are_no_mobile_numbers(text):
    with pytest.raises(ValidationError):
        read_phone(text)


def test_the_days_of_a_life_are_in_order():
    born = date(2000, 2, 29)
    days = {"joined_league_on": date(2014, 2, 28), "joined_party_on": date(2018, 2, 27), "work_started_on": born}

    with pytest.raises(ValidationError) as refusal:
        check_life(on=TODAY, birth_on=born, days=days)

    assert set(refusal.value.message_dict) == {"joined_party_on", "work_started_on"}


def test_a_minor_needs_a_guardian():
    born = TODAY - timedelta(days=17 * 365)

    with pytest.raises(ValidationError) as refusal:
        check_life(on=TODAY, birth_on=born, days={"guardian_consent_on": None})
    assert list(refusal.value.message_dict) == ["guardian_consent_on"]
    check_life(on=TODAY, birth_on=born, days={"guardian_consent_on": TODAY})


def test_the_eighteenth_birthday_ends_minority():
    assert is_minor(date(2006, 5, 5), on=TODAY)
    assert not is_minor(date(2006, 5, 4), on=TODAY)
    assert not is_minor(None, on=TODAY)
