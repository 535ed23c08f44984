"""The site as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sawan.site.settings")
application = get_wsgi_application()

from sawan.site import warming  # noqa: E402 (needs the applications that the line above makes ready)

warming.begin(application)
