"""The scripts and the look in a real browser, with the production policy; the test plays the server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route, expect

from telusur.kernel.ui import refusals
from telusur.kernel.ui.kit import SAMPLES, SampleForm
from tests.screen import FITS, violations

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("weekdays_only")]
SITE = "http://telusur.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
PHONE = {"width": 360, "height": 800}
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
SAVED = (
    '{% extends "ui/page.html" %}{% block skrip %}{% skrip "autosave" "progress" %}{% endblock %}{% block isi %}'
    """
<h1>Asesmen mandiri</h1>{% tersimpan %}
<form method="post" action="/kirim/" data-autosave="/simpan/" data-revision="1">{% csrf_token %}
{% kemajuan nilai=0 dari=2 label="Terisi" satuan="elemen" kelompok="unit" %}
{% pilihan nama="e1" legenda="Elemen 1" opsi="kbk" kelompok="unit" %}
{% pilihan nama="e2" legenda="Elemen 2" opsi="kbk" kelompok="unit" %}
<label for="c">Catatan</label><textarea class="form-control" id="c" name="catatan"></textarea>
<button type="button" class="btn btn-line" data-progress-next="unit">Berikutnya</button>
<button class="btn btn-primary">Ajukan</button>
</form>{% endblock %}"""
)


@dataclass
class Site:
    """Pages by path, and what was posted to ``/simpan/`` with the answers to give."""

    page: Page
    pages: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[int, dict[str, Any]] | None] = field(default_factory=list)
    posted: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE).split("?")[0].split("#")[0]
        if path == "/simpan/":
            self._save(route)
        elif path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            kind = KINDS.get(Path(path).suffix, "application/octet-stream")
            route.fulfill(path=str(found), content_type=kind) if found else route.fulfill(status=404)
        else:
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(status=200 if path in self.pages else 404, body=self.pages.get(path, ""), headers=headers)

    def _save(self, route: Route) -> None:
        answer = self.answers.pop(0) if self.answers else (200, {"saved_at": "10.42", "revision": 2})
        if answer is None:
            route.abort("internetdisconnected")
            return
        self.posted.append(json.loads(route.request.post_data or "{}"))
        route.fulfill(status=answer[0], json=answer[1])

    def open(self, path: str) -> Page:
        self.page.goto(SITE + path)
        return self.page


@pytest.fixture
def site(
    page: Page, request_of: Callable[..., Any], draw: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    monkeypatch.setattr("telusur.kernel.ui.components.signing._second_factor_url", lambda request: "/faktor/")
    made = Site(page)
    wrong = SampleForm({"salah-nama": "", "salah-alasan": "kurang"}, prefix="salah")
    kit = {**SAMPLES(), "form": SampleForm(), "form_salah": wrong}
    made.pages["/ui-kit/"] = render_to_string("ui/kit.html", kit, request=request_of("/ui-kit/", proven=False))
    made.pages["/isi/"] = draw(SAVED, request_of("/isi/"))
    made.pages["/tolak/"] = refusals.page(request_of("/tolak/"), 403, "Hanya untuk Komite Teknis.").content.decode()
    public = (
        '{% extends "ui/public.html" %}{% block judul %}Skema{% endblock %}{% block isi %}<h1>Skema</h1>{% endblock %}'
    )
    made.pages["/"] = draw(public, request_of("/", signed_in=False))
    page.on("console", lambda message: made.problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: made.problems.append(str(error)))
    page.route("**/*", made.serve)
    yield made
    page.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize("path", ["/ui-kit/", "/isi/", "/tolak/", "/"])
@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}], ids=["ponsel", "laptop"])
def test_pages_are_accessible_fit_the_screen_and_obey_the_policy(site: Site, path: str, size: dict[str, int]) -> None:
    site.page.set_viewport_size(size)  # type: ignore[arg-type]
    page = site.open(path)
    assert violations(page, "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice") == []
    assert page.evaluate(FITS)
    assert site.problems == []


def test_buttons_and_choices_are_44_pixels_high_on_a_phone(site: Site) -> None:
    site.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page = site.open("/ui-kit/")
    low = page.evaluate(
        "[...document.querySelectorAll('.btn, .tl-choice label, .tl-pill, .tl-icon-btn, select, "
        "input:not([type=checkbox], "
        "[type=radio], [type=hidden], [type=file])')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5)"
        ".map(e => e.outerHTML.slice(0, 90))"
    )
    assert low == []


def test_the_menu_of_a_phone_opens_takes_the_focus_and_closes_with_escape(site: Site) -> None:
    site.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page = site.open("/isi/")
    page.get_by_role("button", name="Buka menu").click()
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    expect(page.get_by_role("link", name="Tutup menu")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_hidden()
    expect(page.get_by_role("button", name="Buka menu")).to_be_focused()


def test_a_dangerous_act_asks_in_a_dialog_that_can_be_left(site: Site) -> None:
    page = site.open("/ui-kit/")
    page.locator("summary", has_text="Batalkan permohonan").click()
    dialog = page.get_by_role("dialog", name="Batalkan permohonan ini?")
    expect(dialog.get_by_label("Alasan untuk pemohon")).to_be_focused()
    dialog.get_by_role("button", name="Tidak jadi").click()
    expect(dialog).to_be_hidden()


def test_what_is_chosen_is_saved_at_once_and_says_when(site: Site) -> None:
    page = site.open("/isi/")
    page.locator("label", has_text="Belum kompeten").first.click()
    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan 10.42")
    assert site.posted == [{"isi": {"e1": "BK"}, "revision": 1}]


def test_a_lost_line_keeps_the_answers_through_a_reload_and_sends_them_later(site: Site) -> None:
    site.answers = [None] * 40
    page = site.open("/isi/")
    page.get_by_label("Catatan").fill("Fungsi belum mengembalikan nilai.")
    page.locator("label", has_text="Belum kompeten").first.click()
    expect(page.locator("[data-saved]")).to_contain_text("Menunggu sinyal, 2 jawaban disimpan")
    page.reload()
    expect(page.get_by_label("Catatan")).to_have_value("Fungsi belum mengembalikan nilai.")
    expect(page.locator("input[name=e1][value=BK]")).to_be_checked()
    site.answers = []
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan 10.42")
    assert site.posted[-1]["isi"] == {"catatan": "Fungsi belum mengembalikan nilai.", "e1": "BK"}
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_an_ended_sign_in_keeps_the_answers_and_offers_to_sign_in(site: Site) -> None:
    site.answers = [(401, {"pesan": "Masuk dahulu."})]
    page = site.open("/isi/")
    page.get_by_label("Catatan").fill("Jangan hilang.")
    strip = page.get_by_role("alert")
    expect(strip).to_contain_text("Isian Anda aman di perangkat ini")
    expect(strip.get_by_role("link", name="Masuk di tab baru")).to_have_attribute("target", "_blank")
    assert "Jangan hilang." in page.evaluate("JSON.stringify(localStorage)")


def test_a_change_from_elsewhere_is_taken_over_without_losing_what_was_typed_here(site: Site) -> None:
    site.answers = [(409, {"pesan": "Diubah di ponsel.", "isi": {"e2": "K", "catatan": "lama"}, "revision": 7})]
    page = site.open("/isi/")
    page.get_by_label("Catatan").fill("baru")
    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan")
    expect(page.locator("input[name=e2][value=K]")).to_be_checked()
    expect(page.get_by_label("Catatan")).to_have_value("baru")
    assert site.posted[-1] == {"isi": {"catatan": "baru"}, "revision": 7}


def test_progress_counts_and_leads_to_the_next_unanswered(site: Site) -> None:
    page = site.open("/isi/")
    page.locator("label", has_text="Belum kompeten").first.click()
    expect(page.locator("[data-progress-words]")).to_have_text("1 dari 2 elemen")
    page.get_by_role("button", name="Berikutnya").click()
    expect(page.locator("input[name=e2]").first).to_be_focused()


def test_a_file_too_large_is_said_before_it_is_sent(site: Site, tmp_path: Path) -> None:
    big = tmp_path / "ijazah.pdf"  # a picture would be made smaller instead
    big.write_bytes(b"%PDF-1.7" + b"0" * 10_500_000)
    page = site.open("/ui-kit/")
    page.locator("input[name=berkas]").set_input_files(str(big))
    expect(page.locator(".tl-file.baru")).to_contain_text("paling besar 10 MB")


def test_everything_can_be_reached_by_keyboard_from_the_skip_link(site: Site) -> None:
    page = site.open("/isi/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
