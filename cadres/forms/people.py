"""Forms of people. Numbers are typed into fields of their own and never shown again."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from cadres.models import Person
from cadres.services.disclosure import SENSITIVE, label_of, reveal_person
from cadres.services.duplicates import alike
from cadres.services.people import FIELDS, change_person, hand_over_record, register_person, whereabouts
from cadres.validators import check_agreement, read_id_number, read_phone
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.forms.fields import organization_field
from organizations.models import Division

SEALED = ("id_number", "phone", "email")
PLAIN = tuple(name for name in FIELDS if name not in SEALED)
# The typed field of each sealed one: a page that shows two versions of a row finds no attribute of that name.
TYPED = {name: f"new_{name}" for name in SEALED}
CHECKED = {
    "autocomplete": "off",
    "hx-post": reverse_lazy("cadres:person-check"),
    "hx-trigger": "change",
    "hx-target": "#id_new_id_number_helptext",
    "hx-include": "closest form",
}
HINTS = {"id_number": "18位；填写后自动核对，并带出性别和出生日期。", "phone": "11位手机号。", "email": ""}


class PersonFields(ScopedModelForm):
    """What the pages for a new and for a known person have in common."""

    new_id_number = forms.CharField(label="身份证号", max_length=30, required=False, widget=forms.TextInput(CHECKED))
    new_phone = forms.CharField(
        label="手机号", max_length=30, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    new_email = forms.EmailField(
        label="电子邮箱", max_length=120, required=False, widget=forms.EmailInput({"autocomplete": "off"})
    )
    home_division = ReferenceField(
        Division.objects.filter(ends_on__isnull=True), lookup="division", label="户籍或家庭所在区划", required=False
    )

    class Meta:
        model = Person
        fields = list(PLAIN)

    field_order = ("organization", "name", *(TYPED.get(name, name) for name in FIELDS if name != "name"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, typed in TYPED.items():
            self.fields[typed].help_text = HINTS[name]

    def add_error(self, field, error):
        """A service speaks of the row's fields, the page has the typed ones."""
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            error = ValidationError({TYPED.get(name, name): found for name, found in error.error_dict.items()})
        super().add_error(TYPED.get(field, field), error)

    def clean_new_id_number(self):
        """The number, checked and normalised; its sex and birth date are kept for the other fields."""
        text = self.cleaned_data["new_id_number"]
        self.facts = read_id_number(text, on=today()) if text else None
        if self.facts:
            known = Person.objects.with_id_number(self.facts.number).exclude(pk=self.instance.pk)
            if found := known.select_related("organization").first():
                raise ValidationError(f"该身份证号已登记：{whereabouts(found)}。不要重复登记，可请该组织移交档案。")
        return self.facts.number if self.facts else ""

    def clean_new_phone(self):
        """Eleven digits."""
        text = self.cleaned_data["new_phone"]
        return read_phone(text) if text else ""

    def clean(self):
        data = super().clean()
        if facts := getattr(self, "facts", None):
            try:
                check_agreement(facts, sex=data.get("sex", ""), birth_on=data.get("birth_on"))
            except ValidationError as error:
                self.add_error(None, error)
        return data

    def _get_validation_exclusions(self):
        """The service judges the whole row, when hashes and path are there."""
        return {field.name for field in Person._meta.fields}


class PersonCreateForm(PersonFields):
    organization = organization_field("建档团组织", help_text="由它保管、更正这份资料，一般是本人任职的团组织。")
    distinct = forms.BooleanField(label="已核对，不是同一个人，继续登记", required=False, widget=forms.HiddenInput)

    def clean_organization(self):
        """One for which the user may register people."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("cadres.add_person", organization):
            raise ValidationError(f"您不能为“{organization}”登记人员，请联系其上级团委。")
        return organization

    def clean(self):
        data = super().clean()
        if data.get("name") and "new_id_number" in data and not data.get("distinct"):
            self._refuse_double(data)
        return data

    def _refuse_double(self, data) -> None:
        facts = getattr(self, "facts", None)
        found = alike(
            data["name"],
            birth_on=facts.birth_on if facts else data.get("birth_on"),
            organization=data.get("organization"),
            id_number=data["new_id_number"],
        )
        if found:
            where = "；".join(whereabouts(person) for person in found)
            self.add_error(None, f"可能已经登记过：{where}。请先核对；确实不是同一个人的，勾选表单末尾的确认后再保存。")
            self.fields["distinct"].widget = forms.CheckboxInput()

    def perform(self, actor):
        """登记."""
        fields = {name: self.cleaned_data[TYPED.get(name, name)] for name in FIELDS}
        return register_person(self.cleaned_data["organization"], fields=fields, on=today(), actor=actor)


class PersonForm(PersonFields):
    remove = forms.MultipleChoiceField(
        label="删去原有内容",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, "") for name in SEALED],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = [name for name in SEALED if getattr(self.instance, name)]
        for name in kept:
            masked = Person._meta.get_field(name).masked(getattr(self.instance, name))
            self.fields[TYPED[name]].help_text = f"现为{masked}；留空表示不变。"
        self.fields["remove"].choices = [(name, label_of(name)) for name in kept]
        widget = self.fields["new_id_number"].widget
        widget.attrs["hx-post"] = f"{CHECKED['hx-post']}?person={self.instance.pk}"
        if not kept:
            del self.fields["remove"]
        if "id_number" in kept:
            # With the birth date in full, what the mask hides could be put together again.
            del self.fields["birth_on"]

    def perform(self, actor):
        """更正."""
        changes = {name: value for name, value in self.changes().items() if name in PLAIN}
        changes |= dict.fromkeys(self.cleaned_data.get("remove", ()), "")
        changes |= {name: typed for name in SEALED if (typed := self.cleaned_data[TYPED[name]])}
        return change_person(self.instance, changes=changes, on=today(), actor=actor)


class HandOverForm(ScopedForm):
    organization = organization_field("接收档案的团组织")
    reason = forms.CharField(label="事由", max_length=200)

    def perform(self, actor):
        """移交."""
        return hand_over_record(self.obj, **self.cleaned_data, actor=actor)


class RevealForm(ScopedForm):
    fields_shown = forms.MultipleChoiceField(
        label="查看哪些项目", widget=forms.CheckboxSelectMultiple, choices=[(name, "") for name in SENSITIVE]
    )
    reason = forms.CharField(
        label="事由",
        min_length=4,
        max_length=200,
        help_text="写明用途，例如：核对任职批复中的身份信息。将记入审计日志。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [name for name in SENSITIVE if getattr(self.obj, name)]
        self.fields["fields_shown"].choices = [(name, label_of(name)) for name in known]

    def perform(self, actor):
        """查看: the full values."""
        data = self.cleaned_data
        return reveal_person(self.obj, fields=data["fields_shown"], reason=data["reason"], actor=actor)
