"""Acts on schedules (SOP 2.8, 3.1, 3.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from telusur.kernel.base.errors import DomainError, Invalid, NotPermitted, WrongState
from telusur.kernel.forms.queries import record
from telusur.kernel.notices.models import Message
from telusur.lsp.sertifikasi.asesmen import commands as asesmen
from telusur.lsp.sertifikasi.jadwal import commands
from telusur.lsp.sertifikasi.jadwal.models import Peserta
from telusur.lsp.sertifikasi.jadwal.rules import butir_kesiapan
from telusur.lsp.sertifikasi.praasesmen import commands as praasesmen
from tests.cast import bypass
from tests.lsp.dunia import HARI_UJI, Panggung
from tests.lsp.tangan import bukti_tangan

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]


def test_no_schedule_is_final_while_one_asesi_lacks_something(panggung: Bangun) -> None:
    world = panggung("konsultasi")
    with pytest.raises(NotPermitted, match=r"FR\.AK\.01 belum ditandatangani kedua pihak"):
        commands.tetapkan(world.ctx("admin"), rencana=world.rencana)
    page = world.klien("admin").get(f"/rencana/{world.rencana.pk}/").content.decode()
    assert "Belum dapat dilakukan" in page


@pytest.mark.req("SOP-047")
def test_the_final_schedule_is_in_the_account_of_admin_asesor_and_asesi(panggung: Bangun) -> None:
    world = panggung("siap")
    answer = world.klien("admin").post(f"/jadwal/tetapkan/{world.rencana.pk}/")
    url = answer.url  # type: ignore[attr-defined]
    for kunci in ("admin", "asesor", "asesi"):
        page = world.klien(kunci).get(url).content.decode()
        for text in ("Junior Web Programmer", "TUK SMK Peraga Nusantara", "Bambang Sutejo", "23 November 2026"):
            assert text in page
        assert "Junior Web Programmer" in world.klien(kunci).get("/jadwal/").content.decode()
    assert world.klien("galih").get(url).status_code == 200
    assert world.klien("sekar").get(url).status_code == 403


@pytest.mark.req("SOP-054")
@pytest.mark.req("SOP-055")
def test_everybody_gets_a_numbered_invitation(panggung: Bangun) -> None:
    world = panggung("terjadwal")
    peserta = list(Peserta.objects.filter(jadwal=world.jadwal))
    nomor = {world.jadwal.undangan_asesor, *(row.undangan for row in peserta)}
    assert len(nomor) == 3
    data = peserta[0].undangan_dokumen.data
    assert "23 November 2026" in str(data)
    assert "Kartu identitas asli" in str(data)
    assert world.rencana.spt.nomor in str(world.jadwal.undangan_dokumen.data)
    page = world.klien("asesi").get(f"/jadwal/{world.jadwal.pk}/").content.decode()
    assert "Harap membawa" in page
    with pytest.raises(WrongState, match="sudah dikirim"):
        commands.kirim_undangan(world.ctx("admin"), jadwal=world.jadwal)


def test_bnsp_is_recorded_in_time_or_not_at_all(panggung: Bangun) -> None:
    world = panggung("siap")
    jadwal = commands.tetapkan(world.ctx("admin"), rencana=world.rencana)
    client, url = world.klien("admin"), f"/jadwal/{jadwal.pk}/"
    assert client.post(url, {"nomor": "", "tanggal": "2026-11-20"}).status_code == 422
    with pytest.raises(Invalid, match="paling lambat"):
        commands.catat_bnsp(
            world.ctx("admin", world.dunia.saat(HARI_UJI)), jadwal=jadwal, nomor="B-1", tanggal=date(2026, 11, 23)
        )
    assert client.post(url, {"nomor": "B-1", "tanggal": "2026-11-20", **bukti_tangan()}).status_code == 302
    jadwal.refresh_from_db()
    assert (jadwal.status, jadwal.bnsp_nomor) == ("terdaftar", "B-1")


def test_a_schedule_shows_until_when_bnsp_must_have_it_and_no_session_opens_before(panggung: Bangun) -> None:
    world = panggung("siap")
    jadwal = commands.tetapkan(world.ctx("admin"), rencana=world.rencana)
    url = f"/jadwal/{jadwal.pk}/"

    def bagian(saat: datetime) -> str:
        world.pindah(saat)
        return world.klien("admin").get(url).content.decode().partition('id="bnsp"')[2].partition("</section>")[0]

    sebelum, sesudah = bagian(world.kini), bagian(world.dunia.saat(HARI_UJI, "07.00"))
    assert "22 November 2026" in sebelum
    assert "tone-late" not in sebelum
    assert "tone-late" in sesudah
    butir = [kode for kode, _, _ in butir_kesiapan(jadwal)]
    commands.isi_kesiapan(world.ctx("asesor"), jadwal=jadwal, butir=butir)
    with pytest.raises(DomainError, match=r"Ditetapkan|BNSP"):
        asesmen.buka_sesi(world.ctx("asesor"), jadwal=jadwal)
    jadwal.refresh_from_db()
    assert jadwal.status == "ditetapkan"


@pytest.mark.req("SOP-053")
def test_the_session_opens_only_when_every_readiness_item_is_ticked(panggung: Bangun) -> None:
    world = panggung("terjadwal")
    world.pindah(world.dunia.saat(HARI_UJI, "07.45"))
    jadwal, kode = world.jadwal, [row[0] for row in butir_kesiapan(world.jadwal)]
    assert {"skkni", "skema", "spt", "sop", "tuk", "instrumen", "perlengkapan"} == set(kode)
    commands.isi_kesiapan(world.ctx("asesor"), jadwal=jadwal, butir=kode[:-1])
    with pytest.raises(NotPermitted, match="Butir kesiapan belum dicentang"):
        asesmen.buka_sesi(world.ctx("asesor"), jadwal=jadwal)
    world.klien("asesor").post(f"/jadwal/{jadwal.pk}/kesiapan/", {"butir": kode})
    world.klien("asesor").post(f"/asesmen/{jadwal.pk}/buka/")
    assert world.jadwal.status == "berlangsung"


def test_the_session_does_not_open_on_another_day_or_for_another_asesor(panggung: Bangun) -> None:
    world = panggung("terjadwal")
    kode = [row[0] for row in butir_kesiapan(world.jadwal)]
    commands.isi_kesiapan(world.ctx("asesor"), jadwal=world.jadwal, butir=kode)
    with pytest.raises(NotPermitted, match="hanya dapat dibuka pada hari itu"):
        asesmen.buka_sesi(world.ctx("asesor"), jadwal=world.jadwal)
    with pytest.raises(NotPermitted, match="SPT"):
        asesmen.buka_sesi(world.ctx("asesor2", world.dunia.saat(HARI_UJI, "07.45")), jadwal=world.jadwal)


@pytest.mark.req("SOP-057")
def test_without_an_spt_for_that_day_the_session_stays_closed(panggung: Bangun) -> None:
    world = panggung("terjadwal")
    world.pindah(world.dunia.saat(HARI_UJI, "07.45"))
    kode = [row[0] for row in butir_kesiapan(world.jadwal)]
    commands.isi_kesiapan(world.ctx("asesor"), jadwal=world.jadwal, butir=kode)
    spt = world.rencana.spt
    spt.berlaku_sampai = date(2026, 11, 22)
    with bypass("umum"):
        spt.save()
    with pytest.raises(NotPermitted, match="SPT belum sah untuk hari dan skema ini"):
        asesmen.buka_sesi(world.ctx("asesor"), jadwal=world.jadwal)


def test_a_cancelled_schedule_gives_its_asesi_back_to_the_plan_and_tells_them(panggung: Bangun) -> None:
    world = panggung("terjadwal")
    with pytest.raises(Invalid):
        commands.batalkan(world.ctx("admin"), jadwal=world.jadwal, alasan="")
    commands.batalkan(world.ctx("admin"), jadwal=world.jadwal, alasan="Listrik TUK padam")
    assert (world.jadwal.status, world.rencana.status) == ("dibatalkan", "disusun")
    assert world.kasus[0].ada.tahap == "praasesmen"
    assert record(world.kasus[0].ada.pk, "FR.AK.01") is None
    assert Message.objects.filter(template="jadwal_batal").count() == 3
    praasesmen.ajukan_spt(world.ctx("admin"), rencana=world.rencana)


@pytest.mark.req("SOP-056")
def test_attendance_is_signed_with_the_time_and_printed(panggung: Bangun) -> None:
    world = panggung("sesi")
    row = Peserta.objects.get(jadwal=world.jadwal, permohonan=world.kasus[0].ada)
    assert (row.kehadiran, row.hadir_pada is not None) == ("hadir", True)
    assert world.jadwal.asesor_hadir_pada
    with pytest.raises(DomainError):
        commands.hadir(world.ctx("asesi", terbukti=False), peserta=row)
    world.klien("admin").post(f"/jadwal/{world.jadwal.pk}/cetak/")
    printed = str(world.jadwal.daftar_hadir.data)
    for text in ("Bambang Sutejo", "Tiara Kusumaningtyas", "07.40", "07.30"):
        assert text in printed
