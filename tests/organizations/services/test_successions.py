"""What becomes of everything that hangs on an organisation when it ends, and how it comes back."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from league.core.models import AuditEvent
from organizations.models import (
    BodySeat,
    HealthCase,
    HomeVersion,
    LeagueSchool,
    Organization,
    PolicyDocument,
    Restructuring,
    Term,
    YouthHome,
)
from organizations.services.endings import (
    dissolve_organization,
    merge_organizations,
    preview_dissolve,
    preview_merge,
)
from organizations.services.homes import change_home
from organizations.services.reversals import preview_undo, undo_restructuring
from organizations.services.successions import REGISTRY, Ends, register
from tests.factories.elections import ElectionFactory, HealthCaseFactory, TermFactory
from tests.factories.organizations import UnitFactory
from tests.factories.organizations_homes import YouthHomeFactory
from tests.factories.schools import (
    BodySeatFactory,
    JointSurveyFactory,
    LeagueClassFactory,
    LeagueSchoolFactory,
    PartyInclusionFactory,
    PolicyDocumentFactory,
)

DAY = date(2025, 7, 1)
PAPER = {"on": DAY, "reason": "撤镇并乡", "document": "测团〔2025〕2号"}
# Keys that follow the shape of the tree itself.
OF_THE_TREE = {("organizations.organization", "parent")}


@pytest.fixture
def belongings(cast):
    """One of everything at 甲镇, and what the heir 乙镇 has already."""
    township = cast.township
    school = UnitFactory(responsible=township, division=cast.township_division, name="甲镇中学", kind="senior_school")
    league_school = LeagueSchoolFactory(unit=school)
    LeagueClassFactory(league_school=league_school)
    YouthHomeFactory.create_batch(2, responsible=township)
    YouthHomeFactory(responsible=township, state="closed")
    TermFactory(organization=township)
    ElectionFactory(organization=township, state="cancelled")
    PolicyDocumentFactory(organization=township, title="甲镇团建办法")
    PolicyDocumentFactory(organization=township, title="工作办法")
    PolicyDocumentFactory(organization=cast.neighbour, title="工作办法")
    BodySeatFactory(organization=township, starts_on=date(2023, 1, 1))
    BodySeatFactory(organization=township, ends_on=date(2024, 1, 1))
    HealthCaseFactory(organization=township)
    HealthCaseFactory(organization=cast.branch)
    JointSurveyFactory(organization=township)
    PartyInclusionFactory(organization=township)
    return league_school


def merge(cast):
    return merge_organizations(cast.township, target=cast.neighbour, actor=cast.staff, **PAPER)


def undo(change, cast):
    return undo_restructuring(change, at=timezone.now(), reason="办错了", actor=cast.staff)


def state():
    """Everything that a merger may touch, as the database holds it, revisions aside."""
    models = (YouthHome, HomeVersion, LeagueSchool, Term, PolicyDocument, BodySeat, HealthCase)
    unstable = {"id", "revision", "updated_at"}
    return {
        model: sorted(
            tuple((name, str(value)) for name, value in row.items() if name not in unstable)
            for row in model.objects.values()
        )
        for model in models
    }


def test_every_key_to_an_organization_says_what_becomes_of_it():
    keys = {
        (model._meta.label_lower, field.name)
        for app in ("organizations", "cadres", "activities")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Organization and not model._meta.proxy
    }

    assert keys - {(each.model._meta.label_lower, each.field) for each in REGISTRY.values()} == OF_THE_TREE


def test_a_noun_declares_itself_once():
    with pytest.raises(ValueError, match="terms"):
        register(Ends("terms", Term, "organization", "{} 届任期"))


def test_preview_says_in_sentences_what_passes_ends_and_stays(cast, belongings):
    preview = preview_merge(cast.township, target=cast.neighbour, on=DAY)

    assert preview.blockers == []
    assert preview.effects == [
        "自2025年7月1日起，“甲镇团委”并入“乙镇团委”，原组织撤销。",
        "将划转直属下级 1 个，连同其下共 1 个团组织，到“乙镇团委”。",
        "归口单位 2 个连同人数记录转由“乙镇团委”负责。",
        "1 个团校及其教师名册、团课随学校移交“乙镇团委”，记录不变。",
        "2 个青年阵地移交“乙镇团委”。",
        "1 届任期自该日起终止。",
        "1 份政策文件移交“乙镇团委”。",
        "1 个领导机构席位自该日起终止。",
        "1 项体检问题自该日起终止。",
        "1 项体检问题的整改责任移交“乙镇团委”。",
        f"终止账号授权 1 项：“{cast.secretary} 乡镇（系统）团委书记”。",
        "1 次联合调研的记录保留在“甲镇团委”名下，供查考。",
        "1 个年度纳入党建的记录保留在“甲镇团委”名下，供查考。",
    ]
    assert "“乙镇团委”已有同名的，1 份政策文件保留在“甲镇团委”名下。" in preview.warnings


def test_merger_hands_everything_over_on_one_day(cast, belongings):
    merge(cast)

    neighbour = cast.neighbour
    homes = YouthHome.objects.exclude(state="closed").values_list("responsible", "org_path")
    assert set(homes) == {(neighbour.pk, neighbour.path)}
    assert YouthHome.objects.get(state="closed").responsible == cast.township
    home = YouthHome.objects.filter(responsible=neighbour).first()
    stretches = home.versions.order_by("valid_from").values_list("responsible", "valid_from", "valid_to")
    assert list(stretches)[-2:] == [(cast.township.pk, stretches[0][1], DAY), (neighbour.pk, DAY, None)]
    assert LeagueSchool.objects.get(pk=belongings.pk).unit.org_path == neighbour.path
    assert Term.objects.get().ends_on == DAY
    assert set(PolicyDocument.objects.values_list("title", "organization")) == {
        ("甲镇团建办法", neighbour.pk), ("工作办法", cast.township.pk), ("工作办法", neighbour.pk),
    }  # fmt: skip
    assert set(BodySeat.objects.values_list("ends_on", flat=True)) == {DAY, date(2024, 1, 1)}
    closed = HealthCase.objects.get(organization=cast.township)
    assert (closed.closed_on, closed.outcome) == (DAY, "团组织已撤销，随之销号")
    assert HealthCase.objects.get(organization=cast.branch).responsible == neighbour


def test_each_row_tells_in_its_own_history_what_happened(cast, belongings):
    merge(cast)

    home = YouthHome.objects.filter(responsible=cast.neighbour).first()
    told = AuditEvent.objects.about(home).first()
    assert told.sentence == f"因甲镇团委自2025年7月1日起调整，{home}移交乙镇团委"
    assert (told.document, told.reason, told.org_path) == (PAPER["document"], "撤镇并乡", cast.neighbour.path)
    assert AuditEvent.objects.about(Term.objects.get()).first().sentence == (
        "因甲镇团委自2025年7月1日起调整，甲镇团委第1届随之终止"
    )


def test_taking_back_puts_everything_where_it_was(cast, belongings):
    before = state()
    change = merge(cast)
    assert state() != before

    assert preview_undo(change, at=timezone.now()).effects == [
        "撤回2025年7月1日起的合并：“甲镇团委”恢复原状。",
        "1 个直属下级回到原组织。",
        "以下各项恢复到调整之前：归口单位 2 个移交、2 个青年阵地移交、1 届任期终止、1 份政策文件移交、"
        "1 个领导机构席位终止、1 项体检问题终止、1 项体检问题的整改责任移交、账号授权 1 项终止。",
    ]
    undo(change, cast)

    assert state() == before
    assert Restructuring.objects.get().undone_at


def test_home_changed_since_forbids_taking_back(cast, belongings):
    change = merge(cast)
    home = YouthHome.objects.filter(responsible=cast.neighbour).first()
    change_home(home, changes={"responsible": cast.county}, actor=cast.staff)

    assert preview_undo(change, at=timezone.now()).blockers[0] == (
        "移交的青年阵地后来又作了变更，不能撤回，请先恢复后一次变更。"
    )


@pytest.mark.parametrize("preview", [preview_merge, preview_dissolve])
def test_open_election_is_settled_first(cast, preview):
    election = ElectionFactory(organization=cast.branch, state="approved", number=3)
    heirs = {"target": cast.township} if preview is preview_merge else {"successor": cast.township}

    assert preview(cast.branch, on=DAY, **heirs).blockers == [
        f"“甲镇东村团支部”还有1 项办理中的换届：“{election}”，请先在该换届的页面办结，或者取消换届，再办理本项。"
    ]
    with pytest.raises(ValidationError):
        dissolve_organization(cast.branch, actor=cast.staff, **PAPER)


def test_term_that_begins_later_forbids_the_day(cast):
    TermFactory(organization=cast.branch, starts_on=DAY)

    assert preview_dissolve(cast.branch, on=DAY).blockers == [
        "“甲镇东村团支部第1届”自2025年7月1日起，生效日期必须晚于它，请先更正或改用较晚的日期。"
    ]


def test_dissolution_without_a_successor_gives_homes_to_the_level_above(cast):
    home = YouthHomeFactory(responsible=cast.branch)

    dissolve_organization(cast.branch, actor=cast.staff, **PAPER)

    home.refresh_from_db()
    assert (home.responsible, home.org_path) == (cast.township, cast.township.path)


def test_home_moved_later_forbids_an_earlier_day(cast):
    home = YouthHomeFactory(responsible=cast.branch)
    change_home(home, changes={"area": 99}, on=date(2025, 8, 1), actor=cast.staff)

    assert preview_dissolve(cast.branch, on=DAY).blockers == [f"“{home}”的现状自2025年8月1日起，生效日期不能早于它。"]


def test_page_of_the_adjustment_tells_what_was_handed_over(cast, client, belongings):
    change = merge(cast)
    client.force_login(cast.staff)

    page = client.get(change.get_absolute_url()).content.decode()

    assert "2 个青年阵地移交；1 届任期终止" in page
