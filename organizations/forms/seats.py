"""The list of candidates: a table of lines, as many as are needed, usable without scripts and on a phone."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from organizations.enums import SeatPosition
from organizations.services.elections import Seat

MOST = 60


class SeatListWidget(forms.Widget):
    """Lines of position, name, votes and elected; `spare` empty ones at the end."""

    template_name = "organizations/elections/seat_list.html"
    use_fieldset = True
    spare = 2

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        lines = [line if isinstance(line, dict) else line._asdict() for line in value or []]
        lines += [{"position": SeatPosition.MEMBER, "name": "", "votes": None, "elected": False}] * self.spare
        context["widget"] |= {"lines": lines, "positions": SeatPosition.choices}
        return context

    def value_from_datadict(self, data, files, name):
        count = data.get(f"{name}-count", "")
        number = min(int(count), MOST) if count.isdigit() else 0
        lines = [
            {
                "position": data.get(f"{name}-{row}-position", ""),
                "name": data.get(f"{name}-{row}-name", "").strip(),
                "votes": data.get(f"{name}-{row}-votes", "").strip(),
                "elected": f"{name}-{row}-elected" in data,
            }
            for row in range(number)
        ]
        return [line for line in lines if line["name"] or line["votes"] or line["elected"]]

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-count" not in data


class SeatListField(forms.Field):
    """Cleans to a list of Seat."""

    widget = SeatListWidget

    def clean(self, value):
        problems, seats = [], []
        for number, line in enumerate(value or [], start=1):
            problems += self._problems(number, line)
            if not problems:
                seats.append(Seat(line["position"], line["name"], int(line["votes"]), line["elected"]))
        if problems:
            raise ValidationError(problems)
        return seats

    def _problems(self, number: int, line: dict) -> list[str]:
        found = []
        if not line["name"]:
            found.append(f"第{number}行没有姓名。")
        elif len(line["name"]) > 50:
            found.append(f"第{number}行的姓名超过50字。")
        if line["position"] not in SeatPosition.values:
            found.append(f"第{number}行没有选职务。")
        if not line["votes"].isdecimal() or len(line["votes"]) > 6:
            found.append(f"第{number}行“{line['name']}”的赞成票应为整数。")
        return found

    def has_changed(self, initial, data):
        return [tuple(line.values()) for line in data or []] != [tuple(map(str, seat)) for seat in initial or []]
