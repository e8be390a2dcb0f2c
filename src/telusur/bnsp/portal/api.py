"""The public answers as JSON: ``/api/v1/``. The description (OpenAPI 3.1) is at ``/api/v1/openapi.json``."""

from __future__ import annotations

from ninja import NinjaAPI

from telusur.kernel.verification.api import router

api = NinjaAPI(
    title="Telusur BNSP",
    version="1.0.0",
    description="Keadaan sertifikat menurut register nasional. Terbuka untuk umum, hanya membaca, tanpa kunci.",
    urls_namespace="api-1",
    docs_url=None,
)
api.add_router("", router)
