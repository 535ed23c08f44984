"""Addresses of the shapes of places."""

from __future__ import annotations

from django.urls import path

from sawan.areas import views

app_name = "areas"

urlpatterns = [
    path("areas/<str:code>/<str:level>.topojson", views.topojson, name="topojson"),
]
