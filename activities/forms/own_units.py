"""Choosing a place: a branch knows the village it stands in, which answers to the township."""

from activities.services.places import own_units
from league.core.forms import ReferenceField
from organizations.enums import UnitKind
from organizations.models import Unit


class OwnUnitField(ReferenceField):
    """A unit of the scope, or one in which an organisation of the scope stands; see OwnUnits."""

    def __init__(self, **kwargs):
        super().__init__(Unit.objects.none(), lookup="unit", **kwargs)


class OwnUnits:
    """A form with a field `unit`: it begins with the village of who fills it in."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        field = self.fields["unit"]
        field.queryset = own_units(user)
        if not self.instance.pk and "unit" not in self.initial:
            own = [grant.organization.unit for grant in user.current_grants if grant.organization_id]
            if len(own) == 1 and own[0] and own[0].kind in UnitKind.grassroots:
                field.initial = own[0]
