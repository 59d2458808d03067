"""Checks of personal values shared by form, import and API. Sentences never repeat the value.

The resident identity card number (GB 11643-1999): 6 digits of a county, 8 of the birth date, 3 of a sequence whose last
is odd for men, and a check character by ISO 7064 MOD 11-2. Residence permits of Hong Kong, Macau and Taiwan compatriots
(810000, 820000, 830000) are built alike.
"""

import re
from datetime import date
from functools import lru_cache
from operator import mul
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ValidationError

from cadres.enums import Sex
from league.core.dates import add_years

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()  # noqa: SIM905
)
COUNTIES = Path(__file__).parent / "county_codes.txt"
FIRST_BIRTH = date(1900, 1, 1)
ADULT, LEAGUE_AGE, PARTY_AGE = 18, 14, 18
FULL_WIDTH = str.maketrans("０１２３４５６７８９ＸｘＹ", "0123456789XxY")
SPACING = re.compile(r"[\s\-－—]")
MOBILE = re.compile(r"1[3-9]\d{9}")


class IdFacts(NamedTuple):
    """What a valid number says; `warning` is a sentence about something unusual, empty otherwise."""

    number: str
    birth_on: date
    sex: str
    warning: str


def check_character(body: str) -> str:
    """The 18th character of the first 17 digits."""
    return CHECK_CHARACTERS[sum(map(mul, WEIGHTS, map(int, body))) % 11]


def read_id_number(text: str, *, on: date) -> IdFacts:
    """The number, normalised, with its birth date and sex; ValidationError says what is wrong. Nothing is corrected."""
    number = SPACING.sub("", text.translate(FULL_WIDTH)).upper()
    if re.fullmatch(r"\d{15}", number):
        raise _wrong("15位的旧身份证号没有校验位，不能登记，请填写18位身份证号。")
    if len(number) != 18:
        raise _wrong(f"身份证号应为18位，现有{len(number)}位。")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise _wrong("身份证号前17位应为数字，末位为数字或X。")
    if number[:2] not in PROVINCES:
        raise _wrong("身份证号的前两位不是省级代码，请核对是否抄错。")
    birth_on = _birth(number, on=on)
    if check_character(number[:17]) != number[17]:
        raise _wrong("身份证号的校验位不对，请核对是否抄错。")
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    known = number[:6] in known_counties()
    return IdFacts(number, birth_on, sex.value, "" if known else "身份证号前6位不在已知的县级代码中，请再核对一次。")


def _wrong(sentence: str) -> ValidationError:
    return ValidationError(sentence, code="id_number")


def _birth(number: str, *, on: date) -> date:
    try:
        birth_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise _wrong("身份证号第7至14位不是一个真实的日期。") from None
    if birth_on > on:
        raise _wrong("身份证号中的出生日期晚于今天。")
    if birth_on < FIRST_BIRTH:
        raise _wrong("身份证号中的出生日期早于1900年。")
    return birth_on


@lru_cache(maxsize=1)
def known_counties() -> frozenset[str]:
    """Six-digit codes of counties that exist or existed since 1980, and of the three residence permits."""
    codes = set()
    for line in COUNTIES.read_text(encoding="ascii").splitlines():
        city, _, ranges = line.partition(" ")
        for part in ranges.split(",") if ranges else ():
            first, _, last = part.partition("-")
            codes |= {f"{city}{number:02}" for number in range(int(first), int(last or first) + 1)}
    return frozenset(codes)


def check_agreement(facts: IdFacts, *, sex: str, birth_on: date | None) -> None:
    """Sex and birth date, where they are stated, say the same as the number."""
    errors = {}
    if sex in Sex.known and sex != facts.sex:
        errors["sex"] = f"与身份证号不符：身份证号为{Sex(facts.sex).label}性。"
    if birth_on and birth_on != facts.birth_on:
        errors["birth_on"] = "与身份证号中的出生日期不符，请核对。"
    if errors:
        raise ValidationError(errors)


def read_phone(text: str) -> str:
    """A mobile number as 11 digits; +86, spaces and hyphens are taken off."""
    number = SPACING.sub("", text.translate(FULL_WIDTH)).removeprefix("+86").removeprefix("0086")
    if not MOBILE.fullmatch(number):
        raise ValidationError("手机号应为11位数字，以13至19开头。", code="phone")
    return number


def check_life(*, on: date, birth_on: date | None, days: dict[str, date | None]) -> None:
    """The days of a life are in order; `days` holds joined_league_on, joined_party_on, work_started_on and
    guardian_consent_on. ValidationError names the fields."""
    errors = {}
    if birth_on and birth_on > on:
        errors["birth_on"] = "出生日期不能晚于今天。"
    elif birth_on and birth_on < FIRST_BIRTH:
        errors["birth_on"] = "出生日期不能早于1900年。"
    for name, day in days.items():
        if day and day > on:
            errors[name] = "日期不能晚于今天。"
        elif day and birth_on and day <= birth_on:
            errors[name] = "日期不能早于出生日期。"
    for name, age, word in (("joined_league_on", LEAGUE_AGE, "入团"), ("joined_party_on", PARTY_AGE, "入党")):
        day = days.get(name)
        if day and birth_on and name not in errors and day < add_years(birth_on, age):
            errors[name] = f"{word}时未满{age}周岁，请核对出生日期和{word}日期。"
    if is_minor(birth_on, on=on) and not days.get("guardian_consent_on"):
        errors["guardian_consent_on"] = "未满18周岁的人员须经监护人同意才能登记姓名，请填写同意日期；否则只登记人数。"
    if errors:
        raise ValidationError(errors)


def is_minor(birth_on: date | None, *, on: date) -> bool:
    """Under 18 on that day; somebody of unknown age is not called a minor."""
    return birth_on is not None and add_years(birth_on, ADULT) > on
