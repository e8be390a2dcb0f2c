"""How often one address may ask, so that nobody copies the register by trying numbers.

Counted in the shared cache. A known verification code costs no count: whoever holds it holds the certificate, and the
code cannot be guessed. Numbers run in sequence, so each search by number counts, and so does each unknown code.
"""

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
    """How many questions one address may put in a minute; ``setelan`` names the setting with the number."""

    nama: str
    setelan: str

    def habis(self, request: HttpRequest) -> bool:
        """Whether nothing is left in this minute."""
        return int(cache.get(self._kunci(request), 0)) >= int(getattr(settings, self.setelan))

    def catat(self, request: HttpRequest) -> None:
        """Count one question."""
        key = self._kunci(request)
        if cache.add(key, 1, 2 * SATU_MENIT):
            return
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.add(key, 1, 2 * SATU_MENIT)

    def _kunci(self, request: HttpRequest) -> str:
        address = get_adapter(request).get_client_ip(request)
        return f"verification:{self.nama}:{address}:{int(time.time() // SATU_MENIT)}"


TEBAKAN = Jatah("tebakan", "VERIFIKASI_PER_MENIT")
UNGGAHAN = Jatah("unggahan", "PERIKSA_PDF_PER_MENIT")
