"""The entries of people and posts in the side-bar."""

from league.core.menu import Item, register

register(
    "队伍",
    [
        Item("人员", "cadres:person-list", "person-vcard", "cadres.view_person"),
    ],
)
