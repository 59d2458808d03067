from league.core.forms.base import ScopedForm, ScopedModelForm, native_dates
from league.core.forms.reference import ReferenceField, ReferenceWidget

__all__ = ["ReferenceField", "ReferenceWidget", "ScopedForm", "ScopedModelForm", "native_dates"]
