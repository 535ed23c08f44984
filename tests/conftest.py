"""What all tests share: an instance of their own, quick passwords, static files without hashes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

HOME = Path(tempfile.mkdtemp(prefix="sawan-tests-"))
os.environ["SAWAN_HOME"] = str(HOME)
settings.SAWAN_HOME = HOME
settings.MEDIA_ROOT = HOME / "media"
settings.STATIC_ROOT = HOME / "static"
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
