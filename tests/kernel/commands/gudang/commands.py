from __future__ import annotations

from typing import Any

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone, rule
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import add_many, note
from telusur.kernel.commands.models import CommandGrant
from telusur.kernel.commands.registry import command, query
from tests.kernel.commands.gudang.models import Peti, S


@rule("Peti ini terkunci.")
def tidak_terkunci(ctx: Context, peti: Peti) -> bool:
    return not peti.isi.get("kunci")


def petugas(code: str, **more: Any) -> Any:
    return command(
        code=f"gudang.{code}", title=code.capitalize(), **{"roles": ["petugas"], "permit": by_role_alone, **more}
    )


@petugas("catat")
def catat(ctx: Context, *, kode: str, **fields: Any) -> Peti:
    return Peti.objects.create(kode=kode, **fields)


@petugas("terima", permit=tidak_terkunci, subject="peti", sources={S.DIAJUKAN})
def terima(ctx: Context, *, peti: Peti, berat: int = 1) -> None:
    peti.status = S.DITERIMA
    peti.berat = berat
    peti.save(update_fields=["status", "berat"])
    note(catatan="baik")


@petugas("ubah", subject="peti")
def ubah(ctx: Context, *, peti: Peti, act: Any) -> Any:
    return act(peti)


@petugas("tanda_tangani", subject="peti", signs=True)
def tanda_tangani(ctx: Context, *, peti: Peti) -> None:
    peti.isi = {**peti.isi, "ttd": ctx.actor.name}
    peti.save(update_fields=["isi"])


@petugas("timbang", subject="peti", nested=True, roles=[])
def timbang(ctx: Context, *, peti: Peti, berat: int) -> None:
    peti.berat = berat
    peti.save(update_fields=["berat"])


@petugas("terima_dan_timbang", subject="peti")
def terima_dan_timbang(ctx: Context, *, peti: Peti, berat: int, gagal: bool = False) -> None:
    terima(ctx, peti=peti)
    timbang(ctx, peti=peti, berat=berat)
    if gagal:
        raise Invalid("Timbangan rusak.")


@petugas("langgar")
def langgar(ctx: Context) -> None:
    CommandGrant(code="gudang.terima", role="tamu", allowed=True).save()


@petugas("catat_banyak")
def catat_banyak(ctx: Context, *, jumlah: int) -> None:
    add_many([Peti(kode=f"B-{n}") for n in range(jumlah)])


@query(
    code="gudang.lihat",
    title="Melihat peti",
    roles=["petugas"],
    permit=tidak_terkunci,
    subject="peti",
    clause="P508 10.2.6",
)
def lihat(ctx: Context, *, peti: Peti) -> str:
    return peti.rahasia
