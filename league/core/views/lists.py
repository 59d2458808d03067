"""The list of a noun: filters, sorting, columns, pages, and the export of exactly what is seen."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from league.core.access import narrowed
from league.core.dates import today
from league.core.exporter import FORMATS, ListExport, deliver
from league.core.filters import ScopedFilterSet
from league.core.paging import Page as Paging
from league.core.paging import page_keys
from league.core.remember import recall, version
from league.core.tables import Table
from league.core.views.base import Link, Page

# Shorter lists are made faster than they are remembered.
LONG = 2000
# What in the address chooses among the rows that were found, but does not find them.
VIEWING = {"page", "sort", "column", "_"}


class ScopedListView(Page):
    """Declare `model`, `table_class`, `filterset_class`, `title` and `noun` (the URL prefix, ``organizations:unit``).

    `create_permission` shows a button to ``<noun>-create``; `intro` is a sentence under the title. A template of
    one's own extends ``components/list_page.html``; the htmx answer is always that page's part ``list``.
    """

    model = None
    table_class: type[Table] = Table
    filterset_class: type[ScopedFilterSet] | None = None
    noun = ""
    create_permission = ""
    create_label = "新建"
    intro = ""
    # False for rows that change without an audit event: their list is never remembered.
    audited = True
    empty = "没有符合条件的记录。"
    paginate_by = 50
    template_name = "components/list_page.html"
    fragment = "components/list_page.html#list"
    bar = "components/list_page.html#bar"

    def get_queryset(self) -> QuerySet:
        """The rows this user may see."""
        return narrowed(self.model._default_manager.all(), self.request.user)

    def get_links(self) -> list[Link]:
        """A button for a new row, if the noun has one."""
        if not self.create_permission:
            return []
        url = reverse(f"{self.noun}-create")
        return [Link(self.create_label, url, "plus-lg", "primary", self.create_permission)]

    @cached_property
    def filterset(self) -> ScopedFilterSet | None:
        """The filters, bound to the address."""
        if self.filterset_class is None:
            return None
        return self.filterset_class(self.request.GET, self.get_queryset(), user=self.request.user, request=self.request)

    @property
    def filter_form(self):
        """The form of the filters, None for a list without."""
        return self.filterset.form if self.filterset is not None else None

    @property
    def filter_errors(self) -> list[str]:
        """What is wrong with the conditions, a sentence each."""
        if self.filterset is None or self.filterset.is_valid():
            return []
        form = self.filterset.form
        return [f"{form.fields[name].label}：{error}" for name, errors in form.errors.items() for error in errors]

    @cached_property
    def table(self) -> Table:
        """The table with the columns and the order of the address."""
        query = self.request.GET
        return self.table_class(self.model, chosen=query.getlist("column"), sort=query.get("sort", ""))

    @cached_property
    def rows(self) -> QuerySet:
        """All rows of the list, filtered, unordered; none while a filter is wrong."""
        if self.filterset is None:
            return self.get_queryset().order_by()
        if not self.filterset.is_valid():
            return self.model._default_manager.none()
        return self.filterset.qs.order_by()

    @cached_property
    def count(self) -> int:
        """How many rows the list has; of a long list it is asked again when something was written."""
        return self.recall("count", self.finding, self.make_count)

    def make_count(self) -> tuple[int, bool]:
        """The number, and whether it is worth remembering."""
        number = self.rows.count()
        return number, self.is_long(number)

    @cached_property
    def criteria(self) -> list[str]:
        """The conditions in force in words."""
        return self.filterset.criteria() if self.filterset is not None else []

    @property
    def summary(self) -> str:
        """``类型=村，名称含“东”，共 12 条``."""
        return "，".join([*self.criteria, f"共 {self.count:,} 条"])

    @cached_property
    def paging(self) -> Paging:
        """Which page of how many."""
        return Paging.of(self.request.GET.get("page", ""), self.count, self.paginate_by)

    def page_rows(self) -> list:
        """The rows of the page, with what their columns need."""
        keys = page_keys(self.rows, self.table.ordering(), self.paging)
        found = {row.pk: row for row in self.rows.filter(pk__in=keys).select_related(*self.table.select_related)}
        return [found[key] for key in keys if key in found]

    def rows_html(self) -> list[SafeString]:
        """The rows of the page as markup."""
        return self.table.rows_html(self.page_rows())

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The page, its part for htmx, or the file."""
        if request.GET.get("export") in FORMATS:
            return deliver(self.export(), request, request.GET["export"])
        bar, rows = self.parts()
        if request.htmx and request.htmx.target == "list":
            response = HttpResponse(rows)
        else:
            response = render(request, self.template_name, self.get_context() | {"bar": bar, "list": rows})
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    def parts(self) -> tuple[SafeString, SafeString]:
        """Filter bar and list as markup; those of a long list are remembered until the next write."""
        # Without the frame's context: nothing of it belongs into what is remembered.
        context = {"view": self, "request": self.request}
        return (
            self.recall("bar", self.finding, lambda: self.make_part(self.bar if self.filterset else "", context)),
            self.recall("list", sorted(self.request.GET.lists()), lambda: self.make_part(self.fragment, context)),
        )

    def make_part(self, template: str, context: dict) -> tuple[SafeString, bool]:
        """A part of the page, and whether it is worth remembering."""
        return render_to_string(template, context) if template else SafeString(), self.is_long(self.count)

    def is_long(self, number: int) -> bool:
        """Whether that many rows found, or the rows they were found among, are worth remembering."""
        return number > LONG or (bool(self.criteria) and self.visible_count > LONG)

    @cached_property
    def visible_count(self) -> int:
        """How many rows the user may see, found or not."""
        return self.get_queryset().count()

    @cached_property
    def finding(self) -> list:
        """The conditions in the address."""
        return sorted(pair for pair in self.request.GET.lists() if pair[0] not in VIEWING)

    @cached_property
    def version(self) -> list:
        """The register's version at the beginning of the request."""
        return version()

    def recall(self, what: str, question: list, make) -> Any:
        """What was remembered for this address and these rights, or what `make` makes."""
        if not self.audited:
            return make()[0]
        request, user = self.request, self.request.user
        # Not the account alone: a grant begins or ends by its day, or by a hand in the database.
        rights = (user.pk, user.scope.paths, sorted(user.roles))
        return recall(self.version, (what, request.path, question, rights, today()), make)

    def export(self) -> ListExport:
        """What is seen, all pages of it."""
        return ListExport(
            title=self.get_title(),
            noun=self.model._meta.label_lower,
            table=self.table,
            rows=self.rows,
            criteria=self.criteria,
            count=self.count,
            user=self.request.user,
        )

    def get_context(self) -> dict:
        """The frame; whatever the list shows is read from `view` when it is shown."""
        return super().get_context() | {"filter_form": SimpleLazyObject(lambda: self.filter_form)}
