"""The same ten columns as a unit's, for the peers; nothing of ours is in their way."""

from django.core.validators import RegexValidator
from django.db import models

from organizations.enums import UnitKind
from organizations.validators import validate_credit_code


class PeerUnit(models.Model):
    """What django-import-export and the bare pipeline write."""

    code = models.CharField(max_length=30, unique=True, validators=[RegexValidator(r"^[0-9A-Z][0-9A-Z-]{1,29}$")])
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    credit_code = models.CharField(max_length=18, blank=True, validators=[validate_credit_code])
    division = models.ForeignKey("organizations.Division", models.PROTECT, related_name="+")
    responsible = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="+")
    opened_on = models.DateField(null=True, blank=True)
    exempt_reason = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120, blank=True)


class PeerAudit(models.Model):
    """The bare pipeline's audit: one row for each row written."""

    action = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    after = models.TextField()


class PeerTotal(models.Model):
    """The bare pipeline's roll-up: units below each node."""

    organization_id = models.BigIntegerField()
    value = models.BigIntegerField()
