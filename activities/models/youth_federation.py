"""The youth federation and its members by sector."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from activities.enums import FederationPost, Sector
from league.core.crypto import EncryptedField
from league.core.dates import running
from league.core.fields import PathField
from league.core.masking import mask_name
from league.core.scoping import ScopedQuerySet

# The seal's name; it is part of what is stored and never changes.
MEMBER_NAME = "federation_member.name"


class YouthFederationQuerySet(ScopedQuerySet):
    def existing(self, *, on: date):
        """Founded by that day and not dissolved."""
        return self.filter(running(on, starts="founded_on", ends="dissolved_on"))


class YouthFederation(models.Model):
    """青联: founded by a document, guided by a league organisation. Its events are the activities marked 青联主办."""

    scope_path = "org_path"

    name = models.CharField("名称", max_length=100, unique=True)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="指导团组织", related_name="youth_federations"
    )
    org_path = PathField("归口路径", editable=False)
    founded_on = models.DateField("成立日期")
    founding_document = models.CharField("成立文号", max_length=100)
    term_number = models.PositiveSmallIntegerField("届次", default=1)
    term_starts_on = models.DateField("本届开始日期")
    term_ends_on = models.DateField("本届届满日期（不含）")
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = YouthFederationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "青联"
        ordering = ["founded_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(term_starts_on__gte=F("founded_on"), term_ends_on__gt=F("term_starts_on")),
                name="federation_term_fits",
                violation_error_message="本届开始日期不能早于成立日期，届满日期必须晚于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=F("founded_on")),
                name="federation_life_not_empty",
                violation_error_message="撤销日期必须晚于成立日期。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("activities:youth-federation-detail", args=[self.pk])


class FederationMemberQuerySet(ScopedQuerySet):
    def sitting(self, *, on: date):
        """在任 on that day."""
        return self.filter(running(on, starts="joined_on", ends="left_on"))


class FederationMember(models.Model):
    """青联委员, of one sector from a day to a day. Either a person with a record, or a name: sealed and masked."""

    scope_path = "federation__org_path"

    federation = models.ForeignKey(YouthFederation, models.PROTECT, verbose_name="青联", related_name="members")
    code = models.CharField("委员编号", max_length=30, unique=True)
    sector = models.CharField("界别", max_length=10, choices=Sector.choices)
    post = models.CharField("职务", max_length=10, choices=FederationPost.choices, default=FederationPost.MEMBER)
    person = models.ForeignKey(
        "cadres.Person", models.PROTECT, verbose_name="人员", null=True, blank=True, related_name="federation_seats"
    )
    member_name = EncryptedField("委员姓名", blank=True, context=MEMBER_NAME, mask=mask_name)
    employer = models.CharField("工作单位", max_length=100, blank=True)
    joined_on = models.DateField("增补日期")
    left_on = models.DateField("卸任日期（不含）", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = FederationMemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "青联委员"
        ordering = ["federation", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "person"],
                condition=Q(left_on__isnull=True, person__isnull=False),
                name="federation_member_once",
                violation_error_message="该人员已是这个青联的委员。",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("joined_on")),
                name="federation_member_period",
                violation_error_message="卸任日期必须晚于增补日期。",
            ),
        ]

    def __str__(self):
        return f"{self.masked_name}（{self.code}）"

    def get_absolute_url(self):
        return reverse("activities:federation-member-detail", args=[self.pk])

    @property
    def masked_name(self) -> str:
        """欧**: all that lists, files and the log say of somebody."""
        return mask_name(self.person.name if self.person_id else self.member_name)
