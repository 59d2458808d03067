"""Posts, changes of posts, vacancies and the establishment over the API."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from cadres.enums import PostEnding, PostTitle, Vacancy
from cadres.filters.posts import EstablishmentFilter, PostChangeFilter, PostFilter, VacancyFilter
from cadres.forms.posts import demand_title
from cadres.models import Establishment, Person, Post, PostChange
from cadres.models.vacancy import asked, days_vacant, led_organizations, with_secretary
from cadres.services.establishments import FIELDS as ESTABLISHMENT
from cadres.services.establishments import actual_number, set_establishment
from cadres.services.postings import FIELDS
from cadres.services.posts import (
    appoint,
    correct_post,
    preview_appointment,
    preview_relief,
    preview_transfer,
    relieve,
    transfer,
)
from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from league.core.dates import today
from organizations.api.organizations import not_after_today
from organizations.api.serializers import PreviewSerializer, RegisterSerializer, ScopedReference
from organizations.forms.fields import day_asked
from organizations.models import Organization, OrganizationVersion


class PostSerializer(RegisterSerializer):
    """A post; the person by key, name and month of birth."""

    person_name = serializers.CharField(source="person.name", read_only=True, label="姓名")
    organization_code = serializers.CharField(source="organization.code", read_only=True, label="团组织编码")
    title_label = serializers.CharField(read_only=True, label="职务名称")
    reason = serializers.CharField(write_only=True, required=False, label="事由")
    preview = serializers.BooleanField(write_only=True, required=False, default=False, label="只预览")

    class Meta:
        model = Post
        fields = [
            "id", "person", "person_name", "organization", "organization_code", "title_label", *FIELDS, "ending",
            "ending_document", "term", "revision", "reason", "preview",
        ]  # fmt: skip
        read_only_fields = ["ending", "ending_document", "term", "revision"]


class RelieveSerializer(serializers.Serializer):
    """离任."""

    on = serializers.DateField(label="离任日期")
    ending = serializers.ChoiceField(PostEnding.choices, label="离任原因")
    reason = serializers.CharField(label="事由", max_length=200, required=False, default="")
    document = serializers.CharField(label="文号", max_length=100, required=False, default="")
    preview = serializers.BooleanField(label="只预览", required=False, default=False)


class TransferSerializer(serializers.Serializer):
    """调任 to another organisation or title."""

    organization = ScopedReference(queryset=Organization.objects.all(), label="调往团组织")
    title = serializers.ChoiceField(PostTitle.choices, label="新职务")
    on = serializers.DateField(label="调任日期")
    reason = serializers.CharField(label="事由", max_length=200)
    document = serializers.CharField(label="文号", max_length=100)
    preview = serializers.BooleanField(label="只预览", required=False, default=False)


def shown(preview) -> Response:
    """A preview as JSON."""
    return Response(PreviewSerializer(preview).data)


class PostViewSet(Creates, Updates, ScopedViewSet):
    """任职. Lists those who sit on the day asked (`on`); `state=all` lists everybody."""

    model, serializer_class, filterset_class = Post, PostSerializer, PostFilter
    select_related = ("person", "organization", "workplace")
    add_permission, change_permission = "cadres.appoint_post", "cadres.correct_post"

    def filter_queryset(self, queryset):
        """One row is found whether it is held or not."""
        return queryset if self.detail else super().filter_queryset(queryset)

    def create(self, request, *args, **kwargs) -> Response:
        """任职, or what it would do."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        if not data.pop("preview", False):
            return super().create(request, *args, **kwargs)
        person, organization = self._owners(data, request.user)
        return shown(preview_appointment(person, organization, fields=data))

    def _owners(self, data: dict, user) -> tuple[Person, Organization]:
        person, organization = data.pop("person"), data.pop("organization")
        data.pop("reason", None)
        demand(user, self.add_permission, organization)
        demand_title(user, organization, data["title"])
        not_after_today(data["starts_on"])
        return person, organization

    def create_object(self, data, actor):
        """任职."""
        data.pop("preview", None)
        reason = data.get("reason", "")
        person, organization = self._owners(data, actor)
        return appoint(person, organization, fields=data, reason=reason, actor=actor)

    def update_object(self, obj, data, actor):
        """更正."""
        data.pop("preview", None)
        reason = data.pop("reason", "")
        if not reason:
            raise ValidationError({"reason": "请填写更正事由。"})
        if data.keys() & {"person", "organization"}:
            raise ValidationError("人员和团组织不能更正，误登的请删去后重新登记。")
        if data.get("title", obj.title) != obj.title:
            demand_title(actor, obj.organization, data["title"])
        return correct_post(obj, changes=data, reason=reason, actor=actor)

    @extend_schema(request=RelieveSerializer, responses=PostSerializer)
    @action(detail=True, methods=["post"])
    def relieve(self, request, pk=None) -> Response:
        """离任, or what it would do."""
        post = self.get_object()
        demand(request.user, "cadres.relieve_post", post)
        data = self._asked(RelieveSerializer, request)
        if data.pop("preview"):
            return shown(preview_relief(post, on=data["on"]))
        return Response(self.get_serializer(relieve(post, **data, actor=request.user)).data)

    @extend_schema(request=TransferSerializer, responses=PostSerializer)
    @action(detail=True, methods=["post"])
    def transfer(self, request, pk=None) -> Response:
        """调任, or what it would do; answers with the new post."""
        post = self.get_object()
        demand(request.user, "cadres.transfer_post", post)
        data = self._asked(TransferSerializer, request)
        demand_title(request.user, data["organization"], data["title"])
        if data.pop("preview"):
            return shown(preview_transfer(post, organization=data["organization"], title=data["title"], on=data["on"]))
        return Response(self.get_serializer(transfer(post, **data, actor=request.user)).data)

    def _asked(self, serializer_class, request) -> dict:
        serializer = serializer_class(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        not_after_today(data["on"])
        return data


class PostChangeSerializer(RegisterSerializer):
    kind_label = serializers.CharField(source="get_kind_display", read_only=True, label="方式名称")

    class Meta:
        model = PostChange
        fields = [
            "id", "kind", "kind_label", "organization", "summary", "effective_on", "reason", "document", "made_at",
            "undone_at",
        ]  # fmt: skip


class PostChangeViewSet(ScopedViewSet):
    """任免事项; read only."""

    model, serializer_class, filterset_class = PostChange, PostChangeSerializer, PostChangeFilter


class VacancySerializer(serializers.Serializer):
    """Who leads an organisation on the asked day, or since when nobody does."""

    organization = serializers.IntegerField(source="subject_id", label="团组织")
    organization_code = serializers.CharField(source="subject.code", label="团组织编码")
    name = serializers.CharField(label="全称")
    state = serializers.ChoiceField(Vacancy.choices, source="vacancy", label="书记状况")
    secretary = serializers.CharField(source="secretary_name", label="书记", allow_null=True)
    post = serializers.IntegerField(source="secretary_post", label="任职", allow_null=True)
    elected = serializers.CharField(source="elected_name", label="当选待对应", allow_null=True)
    vacant_since = serializers.SerializerMethodField(label="空缺自")
    days = serializers.SerializerMethodField(label="空缺天数")

    @extend_schema({"type": "string", "format": "date", "nullable": True})
    def get_vacant_since(self, row) -> str | None:
        """Empty while somebody sits."""
        return None if row.secretary_post or row.vacant_since is None else row.vacant_since.isoformat()

    @extend_schema({"type": "integer", "nullable": True})
    def get_days(self, row) -> int | None:
        """Days since the last secretary left."""
        return days_vacant(row)


class VacancyViewSet(ScopedViewSet):
    """书记空缺 on the day asked; `state=all` lists the led ones too."""

    model, serializer_class, filterset_class = OrganizationVersion, VacancySerializer, VacancyFilter

    def get_queryset(self):
        """The scope on that day; an empty queryset for the schema."""
        if getattr(self, "swagger_fake_view", False):
            return OrganizationVersion.objects.none()
        on = day_asked(self.request)
        rows = with_secretary(led_organizations(on=on).visible_to(self.request.user), on=on)
        return asked(rows, on=on).select_related("subject").order_by("path")

    def filter_queryset(self, queryset):
        """One organisation is found whether it is led or not."""
        return queryset if self.detail else super().filter_queryset(queryset)


class EstablishmentSerializer(RegisterSerializer):
    organization_code = serializers.CharField(source="organization.code", read_only=True, label="团组织编码")
    actual = serializers.SerializerMethodField(label="实有数")

    class Meta:
        model = Establishment
        fields = ["id", "organization", "organization_code", *ESTABLISHMENT, "ends_on", "actual", "revision"]
        read_only_fields = ["ends_on", "revision"]

    def get_actual(self, row) -> int:
        """Persons of that kind at that place on the asked day."""
        return row.actual if hasattr(row, "actual") else actual_number(row, on=today())


class EstablishmentViewSet(Creates, ScopedViewSet):
    """编制 in force on the day asked; a new row ends the former one of its kind and place."""

    model, serializer_class, filterset_class = Establishment, EstablishmentSerializer, EstablishmentFilter
    select_related = ("organization", "workplace")
    add_permission = "cadres.set_establishment"

    def filter_queryset(self, queryset):
        """One row is found whether it is in force or not."""
        return queryset if self.detail else super().filter_queryset(queryset)

    def create_object(self, data, actor):
        """核定."""
        organization = data.pop("organization")
        demand(actor, self.add_permission, organization)
        not_after_today(data["starts_on"])
        return set_establishment(organization, fields=data, actor=actor)
