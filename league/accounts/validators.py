"""What a user name and a password must be."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

USERNAME = RegexValidator(
    r"\A[a-z0-9][a-z0-9_.-]{1,29}\Z",
    "登录名用2至30位小写字母、数字、点、横线或下划线，以字母或数字开头。",
)
KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^a-zA-Z\d]")


class ThreeKinds:
    """Three of the four kinds of characters: small letters, capitals, digits, others (level 2 of the protection
    scheme asks for complexity and names no figure; three is the customary one)."""

    def validate(self, password, user=None):
        """Raise ValidationError for fewer kinds."""
        if sum(bool(re.search(kind, password)) for kind in KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self):
        """The rule in Chinese."""
        return "密码须含小写字母、大写字母、数字、其他符号中的至少三种。"
