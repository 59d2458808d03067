"""People over the API: numbers go in, and come out masked."""

from django.core.exceptions import ValidationError
from rest_framework import serializers

from cadres.filters.people import PersonFilter
from cadres.models import Person
from cadres.services.people import FIELDS, change_person, register_person
from cadres.tables.people import born, listed_number, listed_phone
from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from league.core.dates import today
from league.core.masking import mask_email
from organizations.api.serializers import RegisterSerializer

WRITTEN = {"write_only": True, "required": False}


class PersonSerializer(RegisterSerializer):
    """`id_number`, `phone`, `email` and `birth_on` are taken, never given: see the fields beside them."""

    id_number_masked = serializers.SerializerMethodField(label="身份证号（遮盖）")
    phone_masked = serializers.SerializerMethodField(label="手机号（遮盖）")
    email_masked = serializers.SerializerMethodField(label="电子邮箱（遮盖）")
    born = serializers.SerializerMethodField(label="出生年月")
    organization_code = serializers.CharField(source="organization.code", read_only=True, label="建档团组织编码")

    class Meta:
        model = Person
        fields = [
            "id", *FIELDS, "id_number_masked", "phone_masked", "email_masked", "born", "organization",
            "organization_code", "revision",
        ]  # fmt: skip
        read_only_fields = ["revision"]
        extra_kwargs = dict.fromkeys(("id_number", "phone", "email", "birth_on"), WRITTEN)

    def get_id_number_masked(self, person) -> str:
        """The last four digits, nothing of a minor's."""
        return listed_number(person)

    def get_phone_masked(self, person) -> str:
        """138****5678."""
        return listed_phone(person)

    def get_email_masked(self, person) -> str:
        """The first letter and the host."""
        return mask_email(person.email) if person.email else ""

    def get_born(self, person) -> str:
        """Year and month."""
        return born(person)


class PersonViewSet(Creates, Updates, ScopedViewSet):
    """人员."""

    model, serializer_class, filterset_class = Person, PersonSerializer, PersonFilter
    select_related = ("organization",)
    add_permission, change_permission = "cadres.add_person", "cadres.change_person"

    def create_object(self, data, actor):
        """登记."""
        organization = data.pop("organization")
        demand(actor, self.add_permission, organization)
        return register_person(organization, fields=data, on=today(), actor=actor)

    def update_object(self, obj, data, actor):
        """更正; another organisation takes the record over by 移交 only."""
        if data.pop("organization", obj.organization) != obj.organization:
            raise ValidationError({"organization": "档案换由其他团组织管理，请在人员页面办理移交。"})
        return change_person(obj, changes=data, on=today(), actor=actor)
