"""Every act of deciding: what it leaves behind, and each refusal with its sentence."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models.base import ModelState

from telusur.kernel.accounts import commands as accounts
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import DomainError, Invalid, NotPermitted, ProofNeeded, WrongState
from telusur.kernel.base.ids import uuid7
from telusur.kernel.commands.context import system_context
from telusur.kernel.documents.models import Document
from telusur.kernel.notices.models import Message
from telusur.kernel.outbox.models import Event
from telusur.lsp.administrasi.sdm import commands as sdm
from telusur.lsp.peraga.skenario import dispatch_all
from telusur.lsp.sertifikasi.keputusan import commands
from telusur.lsp.sertifikasi.keputusan.models import Anggota, Keputusan, Komite, Verifikasi
from telusur.lsp.sertifikasi.keputusan.rules import BUTIR_VERIFIKASI
from telusur.lsp.sertifikasi.keputusan.states import JenisKeputusan
from tests.cast import bypass
from tests.lsp.dunia import Panggung
from tests.lsp.putusan import Putusan

ANGGOTA = ("komite1", "komite2", "komite3")
SEMUA = list(BUTIR_VERIFIKASI)


def ditolak(galat: type[DomainError], potongan: str, act: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    with pytest.raises(galat) as found:
        act(*args, **kwargs)
    assert potongan in found.value.sentence


def tercatat(kode: str) -> Entry:
    assert Event.objects.filter(name=kode).exists()
    return Entry.objects.filter(code=kode, outcome="done").latest("pk")


def komite(panggung: Panggung) -> Komite:
    return Komite.objects.get(pk=panggung.angkatan.komite.pk)


def usulkan(panggung: Panggung, *kunci: str, oleh: str = "admin") -> Komite:
    orang = [panggung.dunia.orang[one] for one in kunci]
    return commands.usulkan_komite(panggung.ctx(oleh), jadwal=panggung.jadwal, ketua=orang[0], anggota=orang[1:])


def suara(panggung: Panggung, kunci: str, nomor: int = 0, **isian: Any) -> Verifikasi:
    isian = {"butir": SEMUA, "suara": "K", **isian}
    return commands.beri_suara(
        panggung.ctx(kunci), komite=komite(panggung), permohonan=panggung.kasus[nomor].ada, **isian
    )


def latih(panggung: Panggung, pelatih: str, peserta: str) -> None:
    orang = panggung.dunia.orang
    sdm.catat_pelatihan(
        panggung.ctx("manajer"), judul="Pelatihan Web Dasar", pelatih=orang[pelatih], peserta=[orang[peserta]],
        mulai=date(2026, 8, 3), selesai=date(2026, 8, 14),
    )  # fmt: skip


# --- SOP 4.1


@pytest.mark.req("SOP-070")
def test_only_members_named_in_the_sk_that_the_direktur_signed_gain_access(putusan: Putusan) -> None:
    panggung = putusan("dilaporkan")
    row = usulkan(panggung, *ANGGOTA)
    assert row.status == "draf"
    assert row.sk is not None
    susunan = row.sk.isi["lampiran"][0]["baris"]
    assert {baris[1] for baris in susunan} == {panggung.dunia.orang[kunci].name for kunci in ANGGOTA}
    ditolak(NotPermitted, "hanya untuk Direktur", commands.tandatangani_sk_komite, panggung.ctx("admin"), komite=row)
    panggung.angkatan.komite = row
    ditolak(NotPermitted, "belum ditetapkan", suara, panggung, "komite1")
    commands.tandatangani_sk_komite(panggung.ctx("direktur"), komite=row)
    assert row.sk.nomor
    assert row.sk.dokumen is not None
    assert suara(panggung, "komite1").suara == "K"
    ditolak(NotPermitted, "anggota komite teknis yang ditunjuk", suara, panggung, "komite4")
    assert tercatat("keputusan.tandatangani_sk_komite").data["nomor"] == row.sk.nomor
    assert Message.objects.filter(template="sk_komite").count() == 3


@pytest.mark.req("P508-052")
def test_who_trained_or_assessed_is_refused_at_appointment_and_at_the_vote(putusan: Putusan) -> None:
    panggung = putusan("dilaporkan")
    latih(panggung, "komite4", "asesi")
    ditolak(NotPermitted, "Pelatihan Web Dasar", usulkan, panggung, "komite1", "komite2", "komite4")
    system = system_context("uji")
    asesor = panggung.dunia.orang["asesor"]
    accounts.beri_peran(system, user=asesor, role="komite_teknis", valid_from=date(2026, 1, 1), basis="SK uji")
    sdm.catat_kompetensi_komite(
        panggung.ctx("manajer"), orang=asesor, skema_kode=panggung.dunia.skema_ada.kode, dasar="Uji",
        berlaku_dari=date(2026, 1, 1), berlaku_sampai=date(2027, 1, 1),
    )  # fmt: skip
    ditolak(NotPermitted, "mengases", usulkan, panggung, "komite1", "komite2", "asesor")
    assert Entry.objects.filter(code="keputusan.usulkan_komite", outcome="refused").count() == 2
    panggung.angkatan.tunjuk_komite(panggung.kini)
    latih(panggung, "komite1", "asesi")
    ditolak(NotPermitted, "melatih", suara, panggung, "komite1")
    assert suara(panggung, "komite1", 1).suara == "K"


@pytest.mark.req("P508-053")
def test_only_recorded_competence_for_the_skema_lets_a_person_be_appointed(putusan: Putusan) -> None:
    panggung = putusan("dilaporkan")
    system = system_context("uji")
    orang = panggung.dunia.orang["verifikator"]
    ditolak(Invalid, "tidak memegang peran Komite Teknis", usulkan, panggung, "komite1", "komite2", "verifikator")
    accounts.beri_peran(system, user=orang, role="komite_teknis", valid_from=date(2026, 1, 1), basis="SK uji")
    ditolak(NotPermitted, "P508 9.4.5", usulkan, panggung, "komite1", "komite2", "verifikator")
    sdm.catat_kompetensi_komite(
        panggung.ctx("manajer"), orang=orang, skema_kode=panggung.dunia.skema_ada.kode, dasar="Uji",
        berlaku_dari=date(2025, 1, 1), berlaku_sampai=date(2025, 12, 31),
    )  # fmt: skip
    ditolak(NotPermitted, "P508 9.4.5", usulkan, panggung, "komite1", "komite2", "verifikator")
    assert usulkan(panggung, *ANGGOTA).anggota.count() == 3


def test_a_committee_needs_enough_members_a_report_and_is_the_only_one(putusan: Putusan) -> None:
    panggung = putusan("dilaporkan")
    ditolak(Invalid, "sedikitnya 3 orang", usulkan, panggung, "komite1", "komite2")
    ditolak(NotPermitted, "hanya untuk", usulkan, panggung, *ANGGOTA, oleh="asesor")
    usulkan(panggung, *ANGGOTA)
    ditolak(WrongState, "sudah mempunyai komite teknis", usulkan, panggung, *ANGGOTA)


def test_a_dissolved_committee_makes_room_for_another(putusan: Putusan) -> None:
    panggung = putusan("bertugas")
    row = komite(panggung)
    ditolak(Invalid, "alasan", commands.batalkan_komite, panggung.ctx("manajer"), komite=row, alasan=" ")
    commands.batalkan_komite(panggung.ctx("manajer"), komite=row, alasan="Satu anggota berhalangan.")
    ditolak(NotPermitted, "belum ditetapkan atau sudah dibatalkan", suara, panggung, "komite1")
    assert usulkan(panggung, "komite4", "komite2", "komite3").status == "draf"
    assert tercatat("keputusan.batalkan_komite").data["alasan"] == "Satu anggota berhalangan."


# --- SOP 4.2


@pytest.mark.req("SOP-071")
def test_a_member_ticks_the_points_and_records_a_recommendation(putusan: Putusan) -> None:
    panggung = putusan("bertugas")
    page = (
        panggung.klien("komite1").get(f"/keputusan/{komite(panggung).pk}/{panggung.kasus[0].ada.pk}/").content.decode()
    )
    assert all(text in page for text in BUTIR_VERIFIKASI.values())
    ditolak(Invalid, "belum dicentang", suara, panggung, "komite1", butir=SEMUA[:-1])
    row = suara(panggung, "komite1")
    assert (row.suara, sorted(row.butir)) == ("K", sorted(SEMUA))
    assert tercatat("keputusan.beri_suara").data["suara"] == "K"


def test_a_vote_against_the_asesor_needs_a_reason_and_can_be_changed(putusan: Putusan) -> None:
    panggung = putusan("bertugas")
    ditolak(Invalid, "berbeda dari rekomendasi asesor", suara, panggung, "komite1", suara="BK")
    ditolak(Invalid, "Pilih suara", suara, panggung, "komite1", suara="mungkin")
    suara(panggung, "komite1", suara="BK", alasan="Bukti unit 8 belum memadai.")
    suara(panggung, "komite1")
    assert Verifikasi.objects.get().suara == "K"
    ditolak(Invalid, "tidak termasuk perkara", suara, panggung, "komite1", 2)


def test_a_file_sent_back_is_told_to_the_asesor_and_holds_up_the_plenary(putusan: Putusan) -> None:
    panggung = putusan("bersuara")
    suara(panggung, "komite2", suara="kembali", alasan="FR.IA.05 nomor 14 perlu ditinjau.")
    pesan = Message.objects.get(template="berkas_dikembalikan")
    assert pesan.to_user_id == panggung.dunia.orang["asesor"].pk
    ditolak(Invalid, panggung.dunia.orang["komite2"].name, buka_pleno, panggung)


@pytest.mark.req("P508-054")
def test_k_is_refused_while_a_unit_a_requirement_or_a_record_is_open(putusan: Putusan) -> None:
    from telusur.lsp.sertifikasi.asesmen.models import Asesmen

    panggung = putusan("bertugas")
    kasus = panggung.kasus[0].ada
    with bypass("asesmen"):
        row = Asesmen.objects.get(permohonan=kasus)
        utuh, kode = dict(row.unit_hasil), next(iter(row.unit_hasil))
        row.unit_hasil = {**utuh, kode: "BK"}
        row.save()
    ditolak(Invalid, f"unit {kode} belum K", suara, panggung, "komite1")
    with bypass("asesmen"):
        row.unit_hasil = utuh
        row.save()
    with bypass("skema"):
        wajib = next(one for one in kasus.skema.persyaratan.all() if one.wajib)
        baru = copy(wajib)
        baru._state = ModelState()
        baru.pk, baru.grup, baru.macam = uuid7(), "", "umum"
        baru.save()
    ditolak(Invalid, "persyaratan skema belum terpenuhi", suara, panggung, "komite1")
    with bypass("skema"):
        baru.delete()
    with bypass("forms"):
        ak03 = panggung.rekaman(0, "FR.AK.03")
        ak03.status = "batal"
        ak03.save()
    ditolak(Invalid, "FR.AK.03 belum ada", suara, panggung, "komite1")


def buka_pleno(panggung: Panggung, kunci: str = "komite1", **isian: Any) -> None:
    isian = {"moda": "luring", "tanggal": panggung.kini.date(), "tempat": "Ruang rapat LSP", **isian}
    commands.buka_pleno(panggung.ctx(kunci), komite=komite(panggung), **isian)


@pytest.mark.req("SOP-072")
def test_the_plenary_states_mode_date_and_place_or_link(putusan: Putusan) -> None:
    panggung = putusan("bersuara")
    ditolak(Invalid, "moda", buka_pleno, panggung, moda="surat")
    ditolak(Invalid, "tempat atau tautan", buka_pleno, panggung, tempat=" ")
    ditolak(Invalid, "pada harinya", buka_pleno, panggung, tanggal=panggung.kini.date() + timedelta(days=1))
    ditolak(NotPermitted, "anggota komite", buka_pleno, panggung, "komite4")
    buka_pleno(panggung, moda="daring", tempat="https://rapat.example/komite")
    page = panggung.klien("manajer").get(f"/keputusan/{komite(panggung).pk}/").content.decode()
    assert "Daring" in page
    assert "https://rapat.example/komite" in page
    assert "25 November 2026" in page


@pytest.mark.req("SOP-073")
def test_attendance_is_stored_and_printed_with_the_minutes(putusan: Putusan) -> None:
    panggung = putusan("menunggu_sk")
    row = komite(panggung)
    assert all(one.hadir_pada for one in row.anggota.all())
    dokumen = row.berita_acara
    assert dokumen is not None
    hadir = next(tabel for tabel in dokumen.data["tabel"] if "Hadir" in tabel["kolom"])
    assert {baris[1] for baris in hadir["baris"]} == {panggung.dunia.orang[kunci].name for kunci in ANGGOTA}
    assert all("WIB" in baris[3] for baris in hadir["baris"])
    assert dokumen.status == "siap"


def test_nobody_is_present_twice_and_minutes_need_everybody(putusan: Putusan) -> None:
    panggung = putusan("bersuara")
    buka_pleno(panggung)
    ditolak(WrongState, "sudah tercatat", commands.hadir_pleno, panggung.ctx("komite1"), komite=komite(panggung))
    susun = commands.susun_berita_acara
    ditolak(Invalid, "Belum hadir", susun, panggung.ctx("komite1"), komite=komite(panggung))
    basi = panggung.ctx("komite2", terbukti=False)
    ditolak(ProofNeeded, "Buktikan identitas", commands.hadir_pleno, basi, komite=komite(panggung))


def hadir_semua(panggung: Panggung) -> None:
    buka_pleno(panggung)
    for kunci in ANGGOTA[1:]:
        commands.hadir_pleno(panggung.ctx(kunci), komite=komite(panggung))


@pytest.mark.req("SOP-074")
def test_the_minutes_are_numbered_list_each_result_and_bear_every_signature(putusan: Putusan) -> None:
    panggung = putusan("bersuara")
    suara(panggung, "komite1", 1, suara="BK", alasan="Bukti unit 8 belum memadai.")
    suara(panggung, "komite2", 1, suara="BK", alasan="Sependapat.")
    hadir_semua(panggung)
    commands.susun_berita_acara(panggung.ctx("komite1"), komite=komite(panggung))
    row = komite(panggung)
    assert "BA-PLENO" in row.nomor_ba
    assert {one["permohonan"]: one["hasil"] for one in row.hasil} == {
        str(panggung.kasus[0].ada.pk): "K",
        str(panggung.kasus[1].ada.pk): "BK",
    }
    tanda = commands.tandatangani_berita_acara
    for kunci in ANGGOTA:
        tanda(panggung.ctx(kunci), komite=komite(panggung))
        if kunci != ANGGOTA[-1]:
            ditolak(WrongState, "sudah menandatangani", tanda, panggung.ctx(kunci), komite=komite(panggung))
    dokumen = komite(panggung).berita_acara
    assert dokumen is not None
    assert dokumen.number == row.nomor_ba
    hasil = next(tabel for tabel in dokumen.data["tabel"] if tabel["judul"] == "Hasil")
    assert {(baris[1], baris[3]) for baris in hasil["baris"]} == {
        (panggung.kasus[0].ada.nama, "Kompeten"),
        (panggung.kasus[1].ada.nama, "Belum kompeten"),
    }


def test_a_tie_is_never_a_k(putusan: Putusan) -> None:
    panggung = putusan("dilaporkan")
    row = usulkan(panggung, *ANGGOTA, "komite4")
    commands.tandatangani_sk_komite(panggung.ctx("direktur"), komite=row)
    panggung.angkatan.komite = row
    for kunci in (*ANGGOTA, "komite4"):
        lawan = {"suara": "BK", "alasan": "Bukti belum memadai."} if kunci in ("komite1", "komite2") else {}
        suara(panggung, kunci, 0, **lawan)
        suara(panggung, kunci, 1)
    buka_pleno(panggung)
    for kunci in (*ANGGOTA[1:], "komite4"):
        commands.hadir_pleno(panggung.ctx(kunci), komite=komite(panggung))
    ditolak(Invalid, "seimbang", commands.susun_berita_acara, panggung.ctx("komite1"), komite=komite(panggung))


def test_wrong_minutes_go_back_with_their_number_and_without_signatures(putusan: Putusan) -> None:
    panggung = putusan("bersuara")
    hadir_semua(panggung)
    commands.susun_berita_acara(panggung.ctx("komite1"), komite=komite(panggung))
    commands.tandatangani_berita_acara(panggung.ctx("komite1"), komite=komite(panggung))
    nomor = komite(panggung).nomor_ba
    ulangi = commands.ulangi_pleno
    ditolak(Invalid, "alasan", ulangi, panggung.ctx("komite2"), komite=komite(panggung), alasan="")
    ulangi(panggung.ctx("komite2"), komite=komite(panggung), alasan="Hasil keliru.")
    assert not Anggota.objects.filter(tanda_tangan_pada__isnull=False).exists()
    commands.susun_berita_acara(panggung.ctx("komite1"), komite=komite(panggung))
    assert komite(panggung).nomor_ba == nomor


# --- SOP 4.3


@pytest.mark.req("SOP-075")
def test_the_sk_repeats_the_minutes_and_only_the_free_direktur_signs(putusan: Putusan) -> None:
    panggung = putusan("menunggu_sk")
    row = komite(panggung)
    assert row.sk_keputusan is not None
    assert row.berita_acara is not None
    tanda = commands.tandatangani_sk
    for kunci in ("admin", "manajer", "komite1"):
        ditolak(NotPermitted, "hanya untuk Direktur", tanda, panggung.ctx(kunci), komite=komite(panggung))
    system = system_context("uji")
    for kunci in ("komite1", "asesor"):
        orang = panggung.dunia.orang[kunci]
        accounts.beri_peran(system, user=orang, role="direktur", valid_from=date(2026, 1, 1), basis="SK uji")
    ditolak(NotPermitted, "Anggota komite teknis tidak boleh", tanda, panggung.ctx("komite1"), komite=komite(panggung))
    ditolak(NotPermitted, "mengases", tanda, panggung.ctx("asesor"), komite=komite(panggung))
    tanda(panggung.ctx("direktur"), komite=row)
    dokumen = row.sk_keputusan.dokumen
    assert dokumen is not None
    ba = next(tabel for tabel in row.berita_acara.data["tabel"] if tabel["judul"] == "Hasil")
    assert [tabel["baris"] for tabel in dokumen.data["lampiran"]] == [ba["baris"]]
    assert row.nomor_ba in str(dokumen.data["menimbang"])


def test_the_sk_decides_each_case_moves_it_and_tells_the_asesi(putusan: Putusan) -> None:
    panggung = putusan("menunggu_sk")
    commands.tandatangani_sk(panggung.ctx("direktur"), komite=komite(panggung))
    for kasus in panggung.kasus[:2]:
        row = Keputusan.objects.get(permohonan=kasus.ada)
        assert (row.hasil, row.jenis, row.pembuat) == ("K", "pemberian", panggung.dunia.orang["direktur"])
        assert kasus.ada.tahap == "penerbitan"
    assert Message.objects.filter(template="keputusan_k").count() == 2
    assert len(tercatat("keputusan.tandatangani_sk").data["kasus"]) == 2
    ditolak(WrongState, "Diputuskan", commands.tandatangani_sk, panggung.ctx("direktur"), komite=komite(panggung))


def test_the_direktur_can_send_the_minutes_back_and_new_ones_get_a_new_number(putusan: Putusan) -> None:
    panggung = putusan("menunggu_sk")
    nomor = komite(panggung).nomor_ba
    commands.kembalikan_ke_pleno(panggung.ctx("direktur"), komite=komite(panggung), alasan="Nama tidak lengkap.")
    row = komite(panggung)
    assert (row.status, row.nomor_ba, row.sk_keputusan) == ("pleno", "", None)
    commands.susun_berita_acara(panggung.ctx("komite1"), komite=row)
    assert komite(panggung).nomor_ba != nomor
    assert Document.objects.filter(kind="ba_pleno").count() == 1


# --- P508 9.4.3


def test_all_seven_kinds_are_recorded_and_stand_in_the_certificate_history(putusan: Putusan) -> None:
    panggung = putusan("ditandatangani")
    sertifikat = panggung.kasus[0].sertifikat
    client, url = panggung.klien("direktur"), f"/sertifikat/{sertifikat.pk}/"
    urutan = ("pembekuan", "pemeliharaan", "penangguhan", "perluasan", "pengulangan", "pembatalan")
    for nomor, jenis in enumerate(urutan):
        isi = {"jenis": jenis, "dasar": f"Dasar {jenis}", "nomor_sk": f"00{nomor}/SK", "tanggal": "2026-11-24"}
        assert client.post(url + "keputusan/", isi).status_code == 302
        dispatch_all()
    page = client.get(url).content.decode()
    for jenis in JenisKeputusan:
        assert jenis.label in page
    for nomor, jenis in enumerate(urutan):
        assert f"00{nomor}/SK" in page
        assert f"Dasar {jenis}" in page
    assert panggung.dunia.orang["direktur"].name in page
    wrong = client.post(url + "keputusan/", isi)
    assert wrong.status_code == 422
    assert "sudah dibatalkan" in wrong.content.decode()


def test_a_decision_needs_its_facts_a_certificate_and_a_free_direktur(putusan: Putusan) -> None:
    panggung = putusan("ditandatangani")
    isi = {"jenis": "pembekuan", "dasar": "Surveilan.", "nomor_sk": "1/SK", "tanggal": panggung.kini.date()}

    def catat(nomor: int = 0, oleh: str = "direktur", **ubah: Any) -> None:
        commands.catat_keputusan(panggung.ctx(oleh), permohonan=panggung.kasus[nomor].ada, **{**isi, **ubah})

    ditolak(Invalid, "Pemberian diputuskan lewat pleno", catat, jenis="pemberian")
    ditolak(Invalid, "dasar", catat, dasar=" ")
    ditolak(Invalid, "nomor SK", catat, nomor_sk="")
    ditolak(Invalid, "belum tiba", catat, tanggal=panggung.kini.date() + timedelta(days=1))
    ditolak(NotPermitted, "hanya untuk Direktur", catat, oleh="manajer")
    ditolak(WrongState, "belum mempunyai sertifikat", catat, 2)
    latih(panggung, "direktur", "asesi")
    ditolak(NotPermitted, "melatih", catat)
    catat(1)
    dispatch_all()
    ditolak(WrongState, "sudah dibekukan", catat, 1)
