"""How often one address may do something in a minute, counted in the shared cache so that every process sees the same count."""

from __future__ import annotations

import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

SATU_MENIT = 60


@dataclass(frozen=True, slots=True)
class Jatah:
    """How much one address may do in a minute; ``setelan`` names the setting with the number."""

    nama: str
    setelan: str

    def habis(self, request: HttpRequest) -> bool:
        """Whether nothing is left in this minute."""
        return int(cache.get(self._kunci(request), 0)) >= int(getattr(settings, self.setelan))

    def catat(self, request: HttpRequest) -> None:
        """Count one."""
        key = self._kunci(request)
        if cache.add(key, 1, 2 * SATU_MENIT):
            return
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.add(key, 1, 2 * SATU_MENIT)

    def _kunci(self, request: HttpRequest) -> str:
        address = get_adapter(request).get_client_ip(request)
        return f"jatah:{self.nama}:{address}:{int(time.time() // SATU_MENIT)}"
