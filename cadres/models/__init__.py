from cadres.models.application import Application, Wish
from cadres.models.appraisal_item import AppraisalItem, AppraisalMethod, AppraisalPanel
from cadres.models.appraisal_result import (
    AppraisalAdjustment,
    AppraisalMethodResult,
    AppraisalObjection,
    AppraisalResult,
)
from cadres.models.appraisal_round import AppraisalAssessor, AppraisalRound
from cadres.models.appraisal_scheme import AppraisalGrade, AppraisalGroup, AppraisalScheme
from cadres.models.appraisal_score import AppraisalScore
from cadres.models.appraisal_sheet import (
    AppraisalEvidence,
    AppraisalMark,
    AppraisalPhoto,
    AppraisalSheet,
    AppraisalVisit,
)
from cadres.models.appraisal_use import AppraisalFeedback, AppraisalRectification, AppraisalUse
from cadres.models.calendar_day import CalendarDay
from cadres.models.consultation import Consultation, ConsultationOpinion
from cadres.models.establishment import DeclaredStaff, Establishment
from cadres.models.opening import Opening
from cadres.models.person import Person, PersonKey
from cadres.models.person_distinction import PersonDistinction
from cadres.models.person_merge import PersonMerge
from cadres.models.placement import Placement
from cadres.models.post import Post
from cadres.models.post_change import PostChange
from cadres.models.recommendation import Recommendation
from cadres.models.recruitment_drive import RecruitmentDrive
from cadres.models.seat_match import ElectedSeat, SeatMatch
from cadres.models.training import TrainingCourse, TrainingRecord

__all__ = [
    "Application",
    "AppraisalAdjustment",
    "AppraisalAssessor",
    "AppraisalEvidence",
    "AppraisalFeedback",
    "AppraisalGrade",
    "AppraisalGroup",
    "AppraisalItem",
    "AppraisalMark",
    "AppraisalMethod",
    "AppraisalMethodResult",
    "AppraisalObjection",
    "AppraisalPanel",
    "AppraisalPhoto",
    "AppraisalRectification",
    "AppraisalResult",
    "AppraisalRound",
    "AppraisalScheme",
    "AppraisalScore",
    "AppraisalSheet",
    "AppraisalUse",
    "AppraisalVisit",
    "CalendarDay",
    "Consultation",
    "ConsultationOpinion",
    "DeclaredStaff",
    "ElectedSeat",
    "Establishment",
    "Opening",
    "Person",
    "PersonDistinction",
    "PersonKey",
    "PersonMerge",
    "Placement",
    "Post",
    "PostChange",
    "Recommendation",
    "RecruitmentDrive",
    "SeatMatch",
    "TrainingCourse",
    "TrainingRecord",
    "Wish",
]
