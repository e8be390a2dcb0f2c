"""Acts on instrument sets: written, reviewed by somebody else with FR.IA.11, put to use (SOP 2.4, SE007 A.IV.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Max

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import lock, note
from telusur.kernel.commands.registry import command
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.administrasi.muk import isi_mapa, rules
from telusur.lsp.administrasi.muk.isi_mapa import form_of
from telusur.lsp.administrasi.muk.models import PerangkatAsesmen, TinjauanPerangkat
from telusur.lsp.administrasi.muk.states import HasilTinjauan, StatusPerangkat
from telusur.lsp.administrasi.skema.queries import snapshot
from telusur.lsp.roles import Role

IA11 = "FR.IA.11"


@command(
    code="muk.susun_perangkat",
    title="Menyusun perangkat asesmen",
    roles=[Role.ASESOR],
    permit=by_role_alone,
    clause="SOP 2.4",
)
def susun_perangkat(ctx: Context, *, skema: Any, instrumen: Sequence[str], uraian: str = "") -> PerangkatAsesmen:
    """Hand in a new version of the instrument set of a skema; its FR.IA.11 waits for another asesor.

    ``instrumen``: form codes such as ``FR.IA.01``. Raises NotPermitted unless the actor is an asesor of the skema, Invalid
    for an unknown instrument.
    """
    rules.ensure_asesor(ctx, skema)
    chosen = [code for code in isi_mapa.instrumen(skema.edisi) if code in set(instrumen)]
    if not chosen or len(chosen) != len(set(instrumen)):
        raise Invalid("Pilih sedikitnya satu instrumen yang dikenal.", {"instrumen": ["Pilih instrumen dari daftar."]})
    latest = PerangkatAsesmen.objects.filter(skema=skema).aggregate(Max("versi"))["versi__max"] or 0
    perangkat = PerangkatAsesmen(
        skema=skema,
        versi=latest + 1,
        instrumen=chosen,
        uraian=uraian.strip()[:500],
        penyusun=ctx.actor.user,
        disusun_pada=ctx.at,
    )
    perangkat.save()
    perangkat.ia11 = _open_review(ctx, perangkat).pk
    perangkat.save()
    note(skema=skema.kode, versi=perangkat.versi, instrumen=", ".join(chosen))
    return perangkat


def _open_review(ctx: Context, perangkat: PerangkatAsesmen) -> Rekaman:
    facts = snapshot(perangkat.skema)
    kepala = {"skema_jenis": facts["jenis"], "skema_judul": facts["nama"], "skema_nomor": facts["kode"]}
    return forms.mulai(
        ctx,
        edition=perangkat.skema.edisi,
        code=IA11,
        pihak={"peninjau": {"role": Role.ASESOR.value, "name": "Asesor lain"}},
        sumber={"skema": facts, "kepala": kepala, "penyusun_id": [str(perangkat.penyusun_id)]},
        label=f"{perangkat.skema.nama}, perangkat edisi {perangkat.versi}",
        subject=perangkat,
    )


@command(
    code="muk.perangkat_ditinjau",
    title="Mencatat hasil tinjauan perangkat",
    roles=(),
    permit=by_role_alone,
    subject="perangkat",
    nested=True,
    clause="SOP 2.4",
)
def perangkat_ditinjau(ctx: Context, *, perangkat: PerangkatAsesmen, rekaman: Rekaman) -> None:
    """FR.IA.11 was signed: with row 8 “tidak” or row 7 “ya” this version can never be used."""
    isi = rekaman.isi
    ready = isi.get("tinjauan/8/jawaban") == "ya" and isi.get("tinjauan/7/jawaban") == "tidak"
    review = TinjauanPerangkat(
        perangkat=perangkat,
        rekaman=rekaman.pk,
        peninjau=ctx.actor.user,
        peninjau_nama=ctx.actor.name,
        peninjau_met=rules.ensure_asesor(ctx, perangkat.skema),
        pada=ctx.at,
        hasil=HasilTinjauan.SIAP if ready else HasilTinjauan.BELUM,
    )
    review.save()
    perangkat.status = StatusPerangkat.DITINJAU if ready else StatusPerangkat.PERBAIKAN
    perangkat.save()
    note(hasil=review.get_hasil_display(), peninjau=ctx.actor.name)


@command(
    code="muk.berlakukan_perangkat",
    title="Memberlakukan perangkat asesmen",
    roles=[Role.MANAJER_SERTIFIKASI],
    permit=by_role_alone,
    subject="perangkat",
    sources={StatusPerangkat.DITINJAU},
    clause="SE007 A.IV.6",
)
def berlakukan_perangkat(ctx: Context, *, perangkat: PerangkatAsesmen) -> None:
    """Put a reviewed set to use; the one in use until now is withdrawn."""
    earlier = PerangkatAsesmen.objects.filter(skema_id=perangkat.skema_id, status=StatusPerangkat.BERLAKU).first()
    if earlier is not None:
        lock(earlier)
        earlier.status = StatusPerangkat.DITARIK
        earlier.save()
        note(menggantikan=earlier.versi)
    perangkat.status = StatusPerangkat.BERLAKU
    perangkat.berlaku_sejak = ctx.today
    perangkat.save()


@command(
    code="muk.tarik_perangkat",
    title="Menarik perangkat asesmen",
    roles=[Role.MANAJER_SERTIFIKASI],
    permit=by_role_alone,
    subject="perangkat",
    sources={StatusPerangkat.DRAF, StatusPerangkat.PERBAIKAN, StatusPerangkat.DITINJAU, StatusPerangkat.BERLAKU},
)
def tarik_perangkat(ctx: Context, *, perangkat: PerangkatAsesmen, alasan: str) -> None:
    """Take a set out of use; a review still open is cancelled. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Alasan penarikan belum diisi.", {"alasan": ["Tulis alasan penarikan."]})
    review = form_of(perangkat.ia11)
    if review is not None and review.stage is not None:
        forms.batalkan(ctx, rekaman=review, alasan=alasan.strip())
    perangkat.status = StatusPerangkat.DITARIK
    perangkat.save()
    note(alasan=alasan.strip()[:300])
