"""What people's nouns take from workbooks; importing the package registers them."""

from cadres.imports.people import PersonImport

__all__ = ["PersonImport"]
