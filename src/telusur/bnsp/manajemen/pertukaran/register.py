"""What BNSP's registers hold of what an LSP told and of what was told to it, for reconciliation.

Only what every lawful change tells anew is compared: a difference is a row that was changed past its acts.
"""

from __future__ import annotations

from typing import Any

from telusur.bnsp.manajemen.pertukaran.commands import isi_asesor, isi_lisensi
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.models import AsesorKompetensi
from telusur.bnsp.sertifikasi_lisensi.blanko.models import AlokasiBlanko, BlankoRusak, PermohonanBlanko
from telusur.bnsp.sertifikasi_lisensi.blanko.states import StatusPermohonan
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.models import JadwalUji
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.states import StatusJadwal
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import dengan_nomor
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import SertifikatTerdaftar
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.models import TempatUji
from telusur.contract import from_bnsp, from_lsp
from telusur.kernel.base.clock import local
from telusur.kernel.base.copied import key_of
from telusur.kernel.base.ids import uuid_or_none
from telusur.kernel.exchange.holdings import heard_into_register, told_from_register
from telusur.kernel.exchange.models import Partner

Facts = dict[str, dict[str, Any]]
Isi = dict[str, Any]


def _sama(row: object, isi: Isi, words: tuple[str, ...]) -> bool:
    return all(_kata(getattr(row, name)) == _kata(isi[name]) for name in words)


def _kata(value: Any) -> str:
    """As it is kept: without spaces to spare; nothing for what is not there."""
    return "" if value is None else " ".join(str(value).split())


@heard_into_register(from_lsp.SERTIFIKAT.kind)
def sertifikat(partner: Partner, facts: Facts) -> set[str]:
    """Certificates that the register holds otherwise than the LSP told, or not at all."""
    words = ("nomor", "nomor_registrasi", "nama", "skema_kode", "tanggal_terbit", "berlaku_sampai", "status")
    kode = [isi["kode"] for isi in facts.values()]
    rows = SertifikatTerdaftar.objects.filter(kode__in=kode).in_bulk(field_name="kode")

    def sama(isi: Isi) -> bool:
        row = rows.get(isi["kode"])
        return row is not None and row.nomor_blanko == int(isi["nomor_blanko"]) and _sama(row, isi, words)

    return {key for key, isi in facts.items() if not sama(isi)}


@heard_into_register(from_lsp.JADWAL.kind)
def jadwal(partner: Partner, facts: Facts) -> set[str]:
    """Schedules that are kept otherwise than announced (SOP 2.8)."""
    found = JadwalUji.objects.filter(
        lsp__nomor_lisensi=partner.code, nomor_lsp__in=[isi["nomor"] for isi in facts.values()]
    )
    rows = {row.nomor_lsp: row for row in found.select_related("tuk").prefetch_related("asesor")}
    return {key for key, isi in facts.items() if not _sama_jadwal(rows.get(isi["nomor"]), isi)}


def _sama_jadwal(row: JadwalUji | None, isi: Isi) -> bool:
    if isi["status"] == "dibatalkan":  # one that was never entered has nothing to call off
        return row is None or row.status == StatusJadwal.DIBATALKAN
    if row is None or not _sama(row, isi, ("mulai", "selesai")):
        return False
    return (
        key_of(row.skema_kode) == key_of(isi["skema_kode"])
        and key_of(row.tuk.kode) == key_of(isi["tuk"])
        and {one.nomor_registrasi_kunci for one in row.asesor.all()} == {key_of(one) for one in isi["asesor"]}
        and [_kata(one["nama"]) for one in row.asesi] == [_kata(one["nama"]) for one in isi["asesi"]]
    )


@heard_into_register(from_lsp.PERMOHONAN_BLANKO.kind)
def permohonan_blanko(partner: Partner, facts: Facts) -> set[str]:
    """Requests for blanks that are kept otherwise than they were sent (SOP 4.4)."""
    words = ("tanggal_surat", "nomor_ba", "tanggal_ba", "nomor_sk", "tanggal_sk", "jumlah")
    surat = [isi["nomor_surat"] for isi in facts.values()]
    found = PermohonanBlanko.objects.filter(lsp__nomor_lisensi=partner.code, nomor_surat__in=surat)
    rows = {row.nomor_surat: row for row in found}

    def sama(isi: Isi) -> bool:
        row = rows.get(isi["nomor_surat"])
        return row is not None and _sama(row, isi, words) and _hasil(row.hasil) == _hasil(isi["hasil"])

    return {key for key, isi in facts.items() if not sama(isi)}


def _hasil(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(_kata(one["nama"]), one["hasil"]) for one in rows]


@heard_into_register(from_lsp.BLANKO_RUSAK.kind)
def blanko_rusak(partner: Partner, facts: Facts) -> set[str]:
    """Spoiled blanks that are kept otherwise than reported, or not at all."""
    nomor = [int(isi["nomor"]) for isi in facts.values()]
    rows = {row.nomor: row for row in BlankoRusak.objects.filter(lsp__nomor_lisensi=partner.code, nomor__in=nomor)}
    return {
        key
        for key, isi in facts.items()
        if int(isi["nomor"]) not in rows or not _sama(rows[int(isi["nomor"])], isi, ("nomor_ba", "tanggal_ba"))
    }


@heard_into_register(from_lsp.ASESOR.kind)
def asesor(partner: Partner, facts: Facts) -> set[str]:
    """Asesor of the LSP whom the register no longer has. What else it says of them is BNSP's own to decide."""
    kunci = {key: key_of(isi["nomor_registrasi"]) for key, isi in facts.items()}
    found = AsesorKompetensi.objects.filter(nomor_registrasi_kunci__in=list(kunci.values()))
    ada = set(found.values_list("nomor_registrasi_kunci", flat=True))
    return {key for key, one in kunci.items() if one not in ada}


@heard_into_register(from_lsp.TUK.kind)
def tuk(partner: Partner, facts: Facts) -> set[str]:
    """Test places that are kept otherwise than the LSP told (PBNSP 206)."""
    words = ("nama", "jenis", "alamat", "kota", "kapasitas", "berlaku_sampai", "aktif")
    kode = [isi["kode"] for isi in facts.values()]
    rows = {row.kode: row for row in TempatUji.objects.filter(lsp__nomor_lisensi=partner.code, kode__in=kode)}

    def sama(isi: Isi) -> bool:
        row = rows.get(isi["kode"])
        return row is not None and _sama(row, isi, words) and sorted(row.skema) == sorted(isi["skema"])

    return {key for key, isi in facts.items() if not sama(isi)}


@told_from_register(from_bnsp.PENCATATAN_JADWAL.kind)
def pencatatan_jadwal(partner: Partner, facts: Facts) -> set[str]:
    """Schedules whose number, day of receipt or state is otherwise than told."""
    rows = {str(row.pk): row for row in JadwalUji.objects.filter(pk__in=_ids(facts))}

    def sama(key: str, isi: Isi) -> bool:
        row = rows.get(key)
        return row is not None and isi == {
            "nomor": row.nomor_lsp,
            "nomor_bnsp": row.nomor,
            "tanggal": local(row.diterima_pada).date().isoformat(),
            "status": str(row.status),
        }

    return {key for key, isi in facts.items() if not sama(key, isi)}


@told_from_register(from_bnsp.JAWABAN_BLANKO.kind)
def jawaban_blanko(partner: Partner, facts: Facts) -> set[str]:
    """Requests whose answer is another than told; one sent back may have come again since."""
    found = PermohonanBlanko.objects.filter(pk__in=_ids(facts), lsp__nomor_lisensi=partner.code)
    rows = {str(row.pk): row for row in found.prefetch_related("alokasi")}
    return {key for key, isi in facts.items() if not _sama_jawaban(rows.get(key), isi)}


def _sama_jawaban(row: PermohonanBlanko | None, isi: Isi) -> bool:
    if row is None or row.nomor_surat != isi["nomor_surat"]:
        return False
    if isi["keputusan"] != StatusPermohonan.DIALOKASIKAN:
        return row.status in (isi["keputusan"], StatusPermohonan.DIAJUKAN)
    diberi = {nomor for one in row.alokasi.all() for nomor in range(one.awal, one.akhir + 1)}
    return row.status == isi["keputusan"] and {int(one) for one in isi["nomor"]} == diberi


@told_from_register(from_bnsp.PENGGANTI_BLANKO.kind)
def pengganti_blanko(partner: Partner, facts: Facts) -> set[str]:
    """Spoiled blanks for which another was given than told."""
    nomor = [int(isi["nomor_rusak"]) for isi in facts.values()]
    rows = BlankoRusak.objects.filter(lsp__nomor_lisensi=partner.code, nomor__in=nomor).select_related("pengganti")
    ganti = {row.nomor: _awal(row.pengganti) for row in rows}
    return {key for key, isi in facts.items() if ganti.get(int(isi["nomor_rusak"])) != int(isi["nomor"])}


def _awal(row: AlokasiBlanko | None) -> int | None:
    return row.awal if row else None


@told_from_register(from_bnsp.REGISTRASI_ASESOR.kind)
def registrasi_asesor(partner: Partner, facts: Facts) -> set[str]:
    """Asesor of whom the register holds something else than told (P508 10.4.4.4)."""
    lsp = dengan_nomor(partner.code)
    rows = AsesorKompetensi.objects.filter(nomor_registrasi__in=[isi["nomor_registrasi"] for isi in facts.values()])
    now = {row.nomor_registrasi: isi_asesor(row, lsp) for row in rows} if lsp else {}
    return {key for key, isi in facts.items() if now.get(isi["nomor_registrasi"]) != isi}


@told_from_register(from_bnsp.LISENSI.kind)
def lisensi(partner: Partner, facts: Facts) -> set[str]:
    """A licence or its scope that stands otherwise than told (P508 9.5)."""
    row = dengan_nomor(partner.code)
    now = isi_lisensi(row) if row else {}
    return {key for key, isi in facts.items() if any(now.get(name) != value for name, value in isi.items())}


def _ids(facts: Facts) -> list[Any]:
    return [pk for key in facts if (pk := uuid_or_none(key)) is not None]
