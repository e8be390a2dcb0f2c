"""``telusur <product> check --deploy``: what must be set before this system serves real people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004  (Django names it so)
from django.core.management.base import CommandError


@register("telusur", deploy=True)
def ready_for_production(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Each missing setting is an error; keys that were made here are a warning, because only their copy survives this disk."""
    found: list[CheckMessage] = [
        Error(text, id=f"telusur.E{number:03}") for number, text in enumerate(settings.PRODUCTION_GAPS, start=1)
    ]
    if not settings.PRODUCTION:
        found.append(Error("TELUSUR_PRODUCTION=1 belum disetel.", id="telusur.E000"))
    if not settings.SEAL_KEY:
        found.append(
            Warning(
                "TELUSUR_SEAL_KEY kosong: kunci segel jejak dibuat di folder data. Simpan salinannya.",
                id="telusur.W001",
            )
        )
    if not settings.OWN_CERTIFICATE:
        found.append(
            Warning(
                "TELUSUR_PKCS12 kosong: dokumen ditandatangani dengan sertifikat buatan sendiri.", id="telusur.W002"
            )
        )
    return found


def refuse_in_production() -> None:
    """Invented people never stand beside real ones. Raises CommandError."""
    if settings.PRODUCTION:
        raise CommandError("Data peraga tidak dimuat pada sistem produksi (TELUSUR_PRODUCTION=1).")
