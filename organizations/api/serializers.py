"""The register as JSON: references by primary key, and by code and name beside it for people."""

from rest_framework import serializers

from league.core.access import narrowed
from organizations.enums import OrganizationKind, StatField
from organizations.models import (
    Coverage,
    Division,
    HeadCount,
    Organization,
    OrganizationVersion,
    Restructuring,
    Rule,
    Unit,
)


class ScopedReference(serializers.PrimaryKeyRelatedField):
    """A reference can only be set to what the user may see; anything else does not exist for him."""

    def get_queryset(self):
        """Narrowed to the scope of the request's user."""
        request = self.context.get("request")
        queryset = super().get_queryset()
        return narrowed(queryset, request.user) if request else queryset.none()


class RegisterSerializer(serializers.ModelSerializer):
    """Base: scoped references; uniqueness is judged by the services and the database, in their own words."""

    serializer_related_field = ScopedReference

    def get_validators(self):
        """None of those made from the constraints."""
        return []

    def get_uniqueness_extra_kwargs(self, field_names, declared_fields, extra_kwargs):
        """Nor do the constraints make fields required or give them defaults."""
        return extra_kwargs, {}


class DivisionSerializer(RegisterSerializer):
    level_label = serializers.CharField(source="get_level_display", read_only=True, label="级别名称")

    class Meta:
        model = Division
        fields = [
            "id", "code", "name", "level", "level_label", "parent", "starts_on", "ends_on", "successor", "source",
            "revision",
        ]  # fmt: skip
        read_only_fields = ["ends_on", "successor", "revision"]


class UnitSerializer(RegisterSerializer):
    kind_label = serializers.CharField(source="get_kind_display", read_only=True, label="类型名称")
    division_code = serializers.CharField(source="division.code", read_only=True, label="区划代码")
    responsible_code = serializers.CharField(source="responsible.code", read_only=True, label="归口团组织编码")
    on = serializers.DateField(write_only=True, required=False, label="变更自")
    reason = serializers.CharField(write_only=True, required=False, max_length=200, label="事由")
    document = serializers.CharField(write_only=True, required=False, max_length=100, label="文号")

    class Meta:
        model = Unit
        fields = [
            "id", "code", "name", "kind", "kind_label", "credit_code", "division", "division_code", "responsible",
            "responsible_code", "opened_on", "closed_on", "exempt_reason", "address", "source", "revision", "on",
            "reason", "document",
        ]  # fmt: skip
        read_only_fields = ["closed_on", "revision"]


class OrganizationSerializer(RegisterSerializer):
    kind_label = serializers.CharField(source="get_kind_display", read_only=True, label="类别名称")
    parent_code = serializers.CharField(source="parent.code", read_only=True, default=None, label="上级组织编码")
    on = serializers.DateField(write_only=True, required=False, label="变更自")
    reason = serializers.CharField(write_only=True, required=False, max_length=200, label="事由")
    document = serializers.CharField(write_only=True, required=False, max_length=100, label="文号")

    class Meta:
        model = Organization
        fields = [
            "id", "code", "name", "short_name", "kind", "kind_label", "parent", "parent_code", "path", "depth", "sort",
            "stat_field", "two_new", "unit", "division", "party_organization", "founded_on", "founded_document",
            "dissolved_on", "dissolved_document", "successor", "address", "source", "revision", "on", "reason",
            "document",
        ]  # fmt: skip
        read_only_fields = ["path", "depth", "dissolved_on", "dissolved_document", "successor", "revision"]
        extra_kwargs = {"parent": {"required": True, "allow_null": False}}


class OrganizationVersionSerializer(RegisterSerializer):
    class Meta:
        model = OrganizationVersion
        fields = [
            "subject",
            "name",
            "kind",
            "parent",
            "path",
            "depth",
            "stat_field",
            "two_new",
            "unit",
            "valid_from",
            "valid_to",
        ]


class HeadCountSerializer(RegisterSerializer):
    class Meta:
        model = HeadCount
        fields = ["id", "unit", "organization", "kind", "counted_on", "ends_on", "value", "source", "superseded_at"]
        read_only_fields = ["ends_on", "superseded_at"]


class CoverageSerializer(RegisterSerializer):
    class Meta:
        model = Coverage
        fields = ["id", "organization", "unit", "starts_on", "ends_on"]
        read_only_fields = ["ends_on"]


class RestructuringSerializer(RegisterSerializer):
    kind_label = serializers.CharField(source="get_kind_display", read_only=True, label="方式名称")

    class Meta:
        model = Restructuring
        fields = [
            "id", "kind", "kind_label", "organization", "target", "effective_on", "reason", "document", "made_at",
            "undone_at",
        ]  # fmt: skip


class RuleSerializer(RegisterSerializer):
    class Meta:
        model = Rule
        fields = [
            "id", "code", "text", "value", "unit", "applies_to", "valid_from", "valid_to", "severity", "source",
            "is_local", "revision",
        ]  # fmt: skip


class BasisSerializer(serializers.Serializer):
    """Basis of a change of the tree; with `preview` nothing is written."""

    on = serializers.DateField(label="生效日期")
    reason = serializers.CharField(label="事由", max_length=200)
    document = serializers.CharField(label="文号", max_length=100)
    preview = serializers.BooleanField(label="只预览", required=False, default=False)


class TargetSerializer(BasisSerializer):
    """A move or a merger: the other end by its code."""

    target = serializers.CharField(label="对方组织编码")


class DissolveSerializer(BasisSerializer):
    """A dissolution: who takes over, and where the children go, by their codes."""

    successor = serializers.CharField(label="承接组织编码", required=False)
    children_to = serializers.CharField(label="下级划转到（编码）", required=False)


class RenameSerializer(BasisSerializer):
    """A change of names."""

    name = serializers.CharField(label="新全称", max_length=100)
    short_name = serializers.CharField(label="新简称", max_length=60, required=False)


class SplitSerializer(BasisSerializer):
    """A new organisation beside the old one, and what it takes over, by codes."""

    code = serializers.CharField(label="新组织编码", max_length=30)
    name = serializers.CharField(label="新组织全称", max_length=100)
    short_name = serializers.CharField(label="新组织简称", max_length=60, required=False)
    kind = serializers.ChoiceField(OrganizationKind.choices, label="新组织类别")
    stat_field = serializers.ChoiceField(StatField.choices, label="统计领域")
    children = serializers.ListField(child=serializers.CharField(), label="划入的直属下级（编码）", required=False)
    units = serializers.ListField(child=serializers.CharField(), label="划入的归口单位（编码）", required=False)


class UndoSerializer(serializers.Serializer):
    """Taking an adjustment back; with `preview` nothing is written."""

    reason = serializers.CharField(label="撤回事由", max_length=200)
    preview = serializers.BooleanField(label="只预览", required=False, default=False)


class PreviewSerializer(serializers.Serializer):
    """What the change would do; it is refused while there are blockers."""

    effects = serializers.ListField(child=serializers.CharField(), label="将发生")
    warnings = serializers.ListField(child=serializers.CharField(), label="请注意")
    blockers = serializers.ListField(child=serializers.CharField(), label="不能办理的原因")
