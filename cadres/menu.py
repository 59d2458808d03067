"""The entries of people and posts in the side-bar."""

from league.core.menu import Item, register

register(
    "队伍",
    [
        Item("人员", "cadres:person-list", "person-vcard", "cadres.view_person"),
        Item("干部协管", "cadres:consultation-list", "chat-square-text", "cadres.view_consultation"),
        Item("推优入党", "cadres:recommendation-list", "award", "cadres.view_recommendation"),
        Item("教育培训", "cadres:training-course-list", "book", "cadres.view_training_course"),
    ],
)
