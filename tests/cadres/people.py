"""Invented people with valid numbers, for the tests of this package."""

from cadres.validators import check_character

ZENG = "430421199505010015"
PHONE = "13800005678"


def id_number(birth="19950501", *, area="430421", sequence="001") -> str:
    """A number whose check character is right; an odd sequence is a man's."""
    body = f"{area}{birth}{sequence}"
    return body + check_character(body)
