"""Entering a head-count of a unit or an organisation."""

from django import forms

from league.core.forms import ScopedForm
from organizations.enums import HeadCountKind
from organizations.forms.fields import EffectiveDayField
from organizations.models import HeadCount
from organizations.services.counting import enter_head_count


class HeadCountForm(ScopedForm):
    kind = forms.ChoiceField(label="统计对象", choices=HeadCountKind.choices)
    counted_on = EffectiveDayField(label="统计日期", help_text="当日已有人数的，作为更正；原数保留在历史中。")
    value = forms.IntegerField(label="人数", min_value=0, max_value=1_000_000)
    source = forms.CharField(label="数据来源", max_length=120, help_text="例如：智慧团建系统、学校花名册")
    reason = forms.CharField(label="更正事由", max_length=200, required=False)

    def clean(self):
        data = super().clean()
        link = {self.obj._meta.model_name: self.obj, "kind": data.get("kind"), "counted_on": data.get("counted_on")}
        if all(link.values()) and not data.get("reason"):
            corrected = HeadCount.objects.filter(**link, superseded_at__isnull=True).exclude(value=data.get("value"))
            if found := corrected.first():
                self.add_error("reason", f"当日已填报 {found.value} 人（{found.source}），更正请写明事由。")
        return data

    def perform(self, actor):
        """Enter or correct."""
        return enter_head_count(self.obj, **self.cleaned_data, actor=actor)
