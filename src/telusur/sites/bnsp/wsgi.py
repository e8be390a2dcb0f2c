"""WSGI entry of the BNSP product."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telusur.sites.bnsp.settings")

application = get_wsgi_application()
