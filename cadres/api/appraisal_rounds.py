"""Appraisal rounds, sheets and results over the API: read; they are written by the steps of their pages."""

from __future__ import annotations

from rest_framework import serializers

from cadres.filters import appraisal_rounds as filters
from cadres.models import AppraisalResult, AppraisalRound, AppraisalSheet
from league.core.api import ScopedViewSet
from organizations.api.serializers import RegisterSerializer


class AppraisalRoundSerializer(RegisterSerializer):
    scheme_code = serializers.CharField(source="scheme.code", read_only=True, label="方案编码")
    state_label = serializers.CharField(source="get_state_display", read_only=True, label="状态名称")

    class Meta:
        model = AppraisalRound
        fields = [
            "id", "scheme", "scheme_code", "title", "as_of", "reports_due_on", "state", "state_label", "figures_on",
            "tallied_on", "announced_on", "objections_to", "approved_on", "approved_by", "document", "published_on",
            "revision",
        ]  # fmt: skip
        read_only_fields = fields


class AppraisalSheetSerializer(RegisterSerializer):
    organization_code = serializers.CharField(source="organization.code", read_only=True, label="团组织编码")
    group_name = serializers.CharField(source="group.name", read_only=True, label="对象组名称")
    person_name = serializers.CharField(source="person.name", read_only=True, default="", label="书记姓名")

    class Meta:
        model = AppraisalSheet
        fields = [
            "id", "round", "organization", "organization_code", "group", "group_name", "person", "person_name",
            "exempt_reason", "reported_on", "party_reviewed_on", "party_reviewed_by", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class AppraisalResultSerializer(RegisterSerializer):
    round = serializers.IntegerField(source="sheet.round_id", read_only=True, label="轮次")
    organization_code = serializers.CharField(source="sheet.organization.code", read_only=True, label="团组织编码")
    group_name = serializers.CharField(source="sheet.group.name", read_only=True, label="对象组名称")
    grade_name = serializers.CharField(source="grade.name", read_only=True, default="", label="等次名称")

    class Meta:
        model = AppraisalResult
        fields = [
            "id", "sheet", "round", "organization_code", "group_name", "version", "status", "total", "bonus",
            "self_total", "is_vetoed", "rank", "out_of", "is_tied", "is_cut", "proposed", "grade", "grade_name",
            "reason", "document", "corrected_on", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class AppraisalRoundViewSet(ScopedViewSet):
    """考核轮次."""

    model, serializer_class = AppraisalRound, AppraisalRoundSerializer
    filterset_class, select_related = filters.AppraisalRoundFilter, ("scheme",)


class AppraisalSheetViewSet(ScopedViewSet):
    """考核表."""

    model, serializer_class = AppraisalSheet, AppraisalSheetSerializer
    filterset_class, select_related = filters.AppraisalSheetFilter, ("organization", "group", "person")


class AppraisalResultViewSet(ScopedViewSet):
    """考核结果, every version; the appraised read theirs once it is announced."""

    model, serializer_class = AppraisalResult, AppraisalResultSerializer
    filterset_class = filters.AppraisalResultFilter
    select_related = ("sheet__organization", "sheet__group", "grade")
