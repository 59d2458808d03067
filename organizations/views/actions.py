"""Bases of the register's action pages."""

from league.core.views import ActionView
from organizations.models import Organization
from organizations.services.tree import lock_nodes


class TurnTaking:
    """Locks the tree before the row: services do so too, and two orders of locking would wait for each other."""

    def node(self) -> Organization:
        """The organisation at which the page's row stands."""
        return self.object

    def act(self):
        lock_nodes(self.node())
        return super().act()


class ServiceView(TurnTaking, ActionView):
    """An action whose form carries the service; its preview lists effects first, then what deserves a look."""

    def preview(self, form) -> list[str]:
        """The sentences; ValidationError with every blocker."""
        found = form.preview()
        found.refuse()
        return [*found.effects, *(f"请注意：{warning}" for warning in found.warnings)]


class PlainView(TurnTaking, ActionView):
    """An action that needs no counting: what was filled in is shown once more, and `sentence` says what it does."""

    sentence = ""

    def preview(self, form) -> list[str]:
        """One sentence."""
        return [self.sentence.format(object=self.object, **form.cleaned_data)]
