"""Documents by which the Party and the League settle how league work is led."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from league.core.scoping import ScopedQuerySet
from organizations.enums import DocumentKind


class PolicyDocumentQuerySet(ScopedQuerySet):
    def issued(self, *, on: date):
        """Issued by that day; one without a known day counts from the day it was entered."""
        return self.filter(Q(issued_on__lte=on) | Q(issued_on__isnull=True, entered_on__lte=on))

    def incomplete(self):
        """Something is missing: number, day or file."""
        return self.filter(Q(number="") | Q(issued_on__isnull=True) | Q(file=""))


class PolicyDocument(models.Model):
    """政策文件: what is missing is shown as a warning, it never keeps the document out."""

    scope_path = "organization__path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="适用范围", related_name="policy_documents"
    )
    title = models.CharField("标题", max_length=200)
    issuers = models.CharField("发文单位", max_length=200)
    kind = models.CharField("类别", max_length=20, choices=DocumentKind.choices)
    number = models.CharField("文号", max_length=100, blank=True)
    issued_on = models.DateField("发文日期", null=True, blank=True)
    entered_on = models.DateField("入册日期")
    file = models.FileField("文件", upload_to="policy/%Y/", blank=True)
    note = models.CharField("备注", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = PolicyDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "政策文件"
        ordering = ["-issued_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "title"],
                name="policy_document_once",
                violation_error_message="该范围内已登记同名文件。",
            ),
        ]

    def __str__(self):
        return f"《{self.title}》"

    def get_absolute_url(self):
        return reverse("organizations:policy-document-detail", args=[self.pk])

    @property
    def missing(self) -> list[str]:
        """What is missing, in words."""
        gaps = ((self.number, "文号"), (self.issued_on, "发文日期"), (self.file, "文件"))
        return [label for value, label in gaps if not value]
