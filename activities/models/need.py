"""Needs (急难愁盼): what somebody raised, who answers for it until when, and every step until it was told back."""

from datetime import date

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from activities.enums import NeedAction, NeedCategory, NeedState, RaiserKind
from league.core.crypto import EncryptedField
from league.core.fields import PathField
from league.core.masking import mask_name, mask_phone
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE

# The seals' names; they are part of what is stored and never change.
RAISED_BY, RAISER_PHONE = "need.raised_by", "need.raiser_phone"


class NeedQuerySet(ScopedQuerySet):
    def open(self):
        """Somebody still has to settle it or to tell about it."""
        return self.filter(state__in=NeedState.open)

    def overdue(self, *, on: date):
        """The next step should have been taken before that day."""
        return self.open().filter(due_on__lt=on)

    def due_soon(self, *, on: date, until: date):
        """The next step is to be taken on [on, until]."""
        return self.open().filter(due_on__range=(on, until))

    def with_answering(self):
        """Annotate `answering_id`: the organisation that answers for the need now."""
        return self.annotate(
            answering_id=Coalesce("owner_id", "organization_id", output_field=models.BigIntegerField())
        )

    def as_of(self, on: date):
        """Needs raised by that day, with `state_then`, `due_then` and `owner_then` as they stood on it."""
        steps = NeedStep.objects.filter(need=OuterRef("pk"), done_on__lte=on).order_by("-done_on", "-pk")
        return self.filter(raised_on__lte=on).annotate(
            state_then=Coalesce(Subquery(steps.values("state")[:1]), models.Value(NeedState.RAISED.value)),
            due_then=Case(When(Exists(steps), then=Subquery(steps.values("due_on")[:1])), default="first_due_on"),
            owner_then=Coalesce(
                Subquery(steps.values("owner_id")[:1]), "organization_id", output_field=models.BigIntegerField()
            ),
        )


class Need(models.Model):
    """急难愁盼诉求. Moved by services.need_moves alone; each step is a NeedStep, so that any past day can be asked.

    `organization` is where it was raised. `owner` answers for it: an organisation over that one, None is that one
    itself. `due_on` is the last day for the next step: settling while it is unsettled, telling while it is untold.
    Who raised it is sealed, shown masked, and in full only with a reason.
    """

    scope_path = "org_path"

    code = models.CharField("诉求编码", max_length=30, unique=True, validators=[CODE])
    title = models.CharField("诉求", max_length=60, help_text="一句话写清什么事，不写姓名。")
    detail = models.TextField("具体情况", max_length=1000, blank=True, help_text="不写姓名、电话和住址。")
    category = models.CharField("类别", max_length=10, choices=NeedCategory.choices)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="收集团组织", related_name="needs"
    )
    org_path = PathField("归口路径", editable=False)
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="涉及单位", null=True, blank=True, related_name="needs"
    )
    meeting = models.ForeignKey(
        "activities.YardMeeting", models.PROTECT, verbose_name="恳谈会", null=True, blank=True, related_name="needs"
    )
    raised_on = models.DateField("反映日期")
    raiser_kind = models.CharField("反映人身份", max_length=10, choices=RaiserKind.choices)
    raised_by = EncryptedField("反映人姓名", blank=True, context=RAISED_BY, mask=mask_name)
    raiser_phone = EncryptedField("反映人电话", blank=True, context=RAISER_PHONE, mask=mask_phone)
    state = models.CharField("状态", max_length=10, choices=NeedState.choices, default=NeedState.RAISED, editable=False)
    owner = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="责任团组织", null=True, blank=True, editable=False,
        related_name="owned_needs",
    )  # fmt: skip
    owner_name = models.CharField("责任人", max_length=50, blank=True, editable=False)
    due_on = models.DateField("办理期限", null=True, blank=True, editable=False)
    first_due_on = models.DateField("原定期限", editable=False)
    changed_on = models.DateField("最近办理日期", editable=False)
    outcome = models.CharField("办理结果", max_length=500, blank=True, editable=False)
    reopened = models.PositiveSmallIntegerField("重新办理（次）", default=0, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "急难愁盼诉求"
        ordering = ["-raised_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=NeedState.TOLD, due_on__isnull=True)
                | (~Q(state=NeedState.TOLD) & Q(due_on__isnull=False)),
                name="need_due_until_told",
                violation_error_message="没有告知反映人的诉求必须有办理期限。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NeedState.unsettled) | ~Q(outcome=""),
                name="need_settled_with_outcome",
                violation_error_message="办结的诉求必须写明办理结果或不予办理的理由。",
            ),
        ]
        indexes = [
            models.Index(fields=["org_path", "raised_on"], name="need_scope"),
            models.Index(fields=["state", "due_on"], name="need_due"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activities:need-detail", args=[self.pk])

    @property
    def stage(self) -> NeedState:
        """The state as its enum, which knows the transitions."""
        return NeedState(self.state)

    @property
    def answering(self):
        """The organisation that answers for it now."""
        return self.owner or self.organization

    def is_late(self, on: date) -> bool:
        """Whether the next step should have been taken before that day."""
        return self.due_on is not None and self.due_on < on


class NeedStep(models.Model):
    """办理经过: one step of a need, with the state, the owner and the next due day after it. Never changed."""

    scope_path = "need__org_path"

    need = models.ForeignKey(Need, models.CASCADE, verbose_name="诉求", related_name="steps")
    action = models.CharField("办理事项", max_length=10, choices=NeedAction.choices)
    state = models.CharField("办理后状态", max_length=10, choices=NeedState.choices)
    owner = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="责任团组织", null=True, blank=True,
        related_name="need_steps",
    )  # fmt: skip
    owner_name = models.CharField("责任人", max_length=50, blank=True)
    due_on = models.DateField("办理期限", null=True, blank=True)
    done_on = models.DateField("办理日期")
    remark = models.CharField("说明", max_length=500, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "诉求办理经过"
        ordering = ["need", "done_on", "pk"]
        indexes = [models.Index(fields=["need", "done_on"], name="need_step_day")]

    def __str__(self):
        return f"{self.need}{self.get_action_display()}"

    def get_absolute_url(self):
        return self.need.get_absolute_url()
