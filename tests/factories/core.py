"""Rows of the ground."""

from datetime import UTC, date, datetime
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from league.core.models import ImportBatch, JobRun, Submission


class JobRunFactory(DjangoModelFactory):
    class Meta:
        model = JobRun

    task = "core.preview_import"
    label = "测试任务"
    created_at = run_after = datetime(2024, 5, 4, tzinfo=UTC)


class SubmissionFactory(DjangoModelFactory):
    class Meta:
        model = Submission

    key = factory.LazyFunction(uuid4)


class ImportBatchFactory(DjangoModelFactory):
    class Meta:
        model = ImportBatch

    noun = "unit"
    file_name = "名单.xlsx"
    effective_on = date(2024, 5, 4)
    org_path = factory.LazyAttribute(lambda batch: batch.created_by.scope.paths[0])
