"""Setting the county's own rules: the old row ends, a new one begins."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import record
from organizations.models import Rule
from organizations.services.records import chinese_date, enqueue_refresh
from organizations.validators import validate_rule_limits, validate_rule_value


@transaction.atomic
def set_local_rule(rule: Rule, *, value: str, on: date, source: str, actor, document: str = "") -> Rule:
    """From that day the rule has this value. A second setting on the same day replaces the first."""
    rule = Rule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    if not rule.is_local:
        raise ValidationError("该规则由上级文件规定，县里不能更改。")
    _check_period(rule, on)
    validate_rule_value(value, rule.unit)
    validate_rule_limits(value, rule.minimum, rule.maximum, rule.unit)
    former = rule.value
    if on == rule.valid_from:
        rule.value, rule.source = value, source
        rule.revision += 1
        rule.save()
    else:
        Rule.objects.filter(pk=rule.pk).update(valid_to=on, revision=rule.revision + 1)
        rule = Rule.objects.create(
            code=rule.code, text=rule.text, value=value, unit=rule.unit, applies_to=rule.applies_to, valid_from=on,
            valid_to=rule.valid_to, severity=rule.severity, source=source, is_local=True, minimum=rule.minimum,
            maximum=rule.maximum, revision=1,
        )  # fmt: skip
    record(
        actor, "rule.set", rule, before={"值": former}, after={"值": value, "依据": source}, document=document,
        org_path="", value=value, on=chinese_date(on),
    )  # fmt: skip
    enqueue_refresh()
    return rule


def _check_period(rule: Rule, on: date) -> None:
    """A value holds within its rule's own time. Of a rule that has ended only a choice between limits (2 or 3 years)
    is still set, for states of the past are asked by it."""
    if rule.valid_to and rule.maximum is None:
        raise ValidationError("该规则已经失效，请在现行的一条上办理。")
    if on < rule.valid_from:
        raise ValidationError({"on": f"现行规定自{chinese_date(rule.valid_from)}起，生效日期不能早于它。"})
    if rule.valid_to and on >= rule.valid_to:
        raise ValidationError({"on": f"该规定到{chinese_date(rule.valid_to)}为止，生效日期必须早于它。"})
