"""Recruitment over the API, to be read; telephone and ID numbers masked as on the pages."""

from rest_framework import serializers

from cadres.filters.recruitment import ApplicationFilter, DriveFilter, OpeningFilter, PlacementFilter
from cadres.models import Application, Opening, Placement, RecruitmentDrive
from cadres.services.openings import FIELDS as OPENING_FIELDS
from cadres.services.recruitment_drives import FIELDS as DRIVE_FIELDS
from league.core.api import ScopedViewSet
from league.core.masking import mask_phone
from organizations.api.serializers import RegisterSerializer


class RecruitmentDriveSerializer(RegisterSerializer):
    class Meta:
        model = RecruitmentDrive
        fields = ["id", "organization", *DRIVE_FIELDS, "state", "finished_on", "revision"]
        read_only_fields = fields


class OpeningSerializer(RegisterSerializer):
    division_code = serializers.CharField(source="division.code", read_only=True, label="工作地点代码")
    drive_code = serializers.CharField(source="drive.code", read_only=True, label="招募编码")
    taken = serializers.IntegerField(read_only=True, label="已录用")

    class Meta:
        model = Opening
        fields = [
            "id", "drive", "drive_code", "code", "organization", *OPENING_FIELDS, "division_code", "taken",
            "offered_on", "withdrawn_on", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class ApplicationSerializer(RegisterSerializer):
    phone = serializers.SerializerMethodField(label="手机号（打码）")
    drive_code = serializers.CharField(source="drive.code", read_only=True, label="招募编码")

    class Meta:
        model = Application
        fields = [
            "id", "drive", "drive_code", "code", "name", "sex", "phone", "college", "major", "level", "graduates_in",
            "home_division", "applied_on", "state", "score", "consent_version", "erased_on", "revision",
        ]  # fmt: skip
        read_only_fields = fields

    def get_phone(self, application) -> str:
        """138****5678."""
        return mask_phone(application.phone)


class PlacementSerializer(RegisterSerializer):
    name = serializers.CharField(source="application.name", read_only=True, label="姓名")
    state = serializers.CharField(source="application.state", read_only=True, label="状态")
    opening_code = serializers.CharField(source="opening.code", read_only=True, label="岗位编码")

    class Meta:
        model = Placement
        fields = [
            "id", "opening", "opening_code", "name", "state", "selected_on", "took_up_on", "left_on", "leave_reason",
            "certificate_number", "certified_on", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class RecruitmentDriveViewSet(ScopedViewSet):
    """招募."""

    model, serializer_class, filterset_class = RecruitmentDrive, RecruitmentDriveSerializer, DriveFilter


class OpeningViewSet(ScopedViewSet):
    """招募岗位."""

    model, serializer_class, filterset_class = Opening, OpeningSerializer, OpeningFilter
    select_related = ("drive", "division")

    def get_queryset(self):
        """With the seats that are taken."""
        return super().get_queryset().with_taken()


class ApplicationViewSet(ScopedViewSet):
    """招募报名."""

    model, serializer_class, filterset_class = Application, ApplicationSerializer, ApplicationFilter
    select_related = ("drive",)


class PlacementViewSet(ScopedViewSet):
    """录用上岗."""

    model, serializer_class, filterset_class = Placement, PlacementSerializer, PlacementFilter
    select_related = ("application", "opening")
