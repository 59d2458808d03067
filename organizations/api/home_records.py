"""Photos of homes and visits to them over the API."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.renderers import BaseRenderer

from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from league.core.dates import today
from league.core.images import PictureRefused
from league.core.photo_files import keep
from league.core.views.photos import photo_response
from organizations.api.organizations import not_after_today
from organizations.api.serializers import RegisterSerializer
from organizations.filters.home_photos import HomePhotoFilter
from organizations.filters.home_visits import HomeVisitFilter
from organizations.models import HomePhoto, HomeVisit
from organizations.services.home_photos import add_photos, change_photo
from organizations.services.home_visits import assign_visits, change_visit


class HomePhotoSerializer(RegisterSerializer):
    shows_label = serializers.CharField(source="get_shows_display", read_only=True, label="拍摄内容名称")
    file = serializers.FileField(write_only=True, required=False, label="照片文件")
    taken_on = serializers.DateField(required=False, label="拍摄日期")

    class Meta:
        model = HomePhoto
        fields = [
            "id", "home", "shows", "shows_label", "caption", "taken_on", "added_on", "home_check", "home_visit",
            "width", "height", "digest", "revision", "file",
        ]  # fmt: skip
        read_only_fields = ["added_on", "home_check", "home_visit", "width", "height", "digest", "revision"]


class HomeVisitSerializer(RegisterSerializer):
    state_label = serializers.CharField(source="get_state_display", read_only=True, label="进度名称")

    class Meta:
        model = HomeVisit
        fields = [
            "id", "home", "state", "state_label", "reasons", "owner", "assigned_on", "due_on", "visited_on", "visitor",
            "finding", "outcome", "closed_on", "remark", "revision",
        ]  # fmt: skip
        read_only_fields = [
            "state", "reasons", "assigned_on", "visited_on", "visitor", "finding", "outcome", "closed_on", "revision",
        ]  # fmt: skip


class JpegRenderer(BaseRenderer):
    """Says in the schema that the answer is a picture; the response is made without it."""

    media_type, format = "image/jpeg", "jpg"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        """Only refusals come this way."""
        return str((data or {}).get("message", "")).encode()


class HomePhotoViewSet(Creates, Updates, ScopedViewSet):
    """阵地照片. A new one is sent as multipart/form-data with `file`; it is made anew without its place and device."""

    model, serializer_class, filterset_class = HomePhoto, HomePhotoSerializer, HomePhotoFilter
    add_permission = "organizations.add_home_photo"
    change_permission = "organizations.change_home_photo"
    parser_classes = [MultiPartParser, JSONParser]

    def create_object(self, data, actor):
        """Add it; the right is asked for the home."""
        home, file = data["home"], data.get("file")
        demand(actor, self.add_permission, home)
        not_after_today(data.get("taken_on"))
        if file is None:
            raise ValidationError({"file": "请以 multipart/form-data 提交，照片放在 file 中。"})
        try:
            kept = keep(file)
        except PictureRefused as refusal:
            raise ValidationError({"file": f"照片{refusal}。"}) from refusal
        told = {name: data[name] for name in ("taken_on", "caption") if data.get(name)}
        shows = data.get("shows") or HomePhoto._meta.get_field("shows").default
        (photo,) = add_photos(home, pictures=[kept], shows=shows, on=today(), actor=actor, **told)
        return photo

    def update_object(self, obj, data, actor):
        """What is said of it; the picture and its home stay."""
        data.pop("home", None)
        data.pop("file", None)
        return change_photo(obj, changes=data, actor=actor)

    @extend_schema(responses={(200, "image/jpeg"): OpenApiResponse(OpenApiTypes.BINARY)})
    @action(detail=True, renderer_classes=[JpegRenderer])
    def picture(self, request, *args, **kwargs) -> HttpResponse:
        """The picture, at most 1600 pixels long."""
        return photo_response(request, self.get_object(), "picture")


class HomeVisitViewSet(Creates, Updates, ScopedViewSet):
    """走访任务. Telling what was found and closing are done on the pages."""

    model, serializer_class, filterset_class = HomeVisit, HomeVisitSerializer, HomeVisitFilter
    add_permission = "organizations.assign_home_visit"
    change_permission = "organizations.change_home_visit"

    def create_object(self, data, actor):
        """Assign it; the right is asked for the home."""
        demand(actor, self.add_permission, data["home"])
        (visit,) = assign_visits([data["home"]], owner=data["owner"], due_on=data["due_on"], on=today(), actor=actor)
        return visit

    def update_object(self, obj, data, actor):
        """Another owner, day or remark."""
        data.pop("home", None)
        return change_visit(obj, changes=data, actor=actor)
