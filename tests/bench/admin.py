"""The peer of the list page: Django's own admin over the same table, columns, filter and search."""

from django.contrib import admin

from organizations.models import Unit


class PeerSite(admin.AdminSite):
    """Open to whoever is logged in: the product's accounts know no staff flag."""

    def has_permission(self, request):
        return request.user.is_authenticated


class PeerUnitAdmin(admin.ModelAdmin):
    list_display = ("code", "name", "kind", "credit_code", "division", "responsible", "opened_on", "source")
    list_select_related = ("division", "responsible")
    list_filter = ("kind",)
    search_fields = ("name",)
    list_per_page = 50
    ordering = ("code",)

    def has_module_permission(self, request):
        return True

    def has_view_permission(self, request, obj=None):
        return True

    def has_no_permission(self, request, obj=None):
        """The page is read; the product has no rule for what the peer would also offer."""
        return False

    has_change_permission = has_delete_permission = has_no_permission

    def has_add_permission(self, request):
        return False


site = PeerSite(name="peer")
site.register(Unit, PeerUnitAdmin)
