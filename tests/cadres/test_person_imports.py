"""People from workbooks: found, checked, masked, taken back."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cadres.models import Person, PersonKey
from league.core.importing.batches import commit, context_of, failed_rows, importer_of, undo
from league.core.importing.rows import WHOLE_ROW
from league.core.importing.workbooks import failed, template
from tests.cadres.people import PHONE, ZENG, id_number
from tests.core.importing.workbook import TODAY, send, table
from tests.factories.cadres import PersonFactory


def row(cast, **fields):
    return {"name": "曾丽华", "id_number": ZENG, "organization": cast.branch.code} | fields


def verdicts(batch):
    return {name: batch.counts[name] for name in ("new", "changed", "unchanged", "rejected") if batch.counts[name]}


def reasons(batch):
    importer = importer_of(batch)
    return [
        ("" if place == WHOLE_ROW else importer.columns[place].label, reason)
        for failed_row in failed_rows(batch)
        for place, reason in sorted(failed_row.errors.items())
    ]


def test_people_come_in_with_what_their_numbers_say(cast):
    more = {"phone": "138 0000 5678", "education": "大专", "political_status": "党员", "nationality": "汉"}
    batch = commit(send("person", table("person", row(cast, **more)), cast.secretary), on=TODAY)

    person = Person.objects.get()
    assert batch.counts["written"] == 1
    assert (person.id_number, person.phone, person.sex, person.birth_on) == (ZENG, PHONE, "1", date(1995, 5, 1))
    assert (person.education, person.political_status, person.nationality) == ("31", "01", "01")
    assert (person.organization, person.org_path) == (cast.branch, cast.branch.path)
    assert list(Person.objects.with_id_number(ZENG)) == list(Person.objects.named("zenglih")) == [person]


def test_the_same_file_twice_changes_nothing(cast):
    content = table("person", row(cast), row(cast, name="单雄", id_number=None, birth_on="1990-03-03"))
    commit(send("person", content, cast.secretary), on=TODAY)

    assert verdicts(send("person", content, cast.secretary)) == {"unchanged": 2}


def test_the_filled_template_is_masked_and_comes_back_unchanged(cast):
    PersonFactory(organization=cast.branch, name="曾丽华", id_number=ZENG, phone=PHONE, email="zeng@example.cn")
    batch = send("person", table("person", row(cast)), cast.secretary)

    content = template(importer_of(batch), context_of(batch, on=TODAY), full=True)

    cells = [str(cell) for line in load_workbook(io.BytesIO(content)).worksheets[0].values for cell in line]
    assert {"4304**********0015", "138****5678", "z***@example.cn", "1995-05-***"} <= set(cells)
    assert not any(clear in "".join(cells) for clear in (ZENG, PHONE, "zeng@", "1995-05-01"))
    assert verdicts(send("person", content, cast.secretary)) == {"unchanged": 1}


def test_a_change_by_number_of_the_record(cast):
    person = PersonFactory(organization=cast.branch, name="曾丽华", id_number=ZENG, phone=PHONE)
    sent = {"number": person.pk, "name": "曾丽", "phone": "13900001111", "organization": cast.branch.code}

    batch = commit(send("person", table("person", sent), cast.secretary), on=TODAY)

    person.refresh_from_db()
    assert (person.name, person.phone, person.id_number, person.revision) == ("曾丽", "13900001111", ZENG, 2)
    assert set(PersonKey.objects.filter(person=person).values_list("key", flat=True)) == {"曾丽", "zengli", "zl"}
    undo(batch, actor=cast.secretary)
    person.refresh_from_db()
    assert (person.name, person.phone, person.id_number) == ("曾丽华", PHONE, ZENG)
    assert list(Person.objects.with_phone(PHONE)) == list(Person.objects.named("zenglih")) == [person]


def test_an_import_of_new_people_is_taken_back(cast):
    batch = commit(send("person", table("person", row(cast)), cast.secretary), on=TODAY)

    undo(batch, actor=cast.secretary)

    assert (Person.objects.count(), PersonKey.objects.count()) == (0, 0)


def test_without_a_number_name_birth_and_organisation_tell_who_it_is(cast):
    person = PersonFactory(organization=cast.branch, name="曾丽华")

    batch = send("person", table("person", row(cast, phone=PHONE)), cast.secretary)
    commit(batch, on=TODAY)

    person.refresh_from_db()
    assert verdicts(batch) == {"changed": 1}
    assert (person.id_number, person.phone) == (ZENG, PHONE)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id_number": 430421199505010015.0}, ("身份证号", "数字超过15位，电子表格已丢失末尾数字，请把该列设为文本格式后重新填写")),
        ({"id_number": ZENG[:-1] + "0"}, ("身份证号", "身份证号的校验位不对，请核对是否抄错")),
        ({"id_number": "430421950501001"}, ("身份证号", "15位的旧身份证号没有校验位，不能登记，请填写18位身份证号")),
        ({"id_number": "4304**********0015"}, ("身份证号", "身份证号是遮盖后的内容，请重新填写完整内容")),
        ({"sex": "女"}, ("性别", "与身份证号不符：身份证号为男性")),
        ({"birth_on": "1995-05-02"}, ("出生日期", "与身份证号中的出生日期不符，请核对")),
        ({"phone": "12345"}, ("手机号", "手机号应为11位数字，以13至19开头")),
        ({"number": "999999"}, ("人员编号", "没有这个编号的人员；新增人员请留空")),
        ({"joined_party_on": "2010-01-01"}, ("入党日期", "入党时未满18周岁，请核对出生日期和入党日期")),
    ],
)  # fmt: skip
def test_wrong_cells_are_refused_without_repeating_them(cast, fields, reason):
    batch = send("person", table("person", row(cast, **fields)), cast.secretary)

    assert (verdicts(batch), reasons(batch)) == ({"rejected": 1}, [reason])


def test_a_person_kept_elsewhere_is_refused_with_where(cast):
    PersonFactory(organization=cast.neighbour_branch, name="曾丽华", id_number=ZENG)
    PersonFactory(organization=cast.neighbour_branch, name="单雄", birth_on=date(1990, 3, 3))
    other = row(cast, name="单雄", id_number=None, birth_on="1990-03-03")

    batch = send("person", table("person", row(cast), other), cast.secretary)

    assert reasons(batch) == [
        (
            "身份证号",
            "该身份证号已登记：曾**（1995年5月生，4304**********0015），由“乙镇东村团支部”建档；不要重复登记，可请该组织移交档案",
        ),
        (
            "姓名",
            "可能已经登记过：单*（1990年3月生），由“乙镇东村团支部”建档；是同一人的填上人员编号，不是同一人的补填双方的身份证号",
        ),
    ]


def test_one_number_twice_in_a_file_is_refused_twice(cast):
    batch = send("person", table("person", row(cast), row(cast, name="曾丽")), cast.secretary)

    assert verdicts(batch) == {"rejected": 2}


def test_a_number_of_another_record_is_not_taken_over(cast):
    PersonFactory(organization=cast.branch, name="曾丽华", id_number=ZENG)
    other = PersonFactory(organization=cast.branch, name="单雄", birth_on=None, sex="0")

    batch = send("person", table("person", row(cast, number=other.pk, name="单雄")), cast.secretary)

    assert [label for label, _ in reasons(batch)] == ["身份证号"]


def test_failed_rows_and_previews_repeat_no_personal_cell(cast, client):
    wrong = ZENG[:-1] + "0"
    content = table(
        "person",
        row(cast, organization="没有的支部", phone=PHONE),
        row(cast, id_number=wrong, name="单雄"),
        row(cast, name="仇英", id_number=id_number("19960101"), phone="13900001111"),
    )
    batch = send("person", content, cast.secretary)

    workbook = failed(importer_of(batch), context_of(batch, on=TODAY), failed_rows(batch))
    cells = "".join(str(cell) for line in load_workbook(io.BytesIO(workbook)).worksheets[0].values for cell in line)
    client.force_login(cast.secretary)
    url = reverse("core:import-detail", args=[batch.pk])
    pages = "".join(client.get(f"{url}?tab={tab}").content.decode() for tab in ("new", "rejected"))

    clear = (ZENG, wrong, PHONE, "13900001111", "1996-01-01", id_number("19960101"))
    assert [value for value in clear if value in cells + pages] == []
    assert "4304**********0015" in cells
    assert "（内容不回显，请重新填写）" in cells
