"""Taking in the documents of something that BNSP judges; both acts happen inside the act of the module that judges it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.models import BerkasLsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import mitra_dari
from telusur.kernel.archive.commands import simpan_berkas
from telusur.kernel.archive.intake import Checked, Uploaded
from telusur.kernel.archive.states import Source
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import command
from telusur.kernel.exchange.attachments import await_files


@command(
    code="berkas_lsp.nantikan",
    title="Menantikan dokumen dari sistem LSP",
    roles=[],
    permit=by_role_alone,
    nested=True,
    clause="P508 10.4.2",
)
def nantikan(
    ctx: Context, *, lsp: Lsp, subjek: Model, sebutan: Sequence[Mapping[str, Any]], ajuan: int = 1
) -> list[BerkasLsp]:
    """Documents that a fact of the LSP names; their content follows through the exchange. Raises Invalid."""
    mitra = mitra_dari(lsp)
    if not sebutan:
        return []
    if mitra is None:
        raise Invalid(f"Sistem {lsp.nama} tidak tersambung, jadi dokumennya tidak dapat sampai.")
    rows = []
    for satu, kiriman in zip(sebutan, await_files(ctx, partner=mitra, named=sebutan), strict=True):
        rows.append(_baris(ctx, lsp, subjek, ajuan, satu["jenis"], satu["nama"], satu["sha256"], kiriman=kiriman))
    return rows


@command(
    code="berkas_lsp.simpan",
    title="Menyimpan dokumen LSP",
    roles=[],
    permit=by_role_alone,
    nested=True,
    clause="P508 10.4.2",
)
def simpan(
    ctx: Context, *, lsp: Lsp, subjek: Model, jenis: str, upload: Uploaded | Checked, ajuan: int = 1, label: str = ""
) -> BerkasLsp:
    """A document of the LSP that somebody of BNSP has scanned or fetched. Raises Invalid for what may not come in."""
    sumber = Source.PERTUKARAN if ctx.actor.has(Role.LSP) else Source.PINDAIAN
    file = simpan_berkas(
        ctx, upload=upload, owner_id=None, case_id=subjek.pk, label=label or f"{jenis} {subjek}", source=sumber
    )
    return _baris(ctx, lsp, subjek, ajuan, jenis, file.name, file.sha256, berkas=file)


def masukkan(
    ctx: Context,
    *,
    lsp: Lsp,
    subjek: Model,
    lampiran: Sequence[Mapping[str, Any]],
    berkas: Mapping[str, Uploaded | Checked | Sequence[Uploaded | Checked]],
    wajib: Mapping[str, str],
    ajuan: int = 1,
) -> None:
    """All documents of one submission: those named by a fact and those scanned here. Inside the act that takes it in.

    ``berkas`` and ``wajib`` by kind. Raises Invalid when a kind that must be there is neither named nor given.
    """
    ada = {one["jenis"] for one in lampiran} | {jenis for jenis, satu in berkas.items() if satu}
    if kurang := [nama for jenis, nama in wajib.items() if jenis not in ada]:
        salah = {jenis: ["Sertakan berkasnya."] for jenis in wajib if jenis not in ada}
        raise Invalid(f"Dokumen belum lengkap: {', '.join(kurang)}.", salah)
    nantikan(ctx, lsp=lsp, subjek=subjek, sebutan=lampiran, ajuan=ajuan)
    for jenis, isi in berkas.items():
        for satu in isi if isinstance(isi, Sequence) else [isi]:
            simpan(ctx, lsp=lsp, subjek=subjek, jenis=jenis, upload=satu, ajuan=ajuan)


def _baris(
    ctx: Context, lsp: Lsp, subjek: Model, ajuan: int, jenis: str, nama: str, sha256: str, **isi: Any
) -> BerkasLsp:
    known = BerkasLsp.objects.filter(subjek=subjek.pk, ajuan=ajuan, jenis=jenis, sha256=sha256).first()
    if known is not None:
        return known
    row = BerkasLsp(
        lsp=lsp,
        tentang=subjek._meta.label_lower,
        subjek=subjek.pk,
        ajuan=ajuan,
        jenis=jenis,
        nama=nama[:200],
        sha256=sha256,
        pada=ctx.at,
        **isi,
    )
    row.save()
    return row
