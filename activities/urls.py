"""Addresses of what happens, below ``activities/``."""

app_name = "activities"
urlpatterns: list = []
