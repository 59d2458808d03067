"""Forms about one sheet: report and self-scores, marks of the office, evidence, visits, results."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import Resolver404, resolve

from cadres.enums import ItemKind, ItemSource
from cadres.models import AppraisalItem, AppraisalSheet
from cadres.services.appraisal_reports import return_report, save_report
from cadres.services.appraisal_sheets import MARK, REPORT, file_report, self_score, set_mark
from cadres.services.appraisal_visits import link_evidence, unlink_evidence
from league.core.access import narrowed
from league.core.dates import today
from league.core.forms import ScopedForm, ScopedModelForm
from league.core.views import ScopedDetailView

REPORT_BYTES = 10 << 20
REPORT_KINDS = {".pdf": b"%PDF", ".docx": b"PK\x03\x04", ".doc": b"\xd0\xcf\x11\xe0"}
WAYS = (("submit", "提交（提交后不能再改）"), ("draft", "暂存，以后再提交"))


def items_of(sheet: AppraisalSheet, **conditions):
    """The scheme's items that are for the sheet's group."""
    rows = AppraisalItem.objects.filter(scheme=sheet.round.scheme_id, **conditions).select_related("method")
    return [item for item in rows if item.group_id in (None, sheet.group_id)]


class ItemField(forms.ModelChoiceField):
    """An item with its method."""

    def label_from_instance(self, item):
        return f"{item.method or item.get_kind_display()}：{item}（满分{item.full}分）"


class ReportForm(ScopedModelForm):
    """The report as text, as a file, or both; and the organisation's own points where the scheme asks for them."""

    way = forms.ChoiceField(label="办理", choices=WAYS, initial="submit", widget=forms.RadioSelect)

    class Meta:
        model = AppraisalSheet
        fields = list(REPORT)
        widgets = {"report": forms.Textarea(attrs={"rows": 16})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit = self.instance.round.scheme.report_length
        self.fields["report"].help_text = f"不超过{limit}字。也可以只上传文件。"
        self.fields["report_file"].help_text = "PDF 或 Word 文件，不超过10MB。"
        self.fields["report_file"].widget.attrs["accept"] = ",".join(REPORT_KINDS)
        self.own = items_of(self.instance, is_self_scored=True)
        marks = {mark.item_id: mark.self_points for mark in self.instance.marks.all()}
        for item in self.own:
            self.fields[f"own_{item.pk}"] = forms.DecimalField(
                label=f"自评：{item}", required=False, min_value=0, max_value=item.full, decimal_places=2,
                initial=marks.get(item.pk), help_text=f"满分{item.full}分。{item.standard}",
            )  # fmt: skip
        self.order_fields([*REPORT, *(f"own_{item.pk}" for item in self.own), "way"])

    def clean_report_file(self):
        """What it says it is, and not too large."""
        file = self.cleaned_data["report_file"]
        if not file or "report_file" not in self.files:
            return file
        name = file.name.lower()
        magic = next((magic for suffix, magic in REPORT_KINDS.items() if name.endswith(suffix)), None)
        if magic is None or file.read(len(magic)) != magic:
            raise ValidationError("只能上传 PDF 或 Word 文件（.pdf、.docx、.doc）。")
        file.seek(0)
        if file.size > REPORT_BYTES:
            raise ValidationError("文件超过10MB，请压缩其中的图片后再上传。")
        return file

    def clean(self):
        """Who submits says all: the own points too."""
        data = super().clean()
        if data.get("way") == "submit":
            for item in self.own:
                if data.get(f"own_{item.pk}") is None and f"own_{item.pk}" not in self.errors:
                    self.add_error(f"own_{item.pk}", "提交时请填写自评分。")
        return data

    def perform(self, actor):
        """暂存 or 提交."""
        sheet, data = self.instance, self.cleaned_data
        stored = AppraisalSheet.objects.select_related("round__scheme", "organization").get(pk=sheet.pk)
        points = {item.pk: data[f"own_{item.pk}"] for item in self.own}
        if points:
            self_score(stored, points, actor=actor)
        fields = {name: data[name] for name in REPORT}
        fields["report_file"] = fields["report_file"] or ""
        if data["way"] == "draft":
            return save_report(stored, fields=fields, actor=actor)
        return file_report(stored, fields=fields, on=today(), actor=actor)


class ReturnForm(ScopedForm):
    remark = forms.CharField(label="退回意见", max_length=200, help_text="写明需要更正的内容，被考核单位会看到。")

    def perform(self, actor):
        """退回."""
        return return_report(self.obj, remark=self.cleaned_data["remark"], actor=actor)


class MarkForm(ScopedForm):
    """What the office gives for one item: points, a bonus, or a veto."""

    item = ItemField(AppraisalItem.objects.none(), label="项目", empty_label="请选择")
    points = forms.DecimalField(label="得分", required=False, min_value=0, decimal_places=2, max_digits=5)
    is_vetoed = forms.BooleanField(label="一票否决", required=False, help_text="只用于一票否决项。")
    basis = forms.CharField(label="依据", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        keys = [item.pk for item in items_of(self.obj, source=ItemSource.OFFICE)]
        self.fields["item"].queryset = AppraisalItem.objects.filter(pk__in=keys).select_related("method")
        chosen = str(self.initial.get("item", ""))
        if chosen.isdecimal() and (mark := self.obj.marks.filter(item=chosen).first()):
            self.initial |= {name: getattr(mark, name) for name in MARK}

    def clean(self):
        """Points for what is scored, a tick for what vetoes."""
        data = super().clean()
        item = data.get("item")
        if item and item.kind != ItemKind.VETO and data.get("points") is None and "points" not in self.errors:
            self.add_error("points", "请填写得分。")
        return data

    def perform(self, actor):
        """登记得分."""
        item = self.cleaned_data["item"]
        fields = {name: self.cleaned_data[name] for name in MARK}
        if item.kind == ItemKind.VETO:
            fields["points"] = None
        set_mark(self.obj, item, fields=fields, actor=actor)
        return self.obj


class EvidenceForm(ScopedForm):
    """A record of the system, named by its page: whatever has one may speak for an item."""

    item = ItemField(AppraisalItem.objects.none(), label="用于项目", empty_label="请选择")
    record = forms.CharField(
        label="材料页面的地址", max_length=300,
        help_text="在本系统打开该活动、制度、荣誉等的页面，复制地址栏中的地址；不必重新上传。",
    )  # fmt: skip
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        keys = [item.pk for item in items_of(self.obj)]
        self.fields["item"].queryset = AppraisalItem.objects.filter(pk__in=keys).select_related("method")

    def clean_record(self):
        """The row of that page, when the user may see it."""
        unknown = ValidationError("这不是本系统中一条记录的页面，或者它不在您的管理范围内。")
        try:
            match = resolve(urlsplit(self.cleaned_data["record"].strip()).path)
        except (Resolver404, Http404, ValueError) as error:
            raise unknown from error
        page = getattr(match.func, "view_class", None)
        if page is None or not issubclass(page, ScopedDetailView) or "pk" not in match.kwargs:
            raise unknown
        row = narrowed(page.model._default_manager.all(), self.user).filter(pk=match.kwargs["pk"]).first()
        if row is None or (page.permission and not self.user.has_perm(page.permission, row)):
            raise unknown
        return row

    def perform(self, actor):
        """引用."""
        data = self.cleaned_data
        link_evidence(self.obj, data["item"], obj=data["record"], note=data["note"], on=today(), actor=actor)
        return self.obj


class UnlinkForm(ScopedForm):
    """取消引用."""

    def perform(self, actor):
        """取消引用."""
        sheet = self.obj.sheet
        unlink_evidence(self.obj, actor=actor)
        return sheet
