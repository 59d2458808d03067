"""What reference fields and the search of the top bar find among people."""

from cadres.models import Person
from league.core.lookups import register_lookup
from league.core.masking import year_month


def person_hint(person: Person) -> str:
    """Enough to tell namesakes apart: where the record is kept, and the month of birth."""
    born = f"，{year_month(person.birth_on)}生" if person.birth_on else ""
    return f"{person.organization}{born}"


register_lookup(
    "person",
    Person.objects.current,
    label="人员",
    code="pk",
    match=lambda rows, text: rows.named(text),
    order="name",
    related=("organization",),
    hint=person_hint,
)
