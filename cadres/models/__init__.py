from cadres.models.person import Person, PersonKey

__all__ = ["Person", "PersonKey"]
