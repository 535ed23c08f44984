"""Addresses of the room deliver."""

from __future__ import annotations

from django.urls import path

from sawan.deliver import views

app_name = "deliver"

urlpatterns = [path("deliver", views.deliver, name="deliver")]
