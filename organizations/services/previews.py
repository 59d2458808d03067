"""What a change of the tree would do, said before it is done."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError


@dataclass
class Preview:
    """Chinese sentences: `effects` will happen, `warnings` deserve a look, `blockers` forbid the change."""

    effects: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    blockers: list[str] = field(default_factory=list)

    def refuse(self) -> None:
        """Raise ValidationError with all blockers at once."""
        if self.blockers:
            raise ValidationError(self.blockers)


def listed(names: list[str], *, limit: int = 5) -> str:
    """“甲、乙、丙等 12 个”: a sentence stays a sentence however long the list is."""
    shown = "、".join(f"“{name}”" for name in names[:limit])
    return shown if len(names) <= limit else f"{shown}等 {len(names)} 个"
