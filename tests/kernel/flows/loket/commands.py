from __future__ import annotations

from datetime import date
from typing import Any

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import command
from telusur.kernel.letters import commands as letters
from telusur.kernel.letters import numbers
from telusur.kernel.notices.commands import kirim
from tests.kernel.flows.loket.models import Berkas, S


def petugas(code: str, **more: Any) -> Any:
    return command(code=f"loket.{code}", title=code.capitalize(), roles=["petugas_loket"], permit=by_role_alone, **more)


@petugas("terima")
def terima(ctx: Context, *, nama: str, **fields: Any) -> Berkas:
    return Berkas.objects.create(nama=nama, **fields)


@petugas("ubah", subject="berkas")
def ubah(ctx: Context, *, berkas: Berkas, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(berkas, name, value)
    berkas.save()


@petugas("periksa", subject="berkas", sources={S.MASUK})
def periksa(ctx: Context, *, berkas: Berkas, pemegang: Any = None, tenggat: Any = None) -> None:
    berkas.status, berkas.pemegang, berkas.tenggat = S.DIPERIKSA, pemegang, tenggat
    berkas.save()


@petugas("hapus", subject="berkas")
def hapus(ctx: Context, *, berkas: Berkas) -> None:
    berkas.delete()


@petugas("nomori")
def nomori(ctx: Context, *, seri: str, at: date, gagal: bool = False, **parts: str) -> Berkas:
    nomor = numbers.take(ctx, seri, at=at, **parts)
    berkas = Berkas.objects.create(nama="bernomor", nomor=nomor, status=S.SELESAI)
    if gagal:
        raise Invalid("Printer macet.")
    return berkas


@petugas("surati")
def surati(ctx: Context, **letter: Any) -> Any:
    letters.catat(ctx, **letter)


@petugas("kabari")
def kabari(ctx: Context, *, gagal: bool = False, **message: Any) -> Any:
    sent = kirim(ctx, **message)
    if gagal:
        raise Invalid("Tidak jadi.")
    return sent
