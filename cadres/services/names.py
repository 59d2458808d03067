"""By which beginnings a person is found, and keeping them in step with the names."""

from collections.abc import Iterable

from cadres.models import PersonKey
from league.core.bulk import insert_rows
from league.core.pinyin import SURNAMES, name_keys, search_key

KEYS_AT_ONCE = 500


def given_name(name: str) -> str:
    """The name without the surname: of four characters two, else one unless the surname is a known double one."""
    return name[2:] if len(name) == 4 or (len(name) > 2 and name[:2] in SURNAMES) else name[1:]


def beginnings(name: str) -> list[str]:
    """曾丽华, zenglihua, zlh, 丽华, lihua, lh: what a search box may be given the first letters of."""
    given = given_name(name)
    keys = [*name_keys(name).split("|"), *(search_key(given).split("|") if len(given) > 1 else ())]
    return [key[:150] for key in dict.fromkeys(keys) if key]


def write_keys(people: Iterable[tuple[int, str]], *, fresh: bool = False) -> None:
    """Write the keys of (primary key, name) pairs; unless `fresh`, those of a former name go."""
    people = list(people)
    if not fresh:
        for start in range(0, len(people), KEYS_AT_ONCE):
            PersonKey.objects.filter(person__in=[pk for pk, _ in people[start : start + KEYS_AT_ONCE]]).delete()
    insert_rows(PersonKey, ["person", "key"], ((pk, key) for pk, name in people for key in beginnings(name)))
