"""Three zones: a schedule lives by the clock of its TUK, and says so wherever it is shown (SOP 2.8, 3.2, 3.3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from icalendar import Calendar

from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.notices import smtp
from telusur.kernel.notices.models import Message
from telusur.lsp.administrasi.tuk.commands import daftarkan
from telusur.lsp.administrasi.tuk.models import Tuk
from telusur.lsp.sertifikasi.asesmen import commands as asesmen
from telusur.lsp.sertifikasi.jadwal import commands
from telusur.lsp.sertifikasi.jadwal.models import Peserta
from telusur.lsp.sertifikasi.jadwal.rules import butir_kesiapan
from telusur.lsp.sertifikasi.praasesmen import documents as praasesmen_documents
from telusur.lsp.sertifikasi.praasesmen import rules as praasesmen_rules
from telusur.sites.base import zone_of
from tests.cast import bypass
from tests.lsp.dunia import Panggung
from tests.lsp.tangan import bukti_tangan

Bangun = Callable[[str], Panggung]
JAYAPURA, NOL_NOL_WIT = "Asia/Jayapura", datetime(2026, 11, 23, 0, 0, tzinfo=UTC)  # 09.00 WIT


def _di_jayapura(world: Panggung) -> Any:
    """The plan at a TUK in Jayapura, 09.00 to 16.00 there."""
    rencana = world.rencana
    rencana.tuk.zona = JAYAPURA
    with bypass("tuk"):
        rencana.tuk.save()
    rencana.jam_mulai = time(9)
    with bypass("praasesmen"):
        rencana.save()
    return rencana


@pytest.mark.django_db
def test_a_schedule_in_jayapura_at_nine_wit_is_shown_invited_and_opened_by_that_clock(panggung: Bangun) -> None:
    """B13: only WIB existed."""
    world = panggung("siap")
    rencana = _di_jayapura(world)
    assert "pukul 09.00 sampai 16.00 WIT." in str(praasesmen_documents.isi_spt(rencana))
    admin = world.ctx("admin")
    jadwal = commands.tetapkan(admin, rencana=rencana)
    assert jadwal.mulai == NOL_NOL_WIT
    commands.kirim_undangan(admin, jadwal=jadwal)
    pesan = Message.objects.filter(template__in=["undangan_asesi", "undangan_asesor"])
    assert pesan.count() == 3 and all("pukul 09.00 sampai 16.00 WIT" in one.body for one in pesan)
    peserta = Peserta.objects.filter(jadwal=jadwal).select_related("undangan_dokumen")
    assert all("09.00 sampai 16.00 WIT" in str(one.undangan_dokumen.data) for one in peserta)
    for kunci in ("admin", "asesor", "asesi"):
        klien = world.klien(kunci)
        for alamat in (f"/jadwal/{jadwal.pk}/", "/jadwal/", "/kalender-saya/"):
            page = klien.get(alamat).content.decode()
            if jadwal.skema.nama in page:
                assert "09.00 sampai 16.00 WIT" in page and "16.00 WIB" not in page, (kunci, alamat)
    commands.catat_bnsp(admin, jadwal=jadwal, nomor="B-1", tanggal=admin.today, **_tangan())
    commands.isi_kesiapan(world.ctx("asesor"), jadwal=jadwal, butir=[one for one, _, _ in butir_kesiapan(jadwal)])
    early = NOL_NOL_WIT - timedelta(minutes=61)
    with pytest.raises(NotPermitted, match=r"23 Nov 2026 08\.00 WIT"):
        asesmen.buka_sesi(world.ctx("asesor", early), jadwal=jadwal)
    world.pindah(NOL_NOL_WIT - timedelta(minutes=30))  # 06.30 WIB: still closed by the clock of Jakarta
    asesmen.buka_sesi(world.ctx("asesor"), jadwal=jadwal)
    assert jadwal.status == "berlangsung"
    assert "08.30 WIT" in world.klien("asesor").get(f"/jadwal/{jadwal.pk}/").content.decode()
    commands.cetak_daftar_hadir(world.ctx("asesor"), jadwal=jadwal)
    hadir = str(jadwal.daftar_hadir.data if jadwal.daftar_hadir else "")
    assert "09.00 sampai 16.00 WIT" in hadir and "08.30 WIT" in hadir and "WIB" not in hadir


def _tangan() -> dict[str, Any]:
    return {key: value for key, value in bukti_tangan().items() if key in {"alasan", "bukti"}}


@pytest.mark.django_db
def test_the_invitation_brings_an_event_with_the_zone_of_the_tuk_and_a_cancellation_takes_it_back(
    panggung: Bangun, settings: Any
) -> None:
    world = panggung("siap")
    jadwal = commands.tetapkan(world.ctx("admin"), rencana=_di_jayapura(world))
    commands.kirim_undangan(world.ctx("admin"), jadwal=jadwal)
    smtp.send(Message.objects.filter(template="undangan_asesi")[0])
    name, content, kind = mail.outbox[-1].attachments[0]  # type: ignore[misc]
    assert (name, kind) == ("acara.ics", "text/calendar")
    assert "DTSTART;TZID=Asia/Jayapura:20261123T090000" in str(content)
    found = Calendar.from_ical(str(content))
    (event,) = found.walk("VEVENT")
    assert event.decoded("dtstart") == NOL_NOL_WIT and found.walk("VTIMEZONE")
    commands.batalkan(world.ctx("admin"), jadwal=jadwal, alasan="Listrik padam")
    batal = Message.objects.filter(template="jadwal_batal")[0].calendar
    assert "METHOD:CANCEL" in batal and f"UID:{jadwal.pk}@telusur" in batal


@pytest.mark.django_db
def test_one_asesor_is_not_in_two_zones_at_the_same_moment(panggung: Bangun) -> None:
    world = panggung("siap")
    rencana = _di_jayapura(world)  # 09.00 to 16.00 WIT is 07.00 to 14.00 WIB
    bentrok, hari = praasesmen_rules.bentrok_asesor, rencana.tanggal
    assert bentrok(rencana.asesor, hari, time(7), time(8), None, "Asia/Jakarta")
    assert bentrok(rencana.asesor, hari, time(14), time(16), None, "Asia/Jakarta") is None
    assert bentrok(rencana.asesor, hari, time(7), time(9), None, JAYAPURA) is None
    rencana_lain = world.kasus[0].ada
    assert praasesmen_rules.bentrok_asesi(rencana_lain, hari, time(7), time(8), world.kasus[1].ada.pk, "Asia/Jakarta")


@pytest.mark.django_db
def test_a_tuk_keeps_the_clock_of_the_institution_unless_told_otherwise(panggung: Bangun, settings: Any) -> None:
    world = panggung("lsp")
    data: dict[str, Any] = {
        "jenis": "mandiri", "penanggung_jawab": "Yohana Uji", "alamat": "Jalan Uji 1", "kota": "Kota Uji", "kapasitas": 5,
    }  # fmt: skip
    with pytest.raises(Invalid, match="Zona waktu"):
        daftarkan(world.ctx("admin"), kode="TUK-9", nama="TUK Uji Luar", zona="Asia/Tokyo", **data)
    klien = world.klien("admin")
    for kode, zona, tampil in (("TUK-7", "", "WITA"), ("TUK-8", JAYAPURA, "WIT")):
        settings.TIME_ZONE = "Asia/Makassar"
        klien.post("/tuk/baru/", {"kode": kode, "nama": f"TUK Uji {kode}", "zona": zona, **data})
        row = Tuk.objects.get(kode=kode)
        assert (row.zona, row.nama_zona) == (zona, tampil)
        assert f"<dd>{tampil}</dd>" in klien.get(f"/tuk/{row.pk}/").content.decode()


def test_the_zone_of_the_institution_is_a_setting(settings: Any) -> None:
    said = {"WIB": "Asia/Jakarta", "wita": "Asia/Makassar", "WIT": JAYAPURA, "Asia/Makassar": "Asia/Makassar"}
    assert {name: zone_of(name) for name in said} == said
    with pytest.raises(ImproperlyConfigured, match="WIB, WITA, atau WIT"):
        zone_of("Asia/Tokyo")
    for zona, jam in (("Asia/Jakarta", "07.00 WIB"), ("Asia/Makassar", "08.00 WITA"), (JAYAPURA, "09.00 WIT")):
        settings.TIME_ZONE = zona
        assert clock.clock_time(NOL_NOL_WIT) == jam
        with clock.shown_in(JAYAPURA):
            assert clock.clock_time(NOL_NOL_WIT) == "09.00 WIT"
