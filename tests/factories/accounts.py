"""Accounts and their grants."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from league.accounts.models import Grant, User

PASSWORD = "correct-horse-2023"


class UserFactory(DjangoModelFactory):
    """`UserFactory(role="reviewer", organization=county)` holds that grant since 2020."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    name = factory.Sequence(lambda n: f"测试员{n}")
    must_change_password = False

    @classmethod
    def _create(cls, model, *args, role=None, organization=None, **kwargs):
        user = model.objects.create_user(*args, password=PASSWORD, **kwargs)
        if role:
            GrantFactory(user=user, role=role, organization=organization)
        return user


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    starts_on = date(2020, 1, 1)
