"""People: one record for one human, whatever roles."""

from collections.abc import Callable
from datetime import date
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.urls import reverse

from cadres.enums import Degree, Education, Nationality, PoliticalStatus, Sex
from league.core.crypto import EncryptedField, keyed_hashes
from league.core.dates import add_months, add_years
from league.core.fields import PathField
from league.core.masking import mask_email, mask_id_number, mask_phone
from league.core.scoping import Scope, ScopedQuerySet

# The seals' names; they are part of what is stored and never change.
ID_NUMBER, PHONE, EMAIL = "person.id_number", "person.phone", "person.email"

# Further ways in which a person comes into a scope, besides the organisation that keeps the record.
REACHES: list[Callable[[Scope], Q]] = []


def reached_through(condition: Callable[[Scope], Q]) -> Callable[[Scope], Q]:
    """Let people be seen through something else they have in a scope, e.g. a sitting post. Used as a decorator on a
    function of the scope that returns a condition on Person which multiplies no rows."""
    REACHES.append(condition)
    return condition


class PersonQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """People whose record is kept in the user's scope, or who are reached through it; merged records are gone."""
        scope = user.scope
        if not scope:
            return self.none()
        reached = reduce(or_, (reach(scope) for reach in REACHES), scope.q("org_path"))
        return self.filter(reached, merged_into__isnull=True)

    def current(self):
        """Records that stand, without those merged into another."""
        return self.filter(merged_into__isnull=True)

    def with_id_number(self, number: str):
        """Standing records with that ID number, also while keys are being rotated."""
        hashes = keyed_hashes(number.upper(), ID_NUMBER)
        return self.current().filter(id_number_hash__in=hashes) if hashes else self.none()

    def with_phone(self, phone: str):
        """Standing records with that telephone number."""
        hashes = keyed_hashes(phone, PHONE)
        return self.current().filter(phone_hash__in=hashes) if hashes else self.none()

    def named(self, text: str):
        """Whose name, given name, pinyin or initials begin with the text; served by an index."""
        text = "".join(text.split()).lower()
        keys = PersonKey.objects.filter(key__gte=text, key__lt=f"{text}\U0010ffff")
        return self.filter(pk__in=keys.order_by().values("person_id")) if text else self

    def aged(self, low: int, high: int, *, on: date):
        """Who was `low` to `high` full years old on the day; a person without a birth date is in no band."""
        return self.filter(birth_on__gt=add_years(on, -high - 1), birth_on__lte=add_years(on, -low))

    def unreachable(self):
        """Neither a telephone nor an e-mail address is on record."""
        # The sealed address compares with nothing, its bare text with the empty one.
        return self.filter(phone_hash="").annotate(address=Cast("email", models.TextField())).filter(address="")

    def college_or_higher(self):
        """大专及以上 by a finished course (毕业 or 结业)."""
        return self.filter(education__in=Education.college_or_higher)


class Person(models.Model):
    """人员. Kept by one organisation, which answers for the record; roles refer to it.

    ID number, telephone and e-mail are sealed (league.core.crypto) and leave only masked (cadres.masking) or through
    cadres.services.disclosure. Equal numbers are found by the keyed hashes. Written by cadres.services.people alone.
    """

    scope_path = "org_path"

    name = models.CharField("姓名", max_length=50)
    search_key = models.CharField(max_length=500, editable=False, blank=True)
    sex = models.CharField("性别", max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    birth_on = models.DateField("出生日期", null=True, blank=True)
    id_number = EncryptedField(
        "身份证号", context=ID_NUMBER, mask=mask_id_number, hash_field="id_number_hash", blank=True, default=""
    )
    id_number_hash = models.CharField(max_length=64, editable=False, blank=True, default="")
    phone = EncryptedField("手机号", context=PHONE, mask=mask_phone, hash_field="phone_hash", blank=True, default="")
    phone_hash = models.CharField(max_length=64, editable=False, blank=True, default="")
    email = EncryptedField("电子邮箱", context=EMAIL, mask=mask_email, blank=True, default="")
    nationality = models.CharField("民族", max_length=2, choices=Nationality.choices, blank=True)
    political_status = models.CharField("政治面貌", max_length=2, choices=PoliticalStatus.choices, blank=True)
    joined_party_on = models.DateField("入党日期", null=True, blank=True)
    joined_league_on = models.DateField("入团日期", null=True, blank=True)
    education = models.CharField("学历", max_length=2, choices=Education.choices, blank=True)
    degree = models.CharField("学位", max_length=1, choices=Degree.choices, blank=True)
    graduated_from = models.CharField("毕业院校", max_length=100, blank=True)
    major = models.CharField("所学专业", max_length=100, blank=True)
    school = models.CharField("就读院校", max_length=100, blank=True, help_text="在校学生填写。")
    home_division = models.ForeignKey(
        "organizations.Division", models.PROTECT, verbose_name="户籍或家庭所在区划", null=True, blank=True,
        related_name="people",
    )  # fmt: skip
    guardian_consent_on = models.DateField("监护人同意日期", null=True, blank=True, help_text="未满18周岁的人员必填。")
    work_started_on = models.DateField("参加工作日期", null=True, blank=True)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="建档团组织", related_name="people"
    )
    org_path = PathField("归口路径", editable=False)
    source = models.CharField("数据来源", max_length=120, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, verbose_name="并入人员", null=True, blank=True, editable=False, related_name="absorbed"
    )
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        ordering = ["org_path", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["id_number_hash"],
                condition=~Q(id_number_hash="") & Q(merged_into__isnull=True),
                name="person_id_number_unique",
                violation_error_message="该身份证号已登记。",
            ),
        ]
        indexes = [
            models.Index(fields=["org_path", "name"], name="person_scope"),
            models.Index(fields=["name", "birth_on"], name="person_name_birth"),
            models.Index(fields=["phone_hash"], condition=~Q(phone_hash=""), name="person_phone"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("cadres:person-detail", args=[self.pk])

    def age_on(self, day: date) -> int | None:
        """Full years on the day; None when the birth date is unknown."""
        if self.birth_on is None:
            return None
        years = day.year - self.birth_on.year
        return years - (add_months(self.birth_on, 12 * years) > day)


class PersonKey(models.Model):
    """人员检索键: a beginning by which a person is found: name, given name, their pinyin and initials.

    A row for each, so that an index serves the search in a hundred thousand people. Follows the name
    (services.people).
    """

    scope_path = "person__org_path"

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="人员", related_name="keys")
    key = PathField("检索键", max_length=150)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人员检索键"
        ordering = ["key", "person"]
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="person_key_once")]

    def __str__(self):
        return self.key

    def get_absolute_url(self):
        return self.person.get_absolute_url()
