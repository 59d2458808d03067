"""Addresses of what happens, below ``activities/``."""

from activities.activity_urls import ACTIVITIES
from activities.fund_urls import FUNDS
from activities.learning_urls import LEARNING
from activities.service_urls import SERVICE

app_name = "activities"
urlpatterns = [*ACTIVITIES, *LEARNING, *SERVICE, *FUNDS]
