"""What BNSP tells the LSP takes effect at once; what anybody else tells in its place is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import QuerySet

from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted, WrongState
from telusur.kernel.exchange.holdings import strayed
from telusur.lsp.administrasi.umum import queries as umum
from telusur.lsp.sertifikasi.asesmen import commands as asesmen
from telusur.lsp.sertifikasi.jadwal import commands as jadwal
from telusur.lsp.sertifikasi.jadwal.rules import butir_kesiapan
from telusur.lsp.sertifikasi.sertifikat import commands as sertifikat
from telusur.lsp.sertifikasi.sertifikat.models import Blanko
from tests.lsp.dunia import HARI_INI, HARI_UJI, Panggung
from tests.lsp.mitra import catatan_jadwal, lingkup, sambungkan
from tests.lsp.putusan import BLANKO_PERTAMA, Putusan

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]


def test_the_session_opens_only_while_bnsp_holds_the_schedule(panggung: Bangun) -> None:
    world = panggung("siap")
    bnsp = sambungkan(world)
    world.angkatan.jadwal = jadwal.tetapkan(world.ctx("admin"), rencana=world.rencana)
    nomor = world.jadwal.nomor
    bnsp.kata("pencatatan_jadwal", **catatan_jadwal(nomor, "B-1"))
    assert (world.jadwal.status, world.jadwal.bnsp_nomor, world.jadwal.bnsp_tanggal) == ("terdaftar", "B-1", HARI_INI)
    jadwal.isi_kesiapan(
        world.ctx("asesor"), jadwal=world.jadwal, butir=[row[0] for row in butir_kesiapan(world.jadwal)]
    )
    pagi = world.dunia.saat(HARI_UJI, "07.45")
    bnsp.kata("pencatatan_jadwal", **catatan_jadwal(nomor, "B-1", "dibatalkan"))
    assert (world.jadwal.status, world.jadwal.bnsp_nomor) == ("ditetapkan", "")
    with pytest.raises(NotPermitted, match="belum tercatat di BNSP"):
        asesmen.buka_sesi(world.ctx("asesor", pagi), jadwal=world.jadwal)
    bnsp.kata("pencatatan_jadwal", **catatan_jadwal(nomor, "B-1", "dibatalkan"))  # said again: nothing left to do
    bnsp.kata("pencatatan_jadwal", **catatan_jadwal(nomor, "B-2"))
    world.pindah(pagi)
    asesmen.buka_sesi(world.ctx("asesor"), jadwal=world.jadwal)
    assert (world.jadwal.status, world.jadwal.bnsp_nomor) == ("berlangsung", "B-2")
    with pytest.raises(NotFound, match="tidak ada di LSP ini"):
        bnsp.kata("pencatatan_jadwal", "lain", **catatan_jadwal("JDW-LAIN", "B-3"))


def test_blanks_arrive_also_for_a_request_that_was_sent_back_and_for_a_spoiled_one(putusan: Putusan) -> None:
    world = putusan("diputuskan")
    bnsp = sambungkan(world)
    row = sertifikat.ajukan_blanko(world.ctx("admin"), komite=world.angkatan.komite)
    jawaban = {"nomor_surat": row.nomor, "catatan": "", "nomor": []}
    bnsp.kata("jawaban_blanko", **{**jawaban, "keputusan": "dikembalikan", "catatan": "SK belum terbaca"})
    row.refresh_from_db()
    assert (row.status, row.catatan) == ("dikembalikan", "SK belum terbaca")
    assert "SK belum terbaca" in world.klien("admin").get(f"/blanko/{row.pk}/").content.decode()
    sertifikat.ajukan_blanko_lagi(world.ctx("admin"), permohonan_blanko=row)
    assert bnsp.dengar("permohonan_blanko")[str(row.pk)]["ajuan"] == 2
    nomor = [f"{BLANKO_PERTAMA + n:07d}" for n in range(3)]
    alokasi = {**jawaban, "keputusan": "dialokasikan", "nomor": nomor[:2]}
    for banyak in (nomor[:1], nomor, [nomor[0], nomor[0]]):
        with pytest.raises(Invalid, match="meminta 2 blanko, BNSP menyebut"):
            bnsp.kata("jawaban_blanko", **{**alokasi, "nomor": banyak})
    bnsp.kata("jawaban_blanko", **alokasi)
    bnsp.kata("jawaban_blanko", **alokasi)  # told again: the blanks are there once
    row.refresh_from_db()
    assert row.status == "diterima"
    with pytest.raises(WrongState, match="tidak dilaporkan rusak"):
        bnsp.kata("pengganti_blanko", nomor_rusak=nomor[0], nomor=nomor[2])
    QuerySet(Blanko).filter(nomor=nomor[0]).update(status="rusak")
    bnsp.kata("pengganti_blanko", nomor_rusak=nomor[0], nomor=nomor[2])
    bnsp.kata("pengganti_blanko", nomor_rusak=nomor[0], nomor=nomor[2])
    found = Blanko.objects.filter(permohonan=row).order_by("nomor")
    assert list(found.values_list("nomor", "status")) == [
        (nomor[0], "rusak"),
        (nomor[1], "tersedia"),
        (nomor[2], "tersedia"),
    ]
    with pytest.raises(NotFound, match="tidak tercatat"):
        bnsp.kata("pengganti_blanko", "lain", nomor_rusak="999", nomor="9999999")
    with pytest.raises(NotFound, match="tidak ada di LSP ini"):
        bnsp.kata("jawaban_blanko", "lain", **{**alokasi, "nomor_surat": "0000/LAIN"})


def test_a_frozen_licence_or_skema_stops_the_schedule_and_the_session(panggung: Bangun) -> None:
    world = panggung("siap")
    bnsp, kode = sambungkan(world), world.dunia.skema_ada.kode
    bnsp.lisensi(status="dibekukan", lingkup=[lingkup("LAIN")])
    assert umum.keadaan_lisensi(HARI_INI)[0] == "Dibekukan"
    with pytest.raises(NotPermitted, match="Lisensi LSP dibekukan oleh BNSP"):
        jadwal.tetapkan(world.ctx("admin"), rencana=world.rencana)
    bnsp.lisensi(lingkup=[lingkup("LAIN")])
    with pytest.raises(NotPermitted, match="tidak ada dalam ruang lingkup"):
        jadwal.tetapkan(world.ctx("admin"), rencana=world.rencana)
    bnsp.lisensi(lingkup=[lingkup(kode)])
    row = jadwal.tetapkan(world.ctx("admin"), rencana=world.rencana)
    bnsp.kata("pencatatan_jadwal", **catatan_jadwal(row.nomor, "B-1"))
    row.refresh_from_db()
    jadwal.isi_kesiapan(world.ctx("asesor"), jadwal=row, butir=[one[0] for one in butir_kesiapan(row)])
    world.pindah(world.dunia.saat(HARI_UJI, "07.45"))
    bnsp.lisensi(lingkup=[lingkup(kode, "dibekukan")])
    with pytest.raises(NotPermitted, match="dibekukan menurut BNSP sejak"):
        asesmen.buka_sesi(world.ctx("asesor"), jadwal=row)
    bnsp.lisensi(lingkup=[lingkup(kode)])
    asesmen.buka_sesi(world.ctx("asesor"), jadwal=row)
    with pytest.raises(WrongState):
        asesmen.buka_sesi(world.ctx("asesor"), jadwal=row)


def test_another_partner_cannot_speak_for_bnsp(panggung: Bangun) -> None:
    world = panggung("lsp")
    lain = sambungkan(world, "LAIN")
    for kind, content in (
        ("pencatatan_jadwal", catatan_jadwal("JDW-1", "B-1")),
        ("jawaban_blanko", {"nomor_surat": "1", "keputusan": "ditolak", "catatan": "", "nomor": []}),
        ("pengganti_blanko", {"nomor_rusak": "1", "nomor": "0000002"}),
        (
            "pedoman",
            {"kode": "P", "judul": "P", "versi": 1, "nomor": "1", "tanggal": "2026-01-01", "perubahan": "", "isi": ""},
        ),
    ):
        with pytest.raises(NotPermitted, match="Hanya BNSP"):
            lain.kata(kind, **content)
    with pytest.raises(NotPermitted, match="Hanya BNSP"):
        lain.lisensi(status="dicabut")
    assert umum.keadaan_lisensi(HARI_INI)[0] == "Aktif"


def test_the_licence_of_another_institution_is_refused(panggung: Bangun) -> None:
    world = panggung("lsp")
    bnsp = sambungkan(world)
    with pytest.raises(Invalid, match="BNSP-LSP-9022-ID bukan lisensi lembaga ini"):
        bnsp.lisensi(nomor="BNSP-LSP-9022-ID", status="dicabut")
    assert umum.keadaan_lisensi(HARI_INI)[0] == "Aktif"
    bnsp.lisensi(nomor="bnsp lsp 9021 id", status="dibekukan")
    assert umum.keadaan_lisensi(HARI_INI)[0] == "Dibekukan"


def test_what_bnsp_told_and_sql_changed_underneath_is_found_by_comparing_registers(putusan: Putusan) -> None:
    """A frozen licence set to active, and a blank, each by SQL."""
    world = putusan("diputuskan")
    bnsp = sambungkan(world)
    row = sertifikat.ajukan_blanko(world.ctx("admin"), komite=world.angkatan.komite)
    nomor = [f"{BLANKO_PERTAMA + n:07d}" for n in range(2)]
    jawaban = {"nomor_surat": row.nomor, "keputusan": "dialokasikan", "catatan": "", "nomor": nomor}
    bnsp.kata("jawaban_blanko", **jawaban)
    bnsp.lisensi(status="dibekukan")
    mitra = bnsp.partner
    assert list(strayed(mitra)) == []
    for kind, sql in (
        ("lisensi", "UPDATE umum_lisensi SET status = 'aktif'"),
        ("jawaban_blanko", "UPDATE sertifikat_blanko SET nomor = '9999999' WHERE nomor = %s"),
    ):
        with connection.cursor() as cursor:
            cursor.execute(sql, [nomor[0]] if "%s" in sql else [])
        assert kind in {one[0] for one in strayed(mitra)}
