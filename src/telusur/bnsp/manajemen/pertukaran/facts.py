"""What BNSP does when an LSP tells something, and the kinds it tells in turn."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from telusur.bnsp.manajemen.pertukaran import register, tangan  # noqa: F401  (declare registers, and the kind it takes)
from telusur.bnsp.manajemen.pertukaran.commands import beritahu_asesor
from telusur.bnsp.manajemen.pertukaran.lembaga import lsp_dari
from telusur.bnsp.pengendalian.laporan_lsp import commands as laporan_lsp
from telusur.bnsp.pengendalian.sanksi import commands as sanksi
from telusur.bnsp.pengendalian.sanksi.queries import kasus_bernomor
from telusur.bnsp.pengendalian.surveilans import commands as surveilans
from telusur.bnsp.pengendalian.surveilans.queries import temuan_bernomor
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi import queries as asesor_kompetensi
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.rules import (
    pastikan_bekerja_untuk,
    pastikan_sama_orang,
)
from telusur.bnsp.sertifikasi_lisensi.blanko import commands as blanko
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji import commands as jadwal_uji
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.models import JadwalUji
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.states import StatusJadwal
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import sebagai_lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.rules import pastikan_pernah_dalam_lingkup
from telusur.bnsp.sertifikasi_lisensi.pemegang import commands as pemegang
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import SertifikatTerdaftar
from telusur.bnsp.sertifikasi_lisensi.pemegang.queries import dengan_kode as sertifikat_dengan_kode
from telusur.bnsp.sertifikasi_lisensi.pemegang.states import StatusSertifikat
from telusur.bnsp.sertifikasi_lisensi.tempat_uji import commands as tempat_uji
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.queries import dengan_kode
from telusur.contract import from_bnsp, from_lsp
from telusur.contract.explained import EXPLAINED
from telusur.kernel.base.errors import Invalid, NotFound
from telusur.kernel.commands.context import Context, system_context
from telusur.kernel.exchange.kinds import Fact, explain, receives, sends

for agreed in from_bnsp.ALL:
    sends(kind=agreed.kind, schema=agreed.schema, title=agreed.title)
for name, explained in EXPLAINED.items():
    explain(name, **asdict(explained))


def _hari(teks: str | None) -> date:
    try:
        return date.fromisoformat(teks or "")
    except ValueError:
        raise Invalid(f"Tanggal {teks} tidak ada dalam kalender.") from None


@receives(kind=from_lsp.JADWAL.kind, schema=from_lsp.JADWAL.schema, title=from_lsp.JADWAL.title)
def jadwal(ctx: Context, fact: Fact) -> None:
    """Enter the schedule and give it BNSP's number, or call it off; any other change is announced anew (SOP 2.8)."""
    lsp, isi = lsp_dari(fact), fact.content
    row = JadwalUji.objects.filter(lsp=lsp, nomor_lsp=isi["nomor"]).first()
    if isi["status"] == "dibatalkan":
        if row is not None and row.status == StatusJadwal.TERCATAT:
            jadwal_uji.batalkan(sebagai_lsp(lsp, ctx.at), jadwal=row, alasan=isi["alasan"])
        return
    if row is not None:
        raise Invalid(
            f"Jadwal {isi['nomor']} sudah tercatat sebagai {row.nomor}. Batalkan dahulu, lalu kirim dengan nomor baru."
        )
    jadwal_uji.catat(
        sebagai_lsp(lsp, ctx.at),
        lsp=lsp,
        nomor_lsp=isi["nomor"],
        skema_kode=isi["skema_kode"],
        tuk=isi["tuk"],
        asesor=isi["asesor"],
        mulai=_hari(isi["mulai"]),
        selesai=_hari(isi["selesai"]),
        asesi=isi["asesi"],
        peraga=lsp.peraga,
    )


@receives(
    kind=from_lsp.PERMOHONAN_BLANKO.kind,
    schema=from_lsp.PERMOHONAN_BLANKO.schema,
    title=from_lsp.PERMOHONAN_BLANKO.title,
)
def permohonan_blanko(ctx: Context, fact: Fact) -> None:
    """Put the request with SK, berita acara and the list of K and BK into the queue (SOP 4.4, P508 9.4.6)."""
    lsp, isi = lsp_dari(fact), fact.content
    blanko.ajukan(
        sebagai_lsp(lsp, ctx.at),
        lsp=lsp,
        nomor_surat=isi["nomor_surat"],
        tanggal_surat=_hari(isi["tanggal_surat"]),
        nomor_ba=isi["nomor_ba"],
        tanggal_ba=_hari(isi["tanggal_ba"]),
        nomor_sk=isi["nomor_sk"],
        tanggal_sk=_hari(isi["tanggal_sk"]),
        hasil=isi["hasil"],
        jumlah=isi["jumlah"],
        lampiran=isi["lampiran"],
        peraga=lsp.peraga,
    )


@receives(kind=from_lsp.BLANKO_RUSAK.kind, schema=from_lsp.BLANKO_RUSAK.schema, title=from_lsp.BLANKO_RUSAK.title)
def blanko_rusak(ctx: Context, fact: Fact) -> None:
    """A blank came back spoiled, with its berita acara (SOP 4.4)."""
    lsp, isi = lsp_dari(fact), fact.content
    blanko.laporkan_rusak(
        sebagai_lsp(lsp, ctx.at),
        lsp=lsp,
        nomor=int(isi["nomor"]),
        nomor_ba=isi["nomor_ba"],
        tanggal_ba=_hari(isi["tanggal_ba"]),
        alasan=isi["alasan"],
        lampiran=isi["lampiran"],
    )


@receives(
    kind=from_lsp.SERTIFIKAT.kind,
    schema=from_lsp.SERTIFIKAT.schema,
    title=from_lsp.SERTIFIKAT.title,
)
def sertifikat(ctx: Context, fact: Fact) -> None:
    """Enter the certificate, then bring its state to what the LSP decided (P508 9.4.7, 9.5)."""
    lsp, isi = lsp_dari(fact), fact.content
    oleh = sebagai_lsp(lsp, ctx.at)
    row = sertifikat_dengan_kode(isi["kode"])
    if row is None:
        row = _catat(oleh, lsp, isi)
    elif row.lsp_id != lsp.pk:
        raise Invalid(f"Kode {isi['kode']} milik sertifikat lembaga lain.")
    _samakan(oleh, row, isi)


def _catat(oleh: Context, lsp: Any, isi: dict[str, Any]) -> SertifikatTerdaftar:
    return pemegang.catat(
        oleh,
        lsp=lsp,
        nomor=isi["nomor"],
        nomor_registrasi=isi["nomor_registrasi"],
        nomor_blanko=int(isi["nomor_blanko"]),
        kode=isi["kode"],
        nama=isi["nama"],
        skema_kode=isi["skema_kode"],
        tanggal_terbit=_hari(isi["tanggal_terbit"]),
        berlaku_sampai=_hari(isi["berlaku_sampai"]),
        peraga=lsp.peraga,
    )


def _samakan(oleh: Context, row: SertifikatTerdaftar, isi: dict[str, Any]) -> None:
    tetap = ("nomor", "nomor_registrasi", "nama", "skema_kode", "tanggal_terbit", "berlaku_sampai")
    if beda := [name for name in tetap if str(getattr(row, name)) != " ".join(isi[name].split())]:
        raise Invalid(f"Sertifikat {row.nomor} sudah tercatat dengan {', '.join(beda)} yang lain.")
    if row.nomor_blanko != int(isi["nomor_blanko"]):
        pemegang.ganti_blanko(oleh, sertifikat=row, nomor_blanko=int(isi["nomor_blanko"]))
    if row.status == isi["status"]:
        return
    acts = {
        StatusSertifikat.DIBEKUKAN: pemegang.bekukan,
        StatusSertifikat.DICABUT: pemegang.cabut,
        StatusSertifikat.TERBIT: pemegang.pulihkan,
    }
    acts[StatusSertifikat(isi["status"])](oleh, sertifikat=row, dasar=isi["dasar"])


@receives(kind=from_lsp.ASESOR.kind, schema=from_lsp.ASESOR.schema, title=from_lsp.ASESOR.title)
def asesor(ctx: Context, fact: Fact) -> None:
    """An LSP says who assesses for it: BNSP's register must know the person, and is told in answer (P508 10.4.4.4)."""
    lsp, isi = lsp_dari(fact), fact.content
    row = asesor_kompetensi.dengan_nomor(isi["nomor_registrasi"])
    if row is None:
        raise Invalid(f"Nomor registrasi {isi['nomor_registrasi']} tidak ada di register asesor BNSP.")
    pastikan_sama_orang(row, isi["nama"])
    pastikan_bekerja_untuk(row, lsp)
    for kode in isi["skema"] if isi["aktif"] else ():
        pastikan_pernah_dalam_lingkup(lsp, kode)
    # Certificate and state are ours to tell, also where they do not let the asesor work now.
    beritahu_asesor(system_context("pertukaran"), asesor=row, lsp=lsp)


@receives(kind=from_lsp.TUK.kind, schema=from_lsp.TUK.schema, title=from_lsp.TUK.title)
def tuk(ctx: Context, fact: Fact) -> None:
    """Enter the TUK or what has changed of it (PBNSP 206)."""
    lsp, isi = lsp_dari(fact), fact.content
    oleh = sebagai_lsp(lsp, ctx.at)
    data = {
        **{name: isi[name] for name in ("nama", "jenis", "alamat", "kota", "kapasitas", "skema")},
        "berlaku_sampai": _hari(isi["berlaku_sampai"]) if isi["berlaku_sampai"] else None,
    }
    row = dengan_kode(lsp, isi["kode"])
    if row is None:
        row = tempat_uji.daftarkan(oleh, lsp=lsp, kode=isi["kode"], peraga=lsp.peraga, **data)
    else:
        tempat_uji.ubah(oleh, tuk=row, **data)
    if row.aktif != isi["aktif"]:
        tempat_uji.ubah_keaktifan(oleh, tuk=row, aktif=isi["aktif"], alasan="Menurut sistem LSP")


@receives(kind=from_lsp.LEMBAR_LAPORAN.kind, schema=from_lsp.LEMBAR_LAPORAN.schema, title=from_lsp.LEMBAR_LAPORAN.title)
def lembar_laporan(ctx: Context, fact: Fact) -> None:
    """Keep rows of a report that follows (LAP 3.2)."""
    lsp, isi = lsp_dari(fact), fact.content
    laporan_lsp.simpan_lembar(
        sebagai_lsp(lsp, ctx.at),
        lsp=lsp,
        nomor=isi["nomor"],
        versi=isi["versi"],
        lembar=isi["lembar"],
        isi=isi["isi"],
    )


@receives(kind=from_lsp.LAPORAN.kind, schema=from_lsp.LAPORAN.schema, title=from_lsp.LAPORAN.title)
def laporan(ctx: Context, fact: Fact) -> None:
    """Put the report together from its sheets and before the commission (LAP 3.2, P508 10.3.1 iv)."""
    lsp, isi = lsp_dari(fact), fact.content
    nama = (
        "nomor", "versi", "jenis", "judul", "angkatan", "penanggung_jawab", "tim", "catatan",
    )  # fmt: skip
    cetakan = next((one["sha256"] for one in isi["lampiran"] if one["jenis"] in from_lsp.BERKAS_LAPORAN), "")
    kepala = {
        "sha256": cetakan,
        **{name: isi[name] for name in nama},
        **{name: _hari(isi[name]) for name in ("dari", "sampai", "tanggal")},
    }
    laporan_lsp.catat(
        sebagai_lsp(lsp, ctx.at),
        lsp=lsp,
        kepala=kepala,
        bagian=isi["bagian"],
        lembar=isi["lembar"],
        lampiran=isi["lampiran"],
    )


@receives(kind=from_lsp.JAWABAN_TEMUAN.kind, schema=from_lsp.JAWABAN_TEMUAN.schema, title=from_lsp.JAWABAN_TEMUAN.title)
def jawaban_temuan(ctx: Context, fact: Fact) -> None:
    """What the LSP did about a finding goes before the commission (P508 10.3.1 iv)."""
    lsp, isi = lsp_dari(fact), fact.content
    row = temuan_bernomor(lsp, isi["nomor"])
    if row is None:
        raise NotFound(f"Temuan {isi['nomor']} atas LSP ini tidak ada di BNSP.")
    apa = {name: isi[name] for name in ("ajuan", "perbaikan", "oleh", "lampiran")}
    surveilans.jawab(sebagai_lsp(lsp, ctx.at), temuan=row, **apa)


@receives(
    kind=from_lsp.TANGGAPAN_SANKSI.kind, schema=from_lsp.TANGGAPAN_SANKSI.schema, title=from_lsp.TANGGAPAN_SANKSI.title
)
def tanggapan_sanksi(ctx: Context, fact: Fact) -> None:
    """What the LSP says to a sanction case goes before the commission (P508 9.5.2)."""
    lsp, isi = lsp_dari(fact), fact.content
    row = kasus_bernomor(lsp, isi["nomor"])
    if row is None:
        raise NotFound(f"Kasus sanksi {isi['nomor']} atas LSP ini tidak ada di BNSP.")
    apa = {name: isi[name] for name in ("ajuan", "tanggapan", "oleh", "lampiran")}
    sanksi.tanggapi(sebagai_lsp(lsp, ctx.at), kasus=row, **apa)
