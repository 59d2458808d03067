"""What the lists of funds, gifts, grants, aid cases and bank lines, and their API, may be narrowed by."""

import django_filters as filters

from activities.enums import Asset, CareKind, DonorKind, GrantState, GrantUse, Raiser, RecipientKind
from activities.models import AidCase, BankLine, Donation, Fund, Grant
from league.core.dates import today
from league.core.filters import ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.filters.register import YES_NO
from organizations.models import Organization

FUND = {"label": "资金专项", "queryset": Fund.objects.order_by("code"), "empty_label": "不限"}


def below(label: str) -> SubtreeFilter:
    """A node and all below it."""
    return SubtreeFilter(label=label, queryset=Organization.objects.all(), lookup="organization")


class FundFilter(ScopedFilterSet):
    q = SearchFilter()
    below = below("管理团组织（含各级下级）")
    closed = filters.ChoiceFilter(label="已结清", choices=YES_NO, empty_label="不限", method="filter_closed")

    class Meta:
        model = Fund
        fields: list[str] = []

    def filter_closed(self, queryset, name, value):
        """Settled, or not."""
        return queryset.filter(closed_on__isnull=value != "yes")


class DonationFilter(ScopedFilterSet):
    fund = filters.ModelChoiceFilter(**FUND)
    raiser = filters.ChoiceFilter(label="筹措主体", choices=Raiser.choices, empty_label="不限")
    donor_kind = filters.MultipleChoiceFilter(label="捐赠方类别", choices=DonorKind.choices)
    asset = filters.ChoiceFilter(label="形式", choices=Asset.choices, empty_label="不限")
    below = below("筹措（含各级下级）")
    since = filters.DateFilter(label="到账日期不早于", field_name="received_on", lookup_expr="gte")
    until = filters.DateFilter(label="到账日期不晚于", field_name="received_on", lookup_expr="lte")
    code = filters.CharFilter(label="登记号")

    class Meta:
        model = Donation
        fields: list[str] = []


class GrantFilter(ScopedFilterSet):
    q = SearchFilter(label="事由、拼音或首字母")
    fund = filters.ModelChoiceFilter(**FUND)
    state = filters.MultipleChoiceFilter(label="状态", choices=GrantState.choices)
    mine = filters.ChoiceFilter(label="待我办理", choices=YES_NO[:1], empty_label="不限", method="filter_mine")
    use = filters.MultipleChoiceFilter(label="用途", choices=GrantUse.choices)
    recipient = filters.MultipleChoiceFilter(label="受助对象", choices=RecipientKind.choices)
    asset = filters.ChoiceFilter(label="形式", choices=Asset.choices, empty_label="不限")
    below = below("申请（含各级下级）")
    since = filters.DateFilter(label="发放日期不早于", field_name="paid_on", lookup_expr="gte")
    until = filters.DateFilter(label="发放日期不晚于", field_name="paid_on", lookup_expr="lte")
    code = filters.CharFilter(label="发放号")

    class Meta:
        model = Grant
        fields: list[str] = []

    def filter_mine(self, queryset, name, value):
        """The next step is the user's."""
        return queryset.waiting_for(self.user, on=today())


class AidCaseFilter(ScopedFilterSet):
    recipient = filters.MultipleChoiceFilter(label="关爱对象", choices=RecipientKind.choices)
    way = filters.MultipleChoiceFilter(label="关爱方式", choices=CareKind.choices)
    below = below("关爱团组织（含各级下级）")
    since = filters.DateFilter(label="关爱日期不早于", field_name="cared_on", lookup_expr="gte")
    until = filters.DateFilter(label="关爱日期不晚于", field_name="cared_on", lookup_expr="lte")

    class Meta:
        model = AidCase
        fields: list[str] = []


class BankLineFilter(ScopedFilterSet):
    serial = filters.CharFilter(label="流水号")
    account = filters.CharFilter(label="账号末四位")
    way = filters.ChoiceFilter(
        label="方向", choices=(("in", "收入"), ("out", "支出")), empty_label="不限", method="filter_way"
    )
    open = filters.ChoiceFilter(label="未对上", choices=YES_NO, empty_label="不限", method="filter_open")
    below = below("管理团组织（含各级下级）")
    since = filters.DateFilter(label="交易日期不早于", field_name="booked_on", lookup_expr="gte")
    until = filters.DateFilter(label="交易日期不晚于", field_name="booked_on", lookup_expr="lte")

    class Meta:
        model = BankLine
        fields: list[str] = []

    def filter_way(self, queryset, name, value):
        """Money that came in, or went out."""
        return queryset.filter(income__isnull=value != "in")

    def filter_open(self, queryset, name, value):
        """Neither a gift nor a grant yet, or one of them."""
        return queryset.open() if value == "yes" else queryset.exclude(donation__isnull=True, grant__isnull=True)
