"""Ten thousand rows in the audit log without ten thousand model objects."""


def subject_class(model) -> type:
    """A class with what the log asks of an object of `model`: key, name, and place in the tree."""

    class Subject:
        __slots__ = ("label", "pk", "place")
        _meta = model._meta
        scope_path = "place"

        def __init__(self, pk: int, label: str, place: str):
            self.pk, self.label, self.place = pk, label, place

        def __str__(self) -> str:
            return self.label

    return Subject
