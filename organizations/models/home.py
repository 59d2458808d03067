"""Youth Homes: places of the League for young people, and what state each was in on a day."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse

from league.core.dates import running
from league.core.fields import PathField
from league.core.models import Version, Versioned
from league.core.models.version import VersionQuerySet
from league.core.scoping import ScopedQuerySet
from organizations.enums import HomeBase, HomeKind, HomeState
from organizations.models.organization import CODE

WEEK = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
WEEKDAYS = RegexValidator(r"^1?2?3?4?5?6?7?$", "开放日写作数字1至7（1为星期一），由小到大，例如 12345。")
OFFICE_PHONE = RegexValidator(
    r"^(0\d{2,3}-?)?[2-8]\d{6,7}(-\d{1,5})?$", "只登记办公电话，例如 0734-6812345；不登记个人手机号。"
)


class YouthHomeQuerySet(ScopedQuerySet):
    def in_state(self, state: str, *, on: date):
        """Homes that were in the state on that day."""
        return self.filter(Exists(HomePeriod.objects.on(on).filter(home=OuterRef("pk"), state=state)))

    def with_state(self, *, on: date):
        """Annotate `state_on`, the state of that day."""
        periods = HomePeriod.objects.on(on).filter(home=OuterRef("pk"))
        return self.annotate(state_on=Subquery(periods.values("state")[:1]))


class YouthHome(Versioned):
    """阵地: a Youth Home, heart station or federation hut. Whether it runs is told by its periods (HomePeriod), how it
    was furnished on a day by its versions. `state` is that of today; services.homes alone writes it.
    """

    scope_path = "org_path"
    versioned_fields = (
        "name", "kind", "base", "responsible", "division", "area", "has_sign", "manager", "weekdays", "agreement_ends_on",
    )  # fmt: skip

    code = models.CharField("阵地编码", max_length=30, unique=True, validators=[CODE])
    name = models.CharField("阵地名称", max_length=100)
    kind = models.CharField("类别", max_length=20, choices=HomeKind.choices, default=HomeKind.YOUTH_HOME)
    base = models.CharField("依托阵地", max_length=20, choices=HomeBase.choices)
    state = models.CharField(
        "状态", max_length=10, choices=HomeState.choices, default=HomeState.APPLIED, editable=False
    )
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="依托单位", null=True, blank=True, related_name="homes"
    )
    division = models.ForeignKey(
        "organizations.Division", models.PROTECT, verbose_name="所在区划", related_name="homes"
    )
    responsible = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="负责团组织", related_name="homes"
    )
    org_path = PathField("归口路径", editable=False)
    address = models.CharField("地址", max_length=200, blank=True)
    map_x = models.DecimalField(
        "示意图横坐标", max_digits=5, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1000)],
    )  # fmt: skip
    map_y = models.DecimalField(
        "示意图纵坐标", max_digits=5, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1000)],
    )  # fmt: skip
    area = models.PositiveIntegerField("面积（平方米）", null=True, blank=True)
    has_sign = models.BooleanField("已挂标识标牌", default=False)
    manager = models.CharField("管理员（岗位和姓名）", max_length=50, blank=True)
    office_phone = models.CharField("办公电话", max_length=20, blank=True, validators=[OFFICE_PHONE])
    weekdays = models.CharField("开放日", max_length=7, blank=True, validators=[WEEKDAYS])
    opening_hours = models.CharField("开放时间", max_length=60, blank=True)
    cloud_number = models.CharField("云平台编号", max_length=40, blank=True)
    partners = models.CharField("共建单位", max_length=200, blank=True)
    agreement_ends_on = models.DateField("共建协议到期日", null=True, blank=True)
    applied_on = models.DateField("申报日期")
    source = models.CharField("数据来源", max_length=120, blank=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = YouthHomeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "青年阵地"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "name"],
                condition=~Q(state=HomeState.CLOSED),
                name="home_name_unique_in_division",
                violation_error_message="该区划内已有同名阵地。",
            ),
            models.CheckConstraint(
                condition=Q(map_x__isnull=True, map_y__isnull=True) | Q(map_x__isnull=False, map_y__isnull=False),
                name="home_point_complete",
                violation_error_message="示意图坐标须横、纵两个都填，或者都不填。",
            ),
        ]
        indexes = [models.Index(fields=["org_path", "code"], name="home_scope")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organizations:home-detail", args=[self.pk])

    @property
    def stage(self) -> HomeState:
        """The state as its enum, which knows the transitions."""
        return HomeState(self.state)

    @property
    def opening_days(self) -> str:
        """星期一、星期三, with the hours."""
        days = "、".join(WEEK[int(digit) - 1] for digit in self.weekdays)
        return f"{days} {self.opening_hours}".strip()

    @property
    def masked_phone(self) -> str:
        """The office number with its middle hidden, as lists and pages show it."""
        phone = self.office_phone
        return f"{phone[:-7]}{phone[-7:-5]}***{phone[-2:]}" if phone else ""


class HomeVersionQuerySet(VersionQuerySet):
    def in_state(self, state: str, *, on: date):
        """Homes that were in the state on that day."""
        return self.filter(Exists(HomePeriod.objects.on(on).filter(home=OuterRef("subject"), state=state)))

    def live(self, *, on: date):
        """运行: open to young people on that day."""
        return self.in_state(HomeState.RUNNING, on=on)

    def youth_homes(self):
        """青年之家 in the narrow sense, without heart stations and federation huts."""
        return self.filter(kind=HomeKind.YOUTH_HOME)

    def first_opened_since(self, day: date):
        """Homes whose first day of running is that day or later."""
        earlier = HomePeriod.objects.filter(home=OuterRef("subject"), state=HomeState.RUNNING, starts_on__lt=day)
        return self.filter(~Exists(earlier))


class HomeVersion(Version):
    """阵地沿革: how a home was named, furnished and assigned in one stretch of time."""

    scope_path = "subject__org_path"

    subject = models.ForeignKey(YouthHome, models.PROTECT, verbose_name="青年阵地", related_name="versions")
    name = models.CharField("阵地名称", max_length=100)
    kind = models.CharField("类别", max_length=20, choices=HomeKind.choices)
    base = models.CharField("依托阵地", max_length=20, choices=HomeBase.choices)
    responsible = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="负责团组织", related_name="home_versions"
    )
    division = models.ForeignKey(
        "organizations.Division", models.PROTECT, verbose_name="所在区划", related_name="home_versions"
    )
    area = models.PositiveIntegerField("面积（平方米）", null=True, blank=True)
    has_sign = models.BooleanField("已挂标识标牌", default=False)
    manager = models.CharField("管理员（岗位和姓名）", max_length=50, blank=True)
    weekdays = models.CharField("开放日", max_length=7, blank=True)
    agreement_ends_on = models.DateField("共建协议到期日", null=True, blank=True)

    objects = HomeVersionQuerySet.as_manager()

    class Meta(Version.Meta):
        verbose_name = verbose_name_plural = "阵地沿革"
        ordering = ["subject", "valid_from"]

    def __str__(self):
        return self.name


class HomePeriodQuerySet(ScopedQuerySet):
    def on(self, day: date):
        """The period each home was in on that day."""
        return self.filter(running(day, starts="starts_on", ends="ends_on"))


class HomePeriod(models.Model):
    """运行阶段: from a day to a day a home was in one state, and by what reason and document it came there.

    The periods of a home follow each other without a gap, the first begins with its application.
    """

    scope_path = "home__org_path"

    home = models.ForeignKey(YouthHome, models.CASCADE, verbose_name="青年阵地", related_name="periods")
    state = models.CharField("状态", max_length=10, choices=HomeState.choices)
    starts_on = models.DateField("自")
    ends_on = models.DateField("至（不含）", null=True, blank=True)
    reason = models.CharField("事由", max_length=200, blank=True)
    document = models.CharField("文号", max_length=100, blank=True)

    objects = HomePeriodQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "运行阶段"
        ordering = ["home", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["home"],
                condition=Q(ends_on__isnull=True),
                name="home_period_one_open",
                violation_error_message="该阵地已有一个现行阶段。",
            ),
            models.UniqueConstraint(
                fields=["home", "starts_on"],
                name="home_period_one_start_a_day",
                violation_error_message="该阵地当日已开始另一阶段。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="home_period_not_empty",
                violation_error_message="阶段的结束日期必须晚于开始日期。",
            ),
        ]

    def __str__(self):
        return f"{self.home}{self.get_state_display()}"

    def get_absolute_url(self):
        return self.home.get_absolute_url()

    @property
    def tone(self) -> str:
        """Badge colour of the state."""
        return HomeState(self.state).tone
