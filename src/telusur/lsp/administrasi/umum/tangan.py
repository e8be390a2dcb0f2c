"""Facts of BNSP's written down by hand: entered with a reason and evidence, shown as such, compared once BNSP is connected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.kernel.archive.commands import simpan_berkas
from telusur.kernel.archive.intake import DOCUMENT, Checked, Uploaded, inspect
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.errors import Invalid, NotFound
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command, query
from telusur.lsp.administrasi.umum.models import CatatanTangan
from telusur.lsp.administrasi.umum.rules import bnsp_tersambung
from telusur.lsp.administrasi.umum.states import JenisTangan, KeadaanTangan
from telusur.lsp.roles import STAFF, Role

Bukti = Uploaded | Checked | StoredFile
DITOLAK = (KeadaanTangan.LAIN, KeadaanTangan.TIDAK_ADA)


def periksa_bukti(alasan: str, bukti: Bukti | None) -> Checked | StoredFile:
    """The evidence, looked at. Raises Invalid without a reason or a usable file, with both fields named at once."""
    kurang: dict[str, list[str]] = {}
    if not alasan.strip():
        kurang["alasan"] = ["Tulis mengapa ini dicatat dengan tangan."]
    if bukti is None:
        kurang["bukti"] = ["Unggah bukti dari BNSP: surat, surel, atau tangkapan layar sistemnya."]
    if bukti is None or kurang:
        raise Invalid("Catatan dengan tangan memerlukan alasan dan bukti dari BNSP.", kurang)
    if isinstance(bukti, Checked | StoredFile):
        return bukti
    try:
        return inspect(bukti, DOCUMENT)
    except Invalid as wrong:
        raise Invalid(wrong.sentence, {"bukti": [wrong.sentence]}) from None


@command(
    code="umum.catat_tangan",
    title="Mencatat dengan tangan yang diputuskan BNSP",
    roles=[],
    permit=by_role_alone,
    nested=True,
    clause="SOP 2.8",
)
def catat_tangan(
    ctx: Context,
    *,
    jenis: str,
    untuk_id: UUID,
    perihal: str,
    nilai: str,
    tanggal: date,
    alasan: str,
    bukti: Bukti | None,
    versi: int = 1,
) -> CatatanTangan:
    """Mark a value as written down by hand, with its evidence; part of the act that writes it. Raises Invalid.

    One file may prove several values: give the ``StoredFile`` of the first to the others.
    """
    diperiksa = periksa_bukti(alasan, bukti)
    if not isinstance(diperiksa, StoredFile):
        diperiksa = simpan_berkas(ctx, upload=diperiksa, owner_id=None, label=f"Bukti {perihal}"[:200], sensitive=False)
    row = CatatanTangan(
        jenis=jenis,
        untuk_id=untuk_id,
        perihal=perihal,
        versi=versi,
        nilai=nilai,
        tanggal=tanggal,
        alasan=alasan.strip(),
        bukti=diperiksa,
        dicatat_oleh=ctx.actor.name,
        dicatat_pada=ctx.at,
    )
    row.save()
    note(tangan=nilai, alasan=alasan.strip())
    return row


@command(
    code="umum.cocokkan_tangan",
    title="Mencocokkan catatan tangan dengan BNSP",
    roles=[Role.BNSP],
    permit=by_role_alone,
    subject="catatan",
    clause="SOP 2.8, 4.4",
)
def cocokkan_tangan(ctx: Context, *, catatan: CatatanTangan, keadaan: str, jawaban: str = "") -> None:
    """What BNSP says of it: the same, another value (``jawaban``), or nothing at all."""
    catatan.keadaan, catatan.jawaban, catatan.dicocokkan_pada = keadaan, jawaban[:200], ctx.at
    catatan.save()
    note(perihal=catatan.perihal, nilai=catatan.nilai, keadaan=keadaan, jawaban=jawaban)


def bandingkan(ctx: Context, jenis: str, untuk_id: UUID, menurut_bnsp: str) -> None:
    """BNSP has just set this value itself: whatever was written down by hand there is the same, or gives way."""
    for row in CatatanTangan.objects.filter(jenis=jenis, untuk_id=untuk_id):
        sama = row.nilai == menurut_bnsp
        keadaan, jawaban = (KeadaanTangan.SAMA, "") if sama else (KeadaanTangan.LAIN, menurut_bnsp)
        if (row.keadaan, row.jawaban) != (keadaan, jawaban):
            cocokkan_tangan(ctx, catatan=row, keadaan=keadaan, jawaban=jawaban)


def tangan_dari(jenis: str, nilai: Mapping[UUID, str]) -> dict[UUID, CatatanTangan]:
    """Row -> its entry by hand, where the value it holds now (``nilai``) was written so; one query however many rows."""
    rows = CatatanTangan.objects.filter(jenis=jenis, untuk_id__in=list(nilai)).select_related("bukti")
    return {row.untuk_id: row for row in rows.order_by("dicatat_pada", "id") if row.nilai == nilai[row.untuk_id]}


def tangan(jenis: str, untuk_id: UUID, nilai: str) -> CatatanTangan | None:
    """The entry by hand of one row, if the value it holds now was written so."""
    return tangan_dari(jenis, {untuk_id: nilai}).get(untuk_id)


def bertanda(jenis: str, nilai: Mapping[UUID, str]) -> dict[UUID, str]:
    """Each row's value, with the mark in words behind it where it was written down by hand; one query."""
    ditulis = tangan_dari(jenis, {pk: satu for pk, satu in nilai.items() if satu})
    return {pk: f"{satu} ({ditulis[pk].sebutan})" if pk in ditulis else satu for pk, satu in nilai.items()}


def alasan_belum_sah(jenis: str, nilai: Mapping[UUID, str]) -> str | None:
    """Why values written down by hand cannot be relied on: BNSP has something else, or is connected and has not answered.

    ``nilai``: the rows with the values they hold now. None while BNSP is not connected, and for what it confirmed.
    """
    rows = sorted(tangan_dari(jenis, nilai).values(), key=lambda row: row.nilai)
    ditolak = [row for row in rows if row.keadaan in DITOLAK]
    belum = [row for row in rows if row.keadaan == KeadaanTangan.BELUM]
    if ditolak:
        return f"{_daftar(ditolak)} dicatat dengan tangan dan menurut BNSP tidak benar."
    if belum and bnsp_tersambung():
        return f"{_daftar(belum)} dicatat dengan tangan dan belum dicocokkan dengan BNSP. Tunggu jawaban BNSP."
    return None


def _daftar(rows: list[CatatanTangan]) -> str:
    return f"{rows[0].get_jenis_display()} {', '.join(row.nilai for row in rows)}"


SEMUA_CATATAN = "catatan tangan"


@query(
    code="umum.lihat_catatan_tangan",
    title="Melihat catatan dengan tangan",
    roles=[*STAFF, Role.PENGELOLA_SISTEM],
    permit=by_role_alone,
    subject="daftar",
    logged=False,
    clause="SOP 2.8, 4.4",
)
def catatan_tangan(
    ctx: Context, *, daftar: str, cari: str = "", jenis: str = "", keadaan: str = ""
) -> QuerySet[CatatanTangan]:
    """Everything written down by hand, newest first, narrowed. Raises NotPermitted."""
    rows = CatatanTangan.objects.select_related("bukti").order_by("-dicatat_pada", "-id")
    if cari:
        rows = rows.filter(Q(nilai__icontains=cari) | Q(perihal__icontains=cari) | Q(dicatat_oleh__icontains=cari))
    if jenis in JenisTangan.values:
        rows = rows.filter(jenis=jenis)
    return rows.filter(keadaan=keadaan) if keadaan in KeadaanTangan.values else rows


def catatan_dengan_id(pk: UUID | str) -> CatatanTangan:
    """One entry, for BNSP's answer. Raises NotFound."""
    found = CatatanTangan.objects.select_related("bukti").filter(pk=pk).first()
    if found is None:
        raise NotFound("Catatan tangan itu tidak ada di LSP ini.")
    return found


def bukti_tangan_terlihat(ctx: Context, file: StoredFile) -> bool:
    """Staff and the pengelola sistem open the evidence."""
    return ctx.actor.has(*STAFF, Role.PENGELOLA_SISTEM) and CatatanTangan.objects.filter(bukti_id=file.pk).exists()
