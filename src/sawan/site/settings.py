"""Settings of the site; everything that differs between instances comes from the environment."""

from __future__ import annotations

SECRET_KEY = "replaced by the instance"
USE_TZ = True
INSTALLED_APPS: list[str] = []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
