"""Whose documents these are. The product says who it is; the kernel only prints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above a letter. ``licence``: number of the licence; ``logo``: an SVG drawing as text, or empty."""

    name: str
    address: str = ""
    licence: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    city: str = ""
    logo: str = ""

    def as_data(self) -> dict[str, str]:
        """As it goes into the data of a document."""
        return asdict(self)


def _from_settings() -> Letterhead:
    return Letterhead(**getattr(settings, "LETTERHEAD", {"name": "Lembaga Sertifikasi Profesi"}))


class _Known:
    source: Callable[[], Letterhead] = staticmethod(_from_settings)


def register_letterhead(source: Callable[[], Letterhead]) -> None:
    """Have ``source()`` called whenever a document is asked for; the product registers it in ``ready()``."""
    _Known.source = staticmethod(source)


def letterhead() -> Letterhead:
    """The letterhead of now. A document keeps the one it was asked for with."""
    return _Known.source()
