"""The LSP product plus one bare view to compare with."""

from telusur.sites.lsp.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
EMAIL_HOST = ""
