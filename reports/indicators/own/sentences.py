"""The definition of an own indicator in words, made from its conditions: a draft for the author, a proof for readers."""

from __future__ import annotations

from reports.indicators.nouns.base import NEVER
from reports.indicators.own.conditions import open_to_doubt
from reports.indicators.own.spec import Condition, Measuring, Spec


def sentence(spec: Spec) -> str:
    """What is counted, how, what is left out, and how it is grouped; official Chinese, one line."""
    left_out = "、".join(doubtful(spec))
    return "".join(
        (
            f"{_measured(spec)}。",
            f"{left_out}不详、因而无法判断的另列，不计入。" if left_out else "",
            f"另按{spec.grouping.label}分别列出。" if spec.grouping else "",
        )
    )


def subject(spec: Spec) -> str:
    """The rows in words."""
    return (
        f"{spec.noun.opening}中，{joined(spec.conditions)}的{spec.noun.label}" if spec.conditions else spec.noun.opening
    )


def joined(conditions: tuple[Condition, ...]) -> str:
    """Conditions that must all hold."""
    return "，且".join(condition.sentence for condition in conditions)


def doubtful(spec: Spec) -> list[str]:
    """Labels of the fields whose being unknown leaves a row out."""
    labels = [one.field.label for one in (*spec.conditions, *spec.part) if open_to_doubt(one)]
    if spec.column is not None and spec.column.unknown is not NEVER:
        labels.append(spec.column.label)
    return list(dict.fromkeys(labels))


def _measured(spec: Spec) -> str:
    who = subject(spec)
    match spec.measuring:
        case Measuring.COUNT:
            return f"{who}的数量"
        case Measuring.DISTINCT:
            return f"{who}涉及的{spec.key.label}数，同一{spec.key.label}只计一次，没有登记的不计"
        case Measuring.SUM:
            return f"{who}，其{spec.column.label}之和"
        case Measuring.AVERAGE:
            return f"{who}，其{spec.column.label}的平均值，逐级重新计算"
    return f"{who}，其中{joined(spec.part)}的所占的百分比"
