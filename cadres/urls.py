"""Addresses of people and posts, below ``cadres/``."""

app_name = "cadres"
urlpatterns: list = []
