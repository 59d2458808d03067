"""Checks shared by form, import and API. Each raises ValidationError with a Chinese sentence."""

from django.core.exceptions import ValidationError

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def credit_code_check_character(body: str) -> str:
    """Check character of the first 17 characters (GB 32100-2015)."""
    total = sum(
        weight * ALPHABET.index(character)
        for weight, character in zip(WEIGHTS, body, strict=True)
    )
    return ALPHABET[-total % 31]


def validate_credit_code(value: str) -> None:
    """统一社会信用代码: 18 characters of the alphabet with a right check character."""
    if len(value) != 18 or any(character not in ALPHABET for character in value):
        raise ValidationError(
            "统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z）。",
            code="credit_code",
        )
    if credit_code_check_character(value[:17]) != value[17]:
        raise ValidationError(
            "统一社会信用代码的校验位不对，请核对是否抄错。", code="credit_code"
        )
