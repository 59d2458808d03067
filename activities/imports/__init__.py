"""What happens, from workbooks; importing the package registers the nouns."""

from activities.imports.activities import ActivityImport
from activities.imports.learning import LearningRecordImport
from activities.imports.media import MediaItemImport, MediaReadingImport
from activities.imports.programmes import ProgrammeImport

__all__ = [
    "ActivityImport",
    "LearningRecordImport",
    "MediaItemImport",
    "MediaReadingImport",
    "ProgrammeImport",
]
