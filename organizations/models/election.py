"""The dossier of one election, from the plan to the reply that appoints the new committee."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.scoping import ScopedQuerySet
from organizations.enums import ElectionAction, ElectionState, MeetingForm, SeatPosition


class ElectionQuerySet(ScopedQuerySet):
    def under_way(self):
        """办理中: neither confirmed nor cancelled."""
        return self.filter(state__in=ElectionState.open)

    def meeting_between(self, first: date, last: date):
        """Planned for or held on one of these days; what was cancelled is no longer."""
        held = Q(meeting_on__isnull=False, meeting_on__range=(first, last))
        planned = Q(meeting_on__isnull=True, planned_on__range=(first, last))
        return self.filter(held | planned).exclude(state=ElectionState.CANCELLED)


def _not_more(few: str, many: str, name: str, message: str) -> models.CheckConstraint:
    condition = Q(**{f"{few}__isnull": True}) | Q(**{f"{many}__isnull": True}) | Q(**{f"{few}__lte": F(many)})
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=message)


class Election(models.Model):
    """换届: the papers of one election. At most one is open for an organisation; a confirmed one begins the term.

    The state moves by `ElectionState.transitions` only, in services.elections.
    """

    scope_path = "organization__path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", related_name="elections"
    )
    state = models.CharField(
        "状态", max_length=10, choices=ElectionState.choices, default=ElectionState.PLANNED, editable=False
    )
    number = models.PositiveSmallIntegerField("拟选届次")
    planned_on = models.DateField("计划换届日期")
    timing_reason = models.CharField("提前或推迟的理由", max_length=200, blank=True)
    form = models.CharField("会议形式", max_length=12, choices=MeetingForm.choices, default=MeetingForm.ALL_MEMBERS)
    seats = models.PositiveSmallIntegerField("应选人数")
    candidates = models.PositiveSmallIntegerField("候选人数")
    request_document = models.CharField("请示文号", max_length=100, blank=True)
    requested_on = models.DateField("请示日期", null=True, blank=True)
    approver = models.CharField("批复机关", max_length=100, blank=True)
    approval_document = models.CharField("批复文号", max_length=100, blank=True)
    approved_on = models.DateField("批复日期", null=True, blank=True)
    meeting_on = models.DateField("大会日期", null=True, blank=True)
    meeting_place = models.CharField("大会地点", max_length=100, blank=True)
    chair = models.CharField("主持人", max_length=50, blank=True)
    eligible = models.PositiveIntegerField("应到会有选举权人数", null=True, blank=True)
    present = models.PositiveIntegerField("实到会有选举权人数", null=True, blank=True)
    ballots_issued = models.PositiveIntegerField("发出选票", null=True, blank=True)
    ballots_returned = models.PositiveIntegerField("收回选票", null=True, blank=True)
    ballots_valid = models.PositiveIntegerField("有效选票", null=True, blank=True)
    report_document = models.CharField("结果报告文号", max_length=100, blank=True)
    reported_on = models.DateField("报批日期", null=True, blank=True)
    reply_document = models.CharField("任职批复文号", max_length=100, blank=True)
    replied_on = models.DateField("任职批复日期", null=True, blank=True)
    begins_on = models.DateField("新一届任期起", null=True, blank=True)
    cancelled_on = models.DateField("取消日期", null=True, blank=True)
    cancel_reason = models.CharField("取消理由", max_length=200, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = ElectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "换届"
        ordering = ["-planned_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(state__in=ElectionState.open),
                name="election_one_open",
                violation_error_message="该团组织已有办理中的换届，请先办结或取消。",
            ),
            _not_more("present", "eligible", "election_present_not_more", "实到人数不能多于应到人数。"),
            _not_more("ballots_issued", "present", "election_issued_not_more", "发出选票不能多于实到人数。"),
            _not_more("ballots_returned", "ballots_issued", "election_returned_not_more", "收回选票不能多于发出选票。"),
            _not_more("ballots_valid", "ballots_returned", "election_valid_not_more", "有效选票不能多于收回选票。"),
            models.CheckConstraint(
                condition=~Q(state=ElectionState.CONFIRMED) | Q(begins_on__isnull=False),
                name="election_confirmed_has_beginning",
                violation_error_message="任职批复必须写明新一届任期起。",
            ),
        ]

    def __str__(self):
        return f"{self.organization}第{self.number}届换届"

    def get_absolute_url(self):
        return reverse("organizations:election-detail", args=[self.pk])

    @property
    def stage(self) -> ElectionState:
        """The state as its enum, which knows the transitions."""
        return ElectionState(self.state)

    @property
    def is_open(self) -> bool:
        """Neither confirmed nor cancelled."""
        return self.state in ElectionState.open

    def allows(self, action: ElectionAction) -> bool:
        """Whether the state machine allows the action now."""
        return self.stage.after(action) is not None


class ElectionSeat(models.Model):
    """选举名单: one line of the meeting's record: for which position somebody stood, with how many votes.

    A line of the dossier, no record of a person: persons and their posts are the business of the cadre register.
    """

    scope_path = "election__organization__path"

    election = models.ForeignKey(Election, models.CASCADE, verbose_name="换届", related_name="seat_rows")
    order = models.PositiveSmallIntegerField("顺序")
    position = models.CharField("职务", max_length=10, choices=SeatPosition.choices)
    name = models.CharField("姓名", max_length=50)
    votes = models.PositiveIntegerField("赞成票", null=True, blank=True)
    elected = models.BooleanField("当选", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "选举名单"
        ordering = ["election", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "order"],
                name="election_seat_order_once",
                violation_error_message="名单顺序重复。",
            )
        ]

    def __str__(self):
        return f"{self.name}（{self.get_position_display()}）"
