"""统一社会信用代码 (GB 32100-2015) and its hard cases."""

import pytest
from django.core.exceptions import ValidationError

from organizations.validators import credit_code_check_character, validate_credit_code


def with_check(body):
    return body + credit_code_check_character(body)


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "91430000000000000W"[:17] + credit_code_check_character("91430000000000000")]
)
def test_known_codes_are_accepted(code):
    validate_credit_code(code)


@pytest.mark.parametrize("body", ["N2430421MF0123456", "Y1430421MF0123456", "54430421MF0123456", "13430421MB0000001"])
def test_codes_that_begin_with_letters_are_accepted(body):
    """A village collective begins with N, others with Y; libraries that want eight digits refuse them."""
    validate_credit_code(with_check(body))


@pytest.mark.parametrize("place", range(18))
def test_one_wrong_character_is_noticed(place):
    code = "91350100M000100Y43"
    wrong = "2" if code[place] != "2" else "3"

    with pytest.raises(ValidationError, match="校验位不对"):
        validate_credit_code(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize(
    "code",
    ["91350100M000100Y4", "91350100M000100Y430", "91350100m000100y43", "9135010OM000100Y43", "９1350100M000100Y43", ""],
)
def test_wrong_length_or_alphabet_is_refused(code):
    with pytest.raises(ValidationError, match="18位"):
        validate_credit_code(code)


def test_check_character_wraps_at_thirty_one():
    """31 − 0 is 31, which the standard writes as 0."""
    assert {credit_code_check_character(f"{number:017d}") for number in range(400)} >= {"0", "Y"}
