"""Forms of funds, of the gifts that come into them, and of aid cases."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from activities.forms.fields import YuanField
from activities.models import AidCase, Donation, Fund, Grant
from activities.services.aid_cases import FIELDS as CASE_FIELDS
from activities.services.aid_cases import add_aid_case, change_aid_case, remove_aid_case
from activities.services.fund_disclosure import disclose_donor, disclose_recipients
from activities.services.funds import (
    FIELDS,
    GIFT_FIELDS,
    change_fund,
    change_gift,
    close_fund,
    open_fund,
    receive_gift,
    remove_gift,
    reopen_fund,
)
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.enums import UnitKind
from organizations.forms.fields import not_in_the_future, organization_field
from organizations.models import Unit


class AmountField(YuanField):
    """Yuan that somebody must state."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.required = True
        self.widget.attrs |= {"inputmode": "decimal"}

    def has_changed(self, initial, data):
        """The row holds fen."""
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True


class FundForm(ScopedModelForm):
    class Meta:
        model = Fund
        fields = list(FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].empty_label = "不属于品牌项目"

    def perform(self, actor):
        """更正."""
        return change_fund(self.instance, changes=self.changes(), actor=actor)


class FundCreateForm(FundForm):
    organization = organization_field("管理团组织", help_text="对这个专项的收支负责；来源由它登记，发放由它审批。")

    field_order = ["code", "name", "organization"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.add_fund", organization):
            raise ValidationError(f"您不能为“{organization}”设立资金专项。")
        return organization

    def perform(self, actor):
        """设立."""
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        return open_fund(self.cleaned_data["organization"], fields=fields, actor=actor)


class FundCloseForm(ScopedForm):
    def perform(self, actor):
        """结清 today."""
        return close_fund(self.obj, on=today(), actor=actor)


class FundReopenForm(ScopedForm):
    def perform(self, actor):
        """恢复."""
        return reopen_fund(self.obj, actor=actor)


class GiftForm(ScopedModelForm):
    """A gift. Over one that is known its sealed donor is not shown again: an empty field leaves the name as it is."""

    amount = AmountField(label="金额或折价（元）", help_text="物资填评估价值。")
    unit = ReferenceField(
        Unit.objects.filter(kind=UnitKind.SOCIAL_ORGANIZATION, closed_on__isnull=True), lookup="unit",
        label="团属社会组织", required=False, help_text="由团属社会组织筹措的，从单位册中选择；没有的在下一项写名称。",
    )  # fmt: skip
    donor = forms.CharField(label="捐赠方", max_length=100, required=False, help_text="众人募集、匿名的不填。")

    class Meta:
        model = Donation
        fields = list(GIFT_FIELDS)

    field_order = [
        "fund", "organization", "raiser", "unit", "social_name", "donor_kind", "donor", "asset", "amount", "goods_name",
        "goods_count", "received_on",
    ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["received_on"].validators.append(not_in_the_future)
        if self.instance.pk:
            self.initial["donor"] = ""
            self.fields["donor"].help_text = "留空保持原登记不变。"

    def perform(self, actor):
        """更正."""
        return change_gift(self.instance, changes=self.changes(), on=today(), actor=actor)


class GiftCreateForm(GiftForm):
    fund = forms.ModelChoiceField(Fund.objects.filter(closed_on__isnull=True), label="资金专项", empty_label="请选择")
    organization = organization_field("筹措团组织", help_text="由团属社会组织筹措的，选指导它的团组织。")

    class Meta(GiftForm.Meta):
        fields = ["fund", "organization", *GIFT_FIELDS]

    def clean_fund(self):
        """The right is asked for the fund chosen."""
        fund = self.cleaned_data["fund"]
        if not self.user.has_perm("activities.add_donation", fund):
            raise ValidationError(f"您不能登记“{fund}”的来源，请联系“{fund.organization}”。")
        return fund

    def perform(self, actor):
        """登记."""
        data = self.cleaned_data
        fields = {name: data[name] for name in GIFT_FIELDS}
        return receive_gift(data["fund"], organization=data["organization"], fields=fields, on=today(), actor=actor)


class GiftRemoveForm(ScopedForm):
    reason = forms.CharField(label="事由", max_length=200)

    def perform(self, actor):
        """删去误登; back to the fund."""
        return remove_gift(self.obj, reason=self.cleaned_data["reason"], actor=actor)


class AidCaseForm(ScopedModelForm):
    grant = forms.ModelChoiceField(
        Grant.objects.order_by("-applied_on", "code"), label="同时发放", required=False,
        empty_label="没有同时发放资金物资",
    )  # fmt: skip

    class Meta:
        model = AidCase
        fields = list(CASE_FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cared_on"].validators.append(not_in_the_future)

    def perform(self, actor):
        """更正."""
        return change_aid_case(self.instance, changes=self.changes(), on=today(), actor=actor)


class AidCaseCreateForm(AidCaseForm):
    organization = organization_field("关爱团组织")

    field_order = ["organization"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("activities.add_aid_case", organization):
            raise ValidationError(f"您不能为“{organization}”登记关爱帮扶。")
        return organization

    def perform(self, actor):
        """登记."""
        fields = {name: self.cleaned_data[name] for name in CASE_FIELDS}
        return add_aid_case(self.cleaned_data["organization"], fields=fields, on=today(), actor=actor)


class AidCaseRemoveForm(ScopedForm):
    reason = forms.CharField(label="事由", max_length=200)

    def perform(self, actor):
        """删去误登."""
        remove_aid_case(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return self.obj


class RevealForm(ScopedForm):
    reason = forms.CharField(
        label="事由", min_length=4, max_length=200, help_text="写明用途，例如：核对汇款信息。将记入审计日志。"
    )

    def perform(self, actor):
        """查看: the full values of the gift or the grant."""
        disclose = disclose_donor if isinstance(self.obj, Donation) else disclose_recipients
        return disclose(self.obj, reason=self.cleaned_data["reason"], actor=actor)
