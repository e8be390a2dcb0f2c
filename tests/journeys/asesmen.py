"""The day of the test: session, exam, instruments, recommendation, report (SOP 3.1 to 3.5)."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from telusur.kernel.forms.queries import signatures
from telusur.lsp.peraga import isian
from telusur.lsp.sertifikasi.ujian.peraga import jawaban_benar
from telusur.lsp.sertifikasi.ujian.queries import ujian_kasus
from tests.journeys.dunia import ORANG, Perjalanan
from tests.journeys.praasesmen import HARI_UJI

# Chooses an option of each question, as a finger would.
PILIH = """(answers) => {
  for (const form of document.querySelectorAll("form[id^=soal-]"))
    form.querySelector(`input[name=pilihan][value="${answers[form.elements.soal.value]}"]`).click();
}"""


def membuka_sesi(j: Perjalanan) -> None:
    """The asesor checks readiness and opens the session; the asesi signs the attendance list."""
    p = j.peramban
    page = p.tugas("asesor", re.compile("sesi asesmen"))
    for box in page.locator("input[name=butir]").all():
        box.check()
    p.klik("asesor", "Simpan kesiapan", "button")
    p.klik("asesor", "Buka halaman sesi")
    p.tandatangani("asesor", "Buka sesi")
    p.antar()
    p.tugas("asesi", "Tandatangani daftar hadir")
    p.tandatangani("asesi", "Saya hadir")


def mengikuti_ujian(j: Perjalanan) -> None:
    """The asesi takes the written exam on the phone; every answer is saved as it is given."""
    p = j.peramban
    page = p.tugas("asesi", re.compile("[Uu]jian"))
    p.klik("asesi", "Mulai ujian", "button")
    ujian = ujian_kasus(j.permohonan.pk)
    assert ujian is not None
    benar = {soal: ujian.tanda[soal][huruf] for soal, huruf in jawaban_benar(ujian).items()}
    page.evaluate(PILIH, benar)
    expect(page.locator("[data-terjawab]")).to_have_text(str(len(benar)))
    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan")
    p.klik("asesi", "Selesai dan kumpulkan")
    p.klik("asesi", re.compile("^Kumpulkan"), "button")
    expect(page.locator("main")).to_contain_text(f"{len(benar)} dari {len(benar)}")


def menilai(j: Perjalanan) -> None:
    """FR.IA.01, FR.IA.05, FR.AK.02 signed by both; FR.AK.03 by the asesi (SOP-060, -062, -063)."""
    p = j.peramban
    for code in ("FR.IA.01", "FR.IA.05", "FR.AK.02"):
        p.tugas("asesor", re.compile(re.escape(code)))
        rekaman = j.rekaman(code)
        isi = isian.ak02_asesor(rekaman, HARI_UJI) if code == "FR.AK.02" else isian.ISIAN[code, "asesor"](rekaman)
        p.isi("asesor", isi)
        p.ajukan("asesor")
        p.tugas("asesi", re.compile(re.escape(code)))
        p.ajukan("asesi")
        _dibaca_lagi(j, code)
    p.tugas("asesi", re.compile("FR.AK.03"))
    p.isi("asesi", isian.ak03(j.rekaman("FR.AK.03")))
    p.ajukan("asesi")
    page = p.buka("manajer", "/asesmen/umpan-balik/")
    expect(page.locator("tbody tr").first).to_contain_text("1 dari 1")
    page = p.buka("manajer", "/manajemen/kasus/")
    expect(page.locator("tbody tr").filter(has_text=ORANG.nama)).to_contain_text("Bambang Sutejo")
    p.antar()


def _dibaca_lagi(j: Perjalanan, code: str) -> None:
    """SOP-060, -062: a finished record can be read by the asesor, with both signatures, and not changed."""
    rekaman = j.rekaman(code)
    page = j.peramban.buka("asesor", rekaman.get_absolute_url())
    expect(page.locator("form[data-formulir]")).to_have_count(0)
    assert [tanda.slot for tanda in signatures(rekaman)] == ["asesor", "asesi"]
    tampak = page.locator("main").inner_text()
    for unit in rekaman.content().rows("unit") if code != "FR.IA.05" else ():
        assert unit.title in tampak
    if code == "FR.AK.02":
        assert tampak.count("Observasi") >= 8
        assert rekaman.isi["rekomendasi/hasil"] == "K"


def melaporkan(j: Perjalanan) -> None:
    """The asesor writes and signs FR.AK.05; the package is locked."""
    p = j.peramban
    p.tugas("asesor", re.compile("laporkan asesmen"))
    page = p.klik("asesor", "Susun laporan FR.AK.05", "button")
    p.isi("asesor", isian.ak05(j.laporan))
    page = p.ajukan("asesor")
    expect(page.locator("main")).to_contain_text("Paket terkunci")
    p.antar()
