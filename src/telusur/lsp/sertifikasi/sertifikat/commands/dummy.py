"""The draft and its ten points (SOP 4.4)."""

from __future__ import annotations

from collections.abc import Sequence

from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.sertifikat import documents, rules
from telusur.lsp.sertifikasi.sertifikat.commands.blanko import PENERBIT
from telusur.lsp.sertifikasi.sertifikat.commands.nomor import isi_dari
from telusur.lsp.sertifikasi.sertifikat.commands.pdf import minta_dummy
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import (
    StatusSertifikat,
)

S = StatusSertifikat


@command(
    code="sertifikat.periksa_dummy",
    title="Memeriksa dummy sertifikat",
    roles=[*PENERBIT, Role.MANAJER_SERTIFIKASI],
    permit=rules.bukan_pemegang,
    subject="sertifikat",
    sources={S.BERNOMOR},
    clause="SOP 4.4",
)
def periksa_dummy(ctx: Context, *, sertifikat: Sertifikat, butir: Sequence[str]) -> None:
    """Tick the ten points on the draft. Raises Invalid naming each point that is not ticked."""
    kurang = [text for kode, text in rules.SEPULUH_BUTIR.items() if kode not in butir]
    if kurang:
        sentence = f"Butir ini belum dicentang: {', '.join(kurang)}. Bila ada yang salah, kembalikan dummy."
        raise Invalid(sentence, {"butir": [sentence]})
    if sertifikat.dummy is None or sertifikat.dummy.status != "siap":
        raise WrongState("Dummy sertifikat masih dibuat. Coba lagi sebentar lagi.")
    sertifikat.ceklis = dict.fromkeys(rules.SEPULUH_BUTIR, True)
    sertifikat.diperiksa_oleh, sertifikat.diperiksa_pada = ctx.actor.name, ctx.at
    sertifikat.status, sertifikat.catatan_dummy = S.DIPERIKSA, ""
    sertifikat.save()
    note(butir=len(rules.SEPULUH_BUTIR), case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.perbaiki_dummy",
    title="Memperbaiki dummy sertifikat",
    roles=[*PENERBIT, Role.MANAJER_SERTIFIKASI],
    permit=rules.bukan_pemegang,
    subject="sertifikat",
    sources={S.BERNOMOR, S.DIPERIKSA},
    clause="SOP 4.4",
)
def perbaiki_dummy(ctx: Context, *, sertifikat: Sertifikat, alasan: str) -> None:
    """Something on the draft is wrong: take the data afresh from its sources and make a new draft. Raises Invalid."""
    if not alasan.strip():
        raise Invalid("Tulis apa yang salah.", {"alasan": ["Tulis butir mana yang salah."]})
    sertifikat.nama = sertifikat.permohonan.nama
    sertifikat.isi = isi_dari(documents.penerbit(ctx), sertifikat)
    sertifikat.dummy = minta_dummy(ctx, sertifikat)
    sertifikat.status, sertifikat.ceklis, sertifikat.catatan_dummy = S.BERNOMOR, {}, alasan.strip()
    sertifikat.save()
    note(alasan=alasan.strip(), case_id=sertifikat.permohonan_id)
