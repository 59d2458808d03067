"""Pages of site visits and their photos."""

from __future__ import annotations

from django.urls import reverse

from cadres.enums import RoundState
from cadres.forms.appraisal_visits import VisitCreateForm, VisitForm, VisitPhotoForm, VisitPhotoRemoveForm
from cadres.models import AppraisalPhoto, AppraisalVisit
from cadres.views.appraisal_round_steps import RoundTurn
from cadres.views.appraisal_sheet_steps import SheetTurn
from league.core.dates import today
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedDetailView, ScopedUpdateView
from league.core.views.photos import PhotoFileView, TakesPhotos
from organizations.views.home_photos import with_repeats

FORM = "cadres/appraisal/photo_form.html"


def to_visits(result) -> str:
    """The visits of the sheet."""
    return f"{result.get_absolute_url()}?tab=visits"


class SheetVisitView(TakesPhotos, SheetTurn, ScopedUpdateView):
    form_class, permission = VisitCreateForm, "cadres.visit_appraisal_sheet"
    template_name, submit_label = FORM, "登记"

    def get_title(self):
        """Where."""
        return f"登记实地考察：{self.object.organization}"

    def get_initial(self):
        """Today, by the one who types."""
        return {"visited_on": today(), "visitors": self.request.user.name} | super().get_initial()

    def get_done(self, result):
        """To the visits."""
        return Outcome(to_visits(result), "已登记实地考察。")


class VisitTurn(RoundTurn):
    """Pages about one visit."""

    model = AppraisalVisit

    def get_queryset(self):
        """With what the page names."""
        return AppraisalVisit.objects.select_related("sheet__round", "sheet__organization")

    def round_of(self):
        """The sheet's round."""
        return self.object.sheet.round

    def get_done(self, result):
        """To the visits."""
        return Outcome(to_visits(result), "已保存。")


class VisitUpdateView(VisitTurn, ScopedUpdateView):
    form_class, permission = VisitForm, "cadres.visit_appraisal_sheet"

    def get_title(self):
        """Which visit."""
        return f"更正：{self.object}"


class VisitPhotoAddView(TakesPhotos, VisitTurn, ScopedUpdateView):
    form_class, permission = VisitPhotoForm, "cadres.visit_appraisal_sheet"
    template_name, submit_label = FORM, "上传"

    def get_title(self):
        """To which visit."""
        return f"添加照片：{self.object}"


class AppraisalPhotoDetailView(ScopedDetailView):
    model = AppraisalPhoto
    permission = "cadres.view_appraisal_sheet"
    template_name = "cadres/appraisal/photo.html"
    select_related = ("visit__sheet__organization", "visit__sheet__round")
    facts = (
        Column("visit", "实地考察", link=True),
        Column("taken_on", "拍摄日期", kind="date"),
        Column("caption", "说明"),
        Column("added_on", "上传日期", kind="date"),
        Column("digest", "照片指纹", value=lambda photo: photo.digest[:16], kind="code"),
    )

    def get_crumbs(self):
        """The visits of the sheet."""
        sheet = self.object.visit.sheet
        return [(f"{sheet.organization}考核表", to_visits(sheet))]

    def get_links(self):
        """Deleting it, while the round is under way."""
        if self.object.visit.sheet.round.state not in RoundState.filling:
            return []
        url = reverse("cadres:appraisal-photo-remove", args=[self.object.pk])
        return [Link("删除", url, "trash", "outline-danger", "cadres.visit_appraisal_sheet")]

    def get_context(self):
        """Where else it was used."""
        (photo,) = with_repeats([self.object], self.request.user)
        return super().get_context() | {"photo": photo}


class AppraisalPhotoPictureView(PhotoFileView):
    model = AppraisalPhoto
    permission = "cadres.view_appraisal_sheet"


class AppraisalPhotoRemoveView(RoundTurn, ActionView):
    model = AppraisalPhoto
    form_class, permission = VisitPhotoRemoveForm, "cadres.visit_appraisal_sheet"
    title, submit_label, tone = "删除照片", "确认删除", "danger"

    def get_queryset(self):
        """With the round that is locked."""
        return AppraisalPhoto.objects.select_related("visit__sheet__round", "visit__sheet__organization")

    def round_of(self):
        """The sheet's round."""
        return self.object.visit.sheet.round

    def preview(self, form):
        """One sentence."""
        return [f"删除“{self.object}”，照片文件随即清除，不能找回；理由记入“{self.object.visit}”的历史。"]

    def get_done(self, result):
        """Back to the visits."""
        return Outcome(to_visits(result), "已删除照片。")
