"""Acts on guidelines (P508 10.1): register, write, publish."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import slugify

from telusur.bnsp.harmonisasi.pedoman.models import Pedoman, VersiPedoman
from telusur.bnsp.harmonisasi.pedoman.states import StatusVersi
from telusur.bnsp.roles import Role
from telusur.kernel.archive.commands import simpan_berkas
from telusur.kernel.archive.intake import UploadRule
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command

PENULIS = (Role.KOMISI_HARMONISASI, Role.SEKRETARIAT)
NASKAH = UploadRule(kinds=frozenset({"pdf"}), max_bytes=20 * 1024 * 1024)


@command(
    code="pedoman.daftarkan", title="Mendaftarkan pedoman", roles=PENULIS, permit=by_role_alone, clause="P508 10.1.1"
)
def daftarkan(ctx: Context, *, kode: str, judul: str, peraga: bool = False) -> Pedoman:
    """Enter a guideline that has no text yet. Raises Invalid for a code that is known."""
    bersih, slug = " ".join(kode.split()), slugify(kode)
    if not slug or Pedoman.objects.filter(slug=slug).exists():
        raise Invalid("Kode pedoman kosong atau sudah terdaftar.", {"kode": ["Isi kode yang belum dipakai."]})
    row = Pedoman(kode=bersih, slug=slug, judul=" ".join(judul.split()), peraga=peraga)
    row.save()
    return row


@command(
    code="pedoman.tulis_versi",
    title="Menulis versi pedoman",
    roles=PENULIS,
    permit=by_role_alone,
    subject="pedoman",
    clause="P508 10.1.2",
)
def tulis_versi(
    ctx: Context, *, pedoman: Pedoman, nomor: str, tanggal: date, isi: str, perubahan: str = "", berkas: Any = None
) -> VersiPedoman:
    """Write the draft of the next version, or write it anew; one draft at a time. ``berkas`` is an uploaded PDF.

    Raises Invalid for an empty text, or for a second version that does not say what has changed.
    """
    row = VersiPedoman.objects.filter(pedoman=pedoman, status=StatusVersi.DRAF).first()
    if row is None:
        last = VersiPedoman.objects.filter(pedoman=pedoman).order_by("-versi").values_list("versi", flat=True).first()
        row = VersiPedoman(pedoman=pedoman, versi=(last or 0) + 1)
    if not isi.strip() or not nomor.strip():
        raise Invalid("Pedoman belum lengkap.", {"isi": ["Isi nomor peraturan dan naskahnya."]})
    if row.versi > 1 and not perubahan.strip():
        raise Invalid("Sebutkan apa yang berubah.", {"perubahan": ["Pembaca versi lama harus tahu bedanya."]})
    row.nomor, row.tanggal, row.isi, row.perubahan = nomor.strip(), tanggal, isi.strip(), perubahan.strip()
    if berkas is not None:
        row.berkas = simpan_berkas(ctx, upload=berkas, owner_id=None, rule=NASKAH, label=str(row), sensitive=False)
    row.save()
    note(versi=row.versi, nomor=row.nomor)
    return row


@command(
    code="pedoman.terbitkan",
    title="Menerbitkan versi pedoman",
    roles=[Role.KETUA, Role.SEKRETARIAT],
    permit=by_role_alone,
    subject="versi",
    sources={StatusVersi.DRAF},
    signs=True,
    clause="P508 10.1.2",
)
def terbitkan(ctx: Context, *, versi: VersiPedoman) -> None:
    """Open it to everybody; the version before is marked replaced and stays readable."""
    for lama in VersiPedoman.objects.select_for_update().filter(
        pedoman_id=versi.pedoman_id, status=StatusVersi.BERLAKU
    ):
        lama.status = StatusVersi.DIGANTIKAN
        lama.save()
    versi.status, versi.terbit_pada = StatusVersi.BERLAKU, ctx.at
    versi.save()
    note(pedoman=versi.pedoman.kode, judul=versi.pedoman.judul, versi=versi.versi, nomor=versi.nomor)
