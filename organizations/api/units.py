"""Units, head-counts, joint coverage, divisions and rules over the API."""

from rest_framework.exceptions import ValidationError

from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from organizations.api.organizations import demand_basis, not_after_today
from organizations.api.serializers import (
    CoverageSerializer,
    DivisionSerializer,
    HeadCountSerializer,
    RuleSerializer,
    UnitSerializer,
)
from organizations.filters import CoverageFilter, DivisionFilter, HeadCountFilter, RuleFilter, UnitFilter
from organizations.models import Coverage, Division, HeadCount, Rule, Unit
from organizations.services.counting import enter_head_count
from organizations.services.coverages import begin_coverage
from organizations.services.divisions import add_division, change_division
from organizations.services.units import CORRECTED, RESTATED, change_unit, open_unit


class UnitViewSet(Creates, Updates, ScopedViewSet):
    """单位."""

    model, serializer_class, filterset_class = Unit, UnitSerializer, UnitFilter
    select_related = ("division", "responsible")
    add_permission = "organizations.add_unit"
    change_permission = "organizations.change_unit"

    def create_object(self, data, actor):
        """Register it; the right is asked for the organisation that answers for it."""
        data.pop("on", None)
        data.pop("document", None)
        reason = data.pop("reason", "")
        demand(actor, self.add_permission, data["responsible"])
        not_after_today(data.get("opened_on"))
        return open_unit(fields=data, reason=reason, actor=actor)

    def update_object(self, obj, data, actor):
        """Correct or change it."""
        on, reason, document = data.pop("on", None), data.pop("reason", ""), data.pop("document", "")
        not_after_today(on)
        registered = {name: data[name] for name in (*RESTATED, *CORRECTED) if name in data}
        demand_basis(actor, "organizations.restate_unit", obj, registered, reason)
        if "responsible" in data:
            demand(actor, self.add_permission, data["responsible"])
        return change_unit(obj, changes=data, on=on, reason=reason, document=document, actor=actor)


class HeadCountViewSet(Creates, ScopedViewSet):
    """团员青年数. A post for a day that has a count already is a correction."""

    model, serializer_class, filterset_class = HeadCount, HeadCountSerializer, HeadCountFilter
    add_permission = "organizations.add_head_count"

    def create_object(self, data, actor):
        """Enter it; the right is asked for whose people are counted."""
        unit, organization = data.pop("unit", None), data.pop("organization", None)
        if (unit is None) == (organization is None):
            raise ValidationError({"unit": ["人数必须且只能属于一个单位或一个团组织。"]})
        demand(actor, self.add_permission, unit or organization)
        not_after_today(data["counted_on"])
        return enter_head_count(unit or organization, **data, actor=actor)


class CoverageViewSet(Creates, ScopedViewSet):
    """联合覆盖."""

    model, serializer_class, filterset_class = Coverage, CoverageSerializer, CoverageFilter
    add_permission = "organizations.add_coverage"

    def create_object(self, data, actor):
        """Begin it; the right is asked for the covering organisation."""
        demand(actor, self.add_permission, data["organization"])
        not_after_today(data["starts_on"])
        return begin_coverage(data["organization"], data["unit"], on=data["starts_on"], actor=actor)


class DivisionViewSet(Creates, Updates, ScopedViewSet):
    """区划."""

    model, serializer_class, filterset_class = Division, DivisionSerializer, DivisionFilter
    add_permission = "organizations.add_division"
    change_permission = "organizations.change_division"

    def create_object(self, data, actor):
        """Register it."""
        return add_division(fields=data, actor=actor)

    def update_object(self, obj, data, actor):
        """Correct it."""
        return change_division(obj, changes=data, actor=actor)


class RuleViewSet(ScopedViewSet):
    """规则."""

    model, serializer_class, filterset_class = Rule, RuleSerializer, RuleFilter
