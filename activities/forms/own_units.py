"""Choosing a place: a branch knows the village it stands in, which answers to the township."""

from activities.services.places import own_units
from league.core.forms import ReferenceField
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
            homes = [grant.organization.unit_id for grant in user.current_grants if grant.organization_id]
            field.initial = homes[0] if len(homes) == 1 else None
