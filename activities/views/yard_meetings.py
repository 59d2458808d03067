"""The pages of yard meetings and their photos."""

from __future__ import annotations

from django.urls import reverse

from activities.filters.service import YardMeetingFilter
from activities.forms.needs import MeetingPhotoForm, MeetingPhotoRemoveForm, YardMeetingCreateForm, YardMeetingForm
from activities.models import YardMeeting, YardMeetingPhoto
from activities.tables.service import YardMeetingTable
from activities.views.activities import OwnNode
from activities.views.activity_photos import with_repeats
from league.core.dates import today
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import (
    ActionView,
    Link,
    ScopedCreateView,
    ScopedDetailView,
    ScopedListView,
    ScopedUpdateView,
    Tab,
)
from league.core.views.photos import PhotoFileView, TakesPhotos
from organizations.models import Organization
from organizations.views.actions import TurnTaking


class YardMeetingListView(ScopedListView):
    model, table_class, filterset_class = YardMeeting, YardMeetingTable, YardMeetingFilter
    title, noun, permission = "青春屋场恳谈会", "activities:yard-meeting", "activities.view_yard_meeting"
    create_permission, create_label = "activities.add_yard_meeting", "登记恳谈会"
    intro = "到屋场里听青年说事，会上的急难愁盼逐件登记、交办、告知；参加的只计人次。"

    def get_queryset(self):
        """With the number of needs that came up."""
        return super().get_queryset().with_needs()


class YardMeetingDetailView(ScopedDetailView):
    model = YardMeeting
    permission = "activities.view_yard_meeting"
    template_name = "activities/service/meeting.html"
    select_related = ("organization", "unit", "team")
    facts = (
        Column("code", "恳谈会编码", kind="code"),
        Column("held_on", "召开日期", kind="date"),
        Column("unit", "村（社区）", link=True),
        Column("place", "地点"),
        Column("organization", "主办团组织", link=True),
        Column("team", "服务队", link=True),
        Column("host", "主持人"),
        Column("attendees", "参加（人次）", kind="number"),
        Column("youth", "其中青年（人次）", kind="number"),
        Column("minutes", "恳谈记录"),
    )
    tabs = (
        Tab("needs", "收集诉求", "activities/service/tab_needs.html"),
        Tab("photos", "照片", "activities/service/tab_photos.html"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("青春屋场恳谈会", reverse("activities:yard-meeting-list"))]

    def get_links(self):
        """What can be done with it; a need begins with what the meeting says."""
        meeting, args = self.object, [self.object.pk]
        # A need belongs to the branch of the village, if the one that invited has one there.
        hosts = Organization.objects.below(meeting.org_path).filter(unit=meeting.unit, dissolved_on__isnull=True)
        host = hosts.visible_to(self.request.user).order_by("path").first() or meeting.organization
        query = {
            "meeting": meeting.code, "unit": meeting.unit.code, "raised_on": meeting.held_on,
            "organization": host.code,
        }  # fmt: skip
        return [
            Link("登记诉求", reverse("activities:need-create", query=query), "chat-left-text", "primary",
                 "activities.add_need"),
            Link("更正", reverse("activities:yard-meeting-update", args=args), "pencil",
                 permission="activities.change_yard_meeting"),
            Link("添加照片", reverse("activities:yard-meeting-photo-add", args=args), "camera",
                 permission="activities.add_yard_meeting_photo"),
        ]  # fmt: skip

    def tab_needs(self):
        """What came up, as far as it lies in the user's scope."""
        rows = self.object.needs.visible_to(self.request.user).select_related("owner", "organization")
        return {"needs": rows.order_by("code"), "today": today(), "empty_title": "会上没有登记诉求。"}

    def tab_photos(self):
        """All of them; the same picture elsewhere is pointed out."""
        return {"photos": with_repeats(self.object.photos.select_related("meeting"), self.request.user)}


class YardMeetingCreateView(OwnNode, TakesPhotos, ScopedCreateView):
    model, form_class, permission = YardMeeting, YardMeetingCreateForm, "activities.add_yard_meeting"
    title, done = "登记恳谈会", "已登记：{object}。会上的诉求请逐件登记。"
    template_name = "activities/activities/photo_form.html"

    def get_initial(self):
        """Today."""
        return {"held_on": today()} | super().get_initial()

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:yard-meeting-list")


class MeetingTurn(TurnTaking):
    """A meeting stands at the organisation that invited."""

    model = YardMeeting

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return YardMeeting.objects.select_related("organization", "unit", "team")

    def node(self):
        """Its organisation."""
        return self.object.organization


class YardMeetingUpdateView(MeetingTurn, ScopedUpdateView):
    form_class, permission = YardMeetingForm, "activities.change_yard_meeting"


class MeetingPhotoAddView(TakesPhotos, MeetingTurn, ScopedUpdateView):
    form_class, permission = MeetingPhotoForm, "activities.add_yard_meeting_photo"
    submit_label = "上传"
    template_name = "activities/activities/photo_form.html"

    def get_title(self):
        """Of which meeting."""
        return f"添加照片：{self.object}"

    def get_done(self, result):
        """To the photos."""
        return Outcome(f"{result.get_absolute_url()}?tab=photos", "已添加照片。")


class MeetingPhotoDetailView(ScopedDetailView):
    model = YardMeetingPhoto
    permission = "activities.view_yard_meeting"
    template_name = "activities/activities/photo.html"
    select_related = ("meeting__organization",)
    facts = (
        Column("meeting", "恳谈会", link=True),
        Column("taken_on", "拍摄日期", kind="date"),
        Column("caption", "说明"),
        Column("added_on", "上传日期", kind="date"),
        Column("digest", "照片指纹", value=lambda photo: photo.digest[:16], kind="code"),
    )

    def get_crumbs(self):
        """The meeting's photos."""
        return [(str(self.object.meeting), f"{self.object.meeting.get_absolute_url()}?tab=photos")]

    def get_links(self):
        """Deleting it."""
        remove = reverse("activities:yard-meeting-photo-remove", args=[self.object.pk])
        return [Link("删除", remove, "trash", "outline-danger", "activities.remove_yard_meeting_photo")]

    def get_context(self):
        """Where else it was used."""
        (photo,) = with_repeats([self.object], self.request.user)
        return super().get_context() | {"photo": photo}


class MeetingPhotoPictureView(PhotoFileView):
    model = YardMeetingPhoto
    permission = "activities.view_yard_meeting"


class MeetingPhotoRemoveView(TurnTaking, ActionView):
    model = YardMeetingPhoto
    form_class, permission = MeetingPhotoRemoveForm, "activities.remove_yard_meeting_photo"
    title, submit_label, tone = "删除照片", "确认删除", "danger"

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return YardMeetingPhoto.objects.select_related("meeting__organization")

    def node(self):
        """The meeting's organisation."""
        return self.object.meeting.organization

    def preview(self, form):
        """One sentence."""
        return [f"删除{self.object}，照片文件随即清除，不能找回；理由记入“{self.object.meeting}”的历史。"]

    def get_done(self, result):
        """Back to the meeting's photos."""
        return Outcome(f"{result.get_absolute_url()}?tab=photos", "已删除照片。")
