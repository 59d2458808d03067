"""Values of conditions as people write them."""

from datetime import date

from reports.indicators.nouns import Field, Kind


def shown_value(field: Field, value) -> str:
    """“团支部”, 30年, 2023年12月31日."""
    if field.kind == Kind.CHOICE:
        return f"“{field.labels[value]}”"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value}{field.unit}"
