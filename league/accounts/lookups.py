"""Suggestions of the grant form: the system administrator sees no domain rows, but must name the node."""

from django.db.models import Q

from league.accounts.models import Grant
from league.core.lookups import LIMIT, LOOKUPS, Lookup


class GrantNodeLookup(Lookup):
    """Code and name of any organisation, for who may give grants; nothing for anybody else."""

    def find(self, text, user):
        """The first rows whose code begins with, or whose search key holds, the text."""
        if not user.has_perm("accounts.give_grant"):
            return []
        text = text.strip().lower()
        rows = self.rows()
        if text:
            rows = rows.filter(Q(search_key__contains=text) | Q(code__istartswith=text.split()[0]))
        return list(rows.order_by("code")[:LIMIT])


LOOKUPS["grant-node"] = GrantNodeLookup(
    "grant-node", lambda: Grant._meta.get_field("organization").related_model.objects.filter(dissolved_on__isnull=True)
)
