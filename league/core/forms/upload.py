"""The form that takes a workbook."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from league.core.dates import today
from league.core.forms.base import ScopedForm
from league.core.importing.batches import ImportRefused, receive
from league.core.importing.importer import Importer
from league.core.importing.steps import request_step
from league.core.models import ImportBatch


class UploadForm(ScopedForm):
    """A file, the day its changes hold from, and, for who holds several nodes, the one it is about."""

    file = forms.FileField(label="文件", help_text="Excel 工作簿（.xlsx、.xls）或 .ods，不超过20MB。")
    node = forms.ChoiceField(label="导入范围", help_text="只能写入该组织及其以下的数据。")
    effective_on = forms.DateField(
        label="生效日期",
        help_text="对现有数据的变更从这一天起算，以前的统计不受影响；更正早已如此的情况，请填它真正开始的日期。",
    )

    def __init__(self, *args, importer: Importer, nodes: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.importer = importer
        self.fields["node"].choices = nodes
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.xls,.ods"
        if len(nodes) == 1:
            del self.fields["node"]
        self.nodes = nodes
        if importer.dated:
            self.fields["effective_on"].initial = today()
        else:
            del self.fields["effective_on"]

    def clean_file(self):
        """Too large a file is refused before it is kept."""
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_MAX_BYTES:
            raise ValidationError(
                f"文件超过{settings.IMPORT_MAX_BYTES >> 20}MB，请删去图片和多余的工作表，或分成几个文件。"
            )
        return file

    def perform(self, actor) -> ImportBatch:
        """Keep the file and have it checked."""
        file = self.cleaned_data["file"]
        try:
            batch = receive(
                self.importer.noun,
                file,
                name=file.name,
                actor=actor,
                path=self.cleaned_data.get("node") or self.nodes[0][0],
                effective_on=self.cleaned_data.get("effective_on") or today(),
                on=today(),
            )
        except ImportRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        request_step(batch, "check", actor=actor)
        return batch
