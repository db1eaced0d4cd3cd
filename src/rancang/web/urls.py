"""The whole site map on one page."""

from __future__ import annotations

from django.urls import URLResolver, include, path


urlpatterns: list[URLResolver] = [
    path("akun/", include("allauth.urls")),
]
