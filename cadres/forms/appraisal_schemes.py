"""Forms of schemes and their parts."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from cadres import figures
from cadres.models import (
    AppraisalGrade,
    AppraisalGroup,
    AppraisalItem,
    AppraisalMethod,
    AppraisalPanel,
    AppraisalScheme,
)
from cadres.services.appraisal_parts import FIELDS as PART_FIELDS
from cadres.services.appraisal_parts import add_part, change_part, remove_part, scheme_of
from cadres.services.appraisal_schemes import (
    FIELDS,
    change_scheme,
    copy_scheme,
    create_scheme,
    issue_scheme,
    remove_scheme,
    withdraw_scheme,
)
from cadres.services.appraisal_templates import fill_from_template
from league.core.dates import today
from league.core.forms import ScopedForm, ScopedModelForm
from organizations.enums import OrganizationKind, StatField, UnitKind
from organizations.forms.fields import organization_field
from organizations.models.organization import CODE


class SchemeCreateForm(ScopedModelForm):
    organization = organization_field("考核单位")
    from_template = forms.BooleanField(
        label="套用样例",
        required=False,
        initial=True,
        help_text="先填入常用的对象组、考核方式、项目和等次，再逐项修改。",
    )

    class Meta:
        model = AppraisalScheme
        fields = ["organization", *FIELDS]

    field_order = ["code", "organization", "kind", "year", "title", "from_template"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today().year

    def clean_organization(self):
        """The right is asked for the office chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("cadres.add_appraisal_scheme", organization):
            raise ValidationError(f"您不能以“{organization}”的名义拟定考核方案。")
        return organization

    def perform(self, actor):
        """拟定."""
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        scheme = create_scheme(self.cleaned_data["organization"], fields=fields, actor=actor)
        return fill_from_template(scheme, actor=actor) if self.cleaned_data["from_template"] else scheme


class SchemeForm(ScopedModelForm):
    class Meta:
        model = AppraisalScheme
        fields = list(FIELDS)

    def perform(self, actor):
        """修改."""
        return change_scheme(self.instance, changes=self.changes(), actor=actor)


class SchemeCopyForm(ScopedForm):
    year = forms.IntegerField(label="年度", min_value=1949, max_value=2199)
    code = forms.CharField(label="方案编码", max_length=30, validators=[CODE])
    title = forms.CharField(label="方案名称", max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.obj is not None:
            self.fields["year"].initial = self.obj.year + 1
            self.fields["title"].initial = self.obj.title.replace(str(self.obj.year), str(self.obj.year + 1))

    def perform(self, actor):
        """复制."""
        return copy_scheme(self.obj, **self.cleaned_data, actor=actor)


class SchemeIssueForm(ScopedForm):
    on = forms.DateField(label="印发日期")
    document = forms.CharField(label="印发文号", max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today()

    def perform(self, actor):
        """印发."""
        return issue_scheme(self.obj, **self.cleaned_data, actor=actor)


class SchemeWithdrawForm(ScopedForm):
    reason = forms.CharField(label="事由", max_length=200)

    def perform(self, actor):
        """停用."""
        return withdraw_scheme(self.obj, **self.cleaned_data, actor=actor)


class SchemeRemoveForm(ScopedForm):
    reason = forms.CharField(label="事由", max_length=200)

    def perform(self, actor):
        """删去; the office comes next."""
        remove_scheme(self.obj, **self.cleaned_data, actor=actor)
        return self.obj.organization


class TicksField(forms.MultipleChoiceField):
    """Some of a vocabulary; none asks nothing."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, vocabulary, **kwargs):
        super().__init__(choices=vocabulary.choices, required=False, help_text="不选为不限。", **kwargs)


class PartForm(ScopedModelForm):
    """A part of a draft; entered anew it names its scheme."""

    owner = "scheme"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields[self.owner]
        else:
            field = self.fields[self.owner]
            field.queryset = field.queryset.filter(**self.drafts())
            field.initial = self.initial.get(self.owner)

    def drafts(self):
        """Only drafts take parts."""
        return {"state": "draft"}

    def clean(self):
        """The right is asked for the scheme chosen."""
        data = super().clean()
        owner = data.get(self.owner)
        if owner is not None and not self.user.has_perm("cadres.change_appraisal_scheme", owner):
            self.add_error(self.owner, "您不能修改这个方案。")
        return data

    def perform(self, actor):
        """加入 or 修改."""
        if self.instance.pk:
            return change_part(self.instance, changes=self.changes(), actor=actor)
        return add_part(self.instance, actor=actor)


class GroupForm(PartForm):
    kinds = TicksField(OrganizationKind, label="组织类别")
    unit_kinds = TicksField(UnitKind, label="单位类型")
    stat_fields = TicksField(StatField, label="统计领域")

    class Meta:
        model = AppraisalGroup
        fields = ["scheme", *PART_FIELDS[AppraisalGroup]]


class MethodForm(PartForm):
    class Meta:
        model = AppraisalMethod
        fields = ["scheme", *PART_FIELDS[AppraisalMethod]]


class PanelForm(PartForm):
    owner = "method"

    class Meta:
        model = AppraisalPanel
        fields = ["method", *PART_FIELDS[AppraisalPanel]]

    def drafts(self):
        """Methods of drafts; of one where the address names a method."""
        return {"scheme__state": "draft"}


class ItemForm(PartForm):
    indicator = forms.ChoiceField(label="统计指标", required=False, help_text="按指标自动计分的填写。")

    class Meta:
        model = AppraisalItem
        fields = ["scheme", *PART_FIELDS[AppraisalItem]]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(each.code, f"{each.label}（{each.unit}）" if each.unit else each.label) for each in figures.choices()]
        stored = self.instance.indicator
        if stored and stored not in dict(known):
            known.append((stored, stored))
        self.fields["indicator"].choices = [("", "不按指标"), *known]
        scheme = self.instance.scheme_id or self.data.get("scheme") or self.initial.get("scheme")
        if str(scheme or "").isdecimal():
            for name in ("method", "group"):
                self.fields[name].queryset = self.fields[name].queryset.filter(scheme=scheme)


class GradeForm(PartForm):
    class Meta:
        model = AppraisalGrade
        fields = ["scheme", *PART_FIELDS[AppraisalGrade]]


class PartRemoveForm(ScopedForm):
    """Nothing to fill in."""

    def perform(self, actor):
        """删去; the scheme comes next."""
        scheme = scheme_of(self.obj)
        remove_part(self.obj, actor=actor)
        return scheme
