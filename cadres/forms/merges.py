"""Forms of mergers."""

from django import forms
from django.core.exceptions import ValidationError

from cadres.models import Person
from cadres.services.merges import merge_people, undo_merge
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm


class MergeForm(ScopedForm):
    other = ReferenceField(
        Person.objects.current(),
        lookup="person",
        label="并入的记录",
        help_text="它的任职等记录全部转到本人员名下，它本身不再显示。",
    )
    reason = forms.CharField(label="理由", max_length=200, help_text="例如：两处重复建档，经核对是同一人。")

    def clean_other(self):
        """Another record, which the user may merge as well."""
        other = self.cleaned_data["other"]
        if other.pk == self.obj.pk:
            raise ValidationError("请选择另一条人员记录。")
        if not self.user.has_perm("cadres.merge_person", other):
            raise ValidationError(f"“{other}”由“{other.organization}”建档，您不能合并它，请联系县级团委。")
        return other

    def perform(self, actor):
        """合并; the person that stays comes next."""
        data = self.cleaned_data
        return merge_people(self.obj, dropped=data["other"], reason=data["reason"], on=today(), actor=actor)


class MergeUndoForm(ScopedForm):
    def perform(self, actor):
        """撤回."""
        return undo_merge(self.obj, on=today(), actor=actor)
