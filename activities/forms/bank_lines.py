"""The form that accepts what the machine proposes."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from activities.models import BankLine, Donation, Grant
from activities.services.reconciliation import accept_proposals
from league.core.forms import ScopedForm
from league.core.money import yuan


def told(line: BankLine, entry: Donation | Grant) -> str:
    """2023-05-04 收入1000.00元（流水S1）→ 来源LY2023-0001（2023-05-05，希望工程）."""
    way, day = ("收入", entry.received_on) if isinstance(entry, Donation) else ("支出", entry.paid_on)
    kind = "来源" if isinstance(entry, Donation) else "发放"
    return (
        f"{line.booked_on} {way}{yuan(line.amount)}元（流水{line.serial}）→ {kind}{entry.code}（{day}，{entry.fund}）"
    )


class AcceptForm(ScopedForm):
    """`lines` are the open ones, `found` what each must be."""

    chosen = forms.MultipleChoiceField(
        label="建议", widget=forms.CheckboxSelectMultiple, error_messages={"required": "请至少选择一条。"}
    )

    def __init__(self, *args, lines: list[BankLine], found: dict[int, Donation | Grant], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {line.pk: line for line in lines if line.pk in found}
        self.fields["chosen"].choices = [(str(pk), told(line, found[pk])) for pk, line in self.lines.items()]
        self.initial["chosen"] = [str(pk) for pk in self.lines]

    def clean_chosen(self) -> list[BankLine]:
        """The right is asked for each account."""
        lines = [self.lines[int(key)] for key in self.cleaned_data["chosen"]]
        foreign = [line for line in lines if not self.user.has_perm("activities.accept_bank_line", line)]
        if foreign:
            raise ValidationError(f"您不能办理“{foreign[0].organization}”的对账。")
        return lines

    def perform(self, actor):
        """确认; how many."""
        return accept_proposals(self.cleaned_data["chosen"], actor=actor)
