"""The whole site map on one page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from rancang.web.accounts import views as accounts


urlpatterns: list[URLPattern | URLResolver] = [
    path("", accounts.front, name="front"),
    path("akun/", include("allauth.urls")),
    path("bahasa/", login_not_required(set_language), name="set_language"),
]
