"""Every page of BNSP on a telephone and on a laptop: nothing wider than the screen, nothing grave for axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route

from telusur.bnsp.roles import Role
from telusur.kernel.base import clock
from tests.acting import client_of
from tests.bnsp.conftest import NOW, Negeri
from tests.bnsp.halaman import berisi, siapa_membuka
from tests.screen import FITS, grave

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.journey]
SITUS = "http://bnsp.test"
PONSEL, LAPTOP = {"width": 360, "height": 800}, {"width": 1280, "height": 800}
UMUM = ("/", "/direktori/", "/verifikasi/", "/pedoman/", "/pengaduan/", "/kontak/", "/akun/masuk/")


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    with clock.travel(NOW):
        yield


@dataclass
class Situs:
    """The browser gets the page that was asked for beforehand, and static files; nothing else is there."""

    halaman: Any = None

    def layani(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITUS).split("?")[0]
        if route.request.is_navigation_request():
            headers = {name: value for name, value in self.halaman.headers.items() if name != "Content-Length"}
            route.fulfill(headers=headers, body=self.halaman.content)
        elif found := finders.find(path.removeprefix("/static/")):
            route.fulfill(path=str(found))
        else:
            route.fulfill(status=404)


def test_every_page_fits_a_telephone_and_a_laptop_and_axe_finds_nothing_grave(page: Page, negeri: Negeri) -> None:
    wrong, situs, judged = list[str](), Situs(), set[str | None]()
    page.route("**/*", situs.layani)
    pages = [(url, next(one for one in negeri.orang if one in peran)) for url, peran in siapa_membuka(berisi(negeri))]
    for url, peran in [*pages, ("/tugas/", Role.OPERATOR), *((url, None) for url in UMUM)]:
        situs.halaman = (client_of(negeri.orang[peran]) if peran else Client()).get(url)
        assert situs.halaman.status_code == 200, url
        page.set_viewport_size(PONSEL)  # type: ignore[arg-type]
        page.goto(SITUS + url)
        if not page.evaluate(FITS):
            wrong.append(f"{url}: wider than a telephone")
        kind = situs.halaman.templates[0].name  # axe judges each kind of page once
        if kind not in judged:
            wrong += [f"{url}: {found}" for found in grave(page)]
        judged.add(kind)
        page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
        if not page.evaluate(FITS):
            wrong.append(f"{url}: wider than a laptop")
    assert wrong == []
