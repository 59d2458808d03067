"""Appraisal rounds at every node of the matrix: drafts of the node's own office, which nobody below it reads."""

from datetime import date

from django.core.files.base import ContentFile

from organizations.models import Organization
from tests.factories.appraisals import (
    AppraisalAdjustmentFactory,
    AppraisalAssessorFactory,
    AppraisalEvidenceFactory,
    AppraisalFeedbackFactory,
    AppraisalGradeFactory,
    AppraisalGroupFactory,
    AppraisalItemFactory,
    AppraisalMethodFactory,
    AppraisalObjectionFactory,
    AppraisalPanelFactory,
    AppraisalPhotoFactory,
    AppraisalRectificationFactory,
    AppraisalResultFactory,
    AppraisalRoundFactory,
    AppraisalSchemeFactory,
    AppraisalSheetFactory,
    AppraisalUseFactory,
    AppraisalVisitFactory,
)


def fill_appraisal_rounds(world, node: str, organization: Organization, mark: str) -> None:
    """One row of everything, each with the node's mark in its texts."""
    scheme = AppraisalSchemeFactory(organization=organization, state="draft", year=2022, kind="star", title=mark)
    method = AppraisalMethodFactory(scheme=scheme, name=mark)
    grade, other = AppraisalGradeFactory(scheme=scheme, name=mark), AppraisalGradeFactory(scheme=scheme)
    row = AppraisalRoundFactory(scheme=scheme, title=mark, document=mark)
    sheet = AppraisalSheetFactory(
        round=row, group=AppraisalGroupFactory(scheme=scheme, name=mark), organization=organization, report=mark,
        report_file=ContentFile(b"%PDF-", name="canary.pdf"), reported_on=date(2023, 12, 20),
    )  # fmt: skip
    visit = AppraisalVisitFactory(sheet=sheet, findings=mark, visitors=mark)
    photo = AppraisalPhotoFactory(visit=visit, caption=mark)
    rows = (
        row,
        sheet,
        visit,
        photo,
        AppraisalAssessorFactory(round=row, panel=AppraisalPanelFactory(method=method), name=mark, duty=mark),
        AppraisalEvidenceFactory(sheet=sheet, item=AppraisalItemFactory(method=method), label=mark, note=mark),
        AppraisalResultFactory(sheet=sheet, grade=grade, reason=mark),
        AppraisalAdjustmentFactory(sheet=sheet, former=grade, grade=other, reason=mark, proposed_by=world.cast.staff),
        AppraisalObjectionFactory(
            sheet=sheet, raised_by=mark, content=mark, state="rejected", decided_on=date(2024, 1, 12), decision=mark
        ),
        AppraisalFeedbackFactory(sheet=sheet, recipient=mark, opinion=mark, opinion_on=date(2024, 2, 5)),
        AppraisalUseFactory(sheet=sheet, title=mark),
        AppraisalRectificationFactory(sheet=sheet, problem=mark, measures=mark),
    )
    for each in rows:
        world.add(node, each)
