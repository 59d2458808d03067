"""The pages of people: list, one person, registering, correcting, handing over."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from cadres.enums import Sex
from cadres.filters.people import PersonFilter
from cadres.forms.people import HandOverForm, PersonCreateForm, PersonForm
from cadres.models import Person
from cadres.services.duplicates import alike
from cadres.services.people import whereabouts
from cadres.tables.people import PersonTable, age, born
from cadres.validators import check_agreement, is_minor, read_id_number
from league.core.access import narrowed
from league.core.dates import today
from league.core.masking import mask_email, mask_id_number, mask_minor_id_number, mask_phone
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedCreateView, ScopedDetailView, ScopedListView, ScopedUpdateView
from league.core.views.base import Page

hidden_from_reports = sensitive_post_parameters("new_id_number", "new_phone", "new_email")


class PersonListView(ScopedListView):
    model, table_class, filterset_class = Person, PersonTable, PersonFilter
    title, noun, permission = "人员", "cadres:person", "cadres.view_person"
    create_permission, create_label = "cadres.add_person", "登记人员"
    intro = "一个人一份资料，任职、培训等都记在它名下。证件号码和联系方式遮盖显示，导出的文件也是。"

    def get_links(self):
        """The worklist beside the button for a new row."""
        doubles = Link("疑似重复", reverse("cadres:person-duplicates"), "intersect", permission="cadres.merge_person")
        return [doubles, *super().get_links()]


def shown_number(person: Person) -> str:
    """Masked for the reader of the page, which the view has put on the row."""
    return person.masked_number


class PersonDetailView(ScopedDetailView):
    model = Person
    permission = "cadres.view_person"
    template_name = "cadres/people/detail.html"
    select_related = ("organization", "home_division")
    facts = (
        Column("name", "姓名"),
        Column("sex", "性别", kind="choice"),
        Column("born", "出生年月", value=born),
        Column("age", "年龄", value=age, kind="number"),
        Column("id_number", "身份证号", value=shown_number, kind="code"),
        Column("phone", "手机号", value=lambda person: person.phone and mask_phone(person.phone), kind="code"),
        Column("email", "电子邮箱", value=lambda person: person.email and mask_email(person.email)),
        Column("nationality", "民族", kind="choice"),
        Column("political_status", "政治面貌", kind="choice"),
        Column("joined_party_on", "入党日期", kind="date"),
        Column("joined_league_on", "入团日期", kind="date"),
        Column("education", "学历", kind="choice"),
        Column("degree", "学位", kind="choice"),
        Column("graduated_from", "毕业院校"),
        Column("major", "所学专业"),
        Column("school", "就读院校"),
        Column("home_division", "户籍或家庭所在区划", link=True),
        Column("work_started_on", "参加工作日期", kind="date"),
        Column("organization", "建档团组织", link=True),
        Column("guardian_consent_on", "监护人同意日期", kind="date"),
        Column("source", "数据来源"),
        Column("remark", "备注"),
    )

    def open(self):
        """Through the door; how much of a minor's number is shown depends on whose branch asks."""
        super().open()
        person, user = self.object, self.request.user
        own = any(grant.organization_id == person.organization_id for grant in user.current_grants)
        hides = is_minor(person.birth_on, on=today()) and not own
        person.masked_number = (mask_minor_id_number if hides else mask_id_number)(person.id_number)

    def dispatch(self, request, *args, **kwargs):
        """The address of a merged record leads to the one that stands."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            merged = Person.objects.filter(pk=self.kwargs["pk"], merged_into__isnull=False).first()
            kept = narrowed(Person.objects.all(), request.user).filter(pk=merged.merged_into_id) if merged else None
            if kept and (found := kept.first()):
                return HttpResponseRedirect(found.get_absolute_url())
            raise

    def get_crumbs(self):
        """The list above."""
        return [("人员", reverse("cadres:person-list"))]

    def get_links(self):
        """What can be done with the record."""
        pk = self.object.pk
        return [
            Link("修改", reverse("cadres:person-update", args=[pk]), "pencil", permission="cadres.change_person"),
            Link("查看完整信息", reverse("cadres:person-reveal", args=[pk]), "eye", permission="cadres.reveal_person"),
            Link(
                "移交档案", reverse("cadres:person-hand-over", args=[pk]), "box-arrow-right",
                permission="cadres.hand_over_person",
            ),
            Link("合并重复", reverse("cadres:person-merge", args=[pk]), "intersect", permission="cadres.merge_person"),
        ]  # fmt: skip

    def get_context(self):
        """With the records that may be of the same human, for those who may merge them."""
        person, doubles = self.object, []
        if self.request.user.has_perm("cadres.merge_person", person):
            found = alike(
                person.name, birth_on=person.birth_on, organization=person.organization, id_number=person.id_number,
                besides=person.pk,
            )  # fmt: skip
            doubles = [whereabouts(double) for double in found]
        return super().get_context() | {"doubles": doubles}


class SealedInput:
    """What was typed into the sealed fields stays out of error reports, the page out of caches."""

    template_name = "cadres/people/form.html"

    def dispatch(self, request, *args, **kwargs):
        """Every answer may hold a number the user has just typed."""
        response = hidden_from_reports(super().dispatch)(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


class PersonCreateView(SealedInput, ScopedCreateView):
    model, form_class, permission, title = Person, PersonCreateForm, "cadres.add_person", "登记人员"
    done = "已登记：{object}。"

    def get_cancel_url(self):
        return reverse("cadres:person-list")


class PersonUpdateView(SealedInput, ScopedUpdateView):
    model, form_class, permission = Person, PersonForm, "cadres.change_person"


class PersonHandOverView(ActionView):
    model, form_class, permission, title = Person, HandOverForm, "cadres.hand_over_person", "移交人员档案"
    submit_label, done = "确认移交", "已移交：{object}。"

    def preview(self, form):
        """Who keeps the record from then on."""
        data = form.cleaned_data
        return [
            f"“{self.object}”的资料由“{self.object.organization}”移交“{data['organization']}”保管，由其更正。",
            "任职、培训等记录不变。",
        ]

    def get_done(self, result):
        """The person's page, or the list where the record has left the scope."""
        outcome = super().get_done(result)
        if narrowed(Person.objects.all(), self.request.user).filter(pk=result.pk).exists():
            return outcome
        return outcome._replace(url=reverse("cadres:person-list"))


class PersonCheckView(SealedInput, Page):
    """POST of what stands in the form: says whether the ID number is right, fills sex and birth date, names doubles."""

    permission = "cadres.add_person"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """A few sentences in the place of the field's help, and the two fields out of band."""
        context = {"refusal": "", "warnings": [], "form": None}
        text = request.POST.get("new_id_number", "").strip()
        try:
            facts = read_id_number(text, on=today()) if text else None
        except ValidationError as error:
            return self.answer(context | {"refusal": error.messages[0]})
        if facts:
            context |= self.findings(facts)
        return self.answer(context)

    def findings(self, facts) -> dict:
        """What a valid number brings to light."""
        own = self.request.GET.get("person", "")
        besides = int(own) if own.isdecimal() else None
        known = Person.objects.with_id_number(facts.number).exclude(pk=besides).select_related("organization").first()
        warnings = [facts.warning] if facts.warning else []
        if known is None and (name := self.request.POST.get("name", "").strip()):
            found = alike(name, birth_on=facts.birth_on, organization=None, id_number=facts.number, besides=besides)
            warnings += [f"可能已经登记过：{whereabouts(person)}" for person in found]
        typed = PersonCreateForm(self.request.POST, user=self.request.user)
        typed.full_clean()
        sex, birth_on = typed.cleaned_data.get("sex", ""), typed.cleaned_data.get("birth_on")
        try:
            check_agreement(facts, sex=sex, birth_on=birth_on)
        except ValidationError as error:
            return {"warnings": [*warnings, *error.messages], "refusal": self.refusal(known)}
        filled = PersonCreateForm(initial={"sex": facts.sex, "birth_on": facts.birth_on}, user=self.request.user)
        for name in ("sex", "birth_on"):
            filled.fields[name].widget.attrs["hx-swap-oob"] = "true"
        said = f"{Sex(facts.sex).label}，{facts.birth_on.isoformat()}出生"
        return {"warnings": warnings, "refusal": self.refusal(known), "form": filled, "said": said}

    @staticmethod
    def refusal(known: Person | None) -> str:
        """Where the number is kept already."""
        return f"该身份证号已登记：{whereabouts(known)}。" if known else ""

    def answer(self, context: dict) -> HttpResponse:
        """The part of the page."""
        return render(self.request, "cadres/people/check.html", context)
