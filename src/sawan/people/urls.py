"""Addresses of this room."""

from __future__ import annotations

from django.urls import include, path

from sawan.people import views

urlpatterns = [
    path("audit", views.audit, name="audit"),
    path("my/data", views.my_data, name="my-data"),
    path("my/notices/<int:number>/read", views.read_notice, name="read-notice"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
]
