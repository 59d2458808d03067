"""Search among 100 000 people: by name, pinyin and initials, against an exact-name look-up of the same people.

Method: the list's page is asked through Django's test client, made anew each time, by the same account scoped to the
whole county; the yardstick is the same page with ``name = …`` in the place of the search. The names are drawn at
random, with the shares that the commonest surnames have; the same 40 people are looked for in each way, the median
counts. Initials fit many more people than a name does, so each line tells how many were found, and what
the questions alone take (how many there are, and the first fifty with their organisation).
"""

import random
import time
from datetime import date, timedelta
from statistics import median

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cadres.models import Person
from cadres.services.names import beginnings, write_keys
from league.core.bulk import allocate_ids, insert_rows
from league.core.pinyin import name_keys
from organizations.models import Organization
from tests.bench.report import Report, seconds

ROWS, LOOKED_FOR, RUNS, PAGE = 100_000, 40, 5, 50
SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈单仇朴"
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰春梅红建国文辉力明永健世广志义兴良海山仁波宁贵福生龙元全胜学祥才发武新利清飞彬富顺信子"
    "涵轩雨梓欣怡佳俊豪博思琪嘉晨宇浩然诗语桐可心悦瑞泽熙"
)
FIELDS = ("id", "name", "search_key", "sex", "birth_on", "id_number", "id_number_hash", "phone", "phone_hash", "email",
          "nationality", "political_status", "education", "degree", "graduated_from", "major", "school", "organization",
          "org_path", "source", "remark", "revision", "updated_at")  # fmt: skip


def measure(report: Report, clerk) -> None:
    """Three ways of searching against the exact look-up."""
    insert_people(ROWS - Person.objects.count())
    wanted = random.Random(7).sample(list(Person.objects.order_by("pk").values_list("name", flat=True)), LOOKED_FOR)

    client = Client()
    client.force_login(clerk)

    def pages(texts):
        """Median seconds of a search and of the yardstick; in turn, so that both meet the same busy machine."""
        taken = [
            (page(client, "cadres:person-list", text), page(client, "exact-names", name))
            for _ in range(RUNS)
            for text, name in zip(texts, wanted, strict=True)
        ]
        return (median(times) for times in zip(*taken[LOOKED_FOR // 4 :], strict=True))

    def told(narrow, texts):
        """The questions alone, in words."""
        people = [narrow(Person.objects.visible_to(clerk), text) for text in texts]
        found = sum(map(ask, people))
        taken = seconds(lambda: [ask(each.all()) for each in people], runs=RUNS)
        return f"{taken / LOOKED_FOR * 1000:.1f} ms for {found / LOOKED_FOR:.0f}"

    floor = told(lambda people, name: people.filter(name=name), wanted)
    for label, place in (("name", 0), ("pinyin", 1), ("initials", 2)):
        texts = [beginnings(name)[place] for name in wanted]
        search, exact = pages(texts)
        detail = (
            f"{search * 1000:.0f} ms : {exact * 1000:.0f} ms; questions alone "
            f"{told(lambda people, text: people.named(text), texts)} : {floor}"
        )
        report.add(f"search of 100 000 people by {label} against the exact name", search / exact, 1.5, detail=detail)


def page(client: Client, name: str, text: str) -> float:
    """Seconds for one page, made anew."""
    cache.clear()
    url, start = reverse(name), time.perf_counter()
    if client.get(url, {"q": text}).status_code != 200:
        raise RuntimeError(f"{url} {text}")
    return time.perf_counter() - start


def ask(people) -> int:
    """What one page of the list asks: how many, and the first fifty."""
    count = people.count()
    list(people.select_related("organization").order_by("org_path", "name", "pk")[:PAGE])
    return count


def insert_people(count: int) -> None:
    """People straight into the tables, spread over the townships, with their search keys."""
    chance = random.Random(3)
    committees = list(Organization.objects.filter(depth=2).order_by("pk").values_list("pk", "path"))
    shares = [1 / (place + 2) for place in range(len(SURNAMES))]
    people = []
    for pk, surname in zip(
        allocate_ids(Person, max(count, 0)), chance.choices(SURNAMES, shares, k=max(count, 0)), strict=True
    ):
        people.append((pk, surname + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2, 2, 2))))))
    first = date(1960, 1, 1)
    insert_rows(
        Person,
        FIELDS,
        (
            (pk, name, name_keys(name), "1", first + timedelta(days=pk % 16_000), "", "", "", "", "", "01", "03", "21",
             "", "", "", "", *committees[pk % len(committees)], "测试", "", 1, "2023-01-01T00:00:00+00:00")
            for pk, name in people
        ),
    )  # fmt: skip
    write_keys(people, fresh=True)
