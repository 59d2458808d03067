"""Accounts and their grants."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from league.accounts.models import ApiToken, Grant, User

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


class ApiTokenFactory(DjangoModelFactory):
    """The row only; its text is known to nobody, as after the page that shows it once."""

    class Meta:
        model = ApiToken

    label = "测试程序"
    expiry = timedelta(days=30)

    @classmethod
    def _create(cls, model, *args, **kwargs):
        return model.objects.create(*args, **kwargs)[0]
