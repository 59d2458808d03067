"""Figures, their definitions and their periods as JSON."""

from __future__ import annotations

from rest_framework import serializers

from reports.models import Snapshot
from reports.services.dictionary import Entry
from reports.services.figures import Figure


class IndicatorSerializer(serializers.Serializer):
    """One declaration of the dictionary."""

    code = serializers.CharField(source="declared.code", label="编码")
    label = serializers.CharField(source="declared.label", label="名称")
    unit = serializers.CharField(source="declared.unit", label="单位")
    chapter = serializers.CharField(source="declared.chapter", label="章")
    group = serializers.CharField(source="declared.group", label="节")
    definition = serializers.CharField(source="declared.definition", label="口径")
    source = serializers.CharField(source="declared.source", label="依据")
    method = serializers.CharField(label="计算方式")
    part = serializers.SerializerMethodField(label="分子")
    whole = serializers.SerializerMethodField(label="分母")
    unknown = serializers.SerializerMethodField(label="不详")
    settings = serializers.ListField(child=serializers.CharField(), label="所用规则")

    def get_part(self, entry: Entry) -> str:
        """Code of the part; empty for what is counted."""
        return getattr(entry.declared, "part", "")

    def get_whole(self, entry: Entry) -> str:
        """Code of the whole."""
        return getattr(entry.declared, "whole", "")

    def get_unknown(self, entry: Entry) -> str:
        """Code of the rows that could not be judged."""
        return getattr(entry.declared, "unknown", "")


class PeriodSerializer(serializers.ModelSerializer):
    """The newest version of a counted period."""

    period = serializers.CharField(source="period.code", label="统计期")
    label = serializers.CharField(source="period", label="名称")
    gaps = serializers.DictField(child=serializers.CharField(), label="无法统计的指标")

    class Meta:
        model = Snapshot
        fields = (
            "period",
            "label",
            "as_of",
            "version",
            "state",
            "nodes",
            "gaps",
            "started_at",
            "reason",
            "fingerprint",
        )


class FigureSerializer(serializers.Serializer):
    """One figure of one organisation. `value` is a decimal in a text; null with the reason in `gap`."""

    node = serializers.CharField(label="组织编码")
    node_name = serializers.CharField(label="组织")
    code = serializers.CharField(label="编码")
    label = serializers.CharField(label="名称")
    value = serializers.SerializerMethodField(label="数值")
    part = serializers.IntegerField(source="figure.part", allow_null=True, label="分子")
    whole = serializers.IntegerField(source="figure.whole", allow_null=True, label="分母")
    unknown = serializers.IntegerField(source="figure.unknown", allow_null=True, label="不详")
    gap = serializers.CharField(source="figure.gap", label="无法统计的原因")
    unit = serializers.CharField(source="figure.unit", label="单位")
    as_of = serializers.DateField(source="figure.snapshot.as_of", label="截至日")
    version = serializers.IntegerField(source="figure.snapshot.version", label="版本")
    fingerprint = serializers.CharField(source="figure.snapshot.fingerprint", label="指纹")

    def get_value(self, row: dict) -> str | None:
        """The number as text, so that no reader rounds it."""
        figure: Figure = row["figure"]
        return None if figure.value is None else str(figure.value)


class RowSerializer(serializers.Serializer):
    """A row behind a figure; its other fields are the columns of the list on the page."""

    id = serializers.IntegerField(label="编号")

    def to_representation(self, row):
        """Every column of the list's table."""
        return self.context["as_cells"](row)
