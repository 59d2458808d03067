"""Checks shared by form, import and API. Each raises ValidationError with a Chinese sentence."""

from datetime import date
from operator import mul

from django.core.exceptions import ValidationError

from organizations.enums import DivisionLevel

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORDINALS = {character: place for place, character in enumerate(ALPHABET)}
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def credit_code_check_character(body: str) -> str:
    """Check character of the first 17 characters (GB 32100-2015)."""
    return ALPHABET[-sum(map(mul, WEIGHTS, map(ORDINALS.__getitem__, body))) % 31]


DAY = "日期"


def validate_credit_code(value: str) -> None:
    """统一社会信用代码: 18 characters of the alphabet with a right check character."""
    if len(value) != 18 or not ORDINALS.keys() >= set(value):
        raise ValidationError(
            "统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z）。",
            code="credit_code",
        )
    if credit_code_check_character(value[:17]) != value[17]:
        raise ValidationError("统一社会信用代码的校验位不对，请核对是否抄错。", code="credit_code")


def validate_division_place(code: str, level: str, parent) -> None:
    """A division's code tells its level, and its parent's code is the prefix of its own."""
    if not (len(code) == 12 and code.isdigit()):
        raise ValidationError({"code": "区划代码应为12位数字。"})
    told = DivisionLevel.COUNTY if code.endswith("000000") else DivisionLevel.TOWNSHIP if code.endswith("000") else None
    if (told or level) != level or (told is None and level in (DivisionLevel.COUNTY, DivisionLevel.TOWNSHIP)):
        raise ValidationError({"level": f"区划代码{code}与级别“{DivisionLevel(level).label}”不符。"})
    if level == DivisionLevel.COUNTY:
        return
    if parent is None or parent.level != DivisionLevel.parents[level]:
        wanted = DivisionLevel(DivisionLevel.parents[level]).label
        raise ValidationError({"parent": f"{DivisionLevel(level).label}的上级区划应是{wanted}。"})
    digits = 6 if level == DivisionLevel.TOWNSHIP else 9
    if code[:digits] != parent.code[:digits]:
        raise ValidationError({"code": f"区划代码{code}不属于上级区划“{parent.name}”（{parent.code[:digits]}…）。"})


def validate_unit_division(division, responsible_division, *, called: str = "归口团组织") -> None:
    """A unit lies inside the division of the organisation that answers for it, when that one has a division. `called`:
    how the form names that organisation."""
    if responsible_division is None:
        return
    if not responsible_division.code <= division.code < type(division).upper_bound(responsible_division.code):
        raise ValidationError(
            {"division": f"所在区划“{division.name}”不在{called}的区划“{responsible_division.name}”之内。"}
        )


def validate_rule_value(value: str, unit: str) -> None:
    """A rule's value: a day as 2023-01-01 where its unit says so, else a whole number."""
    if unit == DAY:
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError({"value": "请按 2023-01-01 的格式填写日期。"}) from error
    elif not value.isdecimal():
        raise ValidationError({"value": "请填写整数。"})


def validate_rule_limits(value: str, minimum: int | None, maximum: int | None, unit: str) -> None:
    """What the higher document leaves to the county lies between two limits."""
    if (minimum is not None and int(value) < minimum) or (maximum is not None and int(value) > maximum):
        raise ValidationError({"value": f"上级规定允许在{minimum}至{maximum}{unit}之间选择。"})
