"""What people's nouns take from workbooks; importing the package registers them."""

from cadres.imports.applications import ApplicationImport
from cadres.imports.consultations import ConsultationImport
from cadres.imports.establishments import EstablishmentImport
from cadres.imports.people import PersonImport
from cadres.imports.posts import PostImport
from cadres.imports.recommendations import RecommendationImport
from cadres.imports.recruitment import OpeningImport
from cadres.imports.trainings import TrainingCourseImport, TrainingRecordImport

__all__ = [
    "ApplicationImport",
    "ConsultationImport",
    "EstablishmentImport",
    "OpeningImport",
    "PersonImport",
    "PostImport",
    "RecommendationImport",
    "TrainingCourseImport",
    "TrainingRecordImport",
]
