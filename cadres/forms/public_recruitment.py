"""The form that somebody without an account fills in. It knows what a cell means; what is allowed says the service."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError

from cadres.enums import HomeCondition, Sex, StudyLevel
from cadres.models import Opening, RecruitmentDrive
from cadres.validators import check_agreement, read_id_number, read_phone
from league.core.dates import today
from league.core.forms import native_dates
from organizations.enums import DivisionLevel
from organizations.models import Division

RANKS = ("第一志愿", "第二志愿", "第三志愿")
SEXES = [("", "请选择"), *((sex, Sex(sex).label) for sex in Sex.known)]
LEVELS = [("", "请选择"), *StudyLevel.choices]


def grouped_openings(openings: Iterable[Opening]) -> list:
    """Choices of a select, by township: (西渡镇, [(pk, 某单位 文员（2人）), …])."""
    rows = sorted(openings, key=lambda row: (row.division.code, row.code))
    return [
        (name, [(row.pk, f"{row.host} {row.title}（{row.seats}人）") for row in group])
        for name, group in groupby(rows, key=lambda row: row.division.name)
    ]


class ApplyForm(forms.Form):
    """报名表 of one drive."""

    name = forms.CharField(label="姓名", min_length=2, max_length=50)
    sex = forms.ChoiceField(label="性别", choices=SEXES)
    birth_on = forms.DateField(label="出生日期", help_text="例如 2004-05-01")
    id_number = forms.CharField(
        label="身份证号（选填）", max_length=18, required=False, help_text="现在不填，录用上岗时再核对也可以。"
    )
    phone = forms.CharField(label="手机号", max_length=20, help_text="主办单位通过它联系您。")
    college = forms.CharField(label="就读（毕业）院校", max_length=100)
    major = forms.CharField(label="专业", max_length=100)
    level = forms.ChoiceField(label="学历层次", choices=LEVELS)
    graduates_in = forms.IntegerField(
        label="毕业年份", min_value=1980, max_value=2199, help_text="在读的填预计毕业年份。"
    )
    home_division = forms.ModelChoiceField(Division.objects.none(), label="户籍所在乡镇", required=False)
    statement = forms.CharField(
        label="自我陈述（选填）", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="经历、特长、可以上岗的时间等，1000字以内。",
    )  # fmt: skip
    consent = forms.BooleanField(
        label="我已满18周岁，已阅读并同意上述知情同意书。",
        error_messages={"required": "请阅读知情同意书并勾选同意，才能提交报名。"},
    )
    consent_version = forms.CharField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    # A trap instead of a picture puzzle: people do not see it, programs fill in everything.
    reference = forms.CharField(
        label="请勿填写此项", required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args, drive: RecruitmentDrive, openings: list[Opening], **kwargs):
        super().__init__(*args, **kwargs)
        self.drive, self.openings = drive, {opening.pk: opening for opening in openings}
        native_dates(self.fields.values())
        choices = grouped_openings(openings)
        for rank, label in enumerate(RANKS[: drive.wishes], 1):
            self.fields[f"wish{rank}"] = forms.TypedChoiceField(
                label=label if rank == 1 else f"{label}（选填）", choices=[("", "请选择"), *choices], coerce=int,
                required=rank == 1, empty_value=None,
                error_messages={"invalid_choice": "该岗位已撤回或不属于本次招募，请改选。", "required": "请选择第一志愿。"},
            )  # fmt: skip
        self._settle_home()
        self.fields["consent"].label = f"我已满{drive.minimum_age}周岁，已阅读并同意上述知情同意书。"
        self.fields["consent_version"].initial = drive.consent_version
        for name, hint in (("name", "name"), ("phone", "tel"), ("birth_on", "bday")):
            self.fields[name].widget.attrs["autocomplete"] = hint
        self.fields["phone"].widget.attrs["inputmode"] = "tel"
        self.fields["graduates_in"].widget.attrs["inputmode"] = "numeric"

    def _settle_home(self) -> None:
        field = self.fields["home_division"]
        townships = Division.objects.filter(level=DivisionLevel.TOWNSHIP, ends_on__isnull=True)
        code = self.drive.organization.division.code[:6] if self.drive.organization.division else ""
        field.queryset = townships.inside(f"{code}000000").order_by("code") if code else townships.order_by("code")
        if self.drive.home_condition == HomeCondition.COUNTY:
            field.required, field.empty_label = True, "请选择"
            field.help_text = "本次招募限本县籍；不是本县籍的不能报名。"
        else:
            field.empty_label = "本县以外"

    @property
    def groups(self) -> list[tuple[str, list]]:
        """The fields under the headings of the page."""
        wishes = [f"wish{rank}" for rank in range(1, self.drive.wishes + 1)]
        names = (
            ("志愿", wishes),
            ("本人情况", ["name", "sex", "birth_on", "phone", "id_number", "home_division"]),
            ("学习情况", ["college", "major", "level", "graduates_in", "statement"]),
        )
        return [(heading, [self[name] for name in fields]) for heading, fields in names]

    def clean_name(self) -> str:
        """Without the spaces with which two-character names are often spread."""
        return "".join(self.cleaned_data["name"].split())

    def clean_phone(self) -> str:
        """Eleven digits."""
        return read_phone(self.cleaned_data["phone"])

    def clean_id_number(self) -> str:
        """Eighteen characters, or nothing."""
        number = self.cleaned_data["id_number"].strip()
        if not number:
            return ""
        self.facts = read_id_number(number, on=today())
        return self.facts.number

    def clean_reference(self) -> str:
        """What fills this in is a program; a person whose browser did it may try again."""
        if self.cleaned_data["reference"]:
            raise ValidationError("提交未成功，请重新填写后再试。", code="trap")
        return ""

    def clean_consent_version(self) -> str:
        """What was read is what is agreed to."""
        if self.cleaned_data["consent_version"] != self.drive.consent_version:
            self.data = self.data.copy()
            self.data["consent_version"] = self.drive.consent_version
            raise ValidationError("知情同意书刚刚更新，请重新阅读后再提交。")
        return self.drive.consent_version

    def clean(self) -> dict:
        """Minors are told so before anything else; the ID number agrees with what is stated."""
        data = super().clean()
        born = data.get("birth_on")
        if born and (refusal := self.drive.age_refusal(born, on=today())):
            self.add_error("birth_on", refusal)
        elif born and data.get("id_number") and data.get("sex"):
            try:
                check_agreement(self.facts, sex=data["sex"], birth_on=born)
            except ValidationError as error:
                self.add_error(None, error)
        return data

    @property
    def wished(self) -> list[Opening]:
        """The openings in the order of the wishes."""
        keys = [self.cleaned_data.get(f"wish{rank}") for rank in range(1, self.drive.wishes + 1)]
        return [self.openings[key] for key in keys if key]


class OpeningSearchForm(forms.Form):
    """Narrowing a drive's openings."""

    place = forms.ChoiceField(label="工作地点", required=False)
    q = forms.CharField(label="单位或岗位", required=False, max_length=50)

    def __init__(self, *args, places: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "全部"), *places]


class WithdrawForm(forms.Form):
    """The applicant is sure."""

    sure = forms.BooleanField(
        label="我确认撤回报名，并清除所填的个人信息。", error_messages={"required": "请勾选确认后再提交。"}
    )


class VerifyForm(forms.Form):
    """What stands on a certificate."""

    number = forms.CharField(label="证明编号", max_length=30)
    check = forms.CharField(label="校验码", max_length=12)

    def clean_number(self) -> str:
        """Upper case, no spaces."""
        return "".join(self.cleaned_data["number"].split()).upper()

    def clean_check(self) -> str:
        """Upper case, no spaces."""
        return "".join(self.cleaned_data["check"].split()).upper()
