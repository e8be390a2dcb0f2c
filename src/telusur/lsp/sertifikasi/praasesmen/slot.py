"""Places on the page of a plan that a later module fills: it registers a function, this module never learns its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telusur.kernel.commands.context import Context
from telusur.lsp.sertifikasi.praasesmen.models import Rencana


@dataclass(frozen=True, slots=True)
class Bagian:
    """A part of the page: a template and what it shows, under the name ``data``."""

    template: str
    data: dict[str, Any] = field(default_factory=dict)


Pengisi = Callable[[Context, Rencana], Bagian | None]
_PENGISI: list[Pengisi] = []


def daftarkan_bagian(pengisi: Pengisi) -> None:
    """Show a part on every plan's page; the function returns None where it has nothing to say."""
    if pengisi not in _PENGISI:
        _PENGISI.append(pengisi)


def bagian(ctx: Context, rencana: Rencana) -> list[Bagian]:
    """All parts for this plan and this reader."""
    return [found for pengisi in _PENGISI if (found := pengisi(ctx, rencana)) is not None]
