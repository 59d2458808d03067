"""Honours, the youth federation and its members over the API; names of members are masked."""

from rest_framework import serializers

from activities.filters.honours import FederationMemberFilter, HonourFilter, YouthFederationFilter
from activities.models import FederationMember, Honour, HonourTerm, YouthFederation
from activities.services.honours import FIELDS as HONOUR
from activities.services.youth_federations import FIELDS as FEDERATION
from league.core.api import ScopedViewSet
from organizations.api.serializers import RegisterSerializer


class HonourTermSerializer(serializers.ModelSerializer):
    class Meta:
        model = HonourTerm
        fields = ["starts_on", "ends_on", "document"]
        read_only_fields = fields


class HonourSerializer(RegisterSerializer):
    terms = HonourTermSerializer(many=True, read_only=True, label="有效期")

    class Meta:
        model = Honour
        fields = [
            "id", "code", "organization", *HONOUR, "withdrawn_on", "withdrawal_document", "withdrawal_reason", "terms",
            "revision",
        ]  # fmt: skip
        read_only_fields = fields


class YouthFederationSerializer(RegisterSerializer):
    class Meta:
        model = YouthFederation
        fields = ["id", "organization", *FEDERATION, "revision"]
        read_only_fields = fields


class FederationMemberSerializer(RegisterSerializer):
    name = serializers.CharField(source="masked_name", read_only=True, label="姓名（遮盖）")

    class Meta:
        model = FederationMember
        fields = [
            "id", "federation", "code", "name", "sector", "post", "employer", "joined_on", "left_on", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class HonourViewSet(ScopedViewSet):
    """荣誉."""

    model, serializer_class, filterset_class = Honour, HonourSerializer, HonourFilter

    def get_queryset(self):
        """With every stretch of validity."""
        return super().get_queryset().prefetch_related("terms")


class YouthFederationViewSet(ScopedViewSet):
    """青联."""

    model, serializer_class, filterset_class = YouthFederation, YouthFederationSerializer, YouthFederationFilter


class FederationMemberViewSet(ScopedViewSet):
    """青联委员."""

    model, serializer_class, filterset_class = FederationMember, FederationMemberSerializer, FederationMemberFilter
    select_related = ("person",)
