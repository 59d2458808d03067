"""People as the services would leave them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from cadres.models import Person, PersonDistinction, PersonKey, PersonMerge
from cadres.models.person import ID_NUMBER, PHONE
from league.core.crypto import keyed_hash
from league.core.pinyin import name_keys


class PersonFactory(DjangoModelFactory):
    """`PersonFactory(organization=branch, name="曾丽", id_number="…")`; hashes, path and search keys follow."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"测试人员{n}")
    sex = "1"
    birth_on = date(1995, 5, 1)
    org_path = factory.LazyAttribute(lambda person: person.organization.path)
    id_number_hash = factory.LazyAttribute(lambda person: keyed_hash(getattr(person, "id_number", ""), ID_NUMBER))
    phone_hash = factory.LazyAttribute(lambda person: keyed_hash(getattr(person, "phone", ""), PHONE))
    search_key = factory.LazyAttribute(lambda person: name_keys(person.name))

    @factory.post_generation
    def keys(self, create, extracted, **kwargs):
        PersonKeyFactory.create_keys(self)


class PersonKeyFactory(DjangoModelFactory):
    class Meta:
        model = PersonKey

    @classmethod
    def create_keys(cls, person):
        """The keys of the person's name."""
        for key in dict.fromkeys(person.search_key.split("|")):
            cls(person=person, key=key)


class PersonDistinctionFactory(DjangoModelFactory):
    """`PersonDistinctionFactory(first=older, second=younger, marked_by=user)`."""

    class Meta:
        model = PersonDistinction

    reason = "同名同日出生的两人"
    marked_on = date(2024, 5, 4)


class PersonMergeFactory(DjangoModelFactory):
    """`PersonMergeFactory(kept=person, dropped=double, merged_by=user)`, the dropped record gone as the service does."""

    class Meta:
        model = PersonMerge
        skip_postgeneration_save = True

    reason = "重复建档"
    merged_on = date(2024, 5, 4)

    @factory.post_generation
    def gone(self, create, extracted, **kwargs):
        Person.objects.filter(pk=self.dropped.pk).update(merged_into=self.kept)
