"""Committee, decision, certificate, handover, and what an employer sees (SOP 4.1 to 4.6)."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.audit.queries import title_of
from telusur.kernel.commands.registry import REGISTRY
from telusur.kernel.exchange.models import Partner
from telusur.kernel.exchange.reconcile import compare
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from tests.journeys.dunia import ORANG, Perjalanan
from tests.journeys.peramban import muatan

KOMITE = {"komite1": "Arifin Lubis", "komite2": "Maria Goreti Tukan", "komite3": "Yosef Tallulembang"}
# Accounts and mail; and what the institutions tell each other of themselves, not of a case.
INDUK = (
    "exchange.", "bnsp.kirim_semua", "bnsp.kirim_asesor", "bnsp.kirim_tuk", "bnsp.kirim_laporan", "umum.", "pengetahuan.",
    "pelaporan.", "asesor.terima_registrasi",
)  # fmt: skip
BUKAN_KASUS = ("accounts.", "akun.", "notices.", *INDUK)
ANGGOTA_TIM = "Wulan Kartikasari"
URUTAN = (
    "FR.APL.01",
    "Menerima permohonan",
    "Menandatangani SPT asesor",
    "Menetapkan jadwal asesmen",
    "Membuka sesi asesmen",
    "Mengumpulkan ujian tertulis",
    "Menyusun laporan asesmen",
    "Mengusulkan Komite Teknis",
    "Menyusun berita acara pleno",
    "Menandatangani SK keputusan",
    "Menerbitkan nomor sertifikat",
    "Menandatangani sertifikat",
    "Mencetak sertifikat pada blanko",
    "Menandatangani bukti serah terima sertifikat",
)


def menunjuk_komite(j: Perjalanan) -> None:
    """Manajer Sertifikasi proposes three members, the Direktur signs their SK."""
    p = j.peramban
    page = p.tugas("manajer", "Usulkan komite teknis")
    for nama in KOMITE.values():
        page.get_by_label(nama).check()
    page.get_by_label("Ketua").select_option(label=KOMITE["komite1"])
    p.klik("manajer", "Usulkan komite", "button")
    p.tugas("direktur", re.compile("SK"))
    p.tandatangani("direktur", "Tandatangani SK Komite Teknis")
    p.antar()


def memutuskan(j: Perjalanan) -> None:
    """Each member verifies and votes; plenary, minutes; the Direktur signs the decision."""
    p = j.peramban
    for siapa in KOMITE:
        page = p.tugas(siapa, re.compile("[Ss]uara|[Vv]erifikasi"))
        p.klik(siapa, ORANG.nama, di="main")
        for box in page.locator("#suara input[name=butir]").all():
            box.check()
        page.locator("#suara input[name=suara][value=K]").check()
        p.klik(siapa, "Simpan suara saya", "button")
    page = p.tugas("komite1", re.compile("[Pp]leno"))
    page.get_by_label("Luring").check()
    page.get_by_label("Tempat atau tautan").fill("Ruang rapat LSP")
    p.klik("komite1", "Buka pleno", "button")
    for siapa in ("komite2", "komite3"):
        p.tugas(siapa, re.compile("[Pp]leno|hadir"))
        p.tandatangani(siapa, "Tandatangani daftar hadir")
    p.tugas("komite1", re.compile("[Bb]erita acara|[Pp]leno"))
    p.klik("komite1", "Susun berita acara", "button")
    for siapa in KOMITE:
        p.tugas(siapa, re.compile("berita acara"))
        p.tandatangani(siapa, "Tandatangani berita acara")
    p.tugas("direktur", re.compile("SK"))
    page = p.tandatangani("direktur", "Tandatangani SK keputusan")
    expect(page.locator("main")).to_contain_text("Sudah diputuskan")
    p.antar()


def _diberi_blanko(j: Perjalanan) -> None:
    """At BNSP the request waits with SK, minutes and list; the koordinator approves it and the numbers go back (SOP 4.4)."""
    b = j.di_bnsp
    b.buka("koordinator", "/blanko/")
    page = b.klik("koordinator", PermohonanBlanko.objects.get().nomor, di="main")
    expect(page.locator("main")).to_contain_text(ORANG.nama)
    b.klik("koordinator", "Setujui dan alokasikan", di="main")
    b.klik("koordinator", "Setujui dan alokasikan", "button", di="main")
    b.antar()


def menerbitkan(j: Perjalanan) -> None:
    """Blank, numbers, dummy and its ten points, signature, print."""
    p = j.peramban
    p.tugas("admin", "Ajukan permohonan blanko")
    page = p.klik("admin", re.compile("Buat permohonan"), "button")
    p.antar()
    _diberi_blanko(j)
    page.reload()
    expect(page.locator("main")).to_contain_text(Blanko.objects.get().nomor)
    p.klik("admin", "Terbitkan nomor sertifikat", "button")
    p.antar()
    p.tugas("admin", "Periksa dummy sertifikat")
    for box in page.locator("input[name=butir]").all():
        box.check()
    p.klik("admin", "Semua butir benar", "button")
    p.tugas("direktur", re.compile("[Ss]ertifikat"))
    p.tandatangani("direktur", "Tandatangani sertifikat")
    p.antar()
    p.tugas("admin", re.compile("[Cc]etak"))
    p.klik("admin", "Hasil cetak baik", "button")
    p.antar()


def menyerahkan(j: Perjalanan) -> None:
    """The holder signs the statement, Admin LSP hands over, the holder signs for it."""
    p = j.peramban
    p.tugas("asesi", re.compile("pernyataan"))
    p.tandatangani("asesi", "Tandatangani pernyataan")
    page = p.tugas("admin", re.compile("[Ss]erah"))
    page.get_by_label("Cara penyerahan").fill("Diambil sendiri di kantor LSP")
    p.klik("admin", "Catat penyerahan", "button")
    p.tugas("asesi", re.compile("terima"))
    page = p.tandatangani("asesi", "Tandatangani bukti serah terima")
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh sertifikat (PDF)").click()
    j.pdf = Path(unduhan.value.path()).read_bytes()
    p.antar()


def memeriksa(j: Perjalanan) -> None:
    """A stranger checks code, number, JSON and the file itself."""
    p = j.peramban
    sertifikat = Sertifikat.objects.get()
    page = p.buka("pengunjung", f"/verifikasi/{sertifikat.kode}/")
    expect(page.locator("#hasil")).to_have_text("Sertifikat ini berlaku")
    expect(page.locator("main")).to_contain_text(ORANG.nama)
    expect(page.locator("main")).not_to_contain_text(ORANG.nik)
    page = p.buka("pengunjung", "/verifikasi/")
    page.get_by_label("Nomor sertifikat, nomor registrasi, atau kode").fill(sertifikat.nomor)
    p.klik("pengunjung", "Periksa", "button", di="main form")
    expect(page.locator("main")).to_contain_text(sertifikat.nomor_registrasi)
    jawaban = json.loads(page.request.get(f"{p.alamat}/api/v1/verifikasi/{sertifikat.kode}").text())
    assert jawaban["keadaan"] == "berlaku" and jawaban["nama"] == ORANG.nama
    for isi, kata in ((j.pdf, "Berkas ini asli dan utuh"), (j.pdf + b"\n", "Isi berkas ini berbeda dari aslinya")):
        page = p.buka("pengunjung", "/verifikasi/")
        page.locator("input[name=berkas]").set_input_files(muatan("sertifikat.pdf", "application/pdf", isi))
        p.klik("pengunjung", "Periksa berkas", "button")
        expect(page.get_by_role("heading", name=kata)).to_be_visible()


def memeriksa_di_bnsp(j: Perjalanan) -> None:
    """The same stranger asks BNSP, by code and by number, which knows it from the LSP's message (P508 9.4.7, 9.4.8)."""
    b, sertifikat = j.di_bnsp, Sertifikat.objects.get()
    b.antar()
    for jalan in (f"/verifikasi/{sertifikat.kode}/", f"/verifikasi/?nomor={sertifikat.nomor}"):
        page = b.buka("pengunjung", jalan)
        expect(page.locator("#hasil")).to_have_text("Sertifikat ini berlaku")
        expect(page.locator("main")).to_contain_text(ORANG.nama)
    assert all(compare(partner, repair=False).equal for partner in Partner.objects.all())


def melaporkan_ke_bnsp(j: Perjalanan) -> None:
    """The batch has become a task; its report is drafted, finalised, sent, and accepted by the commission (LAP 3.1)."""
    p, b, sertifikat = j.peramban, j.di_bnsp, Sertifikat.objects.get()
    p.tugas("administrasi", "Susun laporan ke BNSP")
    page = p.klik("administrasi", "Tim dan catatan", di="main")
    page.get_by_label(ANGGOTA_TIM).check()
    p.klik("administrasi", "Simpan", "button", di="main")
    p.klik("administrasi", "Finalkan", di="main")
    page = p.tandatangani("administrasi", "Finalkan laporan")
    expect(page.locator("main")).to_contain_text("Final, belum dikirim")
    p.antar()
    page.reload()
    p.klik("administrasi", "Kirim ke BNSP", "button", di="main")
    p.antar()
    laporan = Laporan.objects.get(status="terkirim")
    page = b.buka("pengendalian", "/tugas/")
    b.klik("pengendalian", "Periksa laporan LSP", di="main")
    page = b.lihat("pengendalian")
    for kata in (laporan.nomor, sertifikat.nomor, ORANG.nama, ANGGOTA_TIM):
        expect(page.locator("main")).to_contain_text(kata)
    expect(page.locator("main")).not_to_contain_text(ORANG.nik)
    b.klik("pengendalian", "Nyatakan diterima", di="main")
    b.klik("pengendalian", "Nyatakan diterima", "button", di="main")
    p.antar()
    # Each of the four kinds says on its own page how it stands at BNSP.
    for jalan in (
        f"/jadwal/{Jadwal.objects.get().pk}/",
        f"/blanko/{PermohonanBlanko.objects.get().pk}/",
        f"/sertifikat/{sertifikat.pk}/",
        f"/laporan/{laporan.pk}/",
    ):
        page = p.buka("administrasi", jalan)
        expect(page.locator("main")).to_contain_text("BNSP menerimanya")
    expect(page.locator("main")).to_contain_text("Diterima BNSP")


def membaca_pedoman_baru(j: Perjalanan) -> None:
    """BNSP publishes a version; the LSP's portal shows it and marks the one before, its people are told (P508 10.1.2)."""
    p = j.peramban
    slug, lama, baru = j.bnsp.suruh("pedoman").split()
    p.antar()
    page = p.buka("pengunjung", "/pedoman/")
    expect(page.locator("main")).to_contain_text("77/BNSP/PERAGA/2026")
    page = p.buka("pengunjung", f"/pedoman/{slug}/")
    expect(page.locator("main")).to_contain_text("Kejadian luar biasa dicatat")
    page = p.buka("pengunjung", f"/pedoman/{slug}/versi/{lama}/")
    expect(page.locator("main")).to_contain_text("Versi ini sudah digantikan")
    page = p.buka("direktur", "/pemberitahuan/")
    expect(page.locator("main")).to_contain_text(f"versi {baru}")


def dua_ruang_kerja(j: Perjalanan) -> None:
    """P508 1.2: each product has people and menus of its own; who works for one is nobody at the other."""
    menu = {}
    for peramban, siapa in ((j.peramban, "manajer"), (j.di_bnsp, "koordinator")):
        page = peramban.buka(siapa, "/tugas/")
        menu[siapa] = set(page.locator("nav a").all_inner_texts())
    assert any("Permohonan" in label for label in menu["manajer"] - menu["koordinator"]), menu
    assert any("Blanko" in label for label in menu["koordinator"]) and "LSP" in str(
        menu["koordinator"] - menu["manajer"]
    )
    b = j.di_bnsp
    page = b.perangkat("tamu")
    page.goto(f"{b.alamat}/akun/masuk/")
    page.get_by_label("Surel").fill(j.peramban.surel["manajer"])
    page.get_by_label("Kata sandi").fill(j.peramban.sandi["manajer"])
    page.locator("main form").get_by_role("button", name="Masuk").click()
    expect(page.locator("main form")).to_contain_text(re.compile("tidak (benar|cocok|sesuai)"))


def menelusuri(j: Perjalanan) -> None:
    """SOP-001: one timeline from the certificate back to the first FR.APL.01."""
    p = j.peramban
    p.buka("manajer", "/sertifikat/")
    p.klik("manajer", ORANG.nama, di="main")
    page = p.klik("manajer", re.compile("[Jj]ejak"), di="main")
    kata = page.locator("main").inner_text()
    tempat = 0
    for judul in URUTAN:
        assert (tempat := kata.find(judul, tempat)) >= 0, f"{judul}: not on the timeline, or too early"
    for baris in page.locator("tbody tr").all():
        assert all(sel.strip() for sel in baris.locator("td").all_inner_texts()), "act, actor, time and record"
    # The only case of this LSP: whatever was done since the first day belongs to it, accounts and mail apart.
    done = Entry.objects.filter(at__gte=j.dunia.saat(0, "00.00"), outcome=Outcome.DONE)
    # What happened only inside another act is told there, in words of its own.
    sendiri = [entry for entry in done if not entry.code.startswith(BUKAN_KASUS) and not REGISTRY[entry.code].nested]
    acts = {entry.code: title_of(entry) for entry in sendiri}
    hilang = {code for code, title in acts.items() if title not in kata}
    assert not hilang, hilang
    assert len(acts) > 30
