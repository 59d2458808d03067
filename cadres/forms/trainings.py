"""Forms of training courses and of their lists of people."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from cadres.forms.consultations import person_field
from cadres.models import TrainingCourse, TrainingRecord
from cadres.services.trainings import (
    COURSE,
    RECORD,
    add_course,
    add_records,
    change_course,
    change_record,
    remove_course,
    remove_record,
)
from league.core.forms import ScopedForm, ScopedModelForm
from organizations.forms.fields import organization_field


class CourseForm(ScopedModelForm):
    class Meta:
        model = TrainingCourse
        fields = list(COURSE)

    def perform(self, actor):
        """更正."""
        return change_course(self.instance, changes=self.changes(), actor=actor)


class CourseCreateForm(CourseForm):
    organization = organization_field("主办团组织")

    field_order = ["code", "title", "kind", "organization"]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("cadres.add_training_course", organization):
            raise ValidationError(f"您不能为“{organization}”登记培训班。")
        return organization

    def perform(self, actor):
        """登记."""
        fields = {name: self.cleaned_data[name] for name in COURSE}
        return add_course(self.cleaned_data["organization"], fields=fields, actor=actor)


class ReasonForm(ScopedForm):
    reason = forms.CharField(label="理由", max_length=200)


class CourseRemoveForm(ReasonForm):
    def perform(self, actor):
        """删去."""
        remove_course(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return self.obj


class RecordCreateForm(ScopedForm):
    """One person onto the list of the course."""

    person = person_field("参训人员")
    hours = forms.IntegerField(label="实际学时", min_value=0, required=False, help_text="留空则按培训班的学时。")
    is_completed = forms.BooleanField(label="结业", required=False)
    certificate = forms.CharField(label="证书编号", max_length=60, required=False)
    remark = forms.CharField(label="备注", max_length=200, required=False)

    def perform(self, actor):
        """列入名单."""
        fields = {name: self.cleaned_data[name] for name in RECORD}
        add_records(self.obj, people=[self.cleaned_data["person"]], fields=fields, actor=actor)
        return self.obj


class RecordForm(ScopedModelForm):
    class Meta:
        model = TrainingRecord
        fields = list(RECORD)

    def perform(self, actor):
        """更正."""
        return change_record(self.instance, changes=self.changes(), actor=actor)


class RecordRemoveForm(ReasonForm):
    def perform(self, actor):
        """删去."""
        remove_record(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return self.obj
