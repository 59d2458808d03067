"""The vocabularies of service teams, yard meetings and visits to couriers."""

from django.db import models


class TeamRole(models.TextChoices):
    """服务队身份 of somebody known by name. Pioneers are children: they are counted and never named."""

    PARTY = "party", "党员"
    LEAGUE = "league", "团员"
    VOLUNTEER = "volunteer", "青年志愿者"

    @property
    def count_field(self) -> str:
        """The team's head-count that includes them."""
        return {"party": "party_members", "league": "league_members", "volunteer": "volunteers"}[self.value]


class CourierTrade(models.TextChoices):
    """新就业群体行业."""

    PARCEL = "parcel", "快递"
    MEAL = "meal", "外卖配送"
    RIDE = "ride", "网约车"
    FREIGHT = "freight", "货运"
