"""The editor of own indicators: rows of conditions whose fields depend on what was chosen before them.

The form is made anew from what was typed: the noun decides which fields a row offers, the field which operators and
values. One empty row always follows the filled ones, so that nothing needs a script but the reload of the form.
"""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from league.core.forms import ScopedForm
from reports.indicators.nouns import NOUNS, Field, Kind, Noun
from reports.indicators.own.sentences import sentence
from reports.indicators.own.spec import CONDITIONS_MOST, Measuring, Spec, SpecError, read
from reports.models import OwnIndicator, OwnIndicatorVersion
from reports.services.own_indicators import Draft, compose_own_indicator, revise_own_indicator

NOTHING = ("", "—")
PREFIXES = {"conditions": "c", "part": "p"}
ROW = re.compile(r"([cp])(\d{1,2})-field")
# What the form looks like depends on these: choosing them draws it anew.
REDRAWING = ("noun", "measure")
REDRAW = {"hx-post": "", "hx-vals": '{"redraw": "1"}'}
NAMING = ("name", "unit", "decimals", "definition", "featured", "revision")


class NumbersField(forms.CharField):
    """Whole numbers, several of them separated by 、 or a comma."""

    def clean(self, value):
        parts = [part for part in re.split(r"[、，,\s]+", super().clean(value)) if part]
        # Full-width digits are digits.
        if any(not re.fullmatch(r"-?\d{1,10}", part) for part in parts):
            raise ValidationError("应填整数，例如 30；有几个时用顿号分开。")
        return [int(part) for part in parts]


def values_field(field: Field, takes: str) -> forms.Field | None:
    """The input for a field's values; None where nothing stands behind the operator."""
    if takes == "nothing":
        return None
    if field.kind == Kind.CHOICE:
        return forms.MultipleChoiceField(
            label=f"{field.label}（可选几个）", choices=field.offered, widget=forms.CheckboxSelectMultiple
        )
    if field.kind == Kind.DATE:
        return forms.DateField(label=field.label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    several = "；有几个时用顿号分开，符合任何一个即可" if takes == "many" else ""
    return NumbersField(label=field.label, help_text=f"单位：{field.unit}{several}")


def as_initial(version: OwnIndicatorVersion) -> dict:
    """A stored version as what the editor shows."""
    spec = version.spec
    initial = {
        "name": version.name, "definition": version.definition, "unit": version.unit, "decimals": version.decimals,
        "featured": version.indicator.featured, "revision": version.indicator.revision, "noun": spec["noun"],
        "measure": spec["measure"], "column": spec["column"], "grouping": spec["grouping"],
    }  # fmt: skip
    for place, letter in PREFIXES.items():
        for at, row in enumerate(spec[place]):
            initial |= {f"{letter}{at}-field": row["field"], f"{letter}{at}-operator": row["operator"]}
            initial[f"{letter}{at}-values"] = row["values"]
    return initial


class OwnIndicatorForm(ScopedForm):
    noun = forms.ChoiceField(label="统计对象", choices=[(one.code, one.label) for one in NOUNS.values()])
    measure = forms.ChoiceField(label="计算方式", choices=[(one.value, one.label) for one in Measuring])
    column = forms.ChoiceField(label="数值", required=False)
    grouping = forms.ChoiceField(label="分组（可不选）", required=False)
    name = forms.CharField(label="名称", max_length=60)
    unit = forms.CharField(label="单位", max_length=10, required=False, help_text="不填时按所选数值的单位。")
    decimals = forms.TypedChoiceField(
        label="小数位数",
        coerce=int,
        required=False,
        empty_value=1,
        choices=[(n, f"{n}位") for n in range(5)],
        initial=1,
    )
    definition = forms.CharField(
        label="口径", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一句话写明统计什么、怎样计算。不填时采用按条件生成的一句。",
    )  # fmt: skip
    featured = forms.BooleanField(label="列入首页和指标一览", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data, files, **kwargs)
        self.noun: Noun = NOUNS.get(self._typed("noun")) or next(iter(NOUNS.values()))
        self.measuring = self._typed("measure") or Measuring.COUNT.value
        self.spec: Spec | None = None
        self._offer_columns()
        self.rows = {place: self._add_rows(letter) for place, letter in PREFIXES.items() if self._has(place)}
        self.fields["decimals"].initial = 2 if self.measuring == Measuring.SHARE else 1
        if self.measuring not in (Measuring.AVERAGE, Measuring.SHARE):
            del self.fields["decimals"]
        for name, field in self.fields.items():
            if name in REDRAWING or name.endswith(("-field", "-operator")):
                field.widget.attrs |= REDRAW

    def _has(self, place: str) -> bool:
        return place == "conditions" or self.measuring == Measuring.SHARE

    def _typed(self, name: str) -> str:
        value = (self.data if self.is_bound else self.initial).get(name)
        return value if isinstance(value, str) else ""

    def _offer_columns(self) -> None:
        noun, measuring = self.noun, self.measuring
        self.fields["grouping"].choices = [NOTHING, *((one.name, one.label) for one in noun.groupings())]
        numbers = [(one.name, one.label) for one in noun.numbers() if measuring != Measuring.SUM or one.measure]
        if measuring == Measuring.DISTINCT:
            self.fields["column"].label = "按什么去重"
            self.fields["column"].choices = [NOTHING, *((one.name, one.label) for one in noun.keys)]
        elif measuring in (Measuring.SUM, Measuring.AVERAGE):
            self.fields["column"].choices = [NOTHING, *numbers]
        else:
            del self.fields["column"]

    def _add_rows(self, letter: str) -> list[str]:
        """Names of the rows: those where a field of this noun was chosen, and an empty one."""
        typed = self.data if self.is_bound else self.initial
        numbers = sorted({int(match[2]) for name in typed if (match := ROW.fullmatch(name)) and match[1] == letter})
        filled = [at for at in numbers if self.noun.field(self._typed(f"{letter}{at}-field"))]
        free = next(at for at in range(len(filled) + 1) if at not in filled)
        names = [f"{letter}{at}" for at in [*filled, free]][:CONDITIONS_MOST]
        for name in names:
            self._add_row(name)
        return names

    def _add_row(self, name: str) -> None:
        offered = [NOTHING, *((field.name, field.label) for field in self.noun.fields)]
        self.fields[f"{name}-field"] = forms.ChoiceField(label="条件", choices=offered, required=False)
        field = self.noun.field(self._typed(f"{name}-field"))
        if field is None:
            return
        operators = {one.code: one for one in field.operators}
        chosen = operators.get(self._typed(f"{name}-operator"), field.operators[0])
        self.fields[f"{name}-operator"] = forms.ChoiceField(
            label="比较", choices=[(one.code, one.label) for one in field.operators]
        )
        values = values_field(field, chosen.takes)
        if values is not None:
            self.fields[f"{name}-values"] = values
            raw = self.initial.get(f"{name}-values")
            if isinstance(raw, list) and field.kind != Kind.CHOICE:
                self.initial[f"{name}-values"] = "、".join(map(str, raw))

    def groups(self) -> list[dict]:
        """The rows for the template: heading, and the bound fields of each row."""
        headings = {"conditions": "条件（各行须同时符合）", "part": "分子另须符合的条件"}
        return [
            {
                "heading": headings[place],
                "rows": [
                    [
                        self[f"{name}-{part}"]
                        for part in ("field", "operator", "values")
                        if f"{name}-{part}" in self.fields
                    ]
                    for name in names
                ],
            }
            for place, names in self.rows.items()
        ]

    def plain(self, *names: str) -> list:
        """Those of the named fields that the form has now."""
        return [self[name] for name in names if name in self.fields]

    @property
    def question(self) -> list:
        """What is counted and how."""
        return self.plain("noun", "measure", "column", "grouping")

    @property
    def naming(self) -> list:
        """What it is called."""
        return self.plain("name", "unit", "decimals", "definition", "featured")

    def clean(self):
        """Read the question against what is offered; its refusal stands at the field it is about."""
        cleaned = super().clean()
        if any(name in self.errors for name in self.fields if name not in NAMING):
            return cleaned
        filled = {place: [name for name in names if cleaned.get(f"{name}-field")] for place, names in self.rows.items()}
        question = {place: [self._row(name) for name in filled.get(place, [])] for place in PREFIXES}
        question |= {name: cleaned.get(name) or "" for name in ("noun", "measure", "column", "grouping")}
        try:
            self.spec = read(question)
        except SpecError as error:
            self.add_error(self._at(error.place, filled), str(error))
        return cleaned

    def _row(self, name: str) -> dict:
        values = self.cleaned_data.get(f"{name}-values") or []
        if isinstance(values, date):
            values = [values.isoformat()]
        return {
            "field": self.cleaned_data[f"{name}-field"],
            "operator": self.cleaned_data[f"{name}-operator"],
            "values": values,
        }

    def _at(self, place: str, filled: dict[str, list[str]]) -> str | None:
        """The form's field that a part of the question came from; None for the question as a whole."""
        rows, _, rest = place.partition(".")
        at, _, part = rest.partition(".")
        name = f"{filled[rows][int(at)]}-{part}" if part else rows
        return name if name in self.fields else None

    @property
    def draft(self) -> Draft:
        """What would be saved; what was left empty follows from the question."""
        cleaned, spec = self.cleaned_data, self.spec
        return Draft(
            name=cleaned.get("name", ""),
            definition=cleaned.get("definition") or sentence(spec),
            unit=cleaned.get("unit") or usual_unit(spec),
            spec=spec.as_json(),
            decimals=cleaned.get("decimals", 0),
            featured=cleaned.get("featured", False),
        )

    def perform(self, actor) -> OwnIndicator:
        """Compose it, or revise the one the page is about."""
        if self.obj is None:
            return compose_own_indicator(self.draft, at=timezone.now(), actor=actor)
        return revise_own_indicator(
            self.obj, self.draft, at=timezone.now(), actor=actor, began_from=self.cleaned_data.get("revision")
        )


def usual_unit(spec: Spec) -> str:
    """The unit that follows from the question."""
    if spec.measuring == Measuring.SHARE:
        return "%"
    chosen = spec.column or spec.key or spec.noun
    return chosen.unit


class RetireForm(ScopedForm):
    reason = forms.CharField(label="停用理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
