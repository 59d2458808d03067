"""The peer of the list page: Django's own admin over the same table, columns, filter and search."""

from django.contrib import admin

from organizations.models import Unit


@admin.register(Unit)
class PeerUnitAdmin(admin.ModelAdmin):
    list_display = ("code", "name", "kind", "credit_code", "division", "responsible", "opened_on", "source")
    list_select_related = ("division", "responsible")
    list_filter = ("kind",)
    search_fields = ("name",)
    list_per_page = 50
    ordering = ("code",)
