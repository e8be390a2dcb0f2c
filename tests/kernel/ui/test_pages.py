"""The shells: light, without inline script or style, and drawn without a database where they can be."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from telusur.kernel.ui import institution, nav, views
from telusur.kernel.ui.kit import SAMPLES, SampleForm
from tests.kernel.ui.conftest import SOURCES, UI

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("weekdays_only")]
# A block of JSON is data; the policy lets the browser read it and never run it.
INLINE = re.compile(
    r"<style|\sstyle=|\son(?:click|change|submit|load|error|input)=|<script(?![^>]*(?:\bsrc=|application/json))|javascript:",
    re.IGNORECASE,
)
FIRST_LOAD = 150_000


@pytest.fixture
def kit(request_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("telusur.kernel.ui.components.signing._second_factor_url", lambda request: "")
    wrong = SampleForm({"salah-nama": "", "salah-alasan": "kurang"}, prefix="salah")
    context = {**SAMPLES(), "form": SampleForm(), "form_salah": wrong}
    return render_to_string("ui/kit.html", context, request=request_of("/ui-kit/", proven=False))


def test_the_kit_shows_every_component_without_a_database(kit: str) -> None:
    shown = (
        "badge due steps flow trail task gate sign drop confirm empty bulk choice rec facts note maju saved table "
        "halaman pill cari err bidang"
    )
    assert {name for name in shown.split() if f"tl-{name}" not in kit} == set()


def test_no_template_holds_inline_script_or_style() -> None:
    wrong = {
        str(path.relative_to(SOURCES)): match.group()
        for path in SOURCES.rglob("templates/**/*.html")
        if (match := INLINE.search(path.read_text(encoding="utf-8")))
    }
    assert wrong == {}


def test_a_drawn_page_holds_no_inline_script_or_style(kit: str) -> None:
    assert INLINE.search(kit) is None


def test_ids_are_unique_on_a_page(kit: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', kit)
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_the_first_load_of_a_signed_in_page_is_under_150_kb(kit: str) -> None:
    addresses = set(re.findall(r'(?:href|src)="/static/([^"#]+)', kit))
    total = sum(_on_the_wire(path) for path in addresses) + len(gzip.compress(kit.encode()))
    assert total < FIRST_LOAD, f"{total} bytes: {sorted(addresses)}"


def _on_the_wire(path: str) -> int:
    data = Path(str(finders.find(path))).read_bytes()
    return len(data) if path.endswith(".woff2") else len(gzip.compress(data))


def test_the_public_shell_shows_the_institution_and_a_way_to_sign_in(
    draw: Callable[..., str], request_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    lsp = institution.Institution("LSP Contoh Uji", lisensi="BNSP-LSP-9021-ID", keterangan="Lisensi BNSP-LSP-9021-ID")
    monkeypatch.setattr(institution._Known, "provider", lambda: lsp)
    institution.forget_institution()
    page = draw(
        '{% extends "ui/public.html" %}{% block isi %}<h1>Skema</h1>{% endblock %}', request_of(signed_in=False)
    )
    institution.forget_institution()
    assert "LSP Contoh Uji" in page
    assert "Lisensi BNSP-LSP-9021-ID" in page
    assert 'href="#isi"' in page


def test_the_institution_is_read_once_for_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[int] = []

    def provider() -> institution.Institution:
        reads.append(1)
        return institution.Institution("LSP Contoh Uji")

    monkeypatch.setattr(institution._Known, "provider", provider)
    institution.forget_institution()
    for _ in range(5):
        institution.current_institution()
    institution.forget_institution()
    assert len(reads) == 1


def test_the_menu_shows_only_what_the_person_may_open_and_marks_where_they_are(
    draw: Callable[..., str], request_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nav, "MENUS", nav.Menus())
    monkeypatch.setattr("telusur.kernel.ui.context.MENUS", nav.MENUS)
    nav.register_nav(
        "Sertifikasi", "Masuk akun", "login", "account_login", 10, count=lambda ctx: 7
    )  # a page that exists
    nav.register_nav("Sertifikasi", "Rahasia", "lock", "account_logout", 11, visible=lambda ctx: False)
    page = draw('{% extends "ui/page.html" %}', request_of(reverse("account_login")))
    assert 'aria-current="page"' in page
    assert "Masuk akun" in page
    assert "7<span" in page
    assert "Rahasia" not in page


def test_the_kit_is_not_for_the_public() -> None:
    from django.contrib.auth.models import AnonymousUser
    from django.http import Http404

    request = RequestFactory().get("/ui-kit/")
    request.user = AnonymousUser()
    with pytest.raises(Http404):
        views.ui_kit(request)


def test_no_template_uses_a_class_that_the_build_leaves_out() -> None:
    families = [line for line in (UI / "tabler-tanpa.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]
    gone = re.compile(rf"(?:{'|'.join(map(re.escape, families))})(?![a-z])")
    used = {
        f"{path.relative_to(SOURCES)}: {name}"
        for path in SOURCES.rglob("templates/**/*.html")
        for names in re.findall(r'\bclass="([^"]*)"', path.read_text("utf-8"))
        for name in names.split()
        if gone.match(name)
    }
    assert used == set()
