"""The pages of service teams, yard meetings, needs, visits, honours and the federation as their users see them."""

from datetime import date, timedelta

from django.urls import reverse

from activities.models import (
    CourierVisit,
    FederationMember,
    Honour,
    Need,
    ServiceTeam,
    YardMeeting,
    YardMeetingPhoto,
)
from league.core.dates import today
from league.core.models import AuditEvent
from tests.core.photos import from_a_phone, upload
from tests.factories.activities import ActivityFactory
from tests.factories.cadres import PersonFactory
from tests.factories.organizations_homes import YouthHomeFactory
from tests.factories.service import (
    CourierVisitFactory,
    FederationMemberFactory,
    HonourFactory,
    HonourTermFactory,
    NeedFactory,
    NeedStepFactory,
    ServiceTeamFactory,
    ServiceTeamMemberFactory,
    YardMeetingFactory,
    YardMeetingPhotoFactory,
    YouthFederationFactory,
)


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"activities:{name}", args=args), query).content.decode()


def send(client, user, route, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"activities:{route}", args=args), data)


def test_branch_records_a_meeting_in_its_own_village_and_what_came_up(client, cast):
    fields = {
        "title": "青年说事", "organization": cast.branch.code, "unit": cast.village.code, "held_on": "2023-05-04",
        "host": "副书记", "attendees": "20", "youth": "12", "minutes": "谈托管", "pictures": [upload(from_a_phone())],
    }  # fmt: skip
    form = page(client, cast.branch_secretary, "yard-meeting-create")
    assert cast.village.code in form
    send(client, cast.branch_secretary, "yard-meeting-create", **fields)
    meeting = YardMeeting.objects.get()
    assert (meeting.unit, YardMeetingPhoto.objects.get().meeting) == (cast.village, meeting)

    said = {
        "title": "没有托管班", "organization": cast.branch.code, "category": "schooling", "raised_on": "2023-05-04",
        "meeting": meeting.code, "unit": cast.village.code, "raiser_kind": "parent", "raised_by": "李某某",
        "raiser_phone": "13800005678",
    }  # fmt: skip
    answer = send(client, cast.branch_secretary, "need-create", **said)
    need = Need.objects.get()
    assert (answer.url, answer["Cache-Control"]) == (need.get_absolute_url(), "no-store")
    text = page(client, cast.branch_secretary, "yard-meeting-detail", meeting.pk, tab="needs")
    assert "没有托管班" in text
    text = page(client, cast.branch_secretary, "need-detail", need.pk)
    assert "李**" in text
    assert "138****5678" in text
    assert "李某某" not in text + page(client, cast.branch_secretary, "need-update", need.pk)


def test_unit_of_a_neighbour_is_unknown_to_the_form(client, cast):
    fields = {
        "title": "青年说事", "organization": cast.branch.code, "unit": cast.neighbour_village.code, "host": "副书记",
        "held_on": "2023-05-04", "attendees": "20", "minutes": "谈托管",
    }  # fmt: skip
    answer = send(client, cast.branch_secretary, "yard-meeting-create", **fields)
    assert "不在您的管理范围内" in answer.content.decode()
    assert not YardMeeting.objects.exists()


def test_need_goes_its_way_on_pages(client, cast):
    need, day = NeedFactory(organization=cast.branch), str(today())
    text = page(client, cast.branch_secretary, "need-detail", need.pk)
    assert "已超过期限" in text
    assert reverse("activities:need-refuse", args=[need.pk]) not in text
    assert send(client, cast.branch_secretary, "need-refuse", need.pk, done_on=day, remark="不办").status_code == 403

    assign = {"done_on": day, "owner": cast.township.pk, "owner_name": "镇团委副书记", "due_on": day}
    shown = send(client, cast.branch_secretary, "need-assign", need.pk, **assign, preview="1").content.decode()
    assert "责任人镇团委副书记" in shown
    send(client, cast.branch_secretary, "need-assign", need.pk, **assign)
    send(client, cast.secretary, "need-solve", need.pk, done_on=day, remark="已办托管班")
    send(client, cast.secretary, "need-tell", need.pk, done_on=day, remark="电话告知，满意")
    need.refresh_from_db()
    assert (need.state, need.owner, need.outcome) == ("told", cast.township, "已办托管班")
    text = page(client, cast.branch_secretary, "need-detail", need.pk, tab="steps")
    assert text.index("交办") < text.index("已办托管班") < text.index("电话告知，满意")


def test_owner_is_not_chosen_beside_the_tree(client, cast):
    need = NeedFactory(organization=cast.branch)
    wrong = {"done_on": str(today()), "owner": cast.neighbour.pk, "owner_name": "某人"}
    assert "选择一个有效的选项" in send(client, cast.secretary, "need-assign", need.pk, **wrong).content.decode()
    need.refresh_from_db()
    assert need.state == "raised"


def test_worklist_holds_what_is_open_and_files_hold_no_raiser(client, cast):
    NeedFactory(organization=cast.branch, title="逾期的事", raised_by="李某某", raiser_phone="13800005678")
    NeedFactory(organization=cast.branch, title="不急的事", due_on=today() + timedelta(days=9))
    NeedFactory(organization=cast.branch, title="办完的事", state="told")
    NeedFactory(organization=cast.neighbour_branch, title="邻镇的事")
    text = page(client, cast.secretary, "need-due")
    assert [word in text for word in ("逾期的事", "不急的事", "办完的事", "邻镇的事")] == [True, True, False, False]
    text = page(client, cast.secretary, "need-due", overdue="yes")
    assert [word in text for word in ("逾期的事", "不急的事")] == [True, False]
    NeedFactory(organization=cast.branch, title="镇里负责的事", owner=cast.township)
    assert f"?answering={cast.township.code}" in text
    text = page(client, cast.secretary, "need-due", answering=cast.township.code)
    assert [word in text for word in ("逾期的事", "镇里负责的事")] == [False, True]
    client.force_login(cast.secretary)
    columns = ["title", "raiser_kind", "outcome", "unit"]
    file = client.get(reverse("activities:need-list"), {"export": "csv", "column": columns}).getvalue().decode()
    answer = client.get("/api/v1/needs/").json()
    assert answer["count"] == 4
    assert "李" not in file + str(answer)
    assert "5678" not in file + str(answer)


def test_raiser_is_shown_once_with_a_reason(client, cast):
    need = NeedFactory(organization=cast.branch, raised_by="李某某")
    assert send(client, cast.reviewer, "need-disclose", need.pk, reason="看看是谁").status_code == 403
    answer = send(client, cast.secretary, "need-disclose", need.pk, reason="电话回访")
    assert "李某某" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert AuditEvent.objects.get(action="need.disclosed").reason == "电话回访"


def test_second_editor_learns_what_differs_and_not_who_raised_it(client, cast):
    need = NeedFactory(organization=cast.branch, raised_by="李某某", raiser_phone="13800005678")
    fields = {
        "title": "改过的诉求", "category": "job", "raiser_kind": "youth", "raised_by": "王某", "raiser_phone": "13900001111",
        "revision": "0",
    }  # fmt: skip
    answer = send(client, cast.secretary, "need-update", need.pk, **fields)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert ["李**" in text, "138****5678" in text, "李某某" in text, "13800005678" in text] == [
        True,
        True,
        False,
        False,
    ]


def test_team_is_entered_and_its_members_are_named(client, cast):
    fields = {
        "name": "东村服务队", "organization": cast.branch.code, "unit": cast.village.code, "founded_on": "2022-05-04",
        "party_members": "1", "league_members": "3", "pioneers": "6", "volunteers": "2", "counted_on": "2023-05-04",
    }  # fmt: skip
    send(client, cast.branch_secretary, "service-team-create", **fields)
    team = ServiceTeam.objects.get()
    person = PersonFactory(organization=cast.branch, name="张小明")
    send(client, cast.branch_secretary, "service-team-member-add", team.pk, person=person.pk, role="party",
         joined_on="2022-06-01")  # fmt: skip
    text = page(client, cast.secretary, "service-team-detail", team.pk, tab="members")
    assert "张小明" in text
    member = team.members.get()
    send(client, cast.secretary, "service-team-member-leave", member.pk, on="2023-01-01")
    member.refresh_from_db()
    assert member.left_on == date(2023, 1, 1)
    send(client, cast.secretary, "service-team-dissolve", team.pk, on="2023-09-01", reason="人员外出")
    assert send(client, cast.secretary, "service-team-update", team.pk, **fields).status_code == 403
    assert "联建党组织" in page(client, cast.secretary, "service-team-list")


def test_visits_stand_under_their_activity(client, cast):
    activity = ActivityFactory(organization=cast.township, kind="visit")
    fields = {"company": "测试邮政", "trade": "parcel", "persons": "8", "first_this_year": "5"}
    send(client, cast.secretary, "courier-visit-add", activity.pk, **fields)
    visit = CourierVisit.objects.get()
    assert "测试邮政" in page(client, cast.secretary, "activity-detail", activity.pk, tab="couriers")
    send(client, cast.secretary, "courier-visit-update", visit.pk, **fields | {"first_this_year": "6"})
    visit.refresh_from_db()
    assert visit.first_this_year == 6
    assert (
        "不能多于走访人数"
        in send(
            client,
            cast.secretary,
            "courier-visit-add",
            activity.pk,
            **fields | {"company": "乙", "first_this_year": "9"},
        ).content.decode()
    )
    send(client, cast.secretary, "courier-visit-remove", visit.pk, reason="误登")
    assert not CourierVisit.objects.exists()
    other = ActivityFactory(organization=cast.township)
    assert "tab=couriers" not in page(client, cast.secretary, "activity-detail", other.pk)


def test_honour_is_entered_renewed_and_withdrawn(client, cast):
    fields = {
        "name": "县青年文明号", "kind": "civilized_unit", "level": "county", "year": "2022", "issuer": "团县委",
        "organization": cast.township.code, "holder_name": "政务窗口", "awarded_on": "2023-05-04", "ends_on": "2025-05-04",
    }  # fmt: skip
    assert send(client, cast.branch_secretary, "honour-create", **fields).status_code == 403
    send(client, cast.secretary, "honour-create", **fields)
    honour = Honour.objects.get()
    assert "已过期" in page(client, cast.secretary, "honour-detail", honour.pk)
    assert "政务窗口" in page(client, cast.secretary, "honour-list", standing="lapsed")
    send(client, cast.secretary, "honour-renew", honour.pk, starts_on="2025-05-04", document="测试〔2025〕1号")
    assert "长期有效" in page(client, cast.secretary, "honour-detail", honour.pk, tab="terms")
    withdrawal = {"on": str(today()), "reason": "弄虚作假", "document": "测试〔2026〕1号"}
    send(client, cast.secretary, "honour-withdraw", honour.pk, **withdrawal)
    assert "弄虚作假" in page(client, cast.secretary, "honour-detail", honour.pk)
    assert send(client, cast.secretary, "honour-update", honour.pk, **fields).status_code == 403


def test_federation_counts_its_sectors_and_masks_names(client, cast):
    federation = YouthFederationFactory(organization=cast.county)
    ActivityFactory(organization=cast.branch, by_federation=True, title="青联普法")
    seat = {"sector": "health", "post": "chair", "member_name": "欧阳某", "joined_on": "2021-05-04"}
    send(client, cast.staff, "federation-member-seat", federation.pk, **seat)
    member = FederationMember.objects.get()
    FederationMemberFactory(federation=federation, sector="education")
    text = page(client, cast.staff, "youth-federation-detail", federation.pk, tab="sectors")
    assert "在任委员 2 人：主席 1 人，委员 1 人。" in text
    assert "青联普法" in page(client, cast.staff, "youth-federation-detail", federation.pk, tab="events")
    listed = page(client, cast.staff, "federation-member-list", federation=federation.pk)
    assert "欧**" in listed
    everything = listed + page(client, cast.staff, "federation-member-update", member.pk)
    assert "欧阳" not in everything + str(client.get("/api/v1/federation-members/").json())
    send(client, cast.staff, "federation-member-retire", member.pk, on="2023-01-01")
    member.refresh_from_db()
    assert member.left_on == date(2023, 1, 1)


LISTS = ("service-team", "yard-meeting", "need", "courier-visit", "honour", "youth-federation", "federation-member")


def test_lists_and_their_api_cost_the_same_for_one_and_for_three(client, cast, django_assert_max_num_queries):
    def one():
        person = PersonFactory(organization=cast.township)
        team = ServiceTeamFactory(organization=cast.branch, unit=cast.village)
        ServiceTeamMemberFactory(team=team, person=person)
        meeting = YardMeetingFactory(organization=cast.branch, unit=cast.village, team=team)
        YardMeetingPhotoFactory(meeting=meeting)
        NeedStepFactory(need=NeedFactory(organization=cast.branch, owner=cast.township, meeting=meeting))
        CourierVisitFactory(activity=ActivityFactory(organization=cast.branch))
        HonourTermFactory(honour=HonourFactory(organization=cast.township, person=person))
        FederationMemberFactory(federation=YouthFederationFactory(organization=cast.township), person=person)

    one()
    client.force_login(cast.secretary)
    for _ in range(2):
        for name in LISTS:
            with django_assert_max_num_queries(14):
                assert client.get(reverse(f"activities:{name}-list")).status_code == 200
            with django_assert_max_num_queries(10):
                assert client.get(reverse(f"api:{name}-list")).status_code == 200
        one()
        one()


def test_pages_below_show_what_belongs_to_them(client, cast):
    person, home = PersonFactory(organization=cast.township), YouthHomeFactory(responsible=cast.township)
    HonourTermFactory(honour=HonourFactory(organization=cast.township, person=person, name="县优秀团干部"))
    HonourTermFactory(honour=HonourFactory(organization=cast.county, person=person, name="县里保管的荣誉"))
    ServiceTeamFactory(organization=cast.township, home=home, name="阵地服务队")
    YardMeetingFactory(organization=cast.township, unit=cast.village, title="村里的恳谈会")
    NeedFactory(organization=cast.branch, owner=cast.township, title="镇里负责的事")
    NeedFactory(organization=cast.branch, title="支部自己的事")
    client.force_login(cast.secretary)

    def tab(row, slug):
        return client.get(row.get_absolute_url(), {"tab": slug}).content.decode()

    honours = tab(person, "honours")
    assert ["县优秀团干部" in honours, "县里保管的荣誉" in honours] == [True, False]
    assert "阵地服务队" in tab(home, "teams")
    assert "村里的恳谈会" in tab(cast.village, "meetings")
    needs = tab(cast.township, "needs")
    assert ["镇里负责的事" in needs, "支部自己的事" in needs] == [True, False]
    assert "支部自己的事" in tab(cast.branch, "needs")


def test_need_is_raised_and_moved_over_the_api(client, cast):
    client.force_login(cast.branch_secretary)

    def ask(method, url, **data):
        return getattr(client, method)(url, data, content_type="application/json")

    said = {"title": "没有托管班", "category": "schooling", "raised_on": "2023-05-04", "raiser_kind": "parent"}
    made = ask("post", reverse("api:need-list"), organization=cast.branch.pk, **said)
    assert made.status_code == 201
    assert ask("post", reverse("api:need-list"), organization=cast.neighbour_branch.pk, **said).status_code == 400
    need = Need.objects.get()
    url = reverse("api:need-detail", args=[need.pk])
    answer = ask("patch", url, title="没有暑期托管班", revision=1)
    assert (answer.status_code, answer.json()["title"], answer.json()["revision"]) == (200, "没有暑期托管班", 2)
    assert ask("patch", url, title="再改", revision=1).status_code == 409
    steps = reverse("api:need-move", args=[need.pk])
    assign = {"action": "assign", "done_on": "2023-05-06", "owner_name": "镇团委副书记"}
    wrong = ask("post", steps, owner=cast.neighbour.code, **assign)
    assert (wrong.status_code, wrong.json()["fields"]) == (
        400,
        {"owner": ["“430421101”不是收集团组织本级或上级的编码。"]},
    )
    answer = ask("post", steps, owner=cast.township.code, **assign).json()
    assert (answer["state"], answer["owner"], len(answer["steps"])) == ("assigned", cast.township.pk, 1)
    assert ask("post", steps, action="refuse", done_on="2023-05-07", remark="不办").status_code == 403
