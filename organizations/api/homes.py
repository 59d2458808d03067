"""Youth Homes, their months and their checks over the API."""

from rest_framework import serializers

from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from league.core.dates import today
from organizations.api.organizations import not_after_today
from organizations.api.serializers import RegisterSerializer
from organizations.filters.homes import HomeCheckFilter, HomeFilter, HomeMonthFilter
from organizations.models import HomeCheck, HomeCheckItem, HomeMonth, YouthHome
from organizations.services.home_records import record_home_month
from organizations.services.homes import apply_home, change_home


class YouthHomeSerializer(RegisterSerializer):
    kind_label = serializers.CharField(source="get_kind_display", read_only=True, label="类别名称")
    state_label = serializers.CharField(source="get_state_display", read_only=True, label="状态名称")
    division_code = serializers.CharField(source="division.code", read_only=True, label="区划代码")
    responsible_code = serializers.CharField(source="responsible.code", read_only=True, label="负责团组织编码")
    on = serializers.DateField(write_only=True, required=False, label="申报日期、变更自")

    class Meta:
        model = YouthHome
        fields = [
            "id", "code", "name", "kind", "kind_label", "base", "state", "state_label", "unit", "division",
            "division_code", "responsible", "responsible_code", "address", "map_x", "map_y", "area", "has_sign",
            "manager", "office_phone", "weekdays", "opening_hours", "cloud_number", "partners", "agreement_ends_on",
            "applied_on", "source", "revision", "on",
        ]  # fmt: skip
        read_only_fields = ["state", "applied_on", "revision"]


class HomeMonthSerializer(RegisterSerializer):
    class Meta:
        model = HomeMonth
        fields = ["id", "home", "month", "activities", "attendances", "source", "revision"]
        read_only_fields = ["revision"]


class HomeCheckItemSerializer(RegisterSerializer):
    class Meta:
        model = HomeCheckItem
        fields = ["item", "passed", "remark"]


class HomeCheckSerializer(RegisterSerializer):
    items = HomeCheckItemSerializer(many=True, read_only=True, label="各项结果")

    class Meta:
        model = HomeCheck
        fields = ["id", "home", "year", "checked_on", "checker", "passed", "remark", "items"]


class YouthHomeViewSet(Creates, Updates, ScopedViewSet):
    """青年阵地. Steps of the life cycle are taken on the pages."""

    model, serializer_class, filterset_class = YouthHome, YouthHomeSerializer, HomeFilter
    select_related = ("division", "responsible")
    add_permission = "organizations.add_home"
    change_permission = "organizations.change_home"

    def create_object(self, data, actor):
        """Apply for it; the right is asked for the organisation that answers for it."""
        on = data.pop("on", None) or today()
        demand(actor, self.add_permission, data["responsible"])
        not_after_today(on)
        return apply_home(fields=data, on=on, actor=actor)

    def update_object(self, obj, data, actor):
        """Correct or change it."""
        on = data.pop("on", None)
        not_after_today(on)
        if "responsible" in data:
            demand(actor, self.add_permission, data["responsible"])
        return change_home(obj, changes=data, on=on, actor=actor)


class HomeMonthViewSet(Creates, ScopedViewSet):
    """月度开放记录. A post for a month that is recorded already is a correction."""

    model, serializer_class, filterset_class = HomeMonth, HomeMonthSerializer, HomeMonthFilter
    add_permission = "organizations.record_home_month"

    def create_object(self, data, actor):
        """Record it; the right is asked for the home."""
        home = data.pop("home")
        demand(actor, self.add_permission, home)
        return record_home_month(home, **{"source": ""} | data, on=today(), actor=actor)


class HomeCheckViewSet(ScopedViewSet):
    """年度检查."""

    model, serializer_class, filterset_class = HomeCheck, HomeCheckSerializer, HomeCheckFilter
