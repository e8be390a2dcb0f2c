"""Plan, SPT, validation, consultation, agreement, final schedule (SOP 2.1 to 2.9)."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from telusur.kernel.forms.queries import signatures
from telusur.lsp.peraga import isian
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from tests.journeys.dunia import ORANG, Perjalanan

HARI_UJI = "2026-11-23"


def merencanakan(j: Perjalanan) -> None:
    """Admin LSP plans with an asesor and a TUK that may be chosen; the Direktur signs the SPT."""
    p = j.peramban
    p.tugas("admin", "Susun rencana asesmen")
    page = p.klik("admin", "Susun rencana", di="main")
    page.get_by_label("Skema").select_option(index=1)
    page.get_by_label("Tanggal asesmen").fill(HARI_UJI)
    page.get_by_label("Jam mulai").fill("08:00")
    page.get_by_label("Jam selesai").fill("16:00")
    p.klik("admin", "Tampilkan asesor dan TUK", "button")
    page.get_by_label("Bambang Sutejo").check()
    page.get_by_label("TUK SMK Peraga Nusantara").check()
    p.klik("admin", "Buat rencana", "button")
    p.klik("admin", f"Tambahkan {ORANG.nama}", "button")
    p.klik("admin", "Ajukan SPT kepada Direktur", "button")
    p.tugas("direktur", re.compile("SPT"))
    p.tandatangani("direktur", "Tandatangani SPT")
    p.antar()


def mengkaji(j: Perjalanan) -> None:
    """The asesor validates both applications and the plan of the case (SOP-027, -028, -034, -035, -046)."""
    p = j.peramban
    for code in ("FR.APL.01", "FR.APL.02", "FR.MAPA.01", "FR.MAPA.02"):
        page = p.tugas("asesor", re.compile(re.escape(code)))
        if code == "FR.APL.01":
            assert page.locator("#persyaratan a[href^='/berkas/']").count() >= len(j.bukti), (
                "every document can be read"
            )
        rekaman = j.rekaman(code)
        catatan = {"kajian/catatan": "Semua dokumen sesuai aslinya."} if code == "FR.APL.01" else {}
        p.isi("asesor", isian.ISIAN[code, "asesor"](rekaman) | catatan)
        p.ajukan("asesor")
    _tervalidasi(j)
    _instrumen_terencana(j)


def _tervalidasi(j: Perjalanan) -> None:
    """The asesi sees who validated what and when, the recommendation per unit, and can change nothing any more."""
    p = j.peramban
    apl01, apl02 = j.rekaman("FR.APL.01"), j.rekaman("FR.APL.02")
    syarat = apl01.content().rows("persyaratan")
    assert {apl01.isi[f"persyaratan/{row.key}/kajian"] for row in syarat} == {"memenuhi", "tidak"}
    for rekaman in (apl02, apl01):
        page = p.buka("asesi", rekaman.get_absolute_url())
        tanda = page.locator(".tl-sign", has_text="Bambang Sutejo")
        expect(tanda).to_contain_text("Jum 20 Nov 2026")
        expect(page.locator("form[data-formulir]")).to_have_count(0)
        token = page.context.cookies(p.alamat)
        kepala = {"X-CSRFToken": next(one["value"] for one in token if one["name"] == "csrftoken"), "Referer": page.url}
        jawaban = page.request.post(
            f"{p.alamat}{rekaman.get_absolute_url()}simpan/", headers=kepala, data={"isi": {"identitas/nama": "X"}}
        )
        assert jawaban.status in (403, 409), jawaban.text()
    expect(page.locator("main")).to_contain_text("Semua dokumen sesuai aslinya.")
    page = p.buka("asesi", apl02.get_absolute_url())
    assert page.get_by_text("Dapat dilanjutkan", exact=True).count() >= len(apl02.content().rows("unit"))


def _instrumen_terencana(j: Perjalanan) -> None:
    """The plan of the case, validated: instruments per unit and method, with the time."""
    for code in ("FR.MAPA.01", "FR.MAPA.02"):
        assert [(tanda.slot, tanda.name) for tanda in signatures(j.rekaman(code))] == [("asesor", "Bambang Sutejo")]
    page = j.peramban.buka("asesor", f"/rencana/kasus/{j.permohonan.pk}/")
    kartu = page.locator("section", has=page.get_by_role("heading", name="Instrumen untuk asesi ini"))
    expect(kartu.last).to_contain_text(re.compile("FR.IA.01, FR.IA.05.*divalidasi Jum 20 Nov 2026", re.DOTALL))
    unit = page.locator("table", has_text="bukti dan metode per unit").locator("tbody tr")
    expect(unit).to_have_count(8)
    expect(unit.first).to_contain_text("Observasi langsung: CL Ceklis observasi")


def berkonsultasi(j: Perjalanan) -> None:
    """SOP-037, -038, -041, -042: the consultation, point by point, evidence, appeal and house rules; both sign."""
    p = j.peramban
    p.tugas("asesor", re.compile("[Kk]onsultasi"))
    pra = j.rekaman("LSP.PRA")
    isi = isian.konsultasi_asesor(pra)
    butir = next(path for path in isi if path.endswith("/dibahas"))
    p.isi("asesor", isi | {butir: False})
    page = p.ditolak("asesor")
    expect(page.locator("[role=alert]").first).to_be_visible()
    assert not j.rekaman("LSP.PRA").isi.get(butir)
    p.isi("asesor", {butir: True})
    p.ajukan("asesor")
    page = p.tugas("asesi", re.compile("[Kk]onsultasi"))
    assert page.get_by_text("Dikonfirmasi", exact=True).count() == len(pra.content().rows("bukti")) > 0
    for nama in ("SOP Banding", "FR.AK.04 Banding Asesmen", "Tata tertib asesmen"):
        alamat = page.get_by_role("link", name=nama).get_attribute("href")
        assert page.request.get(f"{p.alamat}{alamat}").ok, alamat
    p.isi("asesi", isian.konsultasi_asesi(pra))
    p.ajukan("asesi")
    pra = j.rekaman("LSP.PRA")
    assert pra.selesai and pra.isi["asesi/banding"] is pra.isi["asesi/tata_tertib"] is True
    p.antar()


def menyetujui(j: Perjalanan) -> None:
    """SOP-061: both sign FR.AK.01; no instrument exists before that."""
    p = j.peramban
    for siapa in ("asesor", "asesi"):
        p.tugas(siapa, re.compile("FR.AK.01"))
        p.isi(siapa, isian.ISIAN["FR.AK.01", siapa](j.rekaman("FR.AK.01")))
        p.ajukan(siapa)
    ak01 = j.rekaman("FR.AK.01")
    assert [tanda.slot for tanda in signatures(ak01)] == ["asesor", "asesi"]
    assert j.rekaman("FR.IA.01") is None
    assert j.rekaman("FR.IA.05") is None
    p.antar()


def menjadwalkan(j: Perjalanan) -> None:
    """The plan becomes a schedule, invitations go out, and BNSP's number comes by itself (SOP 2.8, 2.9)."""
    p = j.peramban
    p.tugas("admin", "Tetapkan jadwal asesmen")
    page = p.klik("admin", re.compile("Tetapkan jadwal"), "button")
    p.klik("admin", "Kirim undangan", "button")
    p.antar()
    page.reload()
    expect(page.locator("main")).to_contain_text(Jadwal.objects.get().bnsp_nomor)
    expect(page.locator("main")).to_contain_text("Tercatat di BNSP")
