"""The product's routes and, beside them, the peer's."""

from django.contrib import admin
from django.urls import path

from league.urls import urlpatterns as product

urlpatterns = [*product, path("peer-admin/", admin.site.urls)]
