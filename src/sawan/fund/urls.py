"""Addresses of the room fund."""

from __future__ import annotations

from django.urls import path

from sawan.fund.views import lines, money

app_name = "fund"

urlpatterns = [
    path("fund", money.money, name="money"),
    path("fund/lines.csv", lines.lines_csv, name="lines-csv"),
]
