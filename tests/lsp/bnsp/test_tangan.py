"""What BNSP decides is typed by hand only while BNSP is not connected, with evidence, marked; BNSP's answer always wins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted, WrongState
from telusur.kernel.exchange.commands import tangguhkan_mitra
from telusur.lsp.administrasi.umum import queries as umum
from telusur.lsp.administrasi.umum.commands import catat_lisensi
from telusur.lsp.administrasi.umum.models import CatatanTangan, Lisensi
from telusur.lsp.manajemen.pelaporan import commands as pelaporan
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.peraga.skenario import dispatch_all
from telusur.lsp.sertifikasi.asesmen import commands as asesmen
from telusur.lsp.sertifikasi.jadwal import commands as jadwal
from telusur.lsp.sertifikasi.jadwal.rules import butir_kesiapan
from telusur.lsp.sertifikasi.keputusan.commands import catat_keputusan
from telusur.lsp.sertifikasi.sertifikat import commands as sertifikat
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.rules import SEPULUH_BUTIR
from tests.lsp.dunia import HARI_INI, HARI_UJI, Panggung
from tests.lsp.mitra import Mitra, catatan_jadwal, lingkup, sambungkan
from tests.lsp.putusan import Putusan
from tests.lsp.tangan import ALASAN, bukti_tangan

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]
KARANGAN = ["99999991", "99999992", "99999993"]
TANDA = "Dicatat dengan tangan"
SENDIRI = "Jawabannya tercatat sendiri"


def jawab(bnsp: Mitra, row: CatatanTangan, hasil: str, nilai: str = "") -> None:
    bnsp.kata("jawaban_catatan_tangan", str(row.pk), catatan=str(row.pk), hasil=hasil, nilai=nilai)
    row.refresh_from_db()


@pytest.mark.req("SOP-048")
def test_connected_only_bnsp_numbers_a_schedule_and_an_invented_number_opens_nothing(panggung: Bangun) -> None:
    world = panggung("siap")
    bnsp = sambungkan(world)
    row = world.angkatan.jadwal = jadwal.tetapkan(world.ctx("admin"), rencana=world.rencana)
    url, client = f"/jadwal/{row.pk}/", world.klien("admin")
    isian = {"nomor": "KARANGAN-123", "tanggal": HARI_INI.isoformat(), **bukti_tangan()}
    page = client.get(url).content.decode()
    assert "Menunggu nomor dari BNSP." in page and 'name="nomor"' not in page
    assert "Minggu, 22 November 2026" in page  # the deadline: the day before the assessment
    assert SENDIRI in client.post(url, isian).content.decode()
    with pytest.raises(NotPermitted, match=SENDIRI):
        jadwal.catat_bnsp(world.ctx("admin"), jadwal=row, nomor="KARANGAN-123", tanggal=HARI_INI, **bukti_tangan())
    tangguhkan_mitra(world.ctx("pengelola"), partner=bnsp.partner, reason="Pemeliharaan")  # suspended is connected too
    assert SENDIRI in client.post(url, {**isian, **bukti_tangan()}).content.decode()
    row.refresh_from_db()
    assert (row.status, row.bnsp_nomor) == ("ditetapkan", "")
    assert not CatatanTangan.objects.filter(nilai="KARANGAN-123").exists()
    assert Entry.objects.filter(code="jadwal.catat_bnsp", outcome="refused").exists()
    siap = [kode for kode, _, _ in butir_kesiapan(row)]
    jadwal.isi_kesiapan(world.ctx("asesor"), jadwal=row, butir=siap)
    pagi = world.dunia.saat(HARI_UJI, "07.45")
    with pytest.raises(NotPermitted, match="belum tercatat di BNSP"):
        asesmen.buka_sesi(world.ctx("asesor", pagi), jadwal=row)
    world.pindah(pagi)  # the deadline is over
    page = client.get(url).content.decode()
    assert "tone-late" in page.partition('id="bnsp"')[2].partition("</section>")[0]
    bnsp.kata("pencatatan_jadwal", **catatan_jadwal(row.nomor, "BNSP-JDW-2026-00009"))
    asesmen.buka_sesi(world.ctx("asesor"), jadwal=world.jadwal)
    assert (world.jadwal.status, world.jadwal.bnsp_nomor) == ("berlangsung", "BNSP-JDW-2026-00009")
    assert TANDA not in client.get(url).content.decode()


@pytest.mark.req("SOP-048")
def test_a_number_typed_without_a_connection_is_marked_kept_with_its_evidence_and_gives_way(panggung: Bangun) -> None:
    world = panggung("siap")
    row = world.angkatan.jadwal = jadwal.tetapkan(world.ctx("admin"), rencana=world.rencana)
    url, client = f"/jadwal/{row.pk}/", world.klien("admin")
    kurang = client.post(url, {"nomor": "KARANGAN-123", "tanggal": HARI_INI.isoformat()})
    assert kurang.status_code == 422 and "Unggah bukti dari BNSP." in kurang.content.decode()
    with pytest.raises(Invalid) as tanpa:
        jadwal.catat_bnsp(world.ctx("admin"), jadwal=row, nomor="KARANGAN-123", tanggal=HARI_INI)
    assert set(tanpa.value.fields) == {"alasan", "bukti"}
    isian = {"nomor": "KARANGAN-123", "tanggal": HARI_INI.isoformat(), **bukti_tangan()}
    assert client.post(url, isian).status_code == 302
    with pytest.raises(NotPermitted, match="sudah bernomor"):
        jadwal.catat_bnsp(world.ctx("admin"), jadwal=world.jadwal, nomor="B-2", tanggal=HARI_INI, **bukti_tangan())
    catatan = CatatanTangan.objects.get(jenis="jadwal")
    assert (catatan.perihal, catatan.nilai, catatan.alasan) == (row.nomor, "KARANGAN-123", ALASAN)
    page = client.get(url).content.decode()
    assert TANDA in page and "Belum dicocokkan dengan BNSP" in page and f"/berkas/{catatan.bukti_id}/" in page
    siap = [kode for kode, _, _ in butir_kesiapan(row)]
    jadwal.isi_kesiapan(world.ctx("asesor"), jadwal=world.jadwal, butir=siap)

    bnsp = sambungkan(world)
    told = bnsp.dengar("catatan_tangan")[str(catatan.pk)]
    assert (told["jenis"], told["nomor"], told["nilai"]) == ("jadwal", row.nomor, "KARANGAN-123")
    assert (told["alasan"], told["bukti"]["sha256"]) == (ALASAN, catatan.bukti.sha256)
    pagi = world.dunia.saat(HARI_UJI, "07.45")
    with pytest.raises(NotPermitted, match="belum dicocokkan dengan BNSP"):
        asesmen.buka_sesi(world.ctx("asesor", pagi), jadwal=world.jadwal)
    jawab(bnsp, catatan, "tidak_ada")
    assert (world.jadwal.status, world.jadwal.bnsp_nomor) == ("ditetapkan", "")
    assert list(bnsp.dengar("jadwal")) == [str(row.pk)]  # announced, for a number of BNSP's own
    bnsp.kata("pencatatan_jadwal", **catatan_jadwal(row.nomor, "BNSP-JDW-2026-00009"))
    world.pindah(pagi)
    asesmen.buka_sesi(world.ctx("asesor"), jadwal=world.jadwal)
    assert world.jadwal.bnsp_nomor == "BNSP-JDW-2026-00009"
    page = world.klien("manajer").get("/catatan-tangan/").content.decode()
    assert "KARANGAN-123" in page and "BNSP mencatat yang lain" in page and "BNSP-JDW-2026-00009" in page


def test_bnsp_puts_its_number_in_place_of_one_typed_by_hand(panggung: Bangun) -> None:
    world = panggung("terjadwal")  # recorded by hand as the demo does
    catatan = CatatanTangan.objects.get(jenis="jadwal")
    bnsp = sambungkan(world)
    bnsp.kata("pencatatan_jadwal", **catatan_jadwal(world.jadwal.nomor, "BNSP-JDW-2026-00001"))
    catatan.refresh_from_db()
    assert world.jadwal.bnsp_nomor == "BNSP-JDW-2026-00001"
    assert (catatan.keadaan, catatan.jawaban) == ("lain", "BNSP-JDW-2026-00001")
    assert TANDA not in world.klien("admin").get(f"/jadwal/{world.jadwal.pk}/").content.decode()
    entry = Entry.objects.filter(code="umum.cocokkan_tangan", subject_id=str(catatan.pk)).latest("id")
    assert (entry.actor_id, entry.data["keadaan"]) == ("bnsp", "lain")


def test_a_number_bnsp_confirms_opens_the_session_and_stays_marked_as_confirmed(panggung: Bangun) -> None:
    world = panggung("terjadwal")
    bnsp, catatan = sambungkan(world), CatatanTangan.objects.get(jenis="jadwal")
    bnsp.kata("pencatatan_jadwal", **catatan_jadwal(world.jadwal.nomor, catatan.nilai))
    bnsp.kata("pencatatan_jadwal", **catatan_jadwal(world.jadwal.nomor, catatan.nilai))
    catatan.refresh_from_db()
    assert catatan.keadaan == "sama" and world.jadwal.bnsp_nomor == catatan.nilai
    assert "Sama menurut BNSP" in world.klien("admin").get(f"/jadwal/{world.jadwal.pk}/").content.decode()
    assert Entry.objects.filter(code="umum.cocokkan_tangan", subject_id=str(catatan.pk)).count() == 1
    pagi = world.dunia.saat(HARI_UJI, "07.30")
    world.pindah(pagi)
    world.angkatan.buka_sesi(pagi)


@pytest.mark.req("SOP-077")
def test_invented_blanks_become_no_certificates_while_bnsp_is_connected(putusan: Putusan) -> None:
    world = putusan("diputuskan")
    bnsp = sambungkan(world)
    row = sertifikat.ajukan_blanko(world.ctx("admin"), komite=world.angkatan.komite)
    client, url = world.klien("admin"), f"/blanko/{row.pk}/"
    with pytest.raises(WrongState):
        sertifikat.beri_nomor(world.ctx("admin"), permohonan_blanko=row)
    assert 'name="nomor"' not in client.get(url).content.decode()
    for kunci in ("admin", "administrasi"):
        with pytest.raises(NotPermitted, match=SENDIRI):
            sertifikat.catat_blanko(world.ctx(kunci), permohonan_blanko=row, nomor=KARANGAN, **bukti_tangan())
    client.post(url + "catat/", {"nomor": "\n".join(KARANGAN), **bukti_tangan()})
    assert not Blanko.objects.exists() and not Sertifikat.objects.exists()
    isi = {"nomor_surat": row.nomor, "keputusan": "dialokasikan", "catatan": "", "nomor": ["4128760", "4128761"]}
    bnsp.kata("jawaban_blanko", **isi)
    row.refresh_from_db()
    sertifikat.beri_nomor(world.ctx("admin"), permohonan_blanko=row)
    pasangan = set(Sertifikat.objects.values_list("nomor", "nomor_registrasi"))
    assert (
        len(pasangan) == 2 == len({nomor for nomor, _ in pasangan}) == len({registrasi for _, registrasi in pasangan})
    )
    assert TANDA not in client.get(url).content.decode()


@pytest.mark.req("SOP-077")
def test_blanks_typed_without_a_connection_are_marked_and_bnsp_does_away_with_those_it_did_not_give(
    putusan: Putusan, client: Client
) -> None:
    world = putusan("diputuskan")
    admin = world.ctx("admin")
    row = sertifikat.ajukan_blanko(admin, komite=world.angkatan.komite)
    with pytest.raises(WrongState):
        sertifikat.beri_nomor(admin, permohonan_blanko=row)
    with pytest.raises(Invalid, match="alasan dan bukti"):
        sertifikat.catat_blanko(admin, permohonan_blanko=row, nomor=KARANGAN)
    sertifikat.catat_blanko(admin, permohonan_blanko=row, nomor=KARANGAN, **bukti_tangan())
    catatan = CatatanTangan.objects.filter(jenis="blanko")
    assert catatan.count() == 3 and catatan.values("bukti").distinct().count() == 1  # one letter for all
    staf = world.klien("admin")
    assert staf.get(f"/blanko/{row.pk}/").content.decode().count(TANDA) == 3
    sertifikat.beri_nomor(admin, permohonan_blanko=row)
    dispatch_all()
    pertama, kedua = world.kasus[:2]
    world.angkatan.terbitkan(pertama, world.kini)
    dispatch_all()
    assert TANDA in staf.get(f"/sertifikat/{pertama.sertifikat.pk}/").content.decode()

    bnsp = sambungkan(world)
    assert {one["nilai"] for one in bnsp.dengar("catatan_tangan").values() if one["jenis"] == "blanko"} == set(KARANGAN)
    sertifikat.periksa_dummy(admin, sertifikat=kedua.sertifikat, butir=list(SEPULUH_BUTIR))
    with pytest.raises(NotPermitted, match="belum dicocokkan dengan BNSP"):
        sertifikat.tandatangani(world.ctx("direktur"), sertifikat=kedua.sertifikat)
    for satu in catatan.all():
        jawab(bnsp, satu, "tidak_ada")
    assert set(Blanko.objects.values_list("status", flat=True)) == {"ditolak"}
    beku = pertama.sertifikat
    assert (beku.keabsahan, beku.beku_karena_blanko) == ("dibekukan", True)
    entry = Entry.objects.get(code="sertifikat.bekukan_karena_blanko", outcome="done")
    assert (entry.subject_id, entry.actor_id) == (str(beku.pk), "bnsp")
    assert "Sedang dibekukan" in client.get(f"/verifikasi/{beku.kode}/").content.decode()
    with pytest.raises(NotPermitted, match="BNSP tidak mengenal blanko"):
        sertifikat.tandatangani(world.ctx("direktur"), sertifikat=kedua.sertifikat)
    with pytest.raises(NotPermitted, match="BNSP tidak mengenal blanko"):
        sertifikat.cetak(admin, sertifikat=beku)
    with pytest.raises(WrongState, match="BNSP tidak mengenal"):
        sertifikat.laporkan_rusak(admin, sertifikat=beku, alasan="Terlipat")
    assert "Ganti blanko yang tidak dikenal BNSP" in staf.get("/tugas/").content.decode()
    assert str(row.pk) in bnsp.dengar("permohonan_blanko")  # BNSP is asked for true ones

    isi = {"nomor_surat": row.nomor, "keputusan": "dialokasikan", "catatan": "", "nomor": ["4128760", "4128761"]}
    bnsp.kata("jawaban_blanko", **isi)
    page = staf.get(f"/sertifikat/{beku.pk}/").content.decode()
    assert "BNSP tidak mengenal blanko" in page and "4128760" in page
    sertifikat.ganti_blanko(admin, sertifikat=beku, nomor="4128760")
    assert "Sedang dibekukan" in client.get(f"/verifikasi/{beku.kode}/").content.decode()  # still, until it is signed
    sertifikat.ganti_blanko(admin, sertifikat=kedua.sertifikat, nomor="4128761")
    dispatch_all()
    for kasus in (pertama, kedua):
        world.angkatan.terbitkan(kasus, world.kini)
        assert (kasus.sertifikat.keabsahan, kasus.sertifikat.beku_karena_blanko) == ("berlaku", False)
    dispatch_all()
    world.angkatan.cetak(pertama, world.kini)


def test_a_certificate_frozen_by_a_decision_is_not_thawed_by_another_blank(putusan: Putusan) -> None:
    world = putusan("ditandatangani")
    kasus, direktur = world.kasus[0], world.ctx("direktur")
    bnsp = sambungkan(world)
    jawab(bnsp, CatatanTangan.objects.get(jenis="blanko", nilai=kasus.sertifikat.blanko.nomor), "tidak_ada")
    assert kasus.sertifikat.beku_karena_blanko
    catat_keputusan(
        direktur, permohonan=kasus.ada, jenis="pemeliharaan", dasar="Surveilan", nomor_sk="SK-1", tanggal=direktur.today
    )
    dispatch_all()
    assert (kasus.sertifikat.keabsahan, kasus.sertifikat.beku_karena_blanko) == ("dibekukan", True)


def test_a_blank_typed_by_hand_that_bnsp_gave_is_confirmed_by_its_own_list(putusan: Putusan) -> None:
    world = putusan("bernomor")
    row = world.angkatan.blanko
    bnsp, nomor = sambungkan(world), list(Blanko.objects.order_by("nomor").values_list("nomor", flat=True))
    isi = {"nomor_surat": row.nomor, "keputusan": "dialokasikan", "catatan": "", "nomor": nomor}
    bnsp.kata("jawaban_blanko", **isi)
    bnsp.kata("jawaban_blanko", **isi)
    assert set(CatatanTangan.objects.filter(jenis="blanko").values_list("keadaan", flat=True)) == {"sama"}
    assert Blanko.objects.count() == 2
    page = world.klien("admin").get(f"/blanko/{row.pk}/").content.decode()
    assert page.count("Sama menurut BNSP") == 2
    world.angkatan.terbitkan(world.kasus[0], world.kini)


def lisensi_baru(**lain: Any) -> dict[str, Any]:
    hari = {"berlaku_dari": date(2026, 1, 1), "berlaku_sampai": date(2031, 1, 1)}
    return {"nomor": "BNSP-LSP-9021-ID", "nomor_sk": "SK-KARANGAN", "tanggal_sk": date(2026, 1, 1), **hari, **lain}


def test_a_licence_is_bnsps_to_tell_and_one_typed_by_hand_never_stands_above_it(panggung: Bangun) -> None:
    world = panggung("lsp")
    pengelola, browser = world.ctx("pengelola"), world.klien("pengelola")
    with pytest.raises(Invalid, match="alasan dan bukti"):
        catat_lisensi(pengelola, **lisensi_baru())
    catat_lisensi(pengelola, **lisensi_baru(), **bukti_tangan())
    assert TANDA in browser.get("/profil-lsp/").content.decode()
    bnsp = sambungkan(world)
    bnsp.lisensi(lingkup=[lingkup(world.dunia.skema_ada.kode)])
    row = Lisensi.objects.get()
    assert (row.menurut_bnsp, row.berlaku_sampai, row.nomor_sk) == (True, date(2030, 1, 14), "KEP.9/BNSP/2026")
    assert dict(CatatanTangan.objects.filter(jenis="lisensi").values_list("nilai", "keadaan")) == {
        "aktif, 2025-01-15 sampai 2030-01-14": "sama",
        "aktif, 2026-01-01 sampai 2031-01-01": "lain",
    }
    with pytest.raises(NotPermitted, match=SENDIRI):
        catat_lisensi(pengelola, **lisensi_baru(nomor="BNSP-LSP-2222-ID"), **bukti_tangan())
    assert umum.nomor_lisensi() == "BNSP-LSP-9021-ID"
    page = browser.get("/profil-lsp/").content.decode()
    assert SENDIRI in page and "Catat lisensi" not in page
    assert browser.get("/profil-lsp/lisensi/").status_code == 403


def test_a_report_answered_by_hand_is_sent_and_takes_the_answer_of_the_commission(putusan: Putusan) -> None:
    world = putusan("bersertifikat")
    row, manajer = Laporan.objects.get(jenis="penerbitan_angkatan"), world.ctx("administrasi")
    pelaporan.susun(manajer, laporan=row, tim=[str(world.dunia.orang["admin"].pk)])
    pelaporan.finalkan(manajer, laporan=row)
    bagian = {one["code"]: one["rows"] for one in row.isi["parts"]}
    for tabel, kolom in (("rinci", 2), ("blanko", 0)):
        assert all("dicatat dengan tangan" in baris[kolom] for baris in bagian[tabel]), tabel
    dispatch_all()
    row.refresh_from_db()
    pelaporan.kirim(manajer, laporan=row)
    with pytest.raises(Invalid, match="alasan dan bukti"):
        pelaporan.catat_jawaban(manajer, laporan=row, diterima=True)
    pelaporan.catat_jawaban(manajer, laporan=row, diterima=True, **bukti_tangan())
    with pytest.raises(NotPermitted, match="tidak sedang menunggu"):
        pelaporan.catat_jawaban(manajer, laporan=row, diterima=True, **bukti_tangan())
    assert TANDA in world.klien("administrasi").get(f"/laporan/{row.pk}/").content.decode()
    bnsp = sambungkan(world)
    assert str(row.pk) in bnsp.dengar("laporan")
    jawaban = {"nomor": row.nomor, "versi": 1, "keputusan": "dikembalikan", "catatan": "Lengkapi serah terima."}
    bnsp.kata("jawaban_laporan", **jawaban)
    row.refresh_from_db()
    assert (row.status, row.jawaban) == ("perlu_perbaikan", "Lengkapi serah terima.")
    assert CatatanTangan.objects.get(jenis="laporan").keadaan == "lain"


def test_entries_by_hand_are_listed_for_staff_with_their_evidence_at_a_constant_cost(panggung: Bangun) -> None:
    world = panggung("terjadwal")
    client = world.klien("manajer")
    page = client.get("/catatan-tangan/").content.decode()
    assert all(word in page for word in ("BNSP-LSP-9021-ID", world.jadwal.bnsp_nomor, "Belum dicocokkan dengan BNSP"))
    bukti = CatatanTangan.objects.get(jenis="jadwal").bukti
    assert client.get(f"/berkas/{bukti.pk}/").status_code == 200
    assert world.klien("asesi").get(f"/berkas/{bukti.pk}/").status_code in (403, 404)
    assert world.klien("asesi").get("/catatan-tangan/").status_code == 403
    with CaptureQueriesContext(connection) as satu:
        client.get("/catatan-tangan/")
    catat_lisensi(world.ctx("pengelola"), **lisensi_baru(), **bukti_tangan())
    client.get("/catatan-tangan/")
    with CaptureQueriesContext(connection) as dua:
        client.get("/catatan-tangan/")
    assert len(satu) == len(dua)


def test_nobody_but_bnsp_answers_what_was_written_down(panggung: Bangun) -> None:
    world = panggung("terjadwal")
    lain, catatan = sambungkan(world, "LAIN"), CatatanTangan.objects.get(jenis="jadwal")
    with pytest.raises(NotPermitted, match="Hanya BNSP"):
        jawab(lain, catatan, "tidak_ada")
    bnsp = sambungkan(world)
    with pytest.raises(NotFound, match="Catatan tangan itu tidak ada"):
        bnsp.kata("jawaban_catatan_tangan", "x", catatan="bukan-id", hasil="sama", nilai="")
