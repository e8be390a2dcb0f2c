from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from telusur.kernel.audit.verify import Finding


def _witnessed(since: int) -> Iterator[Finding]:
    """What the witnesses of the trail say. Loaded when asked: signatures and schemas are much to read."""
    from telusur.kernel.exchange import witness

    return witness.findings(since)


class ExchangeConfig(AppConfig):
    name = "telusur.kernel.exchange"
    verbose_name = "Pertukaran"

    def ready(self) -> None:
        from telusur.kernel.audit.verify import register_verifier

        register_verifier(_witnessed)
