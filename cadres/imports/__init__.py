"""What people's nouns take from workbooks; importing the package registers them."""

from cadres.imports.establishments import EstablishmentImport
from cadres.imports.people import PersonImport
from cadres.imports.posts import PostImport

__all__ = ["EstablishmentImport", "PersonImport", "PostImport"]
