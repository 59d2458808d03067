"""``{% component "card" title="…" %}body{% endcomponent %}``: a piece of page with named parameters.

The body is the component's `slot`. An unknown component or parameter is an error when the template is compiled; a
missing one when it is needed and has no default.
"""

from __future__ import annotations

from django import template
from django.template.base import token_kwargs
from django.template.loader import get_template
from django.utils.safestring import SafeString

register = template.Library()
NEEDED = object()
# Parameters of every component in templates/components/, with their defaults.
COMPONENTS: dict[str, dict[str, object]] = {
    "alert": {"tone": "info", "title": ""},
    "badge": {"label": NEEDED, "tone": "secondary"},
    "card": {"title": "", "tone": "", "href": "", "note": "", "flush": False},
    "chart": {"name": NEEDED, "title": NEEDED, "data": NEEDED, "note": "", "height": "normal"},
    "empty": {"title": NEEDED, "icon": "inbox", "href": "", "label": ""},
    "field": {"label": NEEDED, "href": ""},
    "filter_bar": {"form": NEEDED, "target": "list"},
    "funnel": {"steps": NEEDED, "title": ""},
    "gallery": {"photos": NEEDED, "label": "照片"},
    "offcanvas": {"name": NEEDED, "title": NEEDED, "label": NEEDED, "icon": ""},
    "page_heading": {"title": NEEDED, "intro": "", "crumbs": (), "links": ()},
    "progress": {"percent": NEEDED, "label": "", "tone": "primary"},
    "stat": {"label": NEEDED, "value": NEEDED, "unit": "", "note": "", "href": "", "tone": ""},
    "table": {"headers": NEEDED, "rows": (), "caption": "", "numeric": ()},
    "tabs": {"tabs": NEEDED, "current": NEEDED},
}


class ComponentNode(template.Node):
    """Renders templates/components/<name>.html with the parameters and the body."""

    def __init__(self, name, props, nodelist):
        self.name, self.props, self.nodelist = name, props, nodelist

    def render(self, context):
        values = {
            name: self.props[name].resolve(context) if name in self.props else default
            for name, default in COMPONENTS[self.name].items()
        }
        values["slot"] = SafeString(self.nodelist.render(context).strip())
        with context.push(**values):
            return get_template(f"components/{self.name}.html").template.render(context)


@register.tag
def component(parser, token):
    """Compile one component and check its name and parameters."""
    bits = token.split_contents()[1:]
    name = bits.pop(0).strip("\"'") if bits else ""
    if name not in COMPONENTS:
        raise template.TemplateSyntaxError(f"no component {name!r}; there are: {', '.join(COMPONENTS)}")
    props = token_kwargs(bits, parser)
    declared = COMPONENTS[name]
    if bits or props.keys() - declared.keys():
        unknown = [*bits, *sorted(props.keys() - declared.keys())]
        raise template.TemplateSyntaxError(f"component {name} does not know: {', '.join(unknown)}")
    missing = [prop for prop, default in declared.items() if default is NEEDED and prop not in props]
    if missing:
        raise template.TemplateSyntaxError(f"component {name} needs: {', '.join(missing)}")
    nodelist = parser.parse(("endcomponent",))
    parser.delete_first_token()
    return ComponentNode(name, props, nodelist)
