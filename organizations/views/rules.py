"""The pages of rules."""

from django.urls import reverse

from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedDetailView, Tab
from organizations.forms.rules import SetRuleForm
from organizations.models import Rule
from organizations.tables.register import first_day


class RuleDetailView(ScopedDetailView):
    model = Rule
    permission = "organizations.view_rule"
    facts = (
        Column("code", "规则编码", kind="code"),
        Column("text", "内容"),
        Column("value", "值"),
        Column("unit", "单位"),
        Column("applies_to", "适用范围"),
        Column("valid_from", "自", value=first_day, kind="date"),
        Column("valid_to", "至（不含）", kind="date"),
        Column("severity", "违反时", kind="choice"),
        Column("is_local", "县里可设", kind="bool"),
        Column("choice", "可设范围"),
        Column("source", "依据"),
    )
    tabs = (Tab("past", "历次规定", "organizations/rules/tab_past.html"),)

    def get_crumbs(self):
        """The list above."""
        return [("规则", reverse("organizations:rule-list"))]

    def get_links(self):
        """Setting a local rule."""
        url = reverse("organizations:rule-set", args=[self.object.pk])
        return [Link("设定", url, "pencil", "primary", "organizations.set_rule")]

    def tab_past(self):
        """All rows of the same code."""
        rows = Rule.objects.filter(code=self.object.code, applies_to=self.object.applies_to)
        return {"rows": list(rows.order_by("-valid_from"))}


class SetRuleView(ActionView):
    model, form_class, permission = Rule, SetRuleForm, "organizations.set_rule"
    title, submit_label, done = "设定规则", "确认设定", "已设定：{object}。"

    def preview(self, form):
        """Old and new."""
        data = form.cleaned_data
        return [
            f"规则“{self.object}”：现行值“{self.object.value or '未设定'}”，自{data['on']}起改为“{data['value']}”，"
            f"依据：{data['source']}。",
            "已封存的统计期不变，未封存的按新值重新统计。",
        ]
