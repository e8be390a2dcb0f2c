"""The exam in a real browser on a phone: answers survive a reload, a second tab and a lost connection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from telusur.kernel.base import clock
from telusur.kernel.base.errors import Unavailable
from telusur.lsp.sertifikasi.ujian import arus, commands, queries
from telusur.lsp.sertifikasi.ujian.models import Ujian
from telusur.lsp.sertifikasi.ujian.states import StatusUjian
from tests.cast import bypass
from tests.lsp.ujian.conftest import ASESOR, Ruang
from tests.screen import FITS, grave

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 760}


@dataclass
class Layar:
    """Devices that are signed in, and the exam of the asesi."""

    ruang: Ruang
    browser: Browser
    alamat: str
    selisih: timedelta

    def kini(self) -> datetime:
        """What the server's clock says."""
        return timezone.now() + self.selisih

    def berlalu(self, page: Page, seconds: int) -> None:
        """Time passes, at the server and on a page whose clock was taken over (``page.clock.install()``)."""
        self.selisih += timedelta(seconds=seconds)
        page.clock.fast_forward(seconds * 1000)

    def perangkat(self, kunci: str = "asesi", **options: Any) -> BrowserContext:
        """Another device of a person."""
        context = self.browser.new_context(
            locale="id-ID", timezone_id="Asia/Jakarta", reduced_motion="reduce", **{"viewport": PHONE, **options}
        )
        context.set_default_timeout(10_000)
        cookie = self.ruang.klien(kunci).cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.alamat}])
        return context

    @property
    def halaman(self) -> str:
        return f"{self.alamat}/ujian/{self.ruang.ujian.pk}/"

    def tersimpan(self) -> dict[str, str]:
        """What the server holds."""
        return queries.keadaan(self.ruang.ctx(), ujian=self.ruang.ujian)


@pytest.fixture
def layar(
    transactional_db: None, live_server: Any, ruang: Ruang, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Layar]:
    """The server's clock runs on from the moment of the world."""
    found = Layar(ruang, browser, live_server.url, ruang.panggung.kini - timezone.now())
    monkeypatch.setattr(clock, "now", found.kini)
    yield found
    for context in list(browser.contexts):
        context.close()


def _choose(page: Page, nomor: int, pilihan: int) -> None:
    page.locator(f"#soal-{nomor} label.ujian-opsi").nth(pilihan).click()


def _radio(page: Page, nomor: int, pilihan: int) -> Any:
    return page.locator(f"#soal-{nomor} input[type=radio]").nth(pilihan)


def _open_paper(layar: Layar, device: BrowserContext) -> Page:
    page = device.new_page()
    page.goto(layar.halaman)
    if page.get_by_role("button", name="Mulai ujian").count():
        page.get_by_role("button", name="Mulai ujian").click()
    expect(page.locator("[data-waktu-kata]")).to_contain_text("Sisa waktu")
    if not page.get_by_role("button", name="Semua soal").is_visible():
        page.locator("summary", has_text="Daftar soal").click()
    page.get_by_role("button", name="Semua soal").click()
    return page


def _accessible(page: Page) -> None:
    assert grave(page) == [], page.url
    assert page.evaluate(FITS), "nothing scrolls sideways"


def test_answers_survive_a_lost_connection_a_second_tab_a_reload_and_another_device(
    layar: Layar, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = layar.perangkat()
    first = _open_paper(layar, device)
    opsi = [row["tanda"] for row in layar.ruang.ujian.urutan]
    soal = [row["id"] for row in layar.ruang.ujian.urutan]

    _choose(first, 1, 2)
    expect(first.locator("[data-saved]")).to_contain_text("Tersimpan 1")
    assert layar.tersimpan() == {soal[0]: opsi[0][2]}

    second = _open_paper(layar, device)
    expect(_radio(second, 1, 2)).to_be_checked()
    device.set_offline(True)
    _choose(first, 2, 1)
    _choose(first, 3, 0)
    expect(first.locator("[data-saved]")).to_contain_text("Menunggu sinyal, 2 jawaban disimpan di ponsel ini")
    expect(first.locator("[data-terjawab]")).to_have_text("3")
    expect(_radio(second, 3, 0)).to_be_checked()
    assert len(layar.tersimpan()) == 1

    device.set_offline(False)
    expect(first.locator("[data-saved]")).to_contain_text("Tersimpan 1")
    _sent(first)
    assert layar.tersimpan() == {soal[0]: opsi[0][2], soal[1]: opsi[1][1], soal[2]: opsi[2][0]}

    second.close()
    first.clock.install()
    with monkeypatch.context() as broken:
        broken.setattr(arus, "terima", _unreachable)
        _choose(first, 4, 3)
        expect(first.locator("[data-saved]")).to_contain_text("Menunggu sinyal, 1 jawaban")
        first.reload()
        expect(_radio(first, 4, 3)).to_be_checked()
        assert len(layar.tersimpan()) == 3
    layar.berlalu(first, 15)
    _sent(first)
    assert layar.tersimpan()[soal[3]] == opsi[3][3]
    first.reload()
    expect(_radio(first, 4, 3)).to_be_checked()

    laptop = _open_paper(layar, layar.perangkat(viewport={"width": 1280, "height": 800}))
    expect(_radio(laptop, 4, 3)).to_be_checked()
    _choose(laptop, 1, 0)
    expect(laptop.locator("[data-saved]")).to_contain_text("Tersimpan 1")
    first.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(_radio(first, 1, 0)).to_be_checked()
    assert layar.tersimpan()[soal[0]] == opsi[0][0]


def _unreachable(*args: object) -> None:
    raise Unavailable("Peladen tidak terjangkau.")


def _sent(page: Page) -> None:
    """The device has nothing left to send."""
    expect(page.locator("[data-ujian]")).to_have_attribute("data-menunggu", "0", timeout=20_000)


def test_the_asesi_hands_in_after_seeing_what_is_open(layar: Layar) -> None:
    page = layar.perangkat().new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(layar.halaman)
    _accessible(page)
    page.get_by_role("button", name="Mulai ujian").click()
    _accessible(page)
    expect(page.locator(".ujian-kartu:visible")).to_have_count(1)
    _choose(page, 1, 0)
    page.locator("#soal-1").get_by_role("link", name="Berikutnya").click()
    expect(page.locator("#soal-2")).to_be_visible()
    expect(page.locator("#soal-1")).to_be_hidden()
    _choose(page, 2, 1)
    page.locator("#soal-2").get_by_role("button", name="Kosongkan").click()
    expect(page.locator("[data-terjawab]")).to_have_text("1")
    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan 1")
    page.get_by_role("link", name="Selesai dan kumpulkan").click()
    expect(page.get_by_text("Masih ada soal yang belum dijawab.")).to_be_visible()
    expect(page.get_by_role("navigation", name="Soal yang belum dijawab").get_by_role("link")).to_have_count(23)
    _accessible(page)
    page.get_by_role("button", name="Kumpulkan", exact=True).click()
    expect(page.get_by_text("1 dari 24 soal terjawab")).to_be_visible()
    _accessible(page)
    assert layar.ruang.ujian.status == StatusUjian.SELESAI
    kept = "Object.keys(localStorage).filter((key) => key.includes('.ujian.') && !key.endsWith('ragam'))"
    assert page.evaluate(kept) == []
    assert problems == []


def _deadline_in(ujian: Ujian, seconds: int) -> None:
    with bypass("ujian"):
        ujian.batas_pada = clock.now() + timedelta(seconds=seconds)
        ujian.save()


def test_when_the_time_runs_out_the_page_hands_in_what_is_there(layar: Layar) -> None:
    page = _open_paper(layar, layar.perangkat())
    _choose(page, 1, 0)
    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan 1")
    page.clock.install()
    _deadline_in(layar.ruang.ujian, 60)
    page.reload()
    layar.berlalu(page, 60)
    expect(page.get_by_text("Ujian sudah dikumpulkan.")).to_be_visible()
    assert layar.ruang.ujian.status == StatusUjian.SELESAI


def test_minutes_granted_in_the_last_seconds_keep_the_paper_open(layar: Layar) -> None:
    page = _open_paper(layar, layar.perangkat())
    page.clock.install()
    _deadline_in(layar.ruang.ujian, 60)
    page.reload()
    commands.tambah_waktu(layar.ruang.ctx(ASESOR), ujian=layar.ruang.ujian, menit=30, alasan="Kebutuhan khusus")
    layar.berlalu(page, 60)
    expect(page.locator("[data-tambahan]")).to_have_text(", termasuk tambahan 30 menit")
    expect(page.locator("[data-waktu-kata]")).to_contain_text("Sisa waktu 29 menit")
    _choose(page, 1, 0)
    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan 1")
    assert layar.ruang.ujian.status == StatusUjian.BERLANGSUNG


def test_what_was_still_waiting_when_the_exam_ended_is_told_and_not_counted(layar: Layar) -> None:
    device = layar.perangkat()
    page = _open_paper(layar, device)
    page.clock.install()
    page.route("**/jawab/", lambda route: route.abort("internetdisconnected"))
    _choose(page, 1, 0)
    _choose(page, 2, 0)
    expect(page.locator("[data-saved]")).to_contain_text("Menunggu sinyal, 2 jawaban")
    _deadline_in(layar.ruang.ujian, -60)
    page.unroute("**/jawab/")
    layar.berlalu(page, 15)
    expect(page.get_by_text("2 jawaban di ponsel ini tidak sempat sampai")).to_be_visible()
    assert layar.tersimpan() == {}


def test_the_asesor_watches_the_session(layar: Layar) -> None:
    layar.ruang.mulai()
    page = layar.perangkat(ASESOR, viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"{layar.alamat}/ujian/sesi/{layar.ruang.panggung.jadwal.pk}/")
    expect(page.get_by_text("0 dari 24")).to_have_count(2)
    _accessible(page)
    page.set_viewport_size(PHONE)
    _accessible(page)
    page.get_by_role("link", name="Tiara Kusumaningtyas").click()
    expect(page.locator("summary", has_text="Hentikan ujian")).to_be_visible()
    _accessible(page)
