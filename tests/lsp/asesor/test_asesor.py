"""The asesor register: who is in it, what they may assess, and when they are usable (SOP 1.5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.notices.models import Message
from telusur.kernel.outbox.models import Event
from telusur.lsp.administrasi.asesor import commands, queries
from telusur.lsp.administrasi.asesor.jobs import ingatkan_sertifikat_berakhir
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.states import Keberlakuan, StatusAsesor
from telusur.lsp.roles import Role
from tests.cast import make_user
from tests.lsp.dunia import HARI_INI, Panggung
from tests.lsp.tangan import bukti_tangan

pytestmark = pytest.mark.django_db
Sampai = Callable[[str], Panggung]
MASA: dict[str, Any] = {"berlaku_dari": date(2026, 1, 1), "berlaku_sampai": date(2028, 12, 31)}
SK: dict[str, Any] = {"sk_nomor": "007/SK-ASR/LSP-CD/I/2026", "sk_tanggal": date(2026, 1, 5)}


def _daftarkan(panggung: Panggung, nick: str = "baru", no_reg: str = "MET.000.1 2026", **isian: Any) -> Asesor:
    orang = make_user(nick, f"{nick.title()} Prabowati Uji", Role.ASESOR)
    return commands.daftarkan(
        panggung.ctx("admin"), orang=orang, no_reg=no_reg, **{**MASA, **SK, **bukti_tangan(), **isian}
    )


def test_an_asesor_is_registered_with_number_certificate_and_sk(panggung: Sampai) -> None:
    row = _daftarkan(panggung("lsp"))
    assert row.status == StatusAsesor.AKTIF
    entry = Entry.objects.get(code="asesor.daftarkan", outcome=Outcome.DONE, subject_id=str(row.pk))
    assert entry.changes[0]["after"]["sk_nomor"] == SK["sk_nomor"]
    assert Event.objects.filter(name="asesor.daftarkan", payload__subject=str(row.pk)).exists()


def test_a_wrong_registration_is_refused_with_the_reason(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    with pytest.raises(Invalid, match="Masa berlaku terbalik"):
        _daftarkan(dunia, "satu", berlaku_sampai=date(2025, 1, 1))
    with pytest.raises(Invalid, match="Nomor registrasi itu sudah dipakai"):
        _daftarkan(dunia, "dua", dunia.dunia.asesor["asesor"].no_reg)
    ctx = dunia.ctx("admin")
    with pytest.raises(Invalid, match="sudah terdaftar sebagai asesor"):
        commands.daftarkan(ctx, orang=dunia.dunia.orang["asesor"], no_reg="MET.9", **MASA, **SK)
    with pytest.raises(Invalid, match="tidak memegang peran Asesor"):
        commands.daftarkan(ctx, orang=dunia.dunia.orang["komite1"], no_reg="MET.9", **MASA, **SK)
    with pytest.raises(NotPermitted, match="Mendaftarkan asesor: hanya untuk"):
        commands.daftarkan(dunia.ctx("asesor"), orang=dunia.dunia.orang["asesor"], no_reg="MET.9", **MASA, **SK)
    assert Entry.objects.filter(code="asesor.daftarkan", outcome=Outcome.REFUSED).count() == 5


def test_an_asesor_is_usable_only_active_certified_and_competent_on_the_day(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    row, kode = _daftarkan(dunia), dunia.dunia.skema_ada.kode
    assert "tidak mempunyai kompetensi teknis" in str(queries.alasan_tidak_layak(row, kode, HARI_INI))
    ctx = dunia.ctx("admin")
    commands.tambah_lingkup(
        ctx, asesor=row, skema_kode=kode, dasar="Ijazah", berlaku_dari=HARI_INI, berlaku_sampai=HARI_INI
    )
    assert queries.alasan_tidak_layak(row, kode, HARI_INI) is None
    assert "tidak berlaku pada" in str(queries.alasan_tidak_layak(row, kode, HARI_INI + timedelta(days=1)))
    assert "perbarui sertifikatnya" in str(queries.alasan_tidak_layak(row, kode, date(2029, 1, 1)))
    commands.ubah_status(ctx, asesor=row, status="nonaktif", alasan="Cuti panjang")
    assert "tidak aktif" in str(queries.alasan_tidak_layak(row, kode, HARI_INI))


def test_status_and_certificate_change_with_reason_and_trail(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    row, ctx = dunia.dunia.asesor["asesor"], dunia.ctx("manajer")
    with pytest.raises(Invalid, match="Tulis alasan"):
        commands.ubah_status(ctx, asesor=row, status="nonaktif", alasan=" ")
    with pytest.raises(Invalid, match="sudah berstatus “Aktif”"):
        commands.ubah_status(ctx, asesor=row, status="aktif", alasan="x")
    with pytest.raises(Invalid, match="tidak dikenal"):
        commands.ubah_status(ctx, asesor=row, status="hilang", alasan="x")
    commands.ubah_status(ctx, asesor=row, status="nonaktif", alasan="Cuti")
    assert Entry.objects.get(code="asesor.ubah_status", outcome=Outcome.DONE).data["alasan"] == "Cuti"
    with pytest.raises(Invalid, match="Masa berlaku terbalik"):
        commands.perbarui_sertifikat(
            ctx, asesor=row, nomor_sertifikat="B", berlaku_dari=HARI_INI, berlaku_sampai=date(2020, 1, 1)
        )
    commands.perbarui_sertifikat(ctx, asesor=row, nomor_sertifikat="B", **MASA, **bukti_tangan())
    row.refresh_from_db()
    assert (row.nomor_sertifikat, row.berlaku_sampai) == ("B", MASA["berlaku_sampai"])


@pytest.mark.req("SOP-023")
def test_the_profile_shows_the_sk_asesor_with_number_and_date(panggung: Sampai) -> None:
    dunia = panggung("spt")
    row = dunia.dunia.asesor["asesor"]
    for kunci in ("admin", "asesor"):
        page = dunia.klien(kunci).get(f"/asesor/{row.pk}/").content.decode()
        assert "SK penetapan asesor" in page
        assert row.sk_nomor in page
        assert "20 Januari 2025" in page
        assert dunia.dunia.skema_ada.kode in page
        assert "SPT-ASR" in page


def test_admin_registers_and_adds_a_scope_on_the_pages(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    orang = make_user("segar", "Segar Waluyo Uji", Role.ASESOR)
    browser = dunia.klien("admin")
    isian = {"orang": str(orang.pk), "no_reg": "MET.7", **{k: str(v) for k, v in {**MASA, **SK}.items()}}
    wrong = browser.post("/asesor/baru/", {**isian, **bukti_tangan(), "berlaku_sampai": "2020-01-01"})
    assert wrong.status_code == 422
    assert "Isi tanggal sesudah tanggal mulai" in wrong.content.decode()
    assert "MET.7" in wrong.content.decode()
    tanpa = browser.post("/asesor/baru/", isian)
    assert tanpa.status_code == 422 and "Unggah bukti dari BNSP." in tanpa.content.decode()
    page = browser.post("/asesor/baru/", {**isian, **bukti_tangan()}, follow=True).content.decode()
    assert "Belum ada lingkup" in page
    row = Asesor.objects.get(no_reg="MET.7")
    kode = dunia.dunia.skema_ada.kode
    scope = {"skema_kode": kode, "dasar": "Ijazah", "berlaku_dari": "2026-01-01", "berlaku_sampai": "2027-01-01"}
    assert kode in browser.post(f"/asesor/{row.pk}/lingkup/", scope, follow=True).content.decode()
    browser.post(f"/asesor/{row.pk}/status/", {"status": "nonaktif", "alasan": "Pindah"})
    assert "Nonaktif" in browser.get(f"/asesor/{row.pk}/").content.decode()


def test_the_register_finds_filters_and_takes_the_same_queries_for_one_and_three(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    _daftarkan(dunia, "usang", berlaku_dari=date(2020, 1, 1), berlaku_sampai=date(2023, 1, 1))
    browser = dunia.klien("admin")
    assert "Usang" in browser.get("/asesor/?masa=berakhir").content.decode()
    assert "Usang" not in browser.get("/asesor/?masa=berlaku").content.decode()
    assert "Usang" in browser.get("/asesor/?q=usang").content.decode()
    assert "Tidak ada asesor yang cocok" in browser.get("/asesor/?status=nonaktif").content.decode()
    counts = []
    for query in ("?q=bambang", ""):
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/asesor/{query}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("hari", "keadaan"),
    [
        (date(2026, 1, 9), Keberlakuan.BELUM),
        (date(2026, 1, 10), Keberlakuan.BERLAKU),
        (date(2026, 3, 31), Keberlakuan.BERLAKU),
        (date(2026, 4, 1), Keberlakuan.SEGERA),
        (date(2026, 4, 30), Keberlakuan.SEGERA),
        (date(2026, 5, 1), Keberlakuan.BERAKHIR),
    ],
)
def test_both_days_of_a_period_belong_to_it(hari: date, keadaan: Keberlakuan) -> None:
    assert queries.keberlakuan(date(2026, 1, 10), date(2026, 4, 30), hari, 29) is keadaan


def test_a_certificate_about_to_end_is_reminded_of_once_and_again_after_renewal(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    row = _daftarkan(dunia, "hampir", berlaku_sampai=HARI_INI + timedelta(days=30))
    moment: datetime = dunia.kini
    assert ingatkan_sertifikat_berakhir(moment) == 1
    assert ingatkan_sertifikat_berakhir(moment) == 0
    told = Message.objects.filter(template="asesor_akan_berakhir")
    assert {message.to_user for message in told} == {row.orang, dunia.dunia.orang["manajer"]}
    sampai = HARI_INI + timedelta(days=60)
    masa = {"berlaku_dari": HARI_INI, "berlaku_sampai": sampai}
    commands.perbarui_sertifikat(dunia.ctx("admin"), asesor=row, nomor_sertifikat="C", **masa, **bukti_tangan())
    assert ingatkan_sertifikat_berakhir(moment) == 1
