"""Settings with the apps of both products: for the type checker, which has to know every model. Nothing is served with it."""

from __future__ import annotations

from telusur.sites.bnsp.settings import *  # noqa: F403
from telusur.sites.bnsp.settings import INSTALLED_APPS as BNSP_APPS
from telusur.sites.lsp.settings import *  # noqa: F403
from telusur.sites.lsp.settings import INSTALLED_APPS as LSP_APPS

INSTALLED_APPS = [*LSP_APPS, *(app for app in BNSP_APPS if app not in LSP_APPS)]
