"""Setting a rule of the county."""

from django import forms

from league.core.forms import ScopedForm
from organizations.services.rules import set_local_rule
from organizations.validators import DAY


class SetRuleForm(ScopedForm):
    value = forms.CharField(label="值", max_length=60)
    on = forms.DateField(label="生效日期", help_text="该日及以后按新值统计；现行规定到该日为止。")
    source = forms.CharField(label="依据", max_length=200)
    document = forms.CharField(label="文号", max_length=100, required=False)

    def __init__(self, *args, obj, **kwargs):
        super().__init__(*args, obj=obj, **kwargs)
        if obj.unit == DAY:
            self.fields["value"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields[
            "value"
        ].help_text = (
            f"现行：{obj.value or '未设定'}{obj.unit if obj.unit != DAY else ''}{obj.choice and '，可设' + obj.choice}"
        )

    def perform(self, actor):
        """设定."""
        return set_local_rule(self.obj, **self.cleaned_data, actor=actor)
