"""Appraisal schemes over the API, to be read with all their parts."""

from rest_framework import serializers

from cadres.filters.appraisal_schemes import SchemeFilter
from cadres.models import (
    AppraisalGrade,
    AppraisalGroup,
    AppraisalItem,
    AppraisalMethod,
    AppraisalPanel,
    AppraisalScheme,
)
from cadres.services.appraisal_parts import FIELDS as PART_FIELDS
from cadres.services.appraisal_schemes import FIELDS
from league.core.api import ScopedViewSet
from organizations.api.serializers import RegisterSerializer


class GroupSerializer(serializers.ModelSerializer):
    class Meta:
        model = AppraisalGroup
        fields = ["id", *PART_FIELDS[AppraisalGroup]]
        read_only_fields = fields


class PanelSerializer(serializers.ModelSerializer):
    class Meta:
        model = AppraisalPanel
        fields = ["id", *PART_FIELDS[AppraisalPanel]]
        read_only_fields = fields


class MethodSerializer(serializers.ModelSerializer):
    panels = PanelSerializer(many=True, read_only=True)

    class Meta:
        model = AppraisalMethod
        fields = ["id", *PART_FIELDS[AppraisalMethod], "panels"]
        read_only_fields = fields


class ItemSerializer(serializers.ModelSerializer):
    class Meta:
        model = AppraisalItem
        fields = ["id", *PART_FIELDS[AppraisalItem]]
        read_only_fields = fields


class GradeSerializer(serializers.ModelSerializer):
    class Meta:
        model = AppraisalGrade
        fields = ["id", *PART_FIELDS[AppraisalGrade]]
        read_only_fields = fields


class AppraisalSchemeSerializer(RegisterSerializer):
    groups = GroupSerializer(many=True, read_only=True)
    methods = MethodSerializer(many=True, read_only=True)
    items = ItemSerializer(many=True, read_only=True)
    grades = GradeSerializer(many=True, read_only=True)

    class Meta:
        model = AppraisalScheme
        fields = [
            "id", "organization", *FIELDS, "version", "state", "issued_on", "copied_from", "groups", "methods",
            "items", "grades", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class AppraisalSchemeViewSet(ScopedViewSet):
    model, serializer_class, filterset_class = AppraisalScheme, AppraisalSchemeSerializer, SchemeFilter
    permission = "cadres.view_appraisal_scheme"

    def get_queryset(self):
        """With every part."""
        return super().get_queryset().prefetch_related("groups", "methods__panels", "items", "grades")
