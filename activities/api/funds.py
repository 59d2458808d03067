"""Funds, gifts, grants, aid cases and bank lines over the API. Money is in fen; names of private people are masked.

Aid cases may be corrected; money goes its way on the pages, where two hands are told apart."""

from rest_framework import serializers

from activities.filters.funds import AidCaseFilter, BankLineFilter, DonationFilter, FundFilter, GrantFilter
from activities.models import AidCase, BankLine, Donation, Fund, Grant
from activities.models.bank_line import mask_party
from activities.services.aid_cases import FIELDS as CASE_FIELDS
from activities.services.aid_cases import change_aid_case
from activities.services.funds import FIELDS, GIFT_FIELDS
from activities.services.grants import FIELDS as GRANT_FIELDS
from league.core.api import ScopedViewSet
from league.core.api.viewsets import Updates
from league.core.dates import today
from organizations.api.serializers import RegisterSerializer


class FundSerializer(RegisterSerializer):
    class Meta:
        model = Fund
        fields = ["id", "organization", *FIELDS, "closed_on", "money_balance", "goods_balance", "revision"]
        read_only_fields = fields


class DonationSerializer(RegisterSerializer):
    donor = serializers.CharField(source="donor_shown", read_only=True, label="捐赠方")

    class Meta:
        model = Donation
        fields = ["id", "code", "fund", "organization", *GIFT_FIELDS, "revision"]
        read_only_fields = fields


class GrantSerializer(RegisterSerializer):
    class Meta:
        model = Grant
        fields = [
            "id", "code", "fund", "organization", *GRANT_FIELDS, "state", "applied_on", "publicity_from",
            "publicity_to", "approved_on", "paid_on", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class AidCaseSerializer(RegisterSerializer):
    class Meta:
        model = AidCase
        fields = ["id", "organization", *CASE_FIELDS, "revision"]
        read_only_fields = ["organization", "grant", "revision"]


class BankLineSerializer(RegisterSerializer):
    counterparty = serializers.SerializerMethodField(label="对方户名")

    class Meta:
        model = BankLine
        fields = [
            "id", "organization", "account", "serial", "booked_on", "income", "outlay", "counterparty", "donation",
            "grant", "revision",
        ]  # fmt: skip
        read_only_fields = fields

    def get_counterparty(self, line) -> str:
        """A private person's name masked."""
        return mask_party(line.counterparty)


class FundViewSet(ScopedViewSet):
    """资金专项."""

    model, serializer_class, filterset_class = Fund, FundSerializer, FundFilter


class DonationViewSet(ScopedViewSet):
    """资金物资来源."""

    model, serializer_class, filterset_class = Donation, DonationSerializer, DonationFilter


class GrantViewSet(ScopedViewSet):
    """资金物资发放."""

    model, serializer_class, filterset_class = Grant, GrantSerializer, GrantFilter


class AidCaseViewSet(Updates, ScopedViewSet):
    """关爱帮扶."""

    model, serializer_class, filterset_class = AidCase, AidCaseSerializer, AidCaseFilter
    change_permission = "activities.change_aid_case"

    def update_object(self, obj, data, actor):
        """By the service of the form."""
        return change_aid_case(obj, changes=data, on=today(), actor=actor)


class BankLineViewSet(ScopedViewSet):
    """银行流水."""

    model, serializer_class, filterset_class = BankLine, BankLineSerializer, BankLineFilter
