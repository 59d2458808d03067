"""Volunteers: one record for one human who serves, and the villages that returning students served."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from activities.models.sign_up import SignUp
from cadres.enums import Sex
from league.core.crypto import EncryptedField, keyed_hashes
from league.core.fields import PathField
from league.core.masking import mask_id_number, mask_phone
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE

# The seals' names; they are part of what is stored and never change.
PHONE, ID_NUMBER, GUARDIAN_PHONE = "volunteer.phone", "volunteer.id_number", "volunteer.guardian_phone"
ADULT = 18


def may_be_minor(birth_year: int | None, *, on: date) -> bool:
    """Whether somebody born in that year may be under 18 on the day; unknown is not called a minor."""
    return birth_year is not None and on.year - birth_year <= ADULT


class VolunteerQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Kept in the scope, or signed up for an activity of the scope."""
        scope = user.scope
        if not scope:
            return self.none()
        sign_ups = SignUp.objects.visible_to(user).order_by()
        return self.filter(scope.q("org_path") | Exists(sign_ups.filter(volunteer=OuterRef("pk"))))

    def same_person(self, *, name: str, phone: str):
        """With that name and telephone, also while keys are being rotated: a family may share a number."""
        return self.filter(name=name, phone_hash__in=keyed_hashes(phone, PHONE)) if phone else self.none()

    def returned_within(self, first: date, last: date):
        """Students who served a village on at least one of the days [first, last]."""
        served = VillageService.objects.served_within(first, last).order_by()
        return self.exclude(university="").filter(Exists(served.filter(volunteer=OuterRef("pk"))))

    def with_minutes(self):
        """Annotate `minutes` of attendance that is not in doubt, and `times`."""
        rows = SignUp.objects.credited().order_by().filter(volunteer=OuterRef("pk")).values("volunteer")
        return self.annotate(
            minutes=Coalesce(Subquery(rows.annotate(n=Sum("minutes")).values("n")), 0),
            times=Coalesce(Subquery(rows.annotate(n=models.Count("pk")).values("n")), 0),
        )


class Volunteer(models.Model):
    """志愿者. Telephone, ID number and the guardian's telephone are sealed and leave only masked or through
    services.volunteer_disclosure. Under 18 only with the guardian's consent."""

    scope_path = "org_path"

    code = models.CharField("志愿者编号", max_length=30, unique=True, validators=[CODE])
    name = models.CharField("姓名", max_length=50)
    sex = models.CharField("性别", max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    birth_year = models.PositiveSmallIntegerField(
        "出生年份", null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2199)]
    )
    phone = EncryptedField("手机号", context=PHONE, mask=mask_phone, hash_field="phone_hash", blank=True, default="")
    phone_hash = models.CharField(max_length=64, editable=False, blank=True, default="")
    id_number = EncryptedField(
        "身份证号", context=ID_NUMBER, mask=mask_id_number, hash_field="id_number_hash", blank=True, default=""
    )
    id_number_hash = models.CharField(max_length=64, editable=False, blank=True, default="")
    university = models.CharField("就读院校", max_length=100, blank=True, help_text="返乡大学生填写。")
    home_division = models.ForeignKey(
        "organizations.Division", models.PROTECT, verbose_name="家庭所在区划", null=True, blank=True,
        related_name="volunteers",
    )  # fmt: skip
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="建档团组织", related_name="volunteers"
    )
    org_path = PathField("归口路径", editable=False)
    team = models.ForeignKey(
        "activities.VolunteerTeam", models.PROTECT, verbose_name="所在队伍", null=True, blank=True,
        related_name="members",
    )  # fmt: skip
    guardian_name = models.CharField("监护人姓名", max_length=50, blank=True)
    guardian_phone = EncryptedField(
        "监护人手机号", context=GUARDIAN_PHONE, mask=mask_phone, blank=True, default=""
    )  # fmt: skip
    guardian_consent_on = models.DateField("监护人同意日期", null=True, blank=True)
    consent_version = models.CharField("同意的知情同意书版本", max_length=20, blank=True, editable=False)
    consented_at = models.DateTimeField("同意时间", null=True, blank=True, editable=False)
    registered_on = models.DateField("建档日期")
    source = models.CharField("数据来源", max_length=100, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿者"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["phone_hash", "name"], condition=~Q(phone_hash=""), name="volunteer_once",
                violation_error_message="该姓名和手机号的志愿者已经建档。",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["org_path", "code"], name="volunteer_scope")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("activities:volunteer-detail", args=[self.pk])


class VillageServiceQuerySet(ScopedQuerySet):
    def served_within(self, first: date, last: date):
        """On at least one of the days [first, last]; without a last day, on the first alone."""
        ended = Q(ends_on__gte=first) | Q(ends_on__isnull=True, starts_on__gte=first)
        return self.filter(ended, starts_on__lte=last)


class VillageService(models.Model):
    """返乡服务: a returning student served a village or community from one day to another, both inside."""

    scope_path = "volunteer__org_path"

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, verbose_name="志愿者", related_name="services")
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="服务的村（社区）", related_name="served_by"
    )
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期（含当日）", null=True, blank=True)

    objects = VillageServiceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "返乡服务"
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "unit", "starts_on"], name="village_service_once",
                violation_error_message="这段返乡服务已经登记。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="village_service_ends_after",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.volunteer}在{self.unit}的返乡服务"

    def get_absolute_url(self):
        return self.volunteer.get_absolute_url()
