"""When a skema may be opened for application."""

from __future__ import annotations

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.skema.models import Elemen, Skema, UnitKompetensi


@rule("Skema belum lengkap.")
def lengkap(ctx: Context, skema: Skema) -> bool | str:
    """Every unit has elemen and every elemen has KUK, or there would be nothing to assess."""
    bare = UnitKompetensi.objects.filter(skema=skema, elemen__isnull=True).first()
    if bare is not None:
        return (
            f"Unit {bare.kode} belum berisi elemen. Setiap unit harus berisi elemen dan KUK; impor berkas yang lengkap."
        )
    empty = Elemen.objects.filter(unit__skema=skema, kuk__isnull=True).select_related("unit").first()
    if empty is not None:
        return f"Elemen {empty.no} unit {empty.unit.kode} belum berisi KUK. Impor berkas yang lengkap."
    return True
