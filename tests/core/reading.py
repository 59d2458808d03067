"""Reading an answer as its user does: the rows of a table, the words of a message, the fields of a form."""

from django.test.html import Element, parse_html


def elements(response, tag: str, css: str = "") -> list[Element]:
    """Elements of that tag, and class if one is given, in the document's order."""
    found = []

    def walk(element):
        if isinstance(element, str):
            return
        attributes = dict(element.attributes)
        if element.name == tag and (not css or css in (attributes.get("class") or "").split()):
            found.append(element)
        for child in element.children:
            walk(child)

    walk(parse_html(response.content.decode()))
    return found


def words(element) -> str:
    """The text of an element, whitespace folded."""
    if isinstance(element, str):
        return " ".join(element.split())
    return " ".join(filter(None, (words(child) for child in element.children if child is not None)))


def texts(response, tag: str, css: str = "") -> list[str]:
    """The texts of those elements."""
    return [words(element) for element in elements(response, tag, css)]


def rows(response) -> list[list[str]]:
    """The cells of the list's body."""
    body = elements(response, "tbody")[0]
    return [
        [words(cell) for cell in row.children if not isinstance(cell, str)]
        for row in body.children
        if not isinstance(row, str)
    ]


def fields(response) -> dict[str, str]:
    """Names and values of the inputs, hidden ones included."""
    inputs = [dict(element.attributes) for element in elements(response, "input")]
    return {one["name"]: one.get("value") or "" for one in inputs if "name" in one}
