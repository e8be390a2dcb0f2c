"""What an LSP tells becomes acts on the registers, done in its name; what BNSP decides is told to the LSP it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, models
from django.test import Client

from telusur.bnsp.harmonisasi.pedoman import commands as pedoman
from telusur.bnsp.manajemen.pertukaran.facts import sertifikat as on_sertifikat
from telusur.bnsp.peraga.dokumen import lembar
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi import commands as asesor_kompetensi
from telusur.bnsp.sertifikasi_lisensi.blanko import commands as blanko
from telusur.bnsp.sertifikasi_lisensi.blanko.models import BlankoRusak, PermohonanBlanko
from telusur.bnsp.sertifikasi_lisensi.blanko.queries import tanpa_jadwal
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.models import JadwalUji
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import SertifikatTerdaftar
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.models import TempatUji
from telusur.contract import from_bnsp, from_lsp
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import DomainError
from telusur.kernel.commands.context import Actor, Context
from telusur.kernel.exchange import jose, traffic
from telusur.kernel.exchange.commands import tambah_mitra
from telusur.kernel.exchange.envelope import Envelope
from telusur.kernel.exchange.holdings import strayed
from telusur.kernel.exchange.intake import take_in
from telusur.kernel.exchange.kinds import Fact
from telusur.kernel.exchange.models import Heard, Outgoing, Partner, Told
from telusur.kernel.exchange.reconcile import compare
from telusur.kernel.exchange.states import PARTNER_ROLE
from tests.bnsp.conftest import BA_RUSAK, HARI, NOMOR_ASESOR, NOW, SKEMA, Isi, Negeri, antarkan, sampaikan, sebutan
from tests.kernel.exchange.conftest import contoh

pytestmark = pytest.mark.django_db


def _jadwal(**lain: Any) -> Isi:
    hari = (HARI + timedelta(days=3)).isoformat()
    isi = {
        "nomor": "0001/JDW",
        "skema_kode": SKEMA,
        "tuk": "TUK-01",
        "asesor": [NOMOR_ASESOR],
        "mulai": hari,
        "selesai": hari,
        "asesi": [{"nama": "Ani Lestari Uji", "registrasi": "A-1"}, {"nama": "Dewi Puspita Uji", "registrasi": ""}],
        "status": "ditetapkan",
        "alasan": "",
    }
    return {**isi, **lain}


def _permohonan(**lain: Any) -> Isi:
    isi = {
        "nomor_surat": "0001/BLK",
        "tanggal_surat": HARI.isoformat(),
        "nomor_ba": "BA-01",
        "tanggal_ba": HARI.isoformat(),
        "nomor_sk": "SK-01",
        "tanggal_sk": HARI.isoformat(),
        "hasil": [
            {"nama": "Ani Lestari Uji", "skema_kode": SKEMA, "hasil": "K"},
            {"nama": "Budi Uji", "skema_kode": SKEMA, "hasil": "BK"},
        ],
        "jumlah": 1,
        "ajuan": 1,
        "lampiran": [sebutan(jenis) for jenis in from_lsp.BERKAS_PERMOHONAN],
    }
    return {**isi, **lain}


def _sertifikat(**lain: Any) -> Isi:
    isi = {
        "nomor": "62019 2513 0 0000001 2026",
        "nomor_registrasi": "TIK.9021.00001.2026",
        "nomor_blanko": "4128001",
        "kode": "7K4M-92QF-XW3A",
        "nama": "Ani Lestari Uji 1",
        "skema_kode": SKEMA,
        "tanggal_terbit": HARI.isoformat(),
        "berlaku_sampai": date(2029, 11, 19).isoformat(),
        "status": "terbit",
        "dasar": "",
    }
    return {**isi, **lain}


def _told(kind: str) -> list[Isi]:
    return list(Told.objects.filter(kind=kind).order_by("id").values_list("content", flat=True))


@pytest.mark.req("SOP-049", "SOP-050", "SOP-051")
def test_a_schedule_arrives_with_asesi_asesor_and_tuk_and_its_number_goes_back(
    negeri: Negeri, kata: Callable[..., None], client: Client
) -> None:
    kata(from_lsp.JADWAL, "j1", _jadwal())
    row = JadwalUji.objects.get(lsp=negeri.lsp, nomor_lsp="0001/JDW")
    assert row.jumlah_asesi == len(_jadwal()["asesi"]) == 2
    assert [(one.nama, one.nomor_registrasi) for one in row.asesor.all()] == [(negeri.asesor.nama, NOMOR_ASESOR)]
    assert (row.tuk.nama, row.tuk.jenis, row.tuk.kota) == (negeri.tuk.nama, negeri.tuk.jenis, negeri.tuk.kota)
    client.force_login(negeri.orang[Role.KOORDINATOR_SERTIFIKASI])
    page = client.get(f"/jadwal/{row.pk}/").content.decode()
    for kata_kata in (
        f"Asesi ({row.jumlah_asesi})",
        negeri.asesor.nama,
        NOMOR_ASESOR,
        negeri.tuk.nama,
        negeri.tuk.kota,
    ):
        assert kata_kata in page
    assert negeri.tuk.get_jenis_display() in page
    told = _told(from_bnsp.PENCATATAN_JADWAL.kind)
    assert [(one["nomor"], one["nomor_bnsp"], one["status"]) for one in told] == [("0001/JDW", row.nomor, "tercatat")]


@pytest.mark.req("SOP-052")
def test_a_schedule_is_taken_only_with_the_key_of_that_lsp_and_the_trail_says_who_sent_it(
    negeri: Negeri, tmp_path: Path
) -> None:
    keys = {lsp.nomor_lisensi: contoh.load_key(str(tmp_path / f"{lsp.pk}.pem")) for lsp in (negeri.lsp, negeri.lain)}
    for lsp in (negeri.lsp, negeri.lain):
        tambah_mitra(
            negeri.ctx(Role.PENGELOLA_SISTEM),
            code=lsp.nomor_lisensi,
            name=lsp.nama,
            address="http://127.0.0.1:8000",
            public=contoh.public_hex(keys[lsp.nomor_lisensi]),
            witness_of_seals=False,
        )

    def send(*, key_of: str) -> tuple[str, str]:
        """The schedule, said to be from the first LSP; status and code of the receipt."""
        at = NOW.isoformat().replace("+00:00", "Z")
        message = {
            "from": negeri.lsp.nomor_lisensi, "to": "BNSP", "number": 1, "id": str(uuid4()), "kind": "jadwal",
            "key": "j1", "version": 1, "created_at": at, "sent_at": at, "content": _jadwal(),
        }  # fmt: skip
        token = contoh.sign(message, "telusur-pesan+jws", keys[key_of])
        said = jose.opened(take_in([token], now=NOW).receipts[0], typ=jose.RECEIPT).payload
        return said["status"], said["code"]

    assert send(key_of=negeri.lain.nomor_lisensi) == ("refused", "unknown_key")
    assert not JadwalUji.objects.exists()
    assert send(key_of=negeri.lsp.nomor_lisensi) == ("received", "")
    assert JadwalUji.objects.get().lsp == negeri.lsp
    entry = Entry.objects.get(code="jadwal_uji.catat", outcome="done")
    assert (entry.actor_id, entry.actor_name, entry.channel) == (
        f"mitra:{negeri.lsp.nomor_lisensi}",
        negeri.lsp.nama,
        "pertukaran",
    )


def test_a_partner_without_a_licence_can_say_nothing(negeri: Negeri, kata: Callable[..., None]) -> None:
    asing = tambah_mitra(
        negeri.ctx(Role.PENGELOLA_SISTEM),
        code="BNSP-LSP-0000-ID",
        name="Bukan LSP",
        address="http://127.0.0.1:8009",
        public="b2" * 32,
        witness_of_seals=False,
    )
    with pytest.raises(DomainError, match="tidak ada di register BNSP"):
        kata(from_lsp.JADWAL, "j1", _jadwal(), by=asing)
    assert not JadwalUji.objects.exists()


def test_a_schedule_called_off_is_called_off_here_and_said_so(negeri: Negeri, kata: Callable[..., None]) -> None:
    kata(from_lsp.JADWAL, "j1", _jadwal())
    kata(from_lsp.JADWAL, "j1", _jadwal(status="dibatalkan", alasan="Asesor sakit"))
    assert JadwalUji.objects.get().status == "dibatalkan"
    assert _told(from_bnsp.PENCATATAN_JADWAL.kind)[-1]["status"] == "dibatalkan"


def test_what_the_registers_do_not_bear_is_refused_with_the_sentence_for_the_receipt(
    negeri: Negeri, kata: Callable[..., None]
) -> None:
    with pytest.raises(DomainError, match="tidak aktif dalam lingkup"):
        kata(from_lsp.JADWAL, "j1", _jadwal(skema_kode="LAIN"))
    with pytest.raises(DomainError, match="tidak ada dalam kalender"):
        kata(from_lsp.JADWAL, "j2", _jadwal(mulai="2026-02-31"))
    with pytest.raises(DomainError, match="Isi pesan tidak menurut skema"):
        kata(from_lsp.JADWAL, "j3", {**_jadwal(), "nik": "3273014505990007"})
    asing = {"nomor_registrasi": "MET.000.999999 2024", "nama": "Asing", "skema": [], "aktif": True}
    with pytest.raises(DomainError, match="tidak ada di register asesor"):
        kata(from_lsp.ASESOR, "a1", asing)
    assert not JadwalUji.objects.exists()


@pytest.mark.req("SOP-076")
def test_a_request_for_blanks_queues_with_sk_minutes_and_k_list_and_the_numbers_go_back(
    negeri: Negeri, mitra: Partner, kata: Callable[..., None], client: Client
) -> None:
    koordinator = negeri.ctx(Role.KOORDINATOR_SERTIFIKASI)
    blanko.terima_persediaan(koordinator, awal=4_128_001, akhir=4_128_050, nomor_ba="BA-STOK")
    kata(from_lsp.PERMOHONAN_BLANKO, "b1", _permohonan())
    row = PermohonanBlanko.objects.get()
    assert (row.nomor_sk, row.nomor_ba, row.jumlah_k, row.jumlah_bk) == ("SK-01", "BA-01", 1, 1)
    client.force_login(negeri.orang[Role.KOORDINATOR_SERTIFIKASI])
    assert "Periksa permohonan blanko" in client.get("/tugas/").content.decode()
    page = client.get(f"/blanko/{row.pk}/").content.decode()
    for kata_kata in ("SK-01", "BA-01", "Ani Lestari Uji"):
        assert kata_kata in page
    blanko.kembalikan(koordinator, permohonan=row, alasan="SK belum terbaca.")
    antarkan()
    assert _told(from_bnsp.JAWABAN_BLANKO.kind) == [
        {"nomor_surat": "0001/BLK", "keputusan": "dikembalikan", "catatan": "SK belum terbaca.", "nomor": []}
    ]
    kata(from_lsp.PERMOHONAN_BLANKO, "b1", _permohonan(ajuan=2))
    sampaikan(mitra, *(lembar(jenis) for jenis in from_lsp.BERKAS_PERMOHONAN))
    blanko.setujui(koordinator, permohonan=PermohonanBlanko.objects.get())
    antarkan()
    assert _told(from_bnsp.JAWABAN_BLANKO.kind)[-1]["nomor"] == ["4128001"]


def test_a_spoiled_blank_is_reported_and_its_replacement_goes_back(
    negeri: Negeri, mitra: Partner, kata: Callable[..., None]
) -> None:
    negeri.beri_blanko()
    ba = BA_RUSAK["berita_acara"]
    isi = {"nomor": "4128001", "nomor_ba": "BA-RUSAK", "tanggal_ba": HARI.isoformat(), "alasan": "Kertas terlipat"}
    kata(from_lsp.BLANKO_RUSAK, "4128001", {**isi, "lampiran": [sebutan("berita_acara", ba)]})
    koordinator, rusak = negeri.ctx(Role.KOORDINATOR_SERTIFIKASI), BlankoRusak.objects.get()
    with pytest.raises(DomainError, match=f"Belum ada di BNSP: {ba.name}"):
        blanko.ganti_rusak(koordinator, rusak=rusak)
    sampaikan(mitra, ba)
    blanko.ganti_rusak(koordinator, rusak=rusak)
    antarkan()
    assert _told(from_bnsp.PENGGANTI_BLANKO.kind) == [{"nomor_rusak": "4128001", "nomor": "4128003"}]


def test_a_certificate_is_entered_then_follows_what_the_lsp_decides(negeri: Negeri, kata: Callable[..., None]) -> None:
    negeri.beri_blanko()
    kata(from_lsp.SERTIFIKAT, "7K4M-92QF-XW3A", _sertifikat())
    row = SertifikatTerdaftar.objects.get()
    assert (row.status, row.lsp) == ("terbit", negeri.lsp)
    beku = {"status": "dibekukan", "dasar": "SK-BEKU-1: tidak memenuhi surveilan"}
    kata(from_lsp.SERTIFIKAT, "7K4M-92QF-XW3A", _sertifikat(**beku))
    row.refresh_from_db()
    assert (row.status, row.dasar_status) == ("dibekukan", beku["dasar"])
    kata(from_lsp.SERTIFIKAT, "7K4M-92QF-XW3A", _sertifikat(status="terbit", dasar="SK-PULIH-1"))
    kata(from_lsp.SERTIFIKAT, "7K4M-92QF-XW3A", _sertifikat(status="dicabut", dasar="SK-CABUT-1"))
    assert SertifikatTerdaftar.objects.get().status == "dicabut"
    with pytest.raises(DomainError, match="yang lain"):
        kata(from_lsp.SERTIFIKAT, "7K4M-92QF-XW3A", _sertifikat(nama="Orang Lain", status="dicabut", dasar="x"))


def test_a_register_row_changed_underneath_is_found_by_comparing_registers(
    negeri: Negeri, mitra: Partner, kata: Callable[..., None]
) -> None:
    """A suspended certificate is set to ``terbit`` under another name by SQL; another is removed."""
    negeri.beri_blanko()
    isi = _sertifikat(status="dibekukan", dasar="SK-1")
    kata(from_lsp.SERTIFIKAT, isi["kode"], _sertifikat())
    kata(from_lsp.SERTIFIKAT, isi["kode"], isi)
    assert list(strayed(mitra)) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pemegang_sertifikatterdaftar SET status = 'terbit', nama = 'Orang Lain'")
    assert list(strayed(mitra)) == [(from_lsp.SERTIFIKAT.kind, isi["kode"], 2)]
    outcome = compare(mitra)
    assert [(one.key, one.what) for one in outcome.differences] == [(isi["kode"], "register")]
    assert (outcome.equal, outcome.repaired) == (False, 0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM pemegang_sertifikatterdaftar")
    assert len(list(strayed(mitra))) == 1


BNSP_DIUBAH = {
    from_lsp.JADWAL.kind: "UPDATE jadwal_uji_jadwaluji SET selesai = '2099-01-01'",
    from_bnsp.PENCATATAN_JADWAL.kind: "UPDATE jadwal_uji_jadwaluji SET nomor = 'LAIN'",
    from_lsp.TUK.kind: "UPDATE tempat_uji_tempatuji SET kapasitas = kapasitas + 1",
    from_lsp.PERMOHONAN_BLANKO.kind: "UPDATE blanko_permohonanblanko SET jumlah = jumlah + 1",
    from_bnsp.JAWABAN_BLANKO.kind: "UPDATE blanko_permohonanblanko SET status = 'diajukan'",
    from_lsp.BLANKO_RUSAK.kind: "UPDATE blanko_blankorusak SET nomor_ba = 'LAIN'",
    from_bnsp.REGISTRASI_ASESOR.kind: "UPDATE asesor_kompetensi_asesorkompetensi SET berlaku_sampai = '2099-01-01'",
    from_lsp.ASESOR.kind: "UPDATE asesor_kompetensi_asesorkompetensi SET nomor_registrasi_kunci = 'LAIN'",
    from_bnsp.LISENSI.kind: "UPDATE lisensi_lingkup SET status = 'dibekukan'",
}


def test_every_register_row_changed_underneath_is_found_whoever_told_it(
    negeri: Negeri, mitra: Partner, kata: Callable[..., None]
) -> None:
    """Schedule, TUK, request for blanks, its answer, spoiled blank, asesor, scope: each changed by SQL alone."""
    negeri.beri_blanko()
    koordinator = negeri.ctx(Role.KOORDINATOR_SERTIFIKASI)
    kata(from_lsp.JADWAL, "j1", _jadwal())
    tuk = {
        "kode": "TUK-09",
        "nama": "TUK Uji",
        "jenis": "mandiri",
        "alamat": "Jalan Uji",
        "kota": "Solo",
        "kapasitas": 10,
    }
    kata(from_lsp.TUK, "TUK-09", {**tuk, "skema": [SKEMA], "berlaku_sampai": "2027-01-01", "aktif": True})
    kata(from_lsp.ASESOR, NOMOR_ASESOR, _asesor())
    kata(from_lsp.PERMOHONAN_BLANKO, "b1", _permohonan(nomor_surat="0009/BLK"))
    rusak = {"nomor": "4128001", "nomor_ba": "BA-R", "tanggal_ba": HARI.isoformat(), "alasan": "Terlipat"}
    kata(from_lsp.BLANKO_RUSAK, "4128001", {**rusak, "lampiran": [sebutan("berita_acara")]})
    sampaikan(mitra, *(lembar(jenis) for jenis in from_lsp.BERKAS_PERMOHONAN))
    blanko.setujui(koordinator, permohonan=PermohonanBlanko.objects.get(nomor_surat="0009/BLK"))
    antarkan()
    assert list(strayed(mitra)) == []
    for kind, sql in BNSP_DIUBAH.items():
        with connection.cursor() as cursor:
            cursor.execute(sql)
        assert kind in {one[0] for one in strayed(mitra)}, kind


def test_no_lsp_touches_the_certificate_of_another(negeri: Negeri, mitra: Partner, kata: Callable[..., None]) -> None:
    negeri.beri_blanko()
    negeri.terbitkan(1, kode="7K4M-92QF-XW3A")
    lain = Partner(code=negeri.lain.nomor_lisensi, name="Lain")
    actor = Actor(f"mitra:{lain.code}", lain.name, frozenset({PARTNER_ROLE}))
    fact = Fact(lain, from_lsp.SERTIFIKAT.kind, "k", 1, _sertifikat(status="dicabut", dasar="jahat"), None)
    with pytest.raises(DomainError, match="lembaga lain"):
        on_sertifikat(Context(actor=actor, at=NOW, channel="pertukaran"), fact)
    assert SertifikatTerdaftar.objects.get().status == "terbit"


def test_a_tuk_is_entered_changed_and_taken_out_of_use(negeri: Negeri, kata: Callable[..., None]) -> None:
    isi = {
        "kode": "TUK-77",
        "nama": "TUK Baru",
        "jenis": "mandiri",
        "alamat": "Jalan Baru 1",
        "kota": "Bandung",
        "kapasitas": 12,
        "skema": [SKEMA],
        "berlaku_sampai": "2027-12-31",
        "aktif": True,
    }
    kata(from_lsp.TUK, "TUK-77", isi)
    kata(from_lsp.TUK, "TUK-77", {**isi, "kapasitas": 20})
    kata(from_lsp.TUK, "TUK-77", {**isi, "kapasitas": 20, "aktif": False})
    row = TempatUji.objects.get(lsp=negeri.lsp, kode="TUK-77")
    assert (row.kapasitas, row.aktif) == (20, False)


def test_decisions_about_licence_and_scope_and_new_guidelines_are_told(negeri: Negeri, mitra: Partner) -> None:
    assert _told(from_bnsp.LISENSI.kind)[-1]["status"] == "aktif"
    sk = {"nomor_sk": "KEP.1", "tanggal_sk": HARI, "alasan": "Rekaman tidak lengkap"}
    lingkup = negeri.lsp.lingkup.get(skema_kode=SKEMA)
    lisensi.bekukan_lingkup(negeri.ctx(Role.KETUA), lingkup=lingkup, **sk)
    antarkan()
    told = _told(from_bnsp.LISENSI.kind)[-1]
    assert (told["nomor_sk"], [row["status"] for row in told["lingkup"] if row["skema_kode"] == SKEMA]) == (
        "KEP.1",
        ["dibekukan"],
    )
    hari = {row["skema_kode"]: (row["sejak"], row["keadaan_sejak"]) for row in told["lingkup"]}
    assert hari[SKEMA] == (lingkup.sejak.isoformat(), HARI.isoformat())  # in the scope since, frozen since
    naskah = pedoman.daftarkan(negeri.ctx(Role.SEKRETARIAT), kode="PBNSP 999", judul="Pedoman uji")
    versi = pedoman.tulis_versi(
        negeri.ctx(Role.SEKRETARIAT), pedoman=naskah, nomor="1/2026", tanggal=HARI, isi="Pasal 1."
    )
    pedoman.terbitkan(negeri.ctx(Role.SEKRETARIAT), versi=versi)
    antarkan()
    assert [one["kode"] for one in _told(from_bnsp.PEDOMAN.kind)] == ["PBNSP 999"]


def test_what_an_lsp_wrote_down_by_hand_is_compared_with_the_registers_and_answered(
    negeri: Negeri, mitra: Partner, kata: Callable[..., Any]
) -> None:
    jadwal, permohonan = negeri.jadwalkan(), negeri.beri_blanko()
    antarkan()
    awal = permohonan.alokasi.get().awal

    def ditanya(nomor_catatan: str, jenis: str, nomor: str, nilai: str) -> tuple[str, str]:
        isi = {"jenis": jenis, "nomor": nomor, "versi": 1, "nilai": nilai, "tanggal": HARI.isoformat()}
        isi |= {"alasan": "Lewat surat", "dicatat_oleh": "Admin", "dicatat_pada": HARI.isoformat()}
        kata(from_lsp.CATATAN_TANGAN, nomor_catatan, {**isi, "bukti": {"nama": "surat.pdf", "sha256": "0" * 64}})
        antarkan()
        told = next(one for one in _told(from_bnsp.JAWABAN_CATATAN_TANGAN.kind) if one["catatan"] == nomor_catatan)
        return told["hasil"], told["nilai"]

    assert ditanya("a1", "jadwal", "0001/JDW", jadwal.nomor) == ("sama", "")
    assert ditanya("a2", "jadwal", "0001/JDW", "KARANGAN-123") == ("lain", jadwal.nomor)
    assert ditanya("a3", "jadwal", "9999/JDW", "KARANGAN-123") == ("tidak_ada", "")
    assert ditanya("b1", "blanko", permohonan.nomor_surat, str(awal)) == ("sama", "")
    hasil, nilai = ditanya("b2", "blanko", permohonan.nomor_surat, "99999991")
    assert hasil == "lain" and str(awal) in nilai
    assert ditanya("b3", "blanko", "9999/BLK", "99999991") == ("tidak_ada", "")
    kini = f"aktif, {negeri.lsp.berlaku_dari} sampai {negeri.lsp.berlaku_sampai}"
    assert ditanya("c1", "lisensi", negeri.lsp.nomor_lisensi, kini) == ("sama", "")
    assert ditanya("c2", "lisensi", negeri.lsp.nomor_lisensi, "dicabut, 2020-01-01 sampai 2021-01-01") == ("lain", kini)
    assert ditanya("d1", "laporan", "0001/LAP", "diterima") == ("belum", "")
    asesor = f"{NOMOR_ASESOR}, SERT-ASK-1, 2024-05-01 sampai 2027-04-30"
    assert ditanya("e1", "asesor", NOMOR_ASESOR, asesor) == ("sama", "")
    assert ditanya("e2", "asesor", NOMOR_ASESOR, f"{NOMOR_ASESOR}, X, 2024-05-01 sampai 2035-04-30") == ("lain", asesor)
    assert ditanya("e3", "asesor", "MET.000.999999 2024", "MET.000.999999 2024, X") == ("tidak_ada", "")


def test_nothing_is_told_to_an_lsp_whose_system_is_not_connected(negeri: Negeri) -> None:
    negeri.jadwalkan()
    negeri.beri_blanko()
    antarkan()
    assert not Outgoing.objects.exists()


# What an LSP tells is held against what BNSP knows. Each value is one that was taken before.


def _ditolak(kata: Callable[..., None], agreed: Any, content: Isi, match: str) -> None:
    with pytest.raises(DomainError, match=match):
        kata(agreed, "k", content)


def test_a_blank_serves_the_person_for_whom_it_was_given_once_and_no_longer_than_the_skema(
    negeri: Negeri, kata: Callable[..., None]
) -> None:
    negeri.beri_blanko(k=2)
    sertifikat = from_lsp.SERTIFIKAT
    _ditolak(kata, sertifikat, _sertifikat(nama="Orang Lain"), "Orang Lain tidak ada dalam daftar K skema SKM-JWP-01")
    _ditolak(kata, sertifikat, _sertifikat(nama="Asesi Belum"), "Asesi Belum tidak ada dalam daftar K")  # BK
    _ditolak(kata, sertifikat, _sertifikat(berlaku_sampai="2055-11-19"), "berlaku paling lama 36 bulan")
    kemarin = (HARI - timedelta(days=1)).isoformat()
    _ditolak(kata, sertifikat, _sertifikat(tanggal_terbit=kemarin), "terbit sebelum SK SK-01")
    assert not SertifikatTerdaftar.objects.exists()
    # The name as it is spelled elsewhere is the same person; the second blank is not for the same one again.
    kata(sertifikat, "c1", _sertifikat(nama="ANI  LESTARI UJI 1"))
    lagi = {"nomor": "9", "nomor_registrasi": "8", "kode": "7K4M-92QF-XW3B", "nomor_blanko": "4128002"}
    _ditolak(kata, sertifikat, _sertifikat(**lagi), "sudah terdaftar")
    kata(sertifikat, "c2", _sertifikat(**lagi, nama="Ani Lestari Uji 2"))
    assert SertifikatTerdaftar.objects.count() == 2


def test_a_registered_certificate_keeps_its_days(negeri: Negeri, kata: Callable[..., None]) -> None:
    negeri.beri_blanko()
    kata(from_lsp.SERTIFIKAT, "c", _sertifikat())
    _ditolak(kata, from_lsp.SERTIFIKAT, _sertifikat(berlaku_sampai="2055-11-19"), "berlaku_sampai yang lain")
    _ditolak(kata, from_lsp.SERTIFIKAT, _sertifikat(tanggal_terbit="2026-11-19"), "tanggal_terbit yang lain")


def test_a_blank_for_a_spoiled_one_is_for_the_same_list(
    negeri: Negeri, mitra: Partner, kata: Callable[..., None]
) -> None:
    negeri.beri_blanko(k=1)
    ba = BA_RUSAK["berita_acara"]
    koordinator = negeri.ctx(Role.KOORDINATOR_SERTIFIKASI)
    for nomor, surat in (("4128001", "BA-1"), ("4128002", "BA-2")):
        rusak = {"nomor": nomor, "nomor_ba": surat, "tanggal_ba": HARI.isoformat(), "alasan": "Terlipat"}
        kata(from_lsp.BLANKO_RUSAK, nomor, {**rusak, "lampiran": [sebutan("berita_acara", ba)]})
        sampaikan(mitra, ba)
        blanko.ganti_rusak(koordinator, rusak=BlankoRusak.objects.get(nomor=int(nomor)))
    orang = [{"nama": "Citra Uji", "skema_kode": SKEMA, "hasil": "K"}]
    blanko.setujui(koordinator, permohonan=negeri.minta_blanko("0002/BLK", hasil=orang, jumlah=1))
    pengganti_kedua, milik_citra = "4128003", "4128004"
    _ditolak(kata, from_lsp.SERTIFIKAT, _sertifikat(nomor_blanko=milik_citra), "tidak ada dalam daftar K")
    _ditolak(kata, from_lsp.SERTIFIKAT, _sertifikat(nomor_blanko=pengganti_kedua, nama="Citra Uji"), "tidak ada dalam")
    kata(from_lsp.SERTIFIKAT, "c", _sertifikat(nomor_blanko=pengganti_kedua))
    assert SertifikatTerdaftar.objects.get().nomor_blanko == 4_128_003


def _asesor(**lain: Any) -> Isi:
    isi = {
        "nomor_registrasi": NOMOR_ASESOR, "nama": "Budi Hartono Uji", "skema": [SKEMA], "aktif": True,
    }  # fmt: skip
    return {**isi, **lain}


def test_an_asesor_is_who_the_register_says_works_where_it_says_and_counts_as_long(
    negeri: Negeri, kata: Callable[..., None]
) -> None:
    milik_lain = asesor_kompetensi.daftarkan(
        negeri.ctx(Role.KOORDINATOR_SDM), nomor_registrasi="MET.000.054321 2024", nama="Rudi Lain Uji",
        nomor_sertifikat="S-9", berlaku_dari=date(2024, 5, 1), berlaku_sampai=date(2027, 4, 30), bidang=["Listrik"],
        lsp=negeri.lain,
    )  # fmt: skip
    asesor = from_lsp.ASESOR
    _ditolak(kata, asesor, _asesor(nomor_registrasi="MET.000.054321 2024"), "atas nama lain daripada Budi Hartono Uji")
    meminjam = _asesor(nomor_registrasi="MET.000.054321 2024", nama=milik_lain.nama)
    _ditolak(kata, asesor, meminjam, "tercatat di BNSP pada LSP lain")
    _ditolak(kata, asesor, _asesor(skema=["SKM-LAS-9"]), "Skema SKM-LAS-9 tidak ada dalam lingkup")
    kata(asesor, "MET.000.012345 2024", _asesor(nomor_registrasi="met-000-012345_2024", nama="Budi  Hartono uji"))
    _ditolak(kata, from_lsp.JADWAL, _jadwal(asesor=["MET.000.054321 2024"]), "tercatat di BNSP pada LSP lain")
    assert not JadwalUji.objects.exists()


def test_an_lsp_hears_what_the_register_holds_of_its_asesor_and_every_change_of_it(
    negeri: Negeri, kata: Callable[..., None]
) -> None:
    sdm, row, jenis = negeri.ctx(Role.KOORDINATOR_SDM), negeri.asesor, from_bnsp.REGISTRASI_ASESOR.kind
    asesor_kompetensi.ubah_data(sdm, asesor=row, nama=row.nama, bidang=row.bidang, lsp=negeri.lsp)
    antarkan()
    assert _told(jenis) == []  # nobody has named this asesor yet

    def terakhir() -> tuple[str, str, str]:
        antarkan()
        (isi,) = _told(jenis)
        assert isi["nomor_registrasi"] == NOMOR_ASESOR
        return isi["status"], isi["nomor_sertifikat"], isi["berlaku_sampai"]

    kata(from_lsp.ASESOR, NOMOR_ASESOR, _asesor())
    assert terakhir() == ("aktif", "SERT-ASK-1", "2027-04-30")
    masa = {"berlaku_dari": date(2026, 5, 1), "berlaku_sampai": date(2030, 4, 30)}
    asesor_kompetensi.perpanjang(sdm, asesor=row, nomor_sertifikat="SERT-ASK-2", **masa)
    assert terakhir() == ("aktif", "SERT-ASK-2", "2030-04-30")
    asesor_kompetensi.tetapkan_status(sdm, asesor=row, status="dibekukan", dasar="Berita acara 1")
    assert terakhir()[0] == "dibekukan"
    asesor_kompetensi.tetapkan_status(sdm, asesor=row, status="aktif", dasar="Berita acara 2")
    asesor_kompetensi.ubah_data(sdm, asesor=row, nama=row.nama, bidang=row.bidang, lsp=negeri.lain)
    assert terakhir()[0] == "lsp_lain"


def test_a_tuk_is_for_skema_of_the_scope_and_can_be_closed_when_one_is_frozen(
    negeri: Negeri, kata: Callable[..., None]
) -> None:
    isi = {
        "kode": "TUK-77", "nama": "TUK Baru", "jenis": "mandiri", "alamat": "Jalan Baru 1", "kota": "Bandung",
        "kapasitas": 12, "skema": [SKEMA], "berlaku_sampai": "2027-12-31", "aktif": True,
    }  # fmt: skip
    _ditolak(kata, from_lsp.TUK, {**isi, "skema": [SKEMA, "SKM-LAS-9"]}, "SKM-LAS-9 tidak aktif dalam lingkup")
    assert not TempatUji.objects.filter(kode="TUK-77").exists()
    kata(from_lsp.TUK, "TUK-77", isi)
    _ditolak(kata, from_lsp.TUK, {**isi, "skema": [SKEMA, "SKM-LAS-9"]}, "SKM-LAS-9 tidak aktif dalam lingkup")
    sk = {"nomor_sk": "KEP.2", "tanggal_sk": HARI, "alasan": "Temuan"}
    lisensi.bekukan_lingkup(negeri.ctx(Role.KETUA), lingkup=negeri.lsp.lingkup.get(), **sk)
    kata(from_lsp.TUK, "TUK-77", {**isi, "aktif": False})
    assert not TempatUji.objects.get(kode="TUK-77").aktif


def test_papers_of_days_still_to_come_are_refused(negeri: Negeri, kata: Callable[..., None]) -> None:
    negeri.beri_blanko()
    besok = (HARI + timedelta(days=1)).isoformat()
    rusak: Isi = {"nomor": "4128001", "nomor_ba": "BA-RUSAK", "tanggal_ba": besok, "alasan": "Kertas terlipat"}
    rusak["lampiran"] = [sebutan("berita_acara")]
    _ditolak(kata, from_lsp.BLANKO_RUSAK, rusak, "belum tiba")
    for name in ("tanggal_surat", "tanggal_ba", "tanggal_sk"):
        _ditolak(kata, from_lsp.PERMOHONAN_BLANKO, _permohonan(**{name: besok}), "belum tiba")


def test_the_key_of_a_fact_is_what_its_content_says_by_letters_and_digits(negeri: Negeri, mitra: Partner) -> None:
    def said(key: str, nomor: str = NOMOR_ASESOR) -> None:
        content = _asesor(nomor_registrasi=nomor)
        envelope = Envelope(mitra.code, 1, uuid4(), from_lsp.ASESOR.kind, key, 1, content, "0" * 64, "")
        actor = Actor(f"mitra:{mitra.code}", mitra.name, frozenset({PARTNER_ROLE}))
        row = Heard(partner=mitra, kind=from_lsp.ASESOR.kind, key=key)
        traffic.take(Context(actor=actor, at=NOW, channel="pertukaran"), heard=row, envelope=envelope)

    with pytest.raises(DomainError, match="/key: harus sama dengan /content/nomor_registrasi"):
        said("MET.000.054321 2024")
    said("MET.000.012345 2024")
    said("MET_000_012345_2024", "met 000 012345 2024")


def test_a_list_of_k_with_names_that_no_schedule_announced_waits_for_a_person_who_is_told_so(
    negeri: Negeri, mitra: Partner, kata: Callable[..., None], client: Client
) -> None:
    uji = HARI - timedelta(days=2)
    negeri.jadwalkan()  # announces Ani and Dewi
    models.QuerySet(JadwalUji).update(mulai=uji, selesai=uji)
    hasil = [{"nama": one, "skema_kode": SKEMA, "hasil": "K"} for one in ("ANI LESTARI UJI", "Orang Lain")]
    kata(from_lsp.PERMOHONAN_BLANKO, "b1", _permohonan(hasil=hasil, jumlah=2))
    row = PermohonanBlanko.objects.get()
    assert (row.status, tanpa_jadwal(row)) == ("diajukan", ["Orang Lain"])
    client.force_login(negeri.orang[Role.KOORDINATOR_SERTIFIKASI])
    page = client.get(f"/blanko/{row.pk}/").content.decode()
    assert "Periksa sebelum menyetujui" in page
    assert page.count("Tanpa jadwal") == 1
    sampaikan(mitra, *(lembar(jenis) for jenis in from_lsp.BERKAS_PERMOHONAN))
    setuju = client.get(f"/blanko/{row.pk}/setujui/").content.decode()
    assert "Tanpa jadwal yang tercatat: Orang Lain." in setuju
    models.QuerySet(JadwalUji).update(mulai=HARI + timedelta(days=1))  # only after the berita acara
    assert tanpa_jadwal(row) == ["ANI LESTARI UJI", "Orang Lain"]
