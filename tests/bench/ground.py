"""A county to measure on: 25 townships, 500 villages, the committees above them, one clerk."""

from datetime import date

from league.accounts.models import Grant, User
from league.core.bulk import allocate_ids, insert_rows
from league.core.dates import UNKNOWN_START
from organizations.models import Division, HeadCount, Organization, OrganizationVersion, Unit, UnitVersion
from organizations.validators import credit_code_check_character

COUNTY = "430421"
KINDS = ("village", "organ", "private_enterprise", "social_organization", "institution")
VERSION_FIELDS = ("subject", "name", "kind", "parent", "path", "depth", "stat_field", "two_new", "unit", "valid_from",
                  "valid_to")  # fmt: skip
ORGANIZATION_FIELDS = ("id", "code", "name", "short_name", "kind", "parent", "path", "depth", "sort", "stat_field",
                       "two_new", "party_organization", "founded_on", "founded_document", "dissolved_document",
                       "address", "source", "search_key", "revision", "updated_at")  # fmt: skip
NOW = "2023-01-01T00:00:00+00:00"


def township_code(number: int) -> str:
    """Nine digits, as in the statistical codes."""
    return f"{COUNTY}{100 + number}"


def village_code(number: int) -> str:
    """Twelve digits; twenty villages to a township."""
    return f"{township_code(number // 20)}{200 + number % 20}"


def make_county() -> User:
    """Divisions, the county's and the townships' committees, and a clerk who may see all of it."""
    county = Division.objects.create(code=f"{COUNTY}000000", name="测试县", level="county")
    townships = Division.objects.bulk_create(
        Division(code=f"{township_code(n)}000", name=f"第{n}镇", level="township", parent=county) for n in range(25)
    )
    Division.objects.bulk_create(
        Division(code=village_code(n), name=f"第{n}村", level="village", parent=townships[n // 20]) for n in range(500)
    )
    insert_organizations([(COUNTY, None, "leading_body"), *((township_code(n), 0, "committee") for n in range(25))])
    clerk = User.objects.create_user("clerk", "bench-password-1", name="测试员", must_change_password=False)
    root = Organization.objects.get(code=COUNTY)
    Grant.objects.create(user=clerk, role="county_staff", organization=root, starts_on=date(2020, 1, 1))
    return clerk


def insert_organizations(nodes: list[tuple[str, int | None, str]]) -> list[int]:
    """Insert a tree given as (code, index of the parent in the list, kind), parents first; return the ids."""
    ids = allocate_ids(Organization, len(nodes))
    paths: list[str] = []
    rows, versions = [], []
    for number, (code, parent, kind) in enumerate(nodes):
        above = "/" if parent is None else paths[parent]
        parent_id = None if parent is None else ids[parent]
        path = f"{above}{ids[number]}/"
        paths.append(path)
        depth = path.count("/") - 1
        field = ("village", "student", "enterprise", "organ", "community", "social")[number % 6]
        two_new = ("none", "none", "new_economy", "none", "none", "new_social")[number % 6]
        name = f"共青团测试{number}委员会"
        founded = date(2015 + number % 9, 1 + number % 12, 1)
        rows.append((ids[number], code, name, "", kind, parent_id, path, depth, 0, field, two_new, "", founded, "", "",
                     "", "测试", name, 1, NOW))  # fmt: skip
        versions.append((ids[number], name, kind, parent_id, path, depth, field, two_new, None, founded, None))
    insert_rows(Organization, ORGANIZATION_FIELDS, rows)
    insert_rows(OrganizationVersion, VERSION_FIELDS, versions)
    return ids


def credit_code(number: int) -> str:
    """A valid code of an enterprise that does not exist."""
    body = f"91990000MA{number:07d}"
    return body + credit_code_check_character(body)


def unit_cells(number: int) -> list:
    """The ten cells of one unit's row: code, name, kind, credit code, division, responsible, opened, exempt reason,
    address, source."""
    village = village_code(number % 500)
    return [f"B{number:08d}", f"测试单位{number}号", KINDS[number % 5], credit_code(number), village, village[:9],
            date(2010 + number % 12, 1 + number % 12, 1 + number % 28), "", f"第{number % 500}村{number}号", "测试"]  # fmt: skip


def insert_units(count: int) -> None:
    """Units straight into the tables, for the lists and the fills."""
    divisions = dict(Division.objects.values_list("code", "id"))
    committees = {code: (pk, path) for code, pk, path in Organization.objects.values_list("code", "id", "path")}
    ids = allocate_ids(Unit, count)
    rows, versions = [], []
    for number, pk in enumerate(ids):
        code, name, kind, credit, division, responsible, opened, exempt, address, source = unit_cells(number)
        committee, path = committees[responsible]
        rows.append((pk, code, name, kind, credit, divisions[division], committee, path, opened, exempt, address,
                     source, f"{name}|ceshidanwei{number}|csdw{number}", 1, NOW))  # fmt: skip
        versions.append((pk, name, kind, committee, divisions[division], exempt, UNKNOWN_START, None))
    insert_rows(Unit, ("id", "code", "name", "kind", "credit_code", "division", "responsible", "org_path", "opened_on",
                       "exempt_reason", "address", "source", "search_key", "revision", "updated_at"), rows)  # fmt: skip
    insert_rows(UnitVersion, ("subject", "name", "kind", "responsible", "division", "exempt_reason", "valid_from",
                              "valid_to"), versions)  # fmt: skip


def insert_head_counts() -> None:
    """Members for nine units of ten, youth for eight of ten; the township committees host a unit each."""
    rows = []
    for number, (pk, path) in enumerate(Unit.objects.order_by("code").values_list("id", "org_path")):
        if number % 10:
            rows.append((pk, path, "members", date(2023, 6, 30), number % 7, "测试"))
        if number % 10 > 1:
            rows.append((pk, path, "youth", date(2023, 6, 30), 10 + number % 50, "测试"))
    insert_rows(HeadCount, ("unit", "org_path", "kind", "counted_on", "value", "source"), rows)
    hosts = OrganizationVersion.objects.filter(kind="committee", subject__parent__code=COUNTY).order_by("subject__code")
    for number, version in enumerate(hosts):
        unit = Unit.objects.get(code=f"B{number:08d}")
        OrganizationVersion.objects.filter(pk=version.pk).update(unit=unit)
        Organization.objects.filter(pk=version.subject_id).update(unit=unit)
