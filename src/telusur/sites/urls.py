"""Addresses that every product has: those of the kernel."""

from django.urls import URLPattern, URLResolver, include, path

# The work queue first: it is opened most, and addresses are tried in this order.
KERNEL_URLS: list[URLPattern | URLResolver] = [
    path("", include("telusur.kernel.flows.urls")),
    path("akun/", include("telusur.kernel.accounts.urls")),
    path("", include("telusur.kernel.audit.urls")),
    path("", include("telusur.kernel.calendar.urls")),
    path("", include("telusur.kernel.archive.urls")),
    path("", include("telusur.kernel.documents.urls")),
    path("", include("telusur.kernel.forms.urls")),
    path("", include("telusur.kernel.letters.urls")),
    path("", include("telusur.kernel.notices.urls")),
    path("", include("telusur.kernel.exchange.urls")),
    path("", include("telusur.kernel.ui.urls")),
    path("", include("telusur.kernel.operations.urls")),
]
