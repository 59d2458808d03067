"""Addresses of appraisal rounds: the offices' below ``cadres/``, the assessors' own links below ``scoring/``."""

from django.urls import path

from cadres.enums import RoundAction
from cadres.views import appraisal_after as after
from cadres.views import appraisal_ledger as ledger
from cadres.views import appraisal_results as results
from cadres.views import appraisal_round_steps as steps
from cadres.views import appraisal_rounds as rounds
from cadres.views import appraisal_scoring as scoring
from cadres.views import appraisal_seats as seats
from cadres.views import appraisal_sheet_steps as sheet_steps
from cadres.views import appraisal_sheets as sheets
from cadres.views import appraisal_visits as visits

PHOTO = visits.AppraisalPhotoPictureView


def step(action: RoundAction):
    """The page of one step of a round."""
    slug = action.value.replace("_", "-")
    view = steps.AppraisalRoundStepView.as_view(action=action)
    return path(f"appraisal-rounds/<int:pk>/{slug}/", view, name=f"appraisal-round-{slug}")


def of(noun: str, slug: str, view):
    """A page about one row."""
    return path(f"appraisal-{noun}s/<int:pk>/{slug}/", view, name=f"appraisal-{noun}-{slug}")


ROUNDS = [
    path("appraisal-rounds/", rounds.AppraisalRoundListView.as_view(), name="appraisal-round-list"),
    path("appraisal-rounds/new/", steps.AppraisalRoundCreateView.as_view(), name="appraisal-round-create"),
    path("appraisal-rounds/<int:pk>/", rounds.AppraisalRoundDetailView.as_view(), name="appraisal-round-detail"),
    path("appraisal-rounds/<int:pk>/edit/", steps.AppraisalRoundUpdateView.as_view(), name="appraisal-round-update"),
    of("round", "sheets", steps.AppraisalRoundSheetsView.as_view()),
    of("round", "fill", steps.AppraisalRoundFillView.as_view()),
    of("round", "score", scoring.RoundScoreView.as_view()),
    of("round", "stage", scoring.RoundStageView.as_view()),
    *(step(action) for action in RoundAction),
    path("appraisal-assessors/new/", seats.AssessorCreateView.as_view(), name="appraisal-assessor-create"),
    path("appraisal-assessors/<int:pk>/", seats.AssessorDetailView.as_view(), name="appraisal-assessor-detail"),
    path("appraisal-assessors/<int:pk>/edit/", seats.AssessorUpdateView.as_view(), name="appraisal-assessor-update"),
    of("assessor", "unseat", seats.AssessorUnseatView.as_view()),
    of("assessor", "link", seats.AssessorLinkView.as_view()),
    of("assessor", "unlink", seats.AssessorUnlinkView.as_view()),
]
SHEETS = [
    path("appraisal-sheets/", sheets.AppraisalSheetListView.as_view(), name="appraisal-sheet-list"),
    path("appraisal-sheets/<int:pk>/", sheets.AppraisalSheetDetailView.as_view(), name="appraisal-sheet-detail"),
    of("sheet", "report", sheet_steps.SheetReportView.as_view()),
    of("sheet", "report-file", sheets.SheetReportFileView.as_view()),
    of("sheet", "return", sheet_steps.SheetReturnView.as_view()),
    of("sheet", "exempt", sheet_steps.SheetExemptView.as_view()),
    of("sheet", "readmit", sheet_steps.SheetReadmitView.as_view()),
    of("sheet", "mark", sheet_steps.SheetMarkView.as_view()),
    of("sheet", "evidence", sheet_steps.SheetEvidenceView.as_view()),
    of("sheet", "visit", visits.SheetVisitView.as_view()),
    of("sheet", "adjust", results.SheetAdjustView.as_view()),
    of("sheet", "object", results.SheetObjectView.as_view()),
    of("sheet", "correct", results.SheetCorrectView.as_view()),
    path(
        "appraisal-evidence/<int:pk>/unlink/",
        sheet_steps.EvidenceUnlinkView.as_view(),
        name="appraisal-evidence-unlink",
    ),
    path("appraisal-visits/<int:pk>/edit/", visits.VisitUpdateView.as_view(), name="appraisal-visit-update"),
    of("visit", "photos", visits.VisitPhotoAddView.as_view()),
    path("appraisal-photos/<int:pk>/", visits.AppraisalPhotoDetailView.as_view(), name="appraisal-photo-detail"),
    of("photo", "remove", visits.AppraisalPhotoRemoveView.as_view()),
    of("photo", "picture", PHOTO.as_view()),
    of("photo", "thumbnail", PHOTO.as_view(part="thumbnail")),
]
RESULTS = [
    path("appraisal-ledger/", ledger.AppraisalLedgerView.as_view(), name="appraisal-ledger-list"),
    path("appraisal-results/", results.AppraisalResultListView.as_view(), name="appraisal-result-list"),
    path("appraisal-results/<int:pk>/", results.AppraisalResultDetailView.as_view(), name="appraisal-result-detail"),
    of("adjustment", "decide", results.AdjustmentDecideView.as_view()),
    of("objection", "answer", results.ObjectionAnswerView.as_view()),
    of("objection", "letter", results.ObjectionLetterView.as_view()),
]
AFTER = [
    of("round", "feedback", after.RoundFeedbackView.as_view()),
    of("sheet", "feedback", after.SheetFeedbackView.as_view()),
    of("sheet", "use", after.SheetUseView.as_view()),
    of("sheet", "rectify", after.SheetRectifyView.as_view()),
    path("appraisal-feedback/", after.FeedbackListView.as_view(), name="appraisal-feedback-list"),
    path(
        "appraisal-feedback/<int:pk>/opinion/", after.FeedbackOpinionView.as_view(), name="appraisal-feedback-opinion"
    ),
    path("appraisal-feedback/<int:pk>/letter/", after.FeedbackLetterView.as_view(), name="appraisal-feedback-letter"),
    path("appraisal-uses/", after.UseListView.as_view(), name="appraisal-use-list"),
    of("use", "remove", after.UseRemoveView.as_view()),
    path("appraisal-rectifications/", after.RectificationListView.as_view(), name="appraisal-rectification-list"),
    of("rectification", "finish", after.RectificationFinishView.as_view()),
]
OFFICES = [*ROUNDS, *SHEETS, *RESULTS, *AFTER]
ASSESSORS = [path("own/<str:token>/", scoring.OwnScoreView.as_view(), name="own")]
