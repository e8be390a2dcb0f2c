"""WSGI entry of the LSP product."""

import os

from django.core.wsgi import get_wsgi_application

from telusur.kernel.commands.serving import end_with_web_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telusur.sites.lsp.settings")

end_with_web_server()
application = get_wsgi_application()
