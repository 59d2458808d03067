"""Forms of mergers."""

from django import forms
from django.core.exceptions import ValidationError

from cadres.models import Person
from cadres.services.distinctions import check_pair, tell_apart
from cadres.services.merges import merge_people, undo_merge
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm


class PairForm(ScopedForm):
    """Another record beside the page's own. Declare `permission` on it, and how the refusal calls the deed."""

    other = ReferenceField(Person.objects.current(), lookup="person", label="另一条记录")
    reason = forms.CharField(label="理由", max_length=200)
    permission, deed = "", ""

    def clean_other(self):
        """Not the same record, and one of which the user may do this as well."""
        other = self.cleaned_data["other"]
        if other.pk == self.obj.pk:
            raise ValidationError("请选择另一条人员记录。")
        if not self.user.has_perm(self.permission, other):
            raise ValidationError(f"“{other}”由“{other.organization}”建档，您不能{self.deed}它，请联系县级团委。")
        return other


class MergeForm(PairForm):
    other = ReferenceField(
        Person.objects.current(),
        lookup="person",
        label="并入的记录",
        help_text="它的任职等记录全部转到本人员名下，它本身不再显示。",
    )
    reason = forms.CharField(label="理由", max_length=200, help_text="例如：两处重复建档，经核对是同一人。")
    permission, deed = "cadres.merge_person", "合并"

    def perform(self, actor):
        """合并; the person that stays comes next."""
        data = self.cleaned_data
        return merge_people(self.obj, dropped=data["other"], reason=data["reason"], on=today(), actor=actor)


class MergeUndoForm(ScopedForm):
    def perform(self, actor):
        """撤回."""
        return undo_merge(self.obj, on=today(), actor=actor)


class DistinguishForm(PairForm):
    reason = forms.CharField(
        label="核对情况", max_length=200, help_text="例如：经核对户籍，系同名同日出生的两人。不要填写证件号码。"
    )
    permission, deed = "cadres.distinguish_person", "标记"

    def clean(self):
        """The pair is told apart once."""
        data = super().clean()
        if "other" in data:
            check_pair(self.obj, data["other"])
        return data

    def perform(self, actor):
        """标记."""
        data = self.cleaned_data
        return tell_apart(self.obj, other=data["other"], reason=data["reason"], on=today(), actor=actor)
