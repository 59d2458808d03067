"""Funds, gifts and grants as the services would leave them. A fund made here holds nothing: `GiftFactory` settles it."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from activities.models import AidCase, BankLine, Donation, Fund, GiftUse, Grant, GrantRecipient
from activities.models.grant import ID_NUMBER, NAME
from activities.services.fund_balances import settle_fund
from league.core.crypto import keyed_hash
from league.core.pinyin import search_key


class FundFactory(DjangoModelFactory):
    """`FundFactory(organization=county)`: open since 2022, with nothing in it."""

    class Meta:
        model = Fund

    code = factory.Sequence(lambda n: f"ZX{n:04d}")
    name = factory.Sequence(lambda n: f"测试专项{n}")
    org_path = factory.LazyAttribute(lambda fund: fund.organization.path)
    purpose = "资助困难学生"
    opened_on = date(2022, 1, 1)
    search_key = factory.LazyAttribute(lambda fund: search_key(fund.name))


class DonationFactory(DjangoModelFactory):
    """`DonationFactory(fund=fund, amount=100_00)`: money from an enterprise, raised by the fund's own organisation. The
    fund's balance knows of it."""

    class Meta:
        model = Donation
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"LY{n:05d}")
    organization = factory.LazyAttribute(lambda gift: gift.fund.organization)
    org_path = factory.LazyAttribute(lambda gift: gift.organization.path)
    donor_kind = "enterprise"
    donor = "测试公司"
    amount = 1000_00
    goods_name = factory.LazyAttribute(lambda gift: "书包" if gift.asset == "goods" else "")
    goods_count = factory.LazyAttribute(lambda gift: 10 if gift.asset == "goods" else None)
    asset = "money"
    received_on = date(2023, 5, 4)

    @factory.post_generation
    def settled(self, create, extracted, **kwargs):
        """As the service does."""
        if create:
            settle_fund(self.fund)


class GrantFactory(DjangoModelFactory):
    """`GrantFactory(fund=fund, applied_by=staff)`: an application of the fund's own organisation. The further states
    are reached by the services."""

    class Meta:
        model = Grant

    code = factory.Sequence(lambda n: f"FF{n:05d}")
    organization = factory.LazyAttribute(lambda grant: grant.fund.organization)
    org_path = factory.LazyAttribute(lambda grant: grant.organization.path)
    title = factory.Sequence(lambda n: f"测试发放{n}")
    use = "scholarship"
    recipient = "students"
    asset = "money"
    amount = 500_00
    goods_name = factory.LazyAttribute(lambda grant: "书包" if grant.asset == "goods" else "")
    goods_count = factory.LazyAttribute(lambda grant: 10 if grant.asset == "goods" else None)
    person_times = 5
    applied_on = date(2023, 6, 1)
    search_key = factory.LazyAttribute(lambda grant: search_key(grant.title))


class GiftUseFactory(DjangoModelFactory):
    """`GiftUseFactory(donation=gift, grant=grant)`."""

    class Meta:
        model = GiftUse

    amount = 100_00


class GrantRecipientFactory(DjangoModelFactory):
    """`GrantRecipientFactory(grant=grant, name="张三")`."""

    class Meta:
        model = GrantRecipient

    name = "张小三"
    name_hash = factory.LazyAttribute(lambda row: keyed_hash(row.name, NAME))
    id_number_hash = factory.LazyAttribute(lambda row: keyed_hash(row.id_number, ID_NUMBER))
    id_number = ""


class BankLineFactory(DjangoModelFactory):
    """`BankLineFactory(organization=county, income=1000_00)`."""

    class Meta:
        model = BankLine

    org_path = factory.LazyAttribute(lambda line: line.organization.path)
    account = "0421"
    serial = factory.Sequence(lambda n: f"S{n:06d}")
    booked_on = date(2023, 5, 4)
    income = factory.LazyAttribute(lambda line: None if line.outlay else 1000_00)
    outlay = None
    counterparty = "测试公司"
    summary = "捐款"


class AidCaseFactory(DjangoModelFactory):
    """`AidCaseFactory(organization=branch)`: three left-behind children were visited."""

    class Meta:
        model = AidCase

    org_path = factory.LazyAttribute(lambda case: case.organization.path)
    cared_on = factory.Sequence(lambda n: date(2023, 1 + n % 12, 1 + n // 12 % 28))
    recipient = "left_behind"
    way = "visit"
    person_times = 3
    new_persons = 3
