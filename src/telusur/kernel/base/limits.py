"""How often somebody may do something, counted in the shared cache so that every process sees the same count.

By whom it is counted, ``base.client`` says: never by what the client itself has written.
"""

from __future__ import annotations

from dataclasses import dataclass

from allauth.core.internal.ratelimit import cache_lock
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from telusur.kernel.base import clock
from telusur.kernel.base.client import must_wait, network_of

SATU_MENIT = 60
SATU_JAM = 3600
BUSY = 1.0  # second to wait where another process holds the same count


@dataclass(frozen=True, slots=True)
class Jatah:
    """How much one address may do in a while of ``detik``; ``setelan`` names the setting with the number."""

    nama: str
    setelan: str
    detik: int = SATU_MENIT

    def habis(self, request: HttpRequest) -> bool:
        """Whether nothing is left in this while; if so, how long it still lasts is noted for the answer."""
        now = clock.now().timestamp()
        over = int(cache.get(self._kunci(request, now), 0)) >= int(getattr(settings, self.setelan))
        if over:
            must_wait(request, self.detik - now % self.detik)
        return over

    def catat(self, request: HttpRequest) -> None:
        """Count one."""
        key = self._kunci(request, clock.now().timestamp())
        if cache.add(key, 1, 2 * self.detik):
            return
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.add(key, 1, 2 * self.detik)

    def _kunci(self, request: HttpRequest, now: float) -> str:
        return f"jatah:{self.nama}:{network_of(request)}:{int(now // self.detik)}"


@dataclass(frozen=True, slots=True)
class Pace:
    """So many failures within ``window`` seconds are free; then each further try waits, twice as long every time.

    Nobody is shut out: no wait is longer than ``longest`` seconds, and what failed more than ``window`` ago is forgotten.
    """

    name: str
    free: int
    window: int
    first: int
    longest: int

    def take(self, key: str) -> float:
        """Begin a try: 0.0, and it counts as failed until ``give_back``; or the seconds to wait, and nothing is counted."""
        kept = self._kept(key)
        with cache_lock(kept) as locked:
            if not locked:
                return BUSY
            now = clock.now().timestamp()
            failed = [at for at in cache.get(kept, []) if at > now - self.window]
            if (due := self._due(failed)) > now:
                return due - now
            cache.set(kept, [now, *failed], self.window)
        return 0.0

    def give_back(self, key: str) -> None:
        """The try succeeded: only it is taken away, so that a success in between frees nobody who guesses."""
        kept = self._kept(key)
        with cache_lock(kept) as locked:
            if locked:
                cache.set(kept, cache.get(kept, [])[1:], self.window)

    def _due(self, failed: list[float]) -> float:
        """When the next try may begin."""
        beyond = len(failed) - self.free
        return 0.0 if beyond < 0 else failed[0] + min(self.first * 2 ** min(beyond, 16), self.longest)

    def _kept(self, key: str) -> str:
        return f"laju:{self.name}:{key}"


def lasting(seconds: int) -> str:
    """``40 detik``, ``3 menit``, ``1 jam``: rounded up, never shorter than it is."""
    for size, word in ((SATU_JAM, "jam"), (SATU_MENIT, "menit")):
        if seconds >= 2 * size or seconds == size:
            return f"{-(-seconds // size)} {word}"
    return f"{seconds} detik"
