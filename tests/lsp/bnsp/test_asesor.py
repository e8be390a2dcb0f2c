"""Who is an asesor, until when and whether it counts is BNSP's to say: heard while connected, by hand with evidence before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted
from telusur.kernel.exchange.models import Outgoing
from telusur.kernel.exchange.states import MessageState
from telusur.kernel.outbox.models import Event
from telusur.lsp.administrasi.asesor import commands, queries
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.umum.models import CatatanTangan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.praasesmen.pilihan import pilihan_asesor
from tests.cast import make_user
from tests.lsp.dunia import HARI_INI, Panggung
from tests.lsp.mitra import sambungkan
from tests.lsp.tangan import bukti_tangan

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]
TANDA = "Dicatat dengan tangan"
SENDIRI = "Jawabannya tercatat sendiri"
MASA: dict[str, Any] = {"berlaku_dari": date(2026, 1, 1), "berlaku_sampai": date(2035, 12, 31)}
SK: dict[str, Any] = {"sk_nomor": "007/SK-ASR/LSP-CD/I/2026", "sk_tanggal": date(2026, 1, 5)}
UJI = HARI_INI + timedelta(days=3)
NOMOR = "MET.000.777777 2026"


def test_connected_nobody_types_a_certificate_and_nobody_works_before_bnsp_says_so(panggung: Bangun) -> None:
    world = panggung("lsp")
    bnsp, kode = sambungkan(world), world.dunia.skema_ada.kode
    orang, admin, browser = (
        make_user("baru", "Baru Prabowati Uji", Role.ASESOR),
        world.ctx("admin"),
        world.klien("admin"),
    )
    with pytest.raises(NotPermitted, match=SENDIRI):
        commands.daftarkan(admin, orang=orang, no_reg=NOMOR, **SK, **MASA, **bukti_tangan())
    page = browser.get("/asesor/baru/").content.decode()
    assert 'name="berlaku_sampai"' not in page and "Sertifikat asesor datang dari BNSP." in page
    isian = {"orang": str(orang.pk), "no_reg": "MET.000.777 2026", **{k: str(v) for k, v in SK.items()}}
    page = browser.post("/asesor/baru/", isian, follow=True).content.decode()
    assert "Menunggu jawaban BNSP" in page and "Belum dinyatakan BNSP" in page
    row = Asesor.objects.get(orang=orang)
    commands.tambah_lingkup(
        admin, asesor=row, skema_kode=kode, dasar="Ijazah", berlaku_dari=HARI_INI, berlaku_sampai=date(2030, 1, 1)
    )
    belum = queries.alasan_tidak_layak(row, kode, UJI)
    assert belum == (
        "BNSP belum menyatakan Baru Prabowati Uji (MET.000.777 2026) terdaftar sebagai asesor. Lihat jawaban BNSP di "
        "halaman asesor itu."
    )
    dapat = pilihan_asesor(kode, UJI, time(8), time(16))
    assert {one.asesor.pk: one.alasan for one in dapat}[row.pk] == belum

    # BNSP refuses the number: its page says so, and the right number asks again.
    assert set(bnsp.dengar("asesor")["MET.000.777 2026"]) == {"nomor_registrasi", "nama", "skema", "aktif"}
    alasan = "Nomor registrasi MET.000.777 2026 tidak ada di register asesor BNSP."
    Outgoing.objects.filter(kind="asesor", key="MET.000.777 2026").update(state=MessageState.REFUSED, reason=alasan)
    assert alasan in browser.get(f"/asesor/{row.pk}/").content.decode()
    assert queries.alasan_tidak_layak(row, kode, UJI) == belum
    with pytest.raises(Invalid, match="sudah dipakai"):
        commands.perbaiki_nomor(admin, asesor=row, no_reg=world.dunia.asesor["asesor"].no_reg)
    with pytest.raises(Invalid, match="sama dengan yang tercatat"):
        commands.perbaiki_nomor(admin, asesor=row, no_reg="MET.000.777 2026")
    assert browser.post(f"/asesor/{row.pk}/nomor/", {"no_reg": NOMOR}).status_code == 302
    assert Entry.objects.get(code="asesor.perbaiki_nomor", outcome="done").data["sebelum"] == "MET.000.777 2026"
    assert Event.objects.filter(name="asesor.perbaiki_nomor", payload__subject=str(row.pk)).exists()
    assert bnsp.dengar("asesor")[NOMOR]["nama"] == "Baru Prabowati Uji"


def test_what_the_register_says_of_an_asesor_holds_and_is_not_typed_over(panggung: Bangun) -> None:
    world = panggung("lsp")
    row, kode = world.dunia.asesor["asesor"], world.dunia.skema_ada.kode
    bnsp, admin, browser = sambungkan(world, kenal_asesor=False), world.ctx("admin"), world.klien("admin")
    assert "BNSP belum menyatakan" in str(queries.alasan_tidak_layak(row, kode, UJI))
    isi = {"nomor_sertifikat": "74909 1", "berlaku_dari": "2026-01-01", "berlaku_sampai": "2028-12-31"}
    bnsp.kata("registrasi_asesor", nomor_registrasi=row.no_reg.replace(".", "-"), status="aktif", **isi)
    row.refresh_from_db()
    assert (row.registrasi, row.nomor_sertifikat, row.berlaku_sampai) == ("aktif", "74909 1", date(2028, 12, 31))
    entry = Entry.objects.get(code="asesor.terima_registrasi", subject_id=str(row.pk), outcome="done")
    assert (entry.actor_id, entry.data["status"]) == ("bnsp", "aktif")
    assert Event.objects.filter(name="asesor.terima_registrasi", payload__subject=str(row.pk)).exists()
    assert queries.alasan_tidak_layak(row, kode, UJI) is None
    assert "Terdaftar di BNSP" in browser.get(f"/asesor/{row.pk}/").content.decode()
    with pytest.raises(NotPermitted, match=SENDIRI):
        commands.perbarui_sertifikat(admin, asesor=row, nomor_sertifikat="B", **MASA, **bukti_tangan())
    with pytest.raises(NotPermitted, match="sudah dinyatakan BNSP"):
        commands.perbaiki_nomor(admin, asesor=row, no_reg="MET.1")
    assert browser.get(f"/asesor/{row.pk}/sertifikat/").status_code == 403
    with pytest.raises(NotPermitted):
        commands.terima_registrasi(admin, asesor=row, nomor_sertifikat="B", status="aktif", **MASA)

    for status, kata in (("dibekukan", "dibekukan bnsp"), ("lsp_lain", "tercatat di bnsp pada lsp lain")):
        bnsp.kata("registrasi_asesor", nomor_registrasi=row.no_reg, status=status, **isi)
        row.refresh_from_db()
        assert kata in str(queries.alasan_tidak_layak(row, kode, UJI)).lower()
    with pytest.raises(NotFound, match="tidak tercatat di LSP ini"):
        bnsp.kata("registrasi_asesor", nomor_registrasi="MET.000.000001 2020", status="aktif", **isi)
    terbalik = {**isi, "berlaku_sampai": "2020-01-01"}
    with pytest.raises(Invalid, match="terbalik"):
        bnsp.kata("registrasi_asesor", nomor_registrasi=row.no_reg, status="aktif", **terbalik)


def test_a_certificate_typed_without_a_connection_is_marked_and_gives_way_to_bnsps(panggung: Bangun) -> None:
    world = panggung("lsp")
    row, admin, browser = world.dunia.asesor["asesor"], world.ctx("admin"), world.klien("admin")
    kode = world.dunia.skema_ada.kode
    with pytest.raises(Invalid, match="alasan dan bukti"):
        commands.perbarui_sertifikat(admin, asesor=row, nomor_sertifikat="KARANGAN", **MASA)
    commands.perbarui_sertifikat(admin, asesor=row, nomor_sertifikat="KARANGAN", **MASA, **bukti_tangan())
    catatan = CatatanTangan.objects.get(jenis="asesor", nilai__contains="KARANGAN")
    page = browser.get(f"/asesor/{row.pk}/").content.decode()
    assert TANDA in page and f"/berkas/{catatan.bukti_id}/" in page
    assert browser.get("/asesor/").content.decode().count(TANDA) == 2
    assert queries.alasan_tidak_layak(row, kode, date(2034, 1, 1)) is not None  # its scope has ended by then
    bnsp = sambungkan(world, kenal_asesor=False)
    assert bnsp.dengar("catatan_tangan")[str(catatan.pk)]["nilai"] == catatan.nilai
    assert "BNSP belum menyatakan" in str(queries.alasan_tidak_layak(row, kode, UJI))
    bnsp.kenal(row, nomor_sertifikat="74909 1", berlaku_dari="2025-03-01", berlaku_sampai="2028-02-28")
    row.refresh_from_db()
    catatan.refresh_from_db()
    assert (row.nomor_sertifikat, row.berlaku_sampai) == ("74909 1", date(2028, 2, 28))
    assert (catatan.keadaan, catatan.jawaban) == ("lain", row.sebagai_nilai)
    assert TANDA not in browser.get(f"/asesor/{row.pk}/").content.decode()
    assert queries.alasan_tidak_layak(row, kode, UJI) is None
