"""What the LSP does is told to BNSP once it is among the partners, and to nobody before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Unavailable
from telusur.kernel.commands.context import system_context
from telusur.kernel.exchange.holdings import strayed
from telusur.kernel.exchange.models import Outgoing, OutgoingFile, Partner, Told
from telusur.lsp.administrasi.asesor import commands as asesor
from telusur.lsp.administrasi.tuk import commands as tuk
from telusur.lsp.manajemen.bnsp import commands as bnsp_commands
from telusur.lsp.peraga.skenario import dispatch_all
from telusur.lsp.sertifikasi.jadwal import commands as jadwal
from telusur.lsp.sertifikasi.keputusan.commands import catat_keputusan
from telusur.lsp.sertifikasi.sertifikat import commands as sertifikat
from tests.acting import client_of
from tests.lsp.dunia import Panggung
from tests.lsp.mitra import sambungkan
from tests.lsp.putusan import BLANKO_PERTAMA, Putusan

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]


def test_without_bnsp_nothing_is_told_and_once_connected_it_learns_all_of_it(panggung: Bangun) -> None:
    world = panggung("siap")
    sambungkan(world, "LAIN")
    row = jadwal.tetapkan(world.ctx("admin"), rencana=world.rencana)
    dispatch_all()
    assert not Told.objects.exists()
    bnsp = sambungkan(world)
    assert list(bnsp.dengar("jadwal")) == [str(row.pk)]
    assert bnsp.dengar("tuk") and bnsp.dengar("asesor")
    assert not Told.objects.exclude(partner=bnsp.partner).exists()


@pytest.mark.once  # counts what is asked, which is the same of either engine
def test_however_many_certificates_there_are_a_slice_costs_the_same(
    putusan: Putusan, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = putusan("bernomor")
    monkeypatch.setattr(bnsp_commands, "IRISAN", 1)
    for kasus in world.kasus[:2]:
        world.angkatan.terbitkan(kasus, world.kini)
    dispatch_all()
    mitra = sambungkan(world)
    assert len(mitra.dengar("sertifikat")) == 2
    slices = Entry.objects.filter(code="bnsp.kirim_semua", data__jenis="sertifikat").order_by("id")
    assert [(entry.data["dilihat"], entry.data["baru"]) for entry in slices] == [(1, 1), (1, 1)]
    costs = []
    for size in (1, 2):
        Told.objects.update(digest="")  # all of it is news again
        monkeypatch.setattr(bnsp_commands, "IRISAN", size)
        with CaptureQueriesContext(connection) as asked:
            bnsp_commands.kirim_semua(system_context("uji"), jenis="sertifikat")
        costs.append(len(asked))
    assert costs[0] == costs[1]
    assert bnsp_commands.kirim_semua(system_context("uji"), jenis="sertifikat") is not None
    assert Outgoing.objects.filter(kind="sertifikat").count() == 2 + 1 + 2  # the last time nothing was news


def test_a_schedule_is_told_when_it_is_final_and_when_it_is_called_off(panggung: Bangun) -> None:
    world = panggung("siap")
    bnsp = sambungkan(world)
    assert bnsp.dengar("jadwal") == {}
    row = jadwal.tetapkan(world.ctx("admin"), rencana=world.rencana)
    told = bnsp.dengar("jadwal")[str(row.pk)]
    assert (told["nomor"], told["status"], told["mulai"], told["alasan"]) == (row.nomor, "ditetapkan", "2026-11-23", "")
    assert (told["tuk"], told["asesor"]) == (row.tuk.kode, [row.asesor.no_reg])
    nama = sorted(kasus.ada.nama for kasus in world.kasus[:2])
    assert [one["nama"] for one in told["asesi"]] == nama
    jadwal.batalkan(world.ctx("admin"), jadwal=row, alasan="Listrik TUK padam")
    told = bnsp.dengar("jadwal")[str(row.pk)]
    assert (told["status"], told["alasan"]) == ("dibatalkan", "Listrik TUK padam")
    assert [one["nama"] for one in told["asesi"]] == nama


def test_a_change_of_an_asesor_or_of_a_tuk_is_told(panggung: Bangun) -> None:
    world = panggung("lsp")
    bnsp, orang, tempat = sambungkan(world), world.dunia.asesor["asesor"], world.dunia.tuk_ada
    kunci = orang.no_reg
    assert bnsp.dengar("asesor")[kunci]["aktif"] is True
    assert bnsp.dengar("tuk")[tempat.kode]["aktif"] is True
    orang.refresh_from_db()
    asesor.ubah_status(world.ctx("administrasi"), asesor=orang, status="nonaktif", alasan="Pindah tugas")
    tuk.ubah_keaktifan(world.ctx("admin"), tuk=tempat, aktif=False, alasan="Gedung dibangun ulang")
    assert bnsp.dengar("asesor")[kunci]["aktif"] is False
    assert bnsp.dengar("tuk")[tempat.kode]["aktif"] is False


def test_blanks_are_asked_for_with_sk_berita_acara_and_the_list_of_k(putusan: Putusan) -> None:
    world = putusan("diputuskan")
    bnsp = sambungkan(world)
    row = sertifikat.ajukan_blanko(world.ctx("admin"), komite=world.angkatan.komite)
    told = bnsp.dengar("permohonan_blanko")[str(row.pk)]
    komite = row.komite
    assert (told["nomor_surat"], told["jumlah"], told["ajuan"]) == (row.nomor, 2, 1)
    assert (told["nomor_ba"], told["nomor_sk"]) == (komite.nomor_ba, komite.sk_keputusan.nomor)
    assert {(one["nama"], one["hasil"]) for one in told["hasil"]} == {(k.ada.nama, "K") for k in world.kasus[:2]}
    sk, lampiran = komite.sk_keputusan.dokumen.file, {one["jenis"]: one for one in told["lampiran"]}
    assert set(lampiran) == {"sk", "berita_acara", "surat"}
    assert lampiran["sk"] == {"jenis": "sk", "nama": sk.name, "sha256": sk.sha256, "ukuran": sk.size}
    berangkat = OutgoingFile.objects.filter(partner=bnsp.partner)
    assert set(berangkat.values_list("digest", flat=True)) == {one["sha256"] for one in told["lampiran"]}
    page = client_of(world.dunia.orang["admin"]).get(f"/blanko/{row.pk}/").content.decode()
    assert page.count("Menunggu dikirim") == 3


def test_a_request_is_not_told_before_each_of_its_documents_is_printed(putusan: Putusan) -> None:
    world = putusan("diputuskan")
    sambungkan(world)
    row = sertifikat.ajukan_blanko(world.ctx("admin"), komite=world.angkatan.komite)
    with pytest.raises(Unavailable, match="Surat permohonan belum selesai dicetak"):
        bnsp_commands.kirim_permohonan_blanko(system_context("bnsp"), permohonan_blanko=row)
    assert not Told.objects.filter(kind="permohonan_blanko").exists()


def test_a_certificate_changed_underneath_is_found_by_comparing_with_what_was_told(putusan: Putusan) -> None:
    world = putusan("bernomor")
    kasus = world.kasus[0]
    bnsp = sambungkan(world)
    bnsp.benarkan()  # the blanks that were written down by hand
    world.angkatan.terbitkan(kasus, world.kini)
    assert list(bnsp.dengar("sertifikat")) == [kasus.sertifikat.kode]
    mitra = Partner.objects.get()
    assert list(strayed(mitra)) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sertifikat_sertifikat SET nama = 'Orang Lain' WHERE kode = %s", [kasus.sertifikat.kode])
    assert [one[:2] for one in strayed(mitra)] == [("sertifikat", kasus.sertifikat.kode)]


TUK_LAIN = "UPDATE tuk_tuk SET kapasitas = kapasitas + 1"
LSP_DIUBAH = {
    "registrasi_asesor": "UPDATE asesor_asesor SET berlaku_sampai = '2099-01-01'",
    "asesor": "UPDATE asesor_asesor SET status = 'nonaktif'",
    "tuk": TUK_LAIN,
    "jadwal": "UPDATE jadwal_jadwal SET tanggal = '2099-01-01'",
    "permohonan_blanko": "UPDATE sertifikat_permohonanblanko SET jumlah = jumlah + 1",
}


def test_every_register_row_changed_underneath_is_found_by_comparing_with_what_was_told(putusan: Putusan) -> None:
    world = putusan("diputuskan")
    bnsp = sambungkan(world)
    sertifikat.ajukan_blanko(world.ctx("admin"), komite=world.angkatan.komite)
    bnsp.dengar("permohonan_blanko")
    mitra = Partner.objects.get()
    bnsp_commands.kirim_jadwal(system_context("bnsp"), jadwal=world.angkatan.jadwal)
    told = set(Told.objects.filter(partner=mitra).values_list("kind", flat=True))
    assert told >= set(LSP_DIUBAH) - {"registrasi_asesor"}  # that one was heard
    assert list(strayed(mitra)) == []
    for kind, sql in LSP_DIUBAH.items():
        with connection.cursor() as cursor:
            cursor.execute(sql)
        assert kind in {one[0] for one in strayed(mitra)}, kind
    assert {one[0] for one in strayed(mitra)} == set(LSP_DIUBAH)


def test_a_certificate_is_told_when_signed_and_whenever_it_counts_for_something_else(putusan: Putusan) -> None:
    world = putusan("bernomor")
    pertama, kedua = world.kasus[:2]
    world.angkatan.terbitkan(kedua, world.kini)
    bnsp = sambungkan(world)
    assert list(bnsp.dengar("sertifikat")) == [kedua.sertifikat.kode]  # what was issued before BNSP was connected
    bnsp.benarkan()  # the blanks that were written down by hand
    world.angkatan.terbitkan(pertama, world.kini)
    row = pertama.sertifikat
    told = bnsp.dengar("sertifikat")[row.kode]
    assert (told["nomor"], told["nama"], told["status"]) == (row.nomor, row.nama, "terbit")
    assert "SK-KEP" in told["dasar"]
    assert told["nomor_blanko"] == row.blanko.nomor
    sertifikat.laporkan_rusak(world.ctx("admin"), sertifikat=row, alasan="Kertas terlipat")
    rusak = bnsp.dengar("blanko_rusak")[row.blanko.nomor]
    assert (rusak["nomor"], rusak["alasan"]) == (row.blanko.nomor, "Kertas terlipat")
    row.blanko.refresh_from_db()
    assert [one["sha256"] for one in rusak["lampiran"]] == [row.blanko.berita_acara.file.sha256]
    assert OutgoingFile.objects.filter(digest=rusak["lampiran"][0]["sha256"]).exists()
    assert int(rusak["nomor"]) in (BLANKO_PERTAMA, BLANKO_PERTAMA + 1)
    for jenis, status in (("pembekuan", "dibekukan"), ("pembatalan", "dicabut")):
        catat_keputusan(
            world.ctx("direktur"),
            permohonan=pertama.ada,
            jenis=jenis,
            dasar="Surveilan",
            nomor_sk=f"SK-{jenis}",
            tanggal=clock.day_of(world.kini),
        )
        told = bnsp.dengar("sertifikat")[row.kode]
        assert (told["status"], told["dasar"]) == (status, f"SK-{jenis}: Surveilan")


def test_what_bnsp_refuses_stands_with_its_reason_on_the_page_of_the_thing(putusan: Putusan) -> None:
    world = putusan("bernomor")
    pertama = world.kasus[0]
    orang, tempat = world.dunia.asesor["asesor"], world.dunia.tuk_ada
    world.angkatan.terbitkan(pertama, world.kini)
    bnsp, row = sambungkan(world), pertama.sertifikat
    sertifikat.laporkan_rusak(world.ctx("admin"), sertifikat=row, alasan="Kertas terlipat")
    for page, kind, key in (
        (f"/asesor/{orang.pk}/", "asesor", orang.no_reg),
        (f"/tuk/{tempat.pk}/", "tuk", tempat.kode),
        (f"/sertifikat/{row.pk}/", "sertifikat", row.kode),
        (f"/sertifikat/{row.pk}/", "blanko_rusak", row.blanko.nomor),
    ):
        assert key in bnsp.dengar(kind)
        sebab = f"Sebab penolakan {kind} oleh BNSP."
        Outgoing.objects.filter(kind=kind, key=key).update(state="refused", reason=sebab)
        found = world.klien("admin").get(page)
        assert (found.status_code, sebab in found.content.decode()) == (200, True), page
