"""Whose system this is. The product says; the shells show it on every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from django.core.signals import setting_changed

LASTS = 60.0  # seconds; every worker process looks again by itself


@dataclass(frozen=True, slots=True)
class Institution:
    """What the shells need to know.

    ``lisensi`` is the licence number, ``keterangan`` the line under the name on public pages.
    """

    nama: str
    singkat: str = ""
    lisensi: str = ""
    keterangan: str = ""
    alamat: str = ""
    telepon: str = ""
    surel: str = ""

    @property
    def pendek(self) -> str:
        """The short name where there is one."""
        return self.singkat or self.nama


NAMELESS = Institution(nama="Telusur", singkat="Telusur")
Provider = Callable[[], Institution | None]


class _Known:
    provider: Provider | None = None
    value: Institution | None = None
    until: float = 0.0


def register_institution(provider: Provider) -> None:
    """``provider`` reads the institution from the product's own table; it may return None before one is set up."""
    _Known.provider = provider
    forget_institution()


def forget_institution() -> None:
    """Look again at the next page: call it after the name or the licence has changed."""
    _Known.until = 0.0


def current_institution() -> Institution:
    """The institution, read at most once a minute per process."""
    if _Known.value is None or monotonic() >= _Known.until:
        _Known.value = (_Known.provider() if _Known.provider else None) or NAMELESS
        _Known.until = monotonic() + LASTS
    return _Known.value


setting_changed.connect(lambda **_: forget_institution(), weak=False, dispatch_uid="telusur.ui.institution")
