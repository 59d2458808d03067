"""Applications: who asks for an opening. Written by people without an account, so everything personal is sealed."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cadres.enums import ApplicationState, Sex, StudyLevel
from league.core.crypto import EncryptedField, keyed_hashes
from league.core.masking import mask_id_number, mask_phone
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE

# The seals' names; they are part of what is stored and never change.
ID_NUMBER, PHONE, STATEMENT = "application.id_number", "application.phone", "application.statement"


class ApplicationQuerySet(ScopedQuerySet):
    def of_kind(self, kind: str):
        """Applications to drives of that kind."""
        return self.filter(drive__kind=kind)

    def received(self, *, on: date):
        """Received by that day; one withdrawn later was received all the same."""
        return self.filter(applied_on__lte=on)

    def received_within(self, first: date, last: date):
        """Received in [first, last]."""
        return self.filter(applied_on__gte=first, applied_on__lte=last)

    def of_same_person(self, drive, *, phone: str, id_number: str):
        """Applications to the drive with the same telephone or ID number, also while keys are being rotated."""
        same = Q(phone_hash__in=keyed_hashes(phone, PHONE)) | Q(
            id_number_hash__in=keyed_hashes(id_number.upper(), ID_NUMBER)
        )
        return self.filter(same, drive=drive)


class Application(models.Model):
    """报名. Stands at the organiser: the hosts' offices see only who was selected, as a Placement.

    Telephone, ID number and statement are sealed and leave only masked or through services.application_disclosure.
    `token_hash` is the digest of the secret in the applicant's own link; empty for imported rows, which have none.
    """

    scope_path = "drive__org_path"

    drive = models.ForeignKey(
        "cadres.RecruitmentDrive", models.PROTECT, verbose_name="招募", related_name="applications"
    )
    code = models.CharField("报名号", max_length=30, unique=True, validators=[CODE])
    name = models.CharField("姓名", max_length=50)
    sex = models.CharField("性别", max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    birth_on = models.DateField("出生日期", null=True, blank=True)
    id_number = EncryptedField(
        "身份证号", context=ID_NUMBER, mask=mask_id_number, hash_field="id_number_hash", blank=True, default=""
    )
    id_number_hash = models.CharField(max_length=64, editable=False, blank=True, default="")
    phone = EncryptedField("手机号", context=PHONE, mask=mask_phone, hash_field="phone_hash", blank=True, default="")
    phone_hash = models.CharField(max_length=64, editable=False, blank=True, default="")
    college = models.CharField("就读（毕业）院校", max_length=100)
    major = models.CharField("专业", max_length=100, blank=True)
    level = models.CharField("学历层次", max_length=10, choices=StudyLevel.choices, blank=True)
    graduates_in = models.PositiveSmallIntegerField(
        "毕业年份", null=True, blank=True, validators=[MinValueValidator(1980), MaxValueValidator(2199)]
    )
    home_division = models.ForeignKey(
        "organizations.Division", models.PROTECT, verbose_name="户籍所在乡镇", null=True, blank=True,
        related_name="applications", help_text="不是本县籍的不选。",
    )  # fmt: skip
    statement = EncryptedField("自我陈述", context=STATEMENT, blank=True, default="")
    applied_on = models.DateField("报名日期")
    consent_version = models.CharField("同意的知情同意书版本", max_length=20, blank=True, editable=False)
    consented_at = models.DateTimeField("同意时间", null=True, blank=True, editable=False)
    token_hash = models.CharField(max_length=64, editable=False, blank=True, default="")
    state = models.CharField(
        "状态", max_length=12, choices=ApplicationState.choices, default=ApplicationState.SUBMITTED, editable=False
    )
    score = models.DecimalField(
        "面试成绩", max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    screening_note = models.CharField("审核意见", max_length=200, blank=True, editable=False)
    erased_on = models.DateField("个人信息清除日期", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "招募报名"
        ordering = ["drive", "-applied_on", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["drive", "phone_hash"], condition=~Q(phone_hash=""), name="application_phone_once",
                violation_error_message="该手机号已报名本次招募。",
            ),
            models.UniqueConstraint(
                fields=["drive", "id_number_hash"], condition=~Q(id_number_hash=""), name="application_id_number_once",
                violation_error_message="该身份证号已报名本次招募。",
            ),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="application_link_once"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["drive", "state"], name="application_state")]

    def __str__(self):
        # Not the name: the audit log keeps this text for good, also when the person has withdrawn.
        return f"报名{self.code}"

    def get_absolute_url(self):
        return reverse("cadres:application-detail", args=[self.pk])

    @property
    def stage(self) -> ApplicationState:
        """The state as its enum, which knows the transitions."""
        return ApplicationState(self.state)


class Wish(models.Model):
    """志愿: an opening that somebody asks for; `rank` 1 is the dearest."""

    scope_path = "application__drive__org_path"

    application = models.ForeignKey(Application, models.CASCADE, verbose_name="报名", related_name="wishes")
    opening = models.ForeignKey("cadres.Opening", models.PROTECT, verbose_name="岗位", related_name="wishes")
    rank = models.PositiveSmallIntegerField("志愿顺序", validators=[MinValueValidator(1), MaxValueValidator(3)])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位志愿"
        ordering = ["application", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["application", "rank"], name="wish_rank_once"),
            models.UniqueConstraint(
                fields=["application", "opening"],
                name="wish_opening_once",
                violation_error_message="同一岗位只能填一次。",
            ),
        ]

    def __str__(self):
        return f"第{self.rank}志愿{self.opening}"

    def get_absolute_url(self):
        return self.application.get_absolute_url()
