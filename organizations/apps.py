"""The register: divisions, units, the tree of league organisations, head-counts."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "组织"
