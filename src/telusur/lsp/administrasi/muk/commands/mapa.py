"""Acts on the assessment plan of a skema: FR.MAPA.01 and FR.MAPA.02 filled by one asesor, validated by another (SOP 2.3)."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import lock, note
from telusur.kernel.commands.registry import command
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.administrasi.muk import isi_mapa, rules
from telusur.lsp.administrasi.muk.isi_mapa import form_of
from telusur.lsp.administrasi.muk.models import Mapa
from telusur.lsp.administrasi.muk.states import StatusMapa
from telusur.lsp.administrasi.skema.queries import snapshot
from telusur.lsp.roles import Role

MAPA01 = "FR.MAPA.01"
MAPA02 = "FR.MAPA.02"
PENYUSUN = "penyusun"
VALIDATOR = "validator"
IN_WORK = (StatusMapa.DRAF, StatusMapa.DIAJUKAN)


@command(
    code="muk.susun_mapa",
    title="Menyusun MAPA",
    roles=[Role.ASESOR],
    permit=by_role_alone,
    clause="SOP 2.3",
)
def susun_mapa(ctx: Context, *, skema: Any, validator: Any = None) -> Mapa:
    """Open FR.MAPA.01 of a skema for a new version of the plan; FR.MAPA.02 opens when it is submitted.

    ``validator``: the account of the asesor who is to check it; None leaves it to any other asesor of the skema. Raises
    NotPermitted unless the actor is an asesor of the skema, WrongState while another version is being written.
    """
    number = rules.ensure_asesor(ctx, skema)
    open_one = Mapa.objects.filter(skema=skema, status__in=IN_WORK).select_related("penyusun").first()
    if open_one is not None:
        raise WrongState(
            f"{open_one} sedang disusun oleh {open_one.penyusun.name}. Selesaikan atau tarik dulu yang itu."
        )
    if validator is not None and str(validator.pk) == ctx.actor.id:
        raise Invalid("Validator harus asesor lain.", {"validator": ["Pilih asesor selain Anda sendiri."]})
    latest = Mapa.objects.filter(skema=skema).aggregate(Max("versi"))["versi__max"] or 0
    mapa = Mapa(skema=skema, versi=latest + 1, penyusun=ctx.actor.user, penyusun_met=number, disusun_pada=ctx.at)
    mapa.save()
    mapa.mapa01 = _open(ctx, mapa, MAPA01, _checker(validator)).pk
    mapa.save()
    note(skema=skema.kode, versi=mapa.versi)
    return mapa


def _checker(validator: Any) -> dict[str, str]:
    if validator is None:
        return {"role": Role.ASESOR.value, "name": "Asesor lain"}
    return {"id": str(validator.pk), "name": validator.name}


def _open(ctx: Context, mapa: Mapa, code: str, checker: dict[str, str], **more: Any) -> Rekaman:
    facts = snapshot(mapa.skema)
    return forms.mulai(
        ctx,
        edition=mapa.skema.edisi,
        code=code,
        pihak={PENYUSUN: {"id": str(mapa.penyusun_id), "name": mapa.penyusun.name}, VALIDATOR: checker},
        sumber={
            "skema": facts,
            "kepala": {
                "skema_jenis": facts["jenis"],
                "skema_judul": facts["nama"],
                "skema_nomor": facts["kode"],
                "asesor": mapa.penyusun.name,
                "asesor_met": mapa.penyusun_met,
            },
            **more,
        },
        label=f"{mapa.skema.nama} edisi {mapa.versi}",
        subject=mapa,
    )


@command(
    code="muk.mapa_berlanjut", title="Meneruskan MAPA", roles=(), permit=by_role_alone, subject="mapa", nested=True
)
def mapa_berlanjut(ctx: Context, *, mapa: Mapa) -> None:
    """Follow the two forms: FR.MAPA.01 submitted opens FR.MAPA.02, both submitted makes the plan ``diajukan``, both
    validated puts it in force.

    Raises Invalid when the two contradict each other: a potensi of the first without instrument in the second.
    """
    plan = form_of(mapa.mapa01)
    if plan is None:
        return
    if plan.tahap > 0 and mapa.mapa02 is None:
        classes = isi_mapa.potensi(plan.content())
        mapa.mapa02 = _open(ctx, mapa, MAPA02, plan.pihak[VALIDATOR], potensi=classes).pk
        mapa.save()
    chart = form_of(mapa.mapa02)
    if chart is None or chart.tahap == 0 or plan.tahap == 0:
        return
    if mapa.status == StatusMapa.DRAF:
        _submit(mapa, plan, chart)
    if plan.selesai and chart.selesai:
        _validate(ctx, mapa)


def _submit(mapa: Mapa, plan: Rekaman, chart: Rekaman) -> None:
    mapa.rencana = isi_mapa.rencana(plan.content())
    mapa.peta = isi_mapa.peta(chart.content())
    _refuse_contradiction(mapa, isi_mapa.potensi(plan.content()))
    mapa.status = StatusMapa.DIAJUKAN
    mapa.save()
    note(status=mapa.get_status_display())


def _refuse_contradiction(mapa: Mapa, classes: list[str]) -> None:
    for group in mapa.peta:
        covered = {number for ticks in group["instrumen"].values() for number in ticks}
        if missing := [number for number in classes if number not in covered]:
            raise Invalid(
                f"FR.MAPA.02: kelompok “{group['nama']}” belum mempunyai instrumen untuk potensi {missing[0]}, "
                "padahal potensi itu dipilih di FR.MAPA.01. Centang sedikitnya satu instrumen."
            )


def _validate(ctx: Context, mapa: Mapa) -> None:
    number = rules.ensure_asesor(ctx, mapa.skema)
    earlier = Mapa.objects.filter(skema_id=mapa.skema_id, status=StatusMapa.DIVALIDASI).first()
    if earlier is not None:
        lock(earlier)
        earlier.status = StatusMapa.DITARIK
        earlier.save()
        note(menggantikan=earlier.versi)
    mapa.status = StatusMapa.DIVALIDASI
    mapa.validator = ctx.actor.user
    mapa.validator_met = number
    mapa.divalidasi_pada = ctx.at
    mapa.save()
    note(status=mapa.get_status_display(), validator=ctx.actor.name)
    ctx.emit("muk.mapa_divalidasi", subject=str(mapa.pk), skema=str(mapa.skema_id))


@command(
    code="muk.mapa_kembali", title="Mengembalikan MAPA", roles=(), permit=by_role_alone, subject="mapa", nested=True
)
def mapa_kembali(ctx: Context, *, mapa: Mapa, catatan: str) -> None:
    """One of the forms went back to its penyusun: the plan is a draft again, and a changed FR.MAPA.01 reopens FR.MAPA.02."""
    plan, chart = form_of(mapa.mapa01), form_of(mapa.mapa02)
    if plan is not None and plan.tahap == 0 and chart is not None and chart.tahap > 0 and chart.stage is not None:
        forms.kembalikan(ctx, rekaman=chart, catatan=catatan)
    mapa.status = StatusMapa.DRAF
    mapa.catatan = catatan
    mapa.save()


@command(
    code="muk.tarik_mapa",
    title="Menarik MAPA",
    roles=[Role.MANAJER_SERTIFIKASI],
    permit=by_role_alone,
    subject="mapa",
    sources={StatusMapa.DRAF, StatusMapa.DIAJUKAN, StatusMapa.DIVALIDASI},
)
def tarik_mapa(ctx: Context, *, mapa: Mapa, alasan: str) -> None:
    """Take a plan out of use; forms still open are cancelled. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Alasan penarikan belum diisi.", {"alasan": ["Tulis alasan penarikan."]})
    for pk in (mapa.mapa01, mapa.mapa02):
        rekaman = form_of(pk)
        if rekaman is not None and rekaman.stage is not None:
            forms.batalkan(ctx, rekaman=rekaman, alasan=alasan.strip())
    mapa.status = StatusMapa.DITARIK
    mapa.save()
    note(alasan=alasan.strip()[:300])
