"""From the portal to an application that is accepted and paid (SOP 1.1 to 1.3, 2.1)."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from telusur.lsp.peraga import berkas, isian
from tests.journeys.dunia import ORANG, Perjalanan
from tests.journeys.peramban import muatan

PONSEL = "+62 812 5550 0100"


def mendaftar(j: Perjalanan) -> None:
    """A visitor reads the skema, registers, reads the mail, chooses a password and signs in."""
    p = j.peramban
    p.buka("pengunjung", "/")
    p.klik("pengunjung", "Pilih skema")
    page = p.klik("pengunjung", "Junior Web Programmer")
    for judul in ("Persyaratan", "Unit kompetensi yang diuji", "Bukti yang dinilai"):
        expect(page.get_by_role("heading", name=judul, exact=True)).to_be_visible()
    p.klik("pengunjung", "Daftar skema ini")
    page.get_by_label("Nama lengkap").fill(ORANG.nama)
    page.get_by_label("Surel").fill(p.surel["asesi"])
    page.get_by_label("Nomor ponsel").fill(PONSEL)
    page.get_by_label("Saya setuju data ini diolah").check()
    p.klik("pengunjung", "Daftar", "button", di="main form")
    expect(page.get_by_role("heading", name="Periksa surel Anda")).to_be_visible()
    p.antar()
    p.buka("pengunjung", f"/surat-keluar-lokal/?q={p.surel['asesi']}")
    p.klik("pengunjung", re.compile("akun.sandi"), di="main section")
    page.get_by_label("Kata sandi baru", exact=True).fill(p.sandi["asesi"])
    page.get_by_label("Ulangi kata sandi baru").fill(p.sandi["asesi"])
    p.klik("pengunjung", "Simpan kata sandi", "button")
    page = p.masuk("asesi")
    expect(page.get_by_role("heading", name="Sertifikasi saya")).to_be_visible()


def mengisi_apl01(j: Perjalanan) -> None:
    """The application is begun; FR.APL.01 is filled on a phone, with a photo and documents, and signed."""
    p = j.peramban
    p.klik("asesi", "Pilih skema", di="main")
    p.klik("asesi", "Lihat persyaratan")
    p.klik("asesi", "Saya memilih skema ini", "button")
    page = p.klik("asesi", "Isi permohonan Anda", di="main")
    page.get_by_label("Nama lengkap").fill(ORANG.nama)
    page.get_by_label("KTP (NIK)").check()
    page.get_by_label("NIK", exact=True).fill(ORANG.nik)
    page.get_by_label("Tempat lahir").fill(ORANG.tempat_lahir)
    page.get_by_label("Tanggal lahir").fill(ORANG.tanggal_lahir)
    page.get_by_label("Perempuan").check()
    page.get_by_label("Alamat rumah").fill("Jalan Contoh Peraga Nomor 7")
    apl01 = j.rekaman("FR.APL.01")
    foto = p.unggah("asesi", "identitas/foto", berkas.pas_foto(0))
    for row in _yang_dipenuhi(apl01.sumber["skema"]["persyaratan"]):
        dokumen = berkas.dokumen(row["uraian"][:80], ORANG.nama)
        j.bukti[row["id"]] = p.unggah("asesi", f"persyaratan/{row['id']}/berkas", dokumen)
    p.isi("asesi", isian.apl01_asesi(apl01, ORANG, foto, j.bukti, PONSEL, p.surel["asesi"]))
    p.ajukan("asesi")


def _yang_dipenuhi(persyaratan: list[dict[str, str]]) -> list[dict[str, str]]:
    """One of each group of alternatives, and every required one of its own; the photo is already there."""
    groups: set[str] = set()
    chosen = []
    for row in persyaratan:
        grup = row.get("grup") or ""
        if row.get("macam") == "pas_foto" or not row["wajib"] or (grup and grup in groups):
            continue
        groups.add(grup)
        chosen.append(row)
    return chosen


def mengisi_apl02(j: Perjalanan) -> None:
    """SOP-010: K or BK for each elemen, evidence attached to elemen, one file for many; submitted."""
    p = j.peramban
    page = p.tugas("asesi", re.compile("FR.APL.02"))
    apl02 = j.rekaman("FR.APL.02")
    elemen = apl02.content().rows("elemen")
    page.locator("article").first.locator("label", has_text="Kompeten").first.click()
    laporan = p.unggah(
        "asesi", f"elemen/{elemen[0].key}/bukti", berkas.dokumen("Laporan praktik kerja pengembangan web", ORANG.nama)
    )
    p.isi("asesi", isian.apl02_asesi(apl02, [laporan, *j.bukti.values()]))
    p.ajukan("asesi")
    apl02 = j.rekaman("FR.APL.02")
    assert len(elemen) == 25
    assert {apl02.isi[f"elemen/{row.key}/jawaban"] for row in elemen} == {"K"}
    assert all(apl02.isi[f"elemen/{row.key}/bukti"] for row in elemen)
    assert apl02.isi[f"elemen/{elemen[0].key}/bukti"] == [laporan]


def menerima(j: Perjalanan) -> None:
    """Admin LSP reviews feasibility, then each requirement of FR.APL.01, and accepts (SOP 1.2, 1.3)."""
    p = j.peramban
    page = p.tugas("admin", re.compile("[Kk]elayakan"))
    page.get_by_label("Layak, asesmen dapat dilaksanakan").check()
    page.get_by_label("Alasan").fill("Instrumen tervalidasi tersedia dan TUK memenuhi persyaratan teknis.")
    p.klik("admin", "Simpan hasil kajian", "button")
    p.tugas("admin", re.compile("FR.APL.01"))
    p.isi("admin", isian.apl01_admin(j.rekaman("FR.APL.01")))
    p.ajukan("admin")
    p.antar()


def membayar(j: Perjalanan) -> None:
    """The invoice reaches the asesi; the proof is uploaded and confirmed."""
    p = j.peramban
    p.buka("asesi", "/saya/")
    page = p.klik("asesi", re.compile("[Bb]ayar"), di="main")
    bukti = berkas.dokumen("Bukti transfer", ORANG.nama)
    page.locator("input[name=bukti]").set_input_files(muatan("bukti.pdf", "application/pdf", bukti.read()))
    p.klik("asesi", "Unggah bukti bayar", "button")
    p.tugas("admin", re.compile("[Bb]ayar"))
    page = p.klik("admin", "Sahkan pembayaran", "button")
    expect(page.locator("main")).to_contain_text("Lunas")
    p.antar()
