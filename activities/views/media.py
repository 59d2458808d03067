"""The pages of works and coverage, and of the readings of their plays."""

from __future__ import annotations

from django.urls import reverse

from activities.enums import MediaKind
from activities.filters.media import MediaItemFilter, MediaReadingFilter
from activities.forms.media import (
    MediaCreateForm,
    MediaForm,
    MediaRemoveForm,
    ReadingCreateForm,
    ReadingForm,
    ReadingRemoveForm,
)
from activities.models import MediaItem, MediaReading
from activities.tables.media import MediaItemTable, MediaReadingTable, change
from activities.views.activities import OwnNode
from league.core.dates import today
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
from organizations.views.actions import PlainView, TurnTaking


class MediaItemListView(ScopedListView):
    model, table_class, filterset_class = MediaItem, MediaItemTable, MediaItemFilter
    title, noun, permission = "宣传", "activities:media-item", "activities.view_media_item"
    create_permission, create_label = "activities.add_media_item", "登记宣传条目"
    intro = "播放量是截至最近一次读数的次数，不是人次；不用于考核计分和排名。"

    def get_queryset(self):
        """With the last reading."""
        return super().get_queryset().with_plays(on=today())

    def get_links(self):
        """The readings."""
        readings = Link(
            "播放量读数", reverse("activities:media-reading-list"), "eye", permission="activities.view_media_reading"
        )
        return [readings, *super().get_links()]


class MediaItemDetailView(ScopedDetailView):
    model = MediaItem
    permission = "activities.view_media_item"
    select_related = ("organization", "activity")
    facts = (
        Column("code", "宣传编码", kind="code"),
        Column("kind", "宣传类别", kind="badge", choices=MediaKind),
        Column("organization", "报送团组织", link=True),
        Column("platform", "平台"),
        Column("outlet", "刊播媒体（账号）"),
        Column("level", "刊播级别", kind="choice"),
        Column("published_on", "发布日期", kind="date"),
        Column("plays", "播放量（次）", kind="number"),
        Column("read_on", "读数日期", kind="date"),
        Column("activity", "所报活动", link=True),
        Column("url", "网址"),
        Column("note", "备注"),
    )
    tabs = (Tab("readings", "播放量", "activities/media/tab_readings.html"),)

    def get_queryset(self):
        """With the last reading."""
        return super().get_queryset().with_plays(on=today())

    def get_crumbs(self):
        """The list above."""
        return [("宣传", reverse("activities:media-item-list"))]

    def get_links(self):
        """A reading; correcting and removing."""
        args = [self.object.pk]
        return [
            Link("登记读数", reverse("activities:media-reading-create", args=args), "eye", "primary",
                 "activities.add_media_reading"),
            Link("修改", reverse("activities:media-item-update", args=args), "pencil",
                 permission="activities.change_media_item"),
            Link("删去误登", reverse("activities:media-item-remove", args=args), "trash", "outline-danger",
                 "activities.remove_media_item"),
        ]  # fmt: skip

    def tab_readings(self):
        """All, newest first, each beside the one before."""
        readings = list(self.object.readings.with_former().order_by("-read_on"))
        may_change = self.request.user.has_perm("activities.change_media_reading", self.object)
        return {"readings": [(reading, change(reading)) for reading in readings], "may_change": may_change}


class MediaItemCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = MediaItem, MediaCreateForm, "activities.add_media_item"
    title, done = "登记宣传条目", "已登记：{object}。"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:media-item-list")


class MediaItemUpdateView(ScopedUpdateView):
    model, form_class, permission = MediaItem, MediaForm, "activities.change_media_item"


class MediaItemRemoveView(PlainView):
    model, form_class, permission = MediaItem, MediaRemoveForm, "activities.remove_media_item"
    title, submit_label, done, tone = "删去误登", "确认删去", "已删去，回到{object}。", "danger"
    sentence = "删去《{object}》，操作历史中保留原内容。"

    def node(self):
        """Where it stands."""
        return self.object.organization


class MediaReadingListView(ScopedListView):
    model, table_class, filterset_class = MediaReading, MediaReadingTable, MediaReadingFilter
    title, noun, permission = "播放量读数", "activities:media-reading", "activities.view_media_reading"
    intro = "读数比上次少的，可能是抄错或平台作了更正，请核对。"

    def get_queryset(self):
        """Each beside the one before."""
        return super().get_queryset().with_former()


class MediaReadingCreateView(TurnTaking, ActionView):
    model, form_class, permission = MediaItem, ReadingCreateForm, "activities.add_media_reading"
    title, submit_label, done = "登记读数", "保存", "已登记：{object}。"

    def node(self):
        """Where the item stands."""
        return self.object.organization

    def get_initial(self):
        """Today."""
        return {"read_on": today()} | super().get_initial()

    def preview(self, form):
        """The number once more."""
        data = form.cleaned_data
        return [f"《{self.object}》截至{data['read_on']}播放{data['plays']}次。"]


class MediaReadingUpdateView(ScopedUpdateView):
    model, form_class, permission = MediaReading, ReadingForm, "activities.change_media_reading"


class MediaReadingRemoveView(PlainView):
    model, form_class, permission = MediaReading, ReadingRemoveForm, "activities.remove_media_reading"
    title, submit_label, done, tone = "删去误登的读数", "确认删去", "已删去，回到{object}。", "danger"
    sentence = "删去{object}，操作历史中保留原内容。"

    def node(self):
        """Where the item stands."""
        return self.object.item.organization
