"""Pages over units that exist only for the tests of the bases; an URLconf of their own."""

import django_filters
from django import forms
from django.db import transaction
from django.urls import include, path
from rest_framework.routers import SimpleRouter
from rest_framework.serializers import ModelSerializer

from league.core.api import ScopedViewSet
from league.core.api.viewsets import Updates
from league.core.audit import SENTENCES, record, register
from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from league.core.tables import Column, Table
from league.core.views import (
    ActionView,
    Link,
    ScopedCreateView,
    ScopedDetailView,
    ScopedListView,
    ScopedUpdateView,
    Tab,
)
from league.urls import urlpatterns as site_patterns
from organizations.enums import UnitKind
from organizations.models import Division, Organization, Unit

if "probe.changed" not in SENTENCES:
    register({"probe.changed": "改了{object}", "probe.closed": "撤了{object}"})


@transaction.atomic
def change_unit(unit, changes, actor):
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    before = {name: getattr(unit, Unit._meta.get_field(name).attname) for name in changes}
    for name, value in changes.items():
        setattr(unit, name, value)
    unit.revision += 1
    unit.save()
    after = {name: getattr(unit, Unit._meta.get_field(name).attname) for name in changes}
    record(actor, "probe.changed", unit, before=before, after=after)
    return unit


@transaction.atomic
def close_unit(unit, on, actor):
    record(actor, "probe.closed", unit, on=on)
    return unit


class UnitTable(Table):
    columns = (
        Column("code", "编码", kind="code", sort="code"),
        Column("name", "名称", link=True, sort="name"),
        Column("kind", "类型", kind="badge", choices=UnitKind),
        Column("responsible", "归口", sort="responsible__code"),
        Column("opened", "设立日期", "opened_on", kind="date", sort="opened_on"),
        Column("size", "字数", lambda unit: len(unit.name), kind="number", shown=False),
        Column("exempt", "免建", lambda unit: bool(unit.exempt_reason), kind="bool", shown=False),
    )
    order = ("code",)
    select_related = ("responsible",)


class UnitFilter(ScopedFilterSet):
    search = SearchFilter()
    kind = django_filters.MultipleChoiceFilter(label="类型", choices=UnitKind.choices)
    responsible = ReferenceFilter(queryset=Organization.objects.all(), lookup="organization", label="归口")
    opened = django_filters.DateFilter("opened_on", lookup_expr="gte", label="设立日期")

    class Meta:
        model = Unit
        fields = ()


class UnitForm(ScopedModelForm):
    responsible = ReferenceField(Organization.objects.all(), lookup="organization", label="归口团组织")

    class Meta:
        model = Unit
        fields = ("name", "kind", "responsible", "opened_on")

    def perform(self, actor):
        return change_unit(self.instance, self.changes(), actor)


class NewUnitForm(ScopedForm):
    name = forms.CharField(label="名称", max_length=20)
    responsible = forms.ModelChoiceField(Organization.objects.all(), label="归口团组织")

    def perform(self, actor):
        responsible = self.cleaned_data["responsible"]
        return Unit.objects.create(
            code=f"N{Unit.objects.count():03}",
            name=self.cleaned_data["name"],
            kind="village",
            division=Division.objects.get(code="430421000000"),
            responsible=responsible,
            org_path=responsible.path,
        )


class CloseForm(ScopedForm):
    on = forms.DateField(label="撤销日期")


class UnitList(ScopedListView):
    model, table_class, filterset_class = Unit, UnitTable, UnitFilter
    title, noun, intro = "单位", "probe:unit", "测试用的列表。"
    create_permission = "probe.add_unit"


class UnitDetail(ScopedDetailView):
    model = Unit
    facts = (
        Column("code", "编码", kind="code"),
        Column("kind", "类型", kind="badge", choices=UnitKind),
        Column("responsible", "归口团组织"),
        Column("closed_on", "撤销日期", kind="date"),
    )
    select_related = ("responsible",)
    tabs = (Tab("more", "更多", "components/tab_facts.html"),)

    def tab_more(self):
        return {"facts": self.get_facts()[:1]}

    def get_links(self):
        return [Link("修改", "edit/", permission="probe.change_unit")]


class UnitCreate(ScopedCreateView):
    model, form_class, permission, title = Unit, NewUnitForm, "probe.add_unit", "新建单位"


class UnitUpdate(ScopedUpdateView):
    model, form_class, permission = Unit, UnitForm, "probe.change_unit"


class UnitClose(ActionView):
    model, form_class, permission, title = Unit, CloseForm, "probe.change_unit", "撤销单位"

    def preview(self, form):
        return [f"{self.object}将于{form.cleaned_data['on']}撤销。"]

    def perform(self, form):
        return close_unit(self.object, form.cleaned_data["on"], self.request.user)


class UnitSerializer(ModelSerializer):
    class Meta:
        model = Unit
        fields = ("id", "code", "name", "revision")
        read_only_fields = ("code", "revision")


class UnitViewSet(Updates, ScopedViewSet):
    model, serializer_class, filterset_class = Unit, UnitSerializer, UnitFilter
    change_permission = "probe.change_unit"

    def update_object(self, obj, data, actor):
        return change_unit(obj, data, actor)


router = SimpleRouter()
router.register("probe-units", UnitViewSet, basename="probe-unit")
probe = [
    path("", UnitList.as_view(), name="unit-list"),
    path("new/", UnitCreate.as_view(), name="unit-create"),
    path("<int:pk>/", UnitDetail.as_view(), name="unit-detail"),
    path("<int:pk>/edit/", UnitUpdate.as_view(), name="unit-update"),
    path("<int:pk>/close/", UnitClose.as_view(), name="unit-close"),
]
urlpatterns = [
    path("probe/", include((probe, "probe"))),
    path("probe-api/", include(router.urls)),
    *site_patterns,
]
