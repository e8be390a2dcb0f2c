"""Acts on service cases: open one, do the step that waits, sign it, stop it (KEP1516)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sekretariat.layanan.isian import ARSIP, diminta, periksa
from telusur.bnsp.sekretariat.layanan.jendela import mulai_hitung
from telusur.bnsp.sekretariat.layanan.models import LangkahPerkara, Perkara, batas
from telusur.bnsp.sekretariat.layanan.rules import (
    bukan_penyusun,
    bukan_tanda_tangan,
    pelaksana,
    pembacanya,
    tanda_tangan,
)
from telusur.bnsp.sekretariat.layanan.slot import AKIBAT, RAHASIA, SIFAT, TERKINI, Alur, Langkah
from telusur.bnsp.sekretariat.layanan.states import StatusPerkara
from telusur.kernel.archive.commands import simpan_berkas
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted
from telusur.kernel.base.readers import readers
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command, role_list
from telusur.kernel.flows.flow import Exit
from telusur.kernel.letters import numbers
from telusur.kernel.letters.commands import batasi
from telusur.kernel.letters.commands import catat as catat_surat
from telusur.kernel.letters.states import Direction
from telusur.kernel.notices.commands import kirim

# Whose step it is stands in the flow; these are all who have a step in some flow.
PELAKU = (*STAFF, Role.CALON_LSP, Role.ASESOR_LISENSI, Role.PANTEK)


@command(
    code="layanan.buka",
    title="Membuka perkara layanan",
    roles=PELAKU,
    permit=by_role_alone,
    clause="KEP1516 Lamp. I-VI",
)
def buka(
    ctx: Context,
    *,
    alur: str,
    perihal: str,
    pemohon: str,
    isian: Mapping[str, Any],
    berkas: Any = None,
    peraga: bool = False,
) -> Perkara:
    """Open a case by doing the first step of its flow, in the edition in force.

    Raises NotFound for an unknown flow, NotPermitted for whom the first step is not, Invalid for what is missing.
    """
    flow = TERKINI.get(alur)
    if flow is None:
        raise NotFound("Alur layanan itu tidak dikenal.")
    langkah = flow.pertama
    if not ctx.actor.has(*langkah.executors):
        raise NotPermitted(f"{langkah.title}: hanya untuk {role_list(langkah.executors)}.")
    if not perihal.strip() or not pemohon.strip():
        raise Invalid("Perkara belum lengkap.", {"perihal": ["Isi perihal dan dari siapa."]})
    mulai = mulai_hitung(ctx.at) if flow.jendela else ctx.at
    sendiri = flow.pemohon in langkah.executors and ctx.actor.has(flow.pemohon)
    row = Perkara(
        nomor=numbers.take(ctx, flow.seri, at=ctx.today),
        alur_kode=flow.code,
        edisi=flow.edition,
        perihal=" ".join(perihal.split()),
        pemohon=" ".join(pemohon.split()),
        pemilik=ctx.actor.user if sendiri else None,
        pembuka_id=ctx.actor.id,
        langkah=langkah.code,
        langkah_sejak=mulai,
        mulai=mulai,
        tenggat_akhir=batas(mulai, flow.total_hari),
        dibuka_pada=ctx.at,
        peraga=peraga,
    )
    row.save()
    note(nomor=row.nomor, alur=flow.title)
    if flow.arah == Direction.MASUK:
        _catat_masuk(ctx, row, isian)
    _lakukan(ctx, row, jalan="", catatan="", isian=isian, berkas=berkas)
    return row


def _catat_masuk(ctx: Context, row: Perkara, isian: Mapping[str, Any]) -> None:
    hari = isian.get("tanggal_surat")
    catat_surat(
        ctx,
        kind="surat_masuk",
        number=str(isian.get("nomor_surat") or row.nomor),
        subject=row.perihal,
        date=hari if isinstance(hari, date) else ctx.today,
        to=row.pemohon,
        direction=Direction.MASUK,
        about=row,
    )


@command(
    code="layanan.kerjakan",
    title="Mengerjakan langkah perkara",
    roles=PELAKU,
    permit=pelaksana & bukan_penyusun & bukan_tanda_tangan,
    subject="perkara",
    sources={StatusPerkara.BERJALAN},
    clause="KEP1516 Lamp. I-VI",
)
def kerjakan(
    ctx: Context,
    *,
    perkara: Perkara,
    langkah: str,
    jalan: str = "",
    catatan: str = "",
    isian: Mapping[str, Any] | None = None,
    berkas: Any = None,
) -> None:
    """Do the step that waits; ``langkah`` is the one the actor saw. Raises Invalid when it was done meanwhile."""
    _masih(perkara, langkah)
    _lakukan(ctx, perkara, jalan=jalan, catatan=catatan, isian=isian or {}, berkas=berkas)


@command(
    code="layanan.tandatangani",
    title="Menandatangani langkah perkara",
    roles=PELAKU,
    permit=pelaksana & bukan_penyusun & tanda_tangan,
    subject="perkara",
    sources={StatusPerkara.BERJALAN},
    signs=True,
    clause="KEP1516 Lamp. I-VI",
)
def tandatangani(
    ctx: Context,
    *,
    perkara: Perkara,
    langkah: str,
    jalan: str = "",
    catatan: str = "",
    isian: Mapping[str, Any] | None = None,
    berkas: Any = None,
) -> None:
    """Do a step that is a signature, or send it back. Raises Invalid when it was done meanwhile."""
    _masih(perkara, langkah)
    _lakukan(ctx, perkara, jalan=jalan, catatan=catatan, isian=isian or {}, berkas=berkas)


@command(
    code="layanan.hentikan",
    title="Menghentikan perkara layanan",
    roles=[Role.KETUA, Role.WAKIL_KETUA, Role.PHU],
    permit=pembacanya,
    subject="perkara",
    sources={StatusPerkara.BERJALAN},
)
def hentikan(ctx: Context, *, perkara: Perkara, alasan: str) -> None:
    """Stop a case that goes no further. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Mengapa perkara ini dihentikan?"]})
    perkara.status, perkara.ditutup_pada = StatusPerkara.DIHENTIKAN, ctx.at
    perkara.save()
    if not perkara.rahasia:
        note(alasan=alasan.strip())
    _beritahu(ctx, perkara, alasan.strip())


def _masih(perkara: Perkara, langkah: str) -> None:
    if perkara.langkah != langkah:
        raise Invalid(f"Langkah {langkah} sudah dikerjakan; yang menunggu sekarang langkah {perkara.langkah}.")


def _jalan(langkah: Langkah, jalan: str, catatan: str) -> Exit:
    if not langkah.exits:
        return Exit("", "Lanjut")
    if len(langkah.exits) == 1:
        return langkah.exits[0]
    chosen = next((one for one in langkah.exits if one.code == jalan), None)
    if chosen is None:
        raise Invalid("Pilih keputusannya.", {"jalan": ["Pilih salah satu."]})
    if chosen.reason and not catatan.strip():
        raise Invalid("Tulis alasannya.", {"catatan": [f"“{chosen.label}” memerlukan alasan."]})
    return chosen


def _lakukan(ctx: Context, row: Perkara, *, jalan: str, catatan: str, isian: Mapping[str, Any], berkas: Any) -> None:
    """Write the step down, take its number, move the case on."""
    langkah = row.kini
    way = _jalan(langkah, jalan, catatan)
    # Whoever sends a case back is not asked for what the step would have brought.
    maju = row.alur.maju(langkah, way)
    jawab = periksa(langkah, isian) if maju else {}
    if maju and berkas is None and any(one.jenis == "berkas" and one.wajib for one in diminta(langkah)):
        raise Invalid(f"Langkah {langkah.code} belum lengkap.", {"berkas": ["Sertakan berkasnya."]})
    nomor = _nomori(ctx, row, langkah, jawab) if langkah.nomor and maju else ""
    LangkahPerkara(
        perkara=row,
        urut=LangkahPerkara.objects.filter(perkara=row).count() + 1,
        kode=langkah.code,
        mulai=row.langkah_sejak,
        tenggat=batas(row.langkah_sejak, row.hari),
        selesai=ctx.at,
        oleh=ctx.actor.name,
        oleh_id=ctx.actor.id,
        jalan=way.code,
        catatan=catatan.strip(),
        isian=jawab,
        nomor=nomor,
        berkas=_simpan(ctx, row, langkah, berkas),
    ).save()
    row.data = {**row.data, **jawab, **({f"nomor_{langkah.code}": nomor} if nomor else {})}
    if langkah.akibat and maju:
        AKIBAT[langkah.akibat](ctx, row, row.data)
    if langkah.arsip and maju:
        _arsipkan(ctx, row, jawab[ARSIP])
    # What was said of a letter may tell what is in it, and it may be found secret later.
    note(langkah=langkah.code, jalan=way.label, nomor_dokumen=nomor)
    if not row.alur.arah:
        note(catatan=catatan.strip())
    _lanjut(ctx, row, way)


def _lanjut(ctx: Context, row: Perkara, way: Exit) -> None:
    berikut = row.alur.langkah(way.to) if way.to else row.alur.after(row.langkah)
    if way.ends or berikut is None:
        row.status, row.ditutup_pada = StatusPerkara(way.ends or StatusPerkara.SELESAI), ctx.at
    else:
        row.langkah = berikut.code
        if row.kini.jalan_dari:
            _jalan_sendiri(ctx, row, row.kini)
            return
        # The case itself may begin on a later day than the one on which it came in.
        mulai = mulai_hitung(ctx.at) if row.alur.jendela else ctx.at
        row.langkah_sejak = max(row.mulai, mulai)
    row.__dict__.pop("tenggat", None)
    row.pembaca = pembaca(row)
    row.save()
    if row.alur.arah:
        batasi(ctx, about=row, readers=row.pembaca)
    if row.status != StatusPerkara.BERJALAN or row.alur.pemohon in row.pelaksana:
        _beritahu(ctx, row, "")


def _jalan_sendiri(ctx: Context, row: Perkara, langkah: Langkah) -> None:
    """Take the way that an earlier answer decides (KEP1516 Lamp. I: licence and assessor letters go to their section)."""
    way = next(one for one in langkah.exits if one.code == row.data[langkah.jalan_dari])
    LangkahPerkara(
        perkara=row,
        urut=LangkahPerkara.objects.filter(perkara=row).count() + 1,
        kode=langkah.code,
        mulai=row.langkah_sejak,
        tenggat=batas(row.langkah_sejak, row.hari),
        selesai=ctx.at,
        oleh="Sistem",
        jalan=way.code,
    ).save()
    note(jalur=way.label)
    _lanjut(ctx, row, way)


def pembaca(row: Perkara) -> str:
    """Who alone may read a secret letter; empty for every other case.

    Who registered it or did a step of it, whose turn it is, who gives the disposition and whom it names.
    """
    if row.data.get(SIFAT) != RAHASIA:
        return ""
    steps = [row.alur.langkah(step.code) for step in row.alur.steps]
    roles = {role for step in steps if step.disposisi for role in step.executors}
    roles |= {
        str(row.data[one.pelaksana_dari]) for one in steps if one.pelaksana_dari and one.pelaksana_dari in row.data
    }
    if row.status == StatusPerkara.BERJALAN:
        roles |= set(row.pelaksana)
    persons = LangkahPerkara.objects.filter(perkara=row).values_list("oleh_id", flat=True)
    return readers(roles, [row.pembuka_id, *persons])


def _nomori(ctx: Context, row: Perkara, langkah: Langkah, jawab: Mapping[str, Any]) -> str:
    nomor = numbers.take(ctx, langkah.nomor, at=ctx.today)
    tujuan = str({**row.data, **jawab}.get("kepada") or row.pemohon)
    catat_surat(
        ctx,
        kind=langkah.nomor,
        number=nomor,
        subject=row.perihal,
        date=ctx.today,
        to=tujuan,
        about=row,
        readers=row.pembaca,
    )
    return nomor


def _simpan(ctx: Context, row: Perkara, langkah: Langkah, berkas: Any) -> Any:
    if berkas is None:
        return None
    keluaran = langkah.outputs[0] if langkah.outputs else langkah.title
    return simpan_berkas(ctx, upload=berkas, owner_id=None, case_id=row.pk, label=f"{row.nomor} {keluaran}"[:200])


def _arsipkan(ctx: Context, row: Perkara, kelas: str) -> None:
    """File it with the years its class says (P508 10.2.6)."""
    _, aktif, inaktif = settings.KELAS_ARSIP[kelas]
    row.kelas_arsip = kelas
    row.aktif_sampai = _tahun_lagi(ctx.today, aktif)
    row.inaktif_sampai = _tahun_lagi(ctx.today, aktif + inaktif)


def _tahun_lagi(hari: date, tahun: int) -> date:
    return hari.replace(year=hari.year + tahun, day=min(hari.day, 28) if hari.month == 2 else hari.day)


def _beritahu(ctx: Context, row: Perkara, alasan: str) -> None:
    """The applicant learns in plain words where the case is."""
    alamat = row.pemilik.email if row.pemilik else str(row.data.get("surel", ""))
    if not alamat:
        return
    giliran = row.status == StatusPerkara.BERJALAN
    data = {
        "nomor": row.nomor,
        "perihal": row.perihal if row.pemilik else "",  # typed by a stranger, so it is not sent to one
        "keadaan": f"menunggu Anda: {row.kini.title}" if giliran else row.get_status_display().lower(),
        "alasan": alasan,
        "tautan": f"/layanan/{row.pk}/" if row.pemilik else "/",
    }
    kirim(ctx, template="perkara_layanan", data=data, to_user=row.pemilik, email=alamat, case_id=row.pk)


def alur_dibuka_oleh(ctx: Context) -> list[Alur]:
    """The flows of which the actor may open a case."""
    return [flow for flow in TERKINI.values() if ctx.actor.has(*flow.pertama.executors)]
