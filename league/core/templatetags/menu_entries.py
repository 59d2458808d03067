"""``{% menu_entry "organizations:unit-list" %}``: an entry of the menu by its name, in a sentence."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html

from league.core.menu import MENU

register = template.Library()


@register.simple_tag(takes_context=True)
def menu_entry(context, url_name: str) -> str:
    """The entry's label as the menu shows it, a link for whoever finds it there; LookupError for an entry there is not.

    A text that names an entry which was renamed or taken away so fails in the tests instead of misleading its reader.
    """
    item = next((item for items in MENU.values() for item in items if item.url_name == url_name), None)
    if item is None:
        raise LookupError(f"No entry of the menu leads to {url_name}.")
    if item.is_open_to(context["request"].user):
        return format_html('“<a href="{}">{}</a>”', reverse(url_name), item.label)
    return format_html("“{}”", item.label)
