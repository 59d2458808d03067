"""Every component on one page, for whoever builds pages; only in the demo."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from league.core.forms import ScopedForm
from league.core.views.base import Page
from league.core.views.details import Tab


class GalleryForm(ScopedForm):
    name = forms.CharField(label="名称", max_length=20, help_text="不超过20个字。")
    kind = forms.ChoiceField(label="类型", choices=[("village", "村"), ("school", "学校")])
    day = forms.DateField(label="成立日期", required=False)
    exempt = forms.BooleanField(label="不建团组织", required=False)
    notes = forms.CharField(label="备注", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class GalleryView(Page):
    title = "组件样张"
    template_name = "core/gallery.html"

    def open(self):
        if not settings.DEMO:
            raise Http404("组件样张只在演示环境开放。")

    def get(self, request, *args, **kwargs):
        """The page."""
        return render(request, self.template_name, self.get_context())

    def get_context(self):
        wrong = GalleryForm({"name": "", "kind": "village", "day": "2023-13-01"}, user=self.request.user)
        wrong.is_valid()
        return super().get_context() | {
            "form": GalleryForm(user=self.request.user),
            "wrong": wrong,
            "steps": [
                {"label": "应建", "value": 491, "share": "100%", "url": "#", "percent": 100},
                {"label": "已建", "value": 480, "share": "97.76%", "url": "#", "percent": 98},
            ],
            "photos": [],
            "tabs": [Tab("facts", "资料", ""), Tab("history", "历史", "")],
            "table_headers": ["领域", "团组织数"],
            "table_rows": [["学校", 64], ["企业", 33], ["乡镇（村）", 514]],
            "table_numeric": [1],
            "chart": {
                "type": "bar",
                "labels": ["学校", "企业", "乡镇（村）"],
                "series": [{"name": "团组织数", "data": [64, 33, 514]}],
            },
        }
