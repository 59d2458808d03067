"""Addresses of what happens, below ``activities/``."""

from activities.activity_urls import ACTIVITIES

app_name = "activities"
urlpatterns = [*ACTIVITIES]
