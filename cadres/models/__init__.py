from cadres.models.establishment import DeclaredStaff, Establishment
from cadres.models.person import Person, PersonKey
from cadres.models.post import Post
from cadres.models.post_change import PostChange
from cadres.models.seat_match import SeatMatch

__all__ = [
    "DeclaredStaff",
    "Establishment",
    "Person",
    "PersonKey",
    "Post",
    "PostChange",
    "SeatMatch",
]
