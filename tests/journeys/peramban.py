"""The people of the journey at their devices: who is signed in where, what they fill in, and how every page they see looks."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect

from tests.screen import FITS, grave

PONSEL: ViewportSize = {"width": 360, "height": 800}
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# Sets the fields of a form screen by their names, as a hand would: by clicking what can be clicked. Returns what is not there.
ISI = """(values) => {
  const all = Array.from(document.querySelector("form[data-formulir]").elements);
  const missing = [];
  for (const [path, value] of Object.entries(values)) {
    const fields = all.filter((field) => field.name === path && field.type !== "file");
    const wanted = (Array.isArray(value) ? value : [value]).map(String);
    if (!fields.length) missing.push(path);
    for (const field of fields) {
      if (field.type === "radio") { if (field.value === wanted[0] && !field.checked) field.click(); }
      else if (field.type === "checkbox") {
        if (field.checked !== (value === true || wanted.includes(field.value))) field.click();
      }
      else {
        field.value = value;
        for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
      }
    }
  }
  return missing;
}"""


def muatan(nama: str, jenis: str, isi: bytes) -> FilePayload:
    """A file to choose in the browser, that is on no disk."""
    return {"name": nama, "mimeType": jenis, "buffer": isi}


@dataclass
class Peramban:
    """Every device of the journey. ``keluhan`` gathers what is wrong with any page, for the end of the test."""

    browser: Browser
    alamat: str
    antar: Callable[[], object]
    # Makes a session for an address of mail, as signing in does; None where only the sign-in page can.
    sesi: Callable[[str], str] | None = None
    keluhan: list[str] = field(default_factory=list)
    sandi: dict[str, str] = field(default_factory=dict)
    surel: dict[str, str] = field(default_factory=dict)
    _halaman: dict[str, Page] = field(default_factory=dict)
    _pernah: set[str] = field(default_factory=set)
    _dilihat: set[tuple[str, ...]] = field(default_factory=set)
    _gambar: int = 0

    def perangkat(self, siapa: str) -> Page:
        """The open page of a person: a phone for ``asesi`` and ``pengunjung``, a laptop for everyone else."""
        if siapa not in self._halaman:
            ponsel = siapa in ("asesi", "pengunjung")
            context = self.browser.new_context(
                locale="id-ID",
                timezone_id="Asia/Jakarta",
                viewport=PONSEL if ponsel else LAPTOP,
                accept_downloads=True,
                reduced_motion="reduce",
            )
            context.set_default_timeout(20_000)
            page = context.new_page()
            page.on("console", lambda said: self._dengar(siapa, said))
            page.on("pageerror", lambda error: self.keluhan.append(f"{siapa}: {error}"))
            self._halaman[siapa] = page
        return self._halaman[siapa]

    def _dengar(self, siapa: str, said: Any) -> None:
        # A refused form answers 422, an autosave that was overtaken by an upload 409; the browser calls both an error.
        if said.type == "error" and not re.search("status of (422|409)", said.text):
            self.keluhan.append(f"{siapa}, {self._halaman[siapa].url}: {said.text} {said.location['url']}")

    def buka(self, siapa: str, jalan: str) -> Page:
        """Go to an address of the site, signed in by then, and look."""
        if siapa in self.surel and siapa not in self._halaman:
            self.datang(siapa)
        page = self.perangkat(siapa)
        page.goto(jalan if jalan.startswith("http") else self.alamat + jalan)
        return self.lihat(siapa)

    def klik(self, siapa: str, nama: str | re.Pattern[str], peran: str = "link", *, di: str = "body") -> Page:
        """Follow a link or press a button that leads to another page, and look."""
        page = self.perangkat(siapa)
        target = page.locator(di).get_by_role(peran, name=nama).first  # type: ignore[arg-type]
        with page.expect_navigation():
            target.click()
        return self.lihat(siapa)

    def lihat(self, siapa: str) -> Page:
        """Look once at each kind of page on each kind of device: nothing serious for axe, nothing wider than the screen."""
        page = self.perangkat(siapa)
        page.wait_for_load_state()
        jalan = UUID.sub("*", page.url.removeprefix(self.alamat).split("?")[0])
        jenis = (jalan, page.title(), str(page.viewport_size))
        if jenis in self._dilihat:
            return page
        self._dilihat.add(jenis)
        if connection.vendor != "sqlite":
            return page  # How a page looks does not depend on the database.
        if not page.evaluate(FITS):
            self.keluhan.append(f"{siapa}, {page.url}: wider than the screen")
        self.keluhan += [f"{siapa}, {page.url}: {found}" for found in grave(page)]
        self.potret(siapa)
        return page

    def potret(self, siapa: str, *, nama: str = "") -> None:
        """A picture of the whole page, if JOURNEY_PICTURES names a folder."""
        if folder := os.environ.get("JOURNEY_PICTURES"):
            self._gambar += 1
            page = self.perangkat(siapa)
            words = nama or re.sub(r"[^a-z0-9]+", "-", page.title().lower())[:50]
            page.screenshot(path=str(Path(folder) / f"{self._gambar:03d}-{siapa}-{words}.png"), full_page=True)

    def datang(self, siapa: str) -> None:
        """Be signed in: by the page the first time, later, and on PostgreSQL at once, by a session that is there already."""
        if self.sesi is None or (siapa not in self._pernah and connection.vendor == "sqlite"):
            self.masuk(siapa)
            return
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": self.sesi(self.surel[siapa]), "url": self.alamat}
        self.perangkat(siapa).context.add_cookies([cookie])  # type: ignore[list-item]

    def masuk(self, siapa: str) -> Page:
        """Sign in on the sign-in page."""
        self._pernah.add(siapa)
        page = self.perangkat(siapa)
        page.goto(f"{self.alamat}/akun/masuk/")
        self.lihat(siapa)
        page.get_by_label("Surel").fill(self.surel[siapa])
        page.get_by_label("Kata sandi").fill(self.sandi[siapa])
        return self.klik(siapa, "Masuk", "button", di="main form")

    def keluar_semua(self) -> None:
        """The end of a day: every device is closed."""
        for page in self._halaman.values():
            page.context.close()
        self._halaman.clear()

    def tugas(self, siapa: str, tindakan: str | re.Pattern[str]) -> Page:
        """Open *Tugas saya* and take up the task with these words."""
        self.buka(siapa, "/tugas/")
        return self.klik(siapa, tindakan, di="main")

    def isi(self, siapa: str, isian: Mapping[str, Any]) -> None:
        """Fill the form screen that is open; every field named must be there."""
        missing = self.perangkat(siapa).evaluate(ISI, dict(isian))
        assert not missing, f"{self.perangkat(siapa).url}: not on the page: {missing}"

    def unggah(self, siapa: str, path: str, berkas: Any) -> str:
        """Upload a file in a field of the form screen; returns its id."""
        page = self.perangkat(siapa)
        kotak = page.locator(f'[data-berkas="{path}"]')
        kotak.locator("input[type=file]").set_input_files(muatan(berkas.name, berkas.content_type, berkas.read()))
        expect(kotak.locator("[data-unggah-status]")).to_contain_text("sudah diunggah")
        return str(kotak.locator("[data-berkas-dipakai] input").last.get_attribute("value"))

    def ajukan(self, siapa: str) -> Page:
        """Submit or sign the form screen that is open; it must be taken."""
        page = self.perangkat(siapa)
        self._bukti(siapa, page.locator("#ajukan"))
        with page.expect_navigation():
            page.locator("#ajukan button[value=ajukan]").click()
        expect(page.locator("main")).to_contain_text(re.compile("sudah (ditandatangani|diajukan)"))
        tersisa = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('telusur.isian.'))")
        assert tersisa == [], "what was handed in is no longer on the device"
        return self.lihat(siapa)

    def ditolak(self, siapa: str) -> Page:
        """Submit the form screen that is open; it must be sent back with what is missing."""
        page = self.perangkat(siapa)
        self._bukti(siapa, page.locator("#ajukan"))
        with page.expect_navigation():
            page.locator("#ajukan button[value=ajukan]").click()
        expect(page.locator("form[data-formulir]")).to_be_visible()
        return self.lihat(siapa)

    def tandatangani(self, siapa: str, label: str) -> Page:
        """Press a button that signs, with the password where it is asked."""
        page = self.perangkat(siapa)
        form = page.locator("form").filter(has=page.get_by_role("button", name=label))
        self._bukti(siapa, form)
        return self.klik(siapa, label, "button")

    def _bukti(self, siapa: str, form: Any) -> None:
        if form.locator("[name=sandi]").count():
            form.locator("[name=sandi]").fill(self.sandi[siapa])
