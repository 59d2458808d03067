"""Schemes, rounds, sheets and results of appraisal as the services would leave them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from cadres.models import (
    AppraisalAdjustment,
    AppraisalAssessor,
    AppraisalEvidence,
    AppraisalFeedback,
    AppraisalGrade,
    AppraisalGroup,
    AppraisalItem,
    AppraisalMark,
    AppraisalMethod,
    AppraisalMethodResult,
    AppraisalObjection,
    AppraisalPanel,
    AppraisalPhoto,
    AppraisalRectification,
    AppraisalResult,
    AppraisalRound,
    AppraisalScheme,
    AppraisalScore,
    AppraisalSheet,
    AppraisalUse,
    AppraisalVisit,
)
from league.core.photo_files import keep
from tests.core.photos import drawn, upload


class AppraisalSchemeFactory(DjangoModelFactory):
    """`AppraisalSchemeFactory(organization=county)`: issued; without parts, see `whole_scheme`."""

    class Meta:
        model = AppraisalScheme

    code = factory.Sequence(lambda n: f"KH{n}")
    org_path = factory.LazyAttribute(lambda scheme: scheme.organization.path)
    year = 2023
    title = factory.Sequence(lambda n: f"测试考核方案{n}")
    state = "issued"
    issued_on = factory.LazyAttribute(lambda scheme: None if scheme.state == "draft" else date(2023, 3, 1))


class AppraisalGroupFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalGroup

    name = factory.Sequence(lambda n: f"测试组{n}")


class AppraisalMethodFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalMethod

    kind = "on_site"
    name = factory.Sequence(lambda n: f"测试方式{n}")
    weight = 100


class AppraisalPanelFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalPanel

    name = factory.Sequence(lambda n: f"测试评委组{n}")
    weight = 100


class AppraisalItemFactory(DjangoModelFactory):
    """`AppraisalItemFactory(method=method)`: ten points by a panel."""

    class Meta:
        model = AppraisalItem

    scheme = factory.LazyAttribute(lambda item: item.method.scheme)
    method = None
    code = factory.Sequence(lambda n: f"X{n}")
    title = factory.Sequence(lambda n: f"测试项目{n}")
    full = 10


class AppraisalGradeFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalGrade

    sort = factory.Sequence(lambda n: n % 30000)
    name = factory.Sequence(lambda n: f"测试等次{n}")
    lower = 0


class AppraisalRoundFactory(DjangoModelFactory):
    """`AppraisalRoundFactory(scheme=scheme, state="scoring")`."""

    class Meta:
        model = AppraisalRound

    title = factory.Sequence(lambda n: f"测试轮次{n}")
    as_of = date(2023, 12, 31)
    announced_on = factory.LazyAttribute(
        lambda row: date(2024, 1, 10) if row.state in ("announced", "approved", "published") else None
    )
    objections_to = factory.LazyAttribute(lambda row: row.announced_on and date(2024, 1, 17))
    approved_on = factory.LazyAttribute(
        lambda row: date(2024, 1, 20) if row.state in ("approved", "published") else None
    )
    published_on = factory.LazyAttribute(lambda row: date(2024, 1, 22) if row.state == "published" else None)
    state = "draft"


class AppraisalAssessorFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalAssessor

    name = factory.Sequence(lambda n: f"评委{n}")


class AppraisalSheetFactory(DjangoModelFactory):
    """`AppraisalSheetFactory(round=round, group=group, organization=township)`."""

    class Meta:
        model = AppraisalSheet

    org_path = factory.LazyAttribute(lambda sheet: sheet.organization.path)


class AppraisalMarkFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalMark


class AppraisalEvidenceFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalEvidence

    object_type = "organizations.organization"
    object_id = 1
    label = "佐证"
    added_on = date(2023, 12, 1)


class AppraisalVisitFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalVisit

    visited_on = date(2023, 12, 5)
    visitors = "考察人员"
    findings = "情况属实"


class AppraisalPhotoFactory(DjangoModelFactory):
    """`AppraisalPhotoFactory(visit=visit)`: `content` is the file that was sent."""

    class Meta:
        model = AppraisalPhoto
        exclude = ("content", "kept")

    content = factory.Sequence(lambda n: drawn((64, 48), colour=(n % 200, 150, n // 200 % 200)))
    kept = factory.LazyAttribute(lambda photo: keep(upload(photo.content)))
    picture = factory.SelfAttribute("kept.picture")
    thumbnail = factory.SelfAttribute("kept.thumbnail")
    digest = factory.SelfAttribute("kept.digest")
    width = factory.SelfAttribute("kept.width")
    height = factory.SelfAttribute("kept.height")
    taken_on = date(2023, 12, 5)
    added_on = date(2023, 12, 5)


class AppraisalScoreFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalScore

    points = 8


class AppraisalResultFactory(DjangoModelFactory):
    """`AppraisalResultFactory(sheet=sheet, grade=grade)`: first of one."""

    class Meta:
        model = AppraisalResult

    status = "graded"
    total = 88
    rank = 1
    out_of = 1
    proposed = factory.SelfAttribute("grade")


class AppraisalMethodResultFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalMethodResult

    points = 88
    weighted = 88


class AppraisalAdjustmentFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalAdjustment

    reason = "测试理由"
    proposed_on = date(2024, 1, 5)


class AppraisalObjectionFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalObjection

    raised_on = date(2024, 1, 11)
    raised_by = "某团委"
    content = "请复核"


class AppraisalFeedbackFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalFeedback

    target = "party"
    recipient = "某镇党委"
    told_on = date(2024, 2, 1)


class AppraisalUseFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalUse

    kind = "honour"
    used_on = date(2024, 3, 1)
    title = "推荐先进"


class AppraisalRectificationFactory(DjangoModelFactory):
    class Meta:
        model = AppraisalRectification

    listed_on = date(2024, 2, 1)
    due_on = date(2024, 6, 30)


# Method name, weight, and its items: code, source, full points.
FOUR_METHODS = (
    ("daily", "日常考核", 40, (("D1", "indicator", 60), ("D2", "office", 40))),
    ("on_site", "现场述职", 30, (("S1", "panel", 50), ("S2", "panel", 50))),
    ("written", "书面述职", 10, (("W1", "self_report", 100),)),
    ("visit", "实地考察", 20, (("V1", "site_visit", 100),)),
)
GRADES = (("好", 90, 30), ("较好", 80, None), ("一般", 60, None), ("差", 0, None))


def whole_scheme(organization, **rest) -> AppraisalScheme:
    """A scheme of the four methods that could be issued: one group of everything directly below, four grades."""
    scheme = AppraisalSchemeFactory(organization=organization, **rest)
    AppraisalGroupFactory(scheme=scheme, name="乡镇（园区）", sort=1)
    for place, (kind, name, weight, items) in enumerate(FOUR_METHODS, 1):
        method = AppraisalMethodFactory(scheme=scheme, kind=kind, name=name, weight=weight, sort=place)
        if any(source != "indicator" and source != "office" for _, source, _ in items):
            AppraisalPanelFactory(method=method, name="评委组")
        for sort, (code, source, full) in enumerate(items, 1):
            scale = {"indicator": "org.total", "zero_at": 0, "full_at": 100} if source == "indicator" else {}
            AppraisalItemFactory(method=method, code=code, source=source, full=full, sort=sort, **scale)
    AppraisalItemFactory(scheme=scheme, code="B1", kind="bonus", source="office", full=5, title="受到上级表彰")
    AppraisalItemFactory(scheme=scheme, code="N1", kind="veto", source="office", full=0, title="发生重大责任事故")
    for sort, (name, lower, quota) in enumerate(GRADES, 1):
        AppraisalGradeFactory(scheme=scheme, sort=sort, name=name, lower=lower, quota=quota)
    return scheme
