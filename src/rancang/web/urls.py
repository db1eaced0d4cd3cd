"""The whole site map on one page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from rancang.web.accounts import views as accounts


urlpatterns: list[URLPattern | URLResolver] = [
    path("", accounts.front, name="front"),
    path("akun/", include("allauth.urls")),
]
