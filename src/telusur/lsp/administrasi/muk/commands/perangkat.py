"""Acts on instrument sets: written, reviewed by somebody else with FR.IA.11, put to use (SOP 2.4, SE007 A.IV.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max

from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import lock, note
from telusur.kernel.commands.registry import command
from telusur.lsp.administrasi.muk import rules
from telusur.lsp.administrasi.muk.models import PerangkatAsesmen, TinjauanPerangkat
from telusur.lsp.administrasi.muk.states import HasilTinjauan, StatusPerangkat
from telusur.lsp.administrasi.muk.tinjauan import BUTIR, MODIFIKASI, SIAP
from telusur.lsp.administrasi.muk.tinjauan import instrumen as known
from telusur.lsp.roles import Role


@command(
    code="muk.susun_perangkat",
    title="Menyusun perangkat asesmen",
    roles=[Role.ASESOR],
    permit=by_role_alone,
    clause="SOP 2.4",
)
def susun_perangkat(ctx: Context, *, skema: Any, instrumen: Sequence[str], uraian: str = "") -> PerangkatAsesmen:
    """Begin a new version of the instrument set of a skema. Raises NotPermitted unless the actor is its asesor, Invalid."""
    rules.ensure_asesor(ctx, skema)
    chosen = [code for code in known(skema.edisi) if code in set(instrumen)]
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
    note(skema=skema.kode, versi=perangkat.versi, instrumen=", ".join(chosen))
    return perangkat


@command(
    code="muk.tinjau_perangkat",
    title="Meninjau instrumen asesmen (FR.IA.11)",
    roles=[Role.ASESOR],
    permit=rules.bukan_penyusun & rules.asesor_skema,
    subject="perangkat",
    sources={StatusPerangkat.DRAF},
    signs=True,
    clause="SOP 2.4",
)
def tinjau(
    ctx: Context, *, perangkat: PerangkatAsesmen, butir: Mapping[str, Mapping[str, str]], komentar: str = ""
) -> None:
    """Review an instrument set with the eight rows of FR.IA.11 and sign it.

    ``butir``: row number -> ``{"jawaban": "ya"|"tidak", "komentar": ...}``. With row 8 “tidak” or row 7 “ya” the set stays a
    draft that cannot be used. Raises Invalid with ``fields`` by row.
    """
    rows = _checked(butir)
    blocked = rows[SIAP]["jawaban"] == "tidak" or rows[MODIFIKASI]["jawaban"] == "ya"
    review = TinjauanPerangkat(
        perangkat=perangkat,
        peninjau=ctx.actor.user,
        peninjau_nama=ctx.actor.name,
        peninjau_met=rules.ensure_asesor(ctx, perangkat.skema),
        pada=ctx.at,
        butir=rows,
        komentar=komentar.strip()[:4000],
        hasil=HasilTinjauan.BELUM if blocked else HasilTinjauan.SIAP,
    )
    review.save()
    if not blocked:
        perangkat.status = StatusPerangkat.DITINJAU
        perangkat.save()
    note(hasil=review.get_hasil_display(), peninjau=ctx.actor.name)


def _checked(butir: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    errors: dict[str, list[str]] = {}
    rows: dict[str, dict[str, str]] = {}
    for number in BUTIR:
        given = butir.get(number, {})
        answer, remark = str(given.get("jawaban", "")), str(given.get("komentar", "")).strip()[:2000]
        rows[number] = {"jawaban": answer, "komentar": remark}
        if answer not in {"ya", "tidak"}:
            errors[number] = [f"Butir {number}: pilih Ya atau Tidak."]
        elif not remark and (answer == "ya") == (number == MODIFIKASI):
            errors[number] = [f"Butir {number}: tulis di komentar apa yang perlu diubah."]
    if errors:
        raise Invalid(f"{len(errors)} butir FR.IA.11 perlu dilengkapi. Isian lain tetap tersimpan.", errors)
    return rows


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
    if not perangkat.tinjauan.filter(hasil=HasilTinjauan.SIAP).exists():
        raise NotPermitted(f"{perangkat} belum dinyatakan siap digunakan dalam FR.IA.11. Minta asesor lain meninjaunya.")
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
    sources={StatusPerangkat.DRAF, StatusPerangkat.DITINJAU, StatusPerangkat.BERLAKU},
)
def tarik_perangkat(ctx: Context, *, perangkat: PerangkatAsesmen, alasan: str) -> None:
    """Take a set out of use. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Alasan penarikan belum diisi.", {"alasan": ["Tulis alasan penarikan."]})
    perangkat.status = StatusPerangkat.DITARIK
    perangkat.save()
    note(alasan=alasan.strip()[:300])
