"""Pages on which the parts of a draft are entered, changed and taken out."""

from __future__ import annotations

from django.urls import reverse

from cadres.forms.appraisal_schemes import (
    GradeForm,
    GroupForm,
    ItemForm,
    MethodForm,
    PanelForm,
    PartRemoveForm,
)
from cadres.models import (
    AppraisalGrade,
    AppraisalGroup,
    AppraisalItem,
    AppraisalMethod,
    AppraisalPanel,
    AppraisalScheme,
)
from cadres.services.appraisal_parts import scheme_of
from league.core.access import narrowed
from league.core.views import ScopedCreateView, ScopedUpdateView
from organizations.views.actions import PlainView, TurnTaking

CHANGE = "cadres.change_appraisal_scheme"


class PartCreateView(ScopedCreateView):
    """Entered from a scheme's page, to which cancelling leads back."""

    permission, done = CHANGE, "已加入：{object}。"

    def get_cancel_url(self):
        """The scheme that the address names; the list without one."""
        asked = self.request.GET.get("scheme", "")
        rows = narrowed(AppraisalScheme.objects.all(), self.request.user)
        scheme = rows.filter(pk=asked).first() if asked.isdecimal() else None
        return scheme.get_absolute_url() if scheme else reverse("cadres:appraisal-scheme-list")


class PartTurn(TurnTaking):
    """A part takes its turn at its scheme's office."""

    permission = CHANGE

    def get_queryset(self):
        """With what is locked first."""
        owner = "method__scheme" if self.model is AppraisalPanel else "scheme"
        return self.model.objects.select_related(f"{owner}__organization")

    def node(self):
        """The office."""
        return scheme_of(self.object).organization


class PartUpdateView(PartTurn, ScopedUpdateView):
    """修改 a part."""


class PartRemoveView(PartTurn, PlainView):
    """删去 a part."""

    form_class, title, tone = PartRemoveForm, "从方案中删去", "danger"
    sentence, done = "从草稿中删去“{object}”；考核方式连同其评委组和项目一并删去。", "已删去，回到{object}。"


class GroupCreateView(PartCreateView):
    model, form_class, title = AppraisalGroup, GroupForm, "加入对象组"


class GroupUpdateView(PartUpdateView):
    model, form_class = AppraisalGroup, GroupForm


class GroupRemoveView(PartRemoveView):
    model = AppraisalGroup


class MethodCreateView(PartCreateView):
    model, form_class, title = AppraisalMethod, MethodForm, "加入考核方式"


class MethodUpdateView(PartUpdateView):
    model, form_class = AppraisalMethod, MethodForm


class MethodRemoveView(PartRemoveView):
    model = AppraisalMethod


class PanelCreateView(PartCreateView):
    model, form_class, title = AppraisalPanel, PanelForm, "加入评委组"


class PanelUpdateView(PartUpdateView):
    model, form_class = AppraisalPanel, PanelForm


class PanelRemoveView(PartRemoveView):
    model = AppraisalPanel


class ItemCreateView(PartCreateView):
    model, form_class, title = AppraisalItem, ItemForm, "加入考核项目"


class ItemUpdateView(PartUpdateView):
    model, form_class = AppraisalItem, ItemForm


class ItemRemoveView(PartRemoveView):
    model = AppraisalItem


class GradeCreateView(PartCreateView):
    model, form_class, title = AppraisalGrade, GradeForm, "加入等次"


class GradeUpdateView(PartUpdateView):
    model, form_class = AppraisalGrade, GradeForm


class GradeRemoveView(PartRemoveView):
    model = AppraisalGrade
