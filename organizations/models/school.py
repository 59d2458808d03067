"""Secondary and vocational schools, seen by their league work."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from league.core.school_years import SchoolYear
from organizations.enums import UnitKind
from organizations.models.league_class import LeagueClass
from organizations.models.league_school import LeagueSchool
from organizations.models.relation_survey import RelationSurvey
from organizations.models.unit import Unit, UnitQuerySet


class SchoolQuerySet(UnitQuerySet):
    def secondary(self):
        """中学、中职: those that are to have a league school."""
        return self.filter(kind__in=UnitKind.secondary_schools)

    def with_league_work(self, *, on: date):
        """Annotate what is known on that day: `survey_result`, `surveyed_on`, `settled_on`, `league_school_name`,
        `minutes` before admission and `classes` in the day's school year, and `is_covered`."""
        year = SchoolYear.of(on)
        survey = RelationSurvey.objects.in_force(on=on).filter(unit=OuterRef("pk"))
        league_school = LeagueSchool.objects.existing(on=on).filter(unit=OuterRef("pk"))
        held = LeagueClass.objects.held(year, on=on).filter(league_school__unit=OuterRef("pk")).order_by()
        per_school = held.values("league_school__unit")
        before = held.before_admission().values("league_school__unit")
        covered = LeagueSchool.objects.covering(on=on).filter(unit=OuterRef("pk"))
        return self.annotate(
            survey_result=Subquery(survey.values("result")[:1]),
            surveyed_on=Subquery(survey.values("surveyed_on")[:1]),
            settled_on=Subquery(survey.values("corrected_on")[:1]),
            league_school_name=Subquery(league_school.values("name")[:1]),
            classes=Coalesce(Subquery(per_school.annotate(number=Count("pk")).values("number")), 0),
            minutes=Coalesce(Subquery(before.annotate(total=Sum("minutes")).values("total")), 0),
            is_covered=Exists(covered),
        )


class School(Unit):
    """学校: a unit, on the pages of league schools."""

    objects = SchoolQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "学校"

    def get_absolute_url(self):
        return reverse("organizations:school-detail", args=[self.pk])
