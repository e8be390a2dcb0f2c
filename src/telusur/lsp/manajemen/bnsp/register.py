"""What our registers hold of what we told BNSP and BNSP told us, for reconciliation.

Only what every lawful change tells anew is compared: a difference is a row that was changed past its acts.
"""

from __future__ import annotations

from typing import Any

from telusur.contract import from_bnsp, from_lsp
from telusur.kernel.base.copied import key_of
from telusur.kernel.base.ids import uuid_or_none
from telusur.kernel.base.spelling import same_spelling
from telusur.kernel.exchange.holdings import heard_into_register, told_from_register
from telusur.kernel.exchange.identity import own_code
from telusur.kernel.exchange.models import Outgoing, Partner
from telusur.kernel.exchange.states import MessageState
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.tuk.models import Tuk
from telusur.lsp.administrasi.umum.models import LingkupLisensi, Lisensi
from telusur.lsp.administrasi.umum.states import JenisTangan, StatusLingkup, StatusLisensi
from telusur.lsp.administrasi.umum.tangan import tangan
from telusur.lsp.manajemen.bnsp import isi as sebagai
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import StatusBlanko

Facts = dict[str, dict[str, Any]]
# A spoiled blank is replaced before the certificate is signed and told anew; the basis is the decision's own record.
LAIN_SERTIFIKAT = frozenset({"nomor_blanko", "dasar"})
# Who came off a schedule is no news to BNSP; why it was called off is told once.
LAIN_JADWAL = frozenset({"asesi", "alasan"})
# A name is the person's own and is corrected with the account.
LAIN_ASESOR = frozenset({"nama"})


def _berbeda(now: Facts, told: Facts, lain: frozenset[str] = frozenset()) -> set[str]:
    """Keys whose row, as we would tell it now, is otherwise than we told it."""
    return {key for key, isi in told.items() if any(now.get(key, {}).get(one) != isi[one] for one in isi.keys() - lain)}


@told_from_register(from_lsp.SERTIFIKAT.kind)
def sertifikat(partner: object, facts: Facts) -> set[str]:
    """Certificates that our register holds otherwise than we told BNSP, or not at all."""
    rows = Sertifikat.objects.filter(kode__in=list(facts)).select_related("blanko")
    return _berbeda(sebagai.sertifikat(list(rows)), facts, LAIN_SERTIFIKAT)


@told_from_register(from_lsp.JADWAL.kind)
def jadwal(partner: object, facts: Facts) -> set[str]:
    """Schedules that stand here otherwise than announced (SOP 2.8)."""
    rows = Jadwal.objects.filter(pk__in=_ids(facts)).select_related("tuk", "asesor")
    return _berbeda(sebagai.jadwal(list(rows)), facts, LAIN_JADWAL)


@told_from_register(from_lsp.ASESOR.kind)
def asesor(partner: Partner, facts: Facts) -> set[str]:
    """Asesor whose skema or state is otherwise than told; a number that BNSP refused may have been corrected since."""
    rows = Asesor.objects.filter(no_reg__in=[isi["nomor_registrasi"] for isi in facts.values()])
    now = sebagai.asesor(list(rows.select_related("orang")))
    pesan = Outgoing.objects.filter(partner=partner, kind=from_lsp.ASESOR.kind, key__in=facts.keys() - now.keys())
    ditolak = set(pesan.filter(state=MessageState.REFUSED).values_list("key", flat=True))
    return _berbeda(now, {key: isi for key, isi in facts.items() if key not in ditolak}, LAIN_ASESOR)


@told_from_register(from_lsp.TUK.kind)
def tuk(partner: object, facts: Facts) -> set[str]:
    """Places that are otherwise than told."""
    return _berbeda(sebagai.tuk(list(Tuk.objects.filter(kode__in=list(facts)))), facts)


@told_from_register(from_lsp.PERMOHONAN_BLANKO.kind)
def permohonan_blanko(partner: object, facts: Facts) -> set[str]:
    """Requests for blanks with another number, or for another count, than BNSP was asked."""
    rows = {str(row.pk): row for row in PermohonanBlanko.objects.filter(pk__in=_ids(facts))}
    return {
        key
        for key, isi in facts.items()
        if key not in rows or (rows[key].nomor, rows[key].jumlah) != (isi["nomor_surat"], isi["jumlah"])
    }


@told_from_register(from_lsp.BLANKO_RUSAK.kind)
def blanko_rusak(partner: object, facts: Facts) -> set[str]:
    """Blanks reported spoiled that are not spoiled here (SOP 4.4)."""
    rows = Blanko.objects.filter(nomor__in=[isi["nomor"] for isi in facts.values()]).in_bulk(field_name="nomor")
    rusak = {nomor: row.nomor_ba for nomor, row in rows.items() if row.status == StatusBlanko.RUSAK}
    return {key for key, isi in facts.items() if rusak.get(isi["nomor"]) != isi["nomor_ba"]}


@heard_into_register(from_bnsp.PENCATATAN_JADWAL.kind)
def pencatatan_jadwal(partner: object, facts: Facts) -> set[str]:
    """Schedules without BNSP's number, with another one, or with one that BNSP took back."""
    rows = Jadwal.objects.filter(nomor__in=[isi["nomor"] for isi in facts.values()]).in_bulk(field_name="nomor")
    return {key for key, isi in facts.items() if not _tercatat(rows.get(isi["nomor"]), isi)}


def _tercatat(row: Jadwal | None, isi: dict[str, Any]) -> bool:
    if row is None:
        return False
    if isi["status"] == "dibatalkan":
        return row.status != StatusJadwal.TERDAFTAR or row.bnsp_nomor != isi["nomor_bnsp"]
    if row.status == StatusJadwal.DIBATALKAN:
        return True
    return bool(row.bnsp_nomor == isi["nomor_bnsp"] and str(row.bnsp_tanggal) == isi["tanggal"])


@heard_into_register(from_bnsp.JAWABAN_BLANKO.kind)
def jawaban_blanko(partner: object, facts: Facts) -> set[str]:
    """Requests whose blanks are not all here, each under its request (SOP 4.4)."""
    return _tanpa_blanko({key: isi["nomor"] for key, isi in facts.items()}, facts)


@heard_into_register(from_bnsp.PENGGANTI_BLANKO.kind)
def pengganti_blanko(partner: object, facts: Facts) -> set[str]:
    """Replacements that are not here."""
    return _tanpa_blanko({key: [isi["nomor"]] for key, isi in facts.items()}, {})


def _tanpa_blanko(diberi: dict[str, list[str]], surat: Facts) -> set[str]:
    semua = sorted({nomor for some in diberi.values() for nomor in some})
    ada: dict[str, str] = {}
    for start in range(0, len(semua), 500):
        rows = Blanko.objects.filter(nomor__in=semua[start : start + 500])
        ada.update(rows.values_list("nomor", "permohonan__nomor"))

    def di_sini(key: str, nomor: str) -> bool:
        return nomor in ada and (key not in surat or ada[nomor] == surat[key]["nomor_surat"])

    return {key for key, some in diberi.items() if not all(di_sini(key, nomor) for nomor in some)}


@heard_into_register(from_bnsp.REGISTRASI_ASESOR.kind)
def registrasi_asesor(partner: object, facts: Facts) -> set[str]:
    """Asesor whose certificate or registration stands here otherwise than BNSP's register says (P508 10.4.4.4)."""
    kunci = {key: key_of(isi["nomor_registrasi"]) for key, isi in facts.items()}
    rows = {row.no_reg_kunci: row for row in Asesor.objects.filter(no_reg_kunci__in=list(kunci.values()))}
    words = ("nomor_sertifikat", "berlaku_dari", "berlaku_sampai")

    def sama(row: Asesor | None, isi: dict[str, Any]) -> bool:
        return (
            row is not None
            and row.registrasi == isi["status"]
            and all(str(getattr(row, one)) == isi[one] for one in words)
        )

    return {key for key, isi in facts.items() if not sama(rows.get(kunci[key]), isi)}


@heard_into_register(from_bnsp.LISENSI.kind)
def lisensi(partner: object, facts: Facts) -> set[str]:
    """Our licence or its scope, otherwise than BNSP decided (P508 9.5)."""
    row = Lisensi.objects.filter(nomor=own_code()).first()
    lingkup = {one.skema_kode: one for one in LingkupLisensi.objects.all()}
    return {key for key, isi in facts.items() if not (_sama_lisensi(row, isi) and _sama_lingkup(lingkup, isi))}


def _sama_lisensi(row: Lisensi | None, isi: dict[str, Any]) -> bool:
    if row is None or not same_spelling(row.nomor, isi["nomor"]):
        return False
    if not row.menurut_bnsp and tangan(JenisTangan.LISENSI, row.pk, row.sebagai_nilai) is not None:
        return True  # written down by hand since, with its evidence: that is compared by its own messages
    status = isi["status"] if isi["status"] in StatusLisensi.values else StatusLisensi.AKTIF.value
    words = ("nomor_sk", "tanggal_sk", "berlaku_dari", "berlaku_sampai")
    return row.status == status and all(str(getattr(row, one)) == isi[one] for one in words)


def _sama_lingkup(rows: dict[str, LingkupLisensi], isi: dict[str, Any]) -> bool:
    told = {one["skema_kode"]: one for one in isi["lingkup"]}
    if any(row.status != StatusLingkup.DIKURANGI for kode, row in rows.items() if kode not in told):
        return False
    return all(
        kode in rows and all(str(getattr(rows[kode], name)) == str(value) for name, value in one.items())
        for kode, one in told.items()
    )


def _ids(facts: Facts) -> list[Any]:
    return [pk for key in facts if (pk := uuid_or_none(key)) is not None]
