"""What the page of a case keeps of what it has drawn, and when it draws again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.accounts.commands import ubah_profil
from telusur.kernel.audit.record import record
from telusur.lsp.manajemen.beranda import lembar
from telusur.lsp.manajemen.beranda.kasus import IsiKasus
from telusur.lsp.manajemen.beranda.models import Lembar
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from tests.lsp import dunia, putusan
from tests.lsp.dunia import Panggung

World = Callable[[str], Panggung]


def _kept_and_fresh(world: Panggung, kasus: Permohonan) -> tuple[lembar.Gambar, lembar.Gambar]:
    ctx = world.ctx("admin")
    return lembar.ambil(ctx, IsiKasus(ctx, kasus)), lembar._gambar(IsiKasus(ctx, kasus))


@pytest.mark.once
def test_after_every_step_from_the_first_form_to_the_handover_the_kept_page_is_the_one_that_would_be_drawn_now(
    panggung: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    panggung("lsp")
    monkeypatch.setattr(dunia, "_JADI", {"lsp": dunia._JADI["lsp"]})
    seen: list[str] = []

    def watched(plain: Callable[..., None]) -> Callable[..., None]:
        def step(world: Panggung, *args: Any) -> None:
            plain(world, *args)
            for case in Permohonan.objects.order_by("dibuat_pada"):
                kept, fresh = _kept_and_fresh(world, case)
                assert kept == fresh, (args, case.tahap)
                seen.append(case.tahap)

        return step

    for module in (dunia, putusan):
        monkeypatch.setattr(module, "_pada", watched(module._pada))
    panggung("bersertifikat")
    assert {"permohonan", "pembayaran", "praasesmen", "jadwal", "asesmen", "keputusan", "penerbitan", "selesai"} <= set(
        seen
    )


def test_a_page_opened_again_reads_what_it_drew_and_costs_far_fewer_queries(panggung: World) -> None:
    world = panggung("dilaporkan")
    client, url = world.klien("manajer"), f"/kasus/{world.kasus[0].ada.pk}/"

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    queries()
    Lembar.objects.all().delete()
    first = queries()
    assert queries() <= first - 8


def test_what_was_refused_appears_on_a_page_already_drawn(panggung: World) -> None:
    world = panggung("diterima")
    case = world.kasus[0].ada
    page = world.klien("manajer")
    assert "Tidak boleh begitu." not in page.get(f"/kasus/{case.pk}/").content.decode()
    record(world.ctx("galih"), "aplikasi.batalkan", "refused", subject=case, reason="Tidak boleh begitu.")
    assert "Tidak boleh begitu." in page.get(f"/kasus/{case.pk}/").content.decode()


def test_a_new_name_of_the_asesor_stands_on_pages_already_drawn(panggung: World) -> None:
    world = panggung("spt")
    case, page, asesor = world.kasus[0].ada, world.klien("manajer"), world.dunia.orang["asesor"]
    assert asesor.name in page.get(f"/kasus/{case.pk}/").content.decode()
    ubah_profil(world.ctx("pengelola"), user=asesor, name="Nama Yang Baru", phone=asesor.phone)
    assert "Nama Yang Baru" in page.get(f"/kasus/{case.pk}/").content.decode()


def test_a_page_drawn_by_another_program_or_in_another_year_is_drawn_anew(panggung: World) -> None:
    world = panggung("diterima")
    case = world.kasus[0].ada
    _kept_and_fresh(world, case)
    Lembar.objects.filter(pk=case.pk).update(rilis="lama")
    assert _kept_and_fresh(world, case)[0].tab and Lembar.objects.get(pk=case.pk).rilis == lembar.rilis(
        world.ctx("admin")
    )


def test_what_was_drawn_before_an_act_that_came_in_between_is_not_kept(
    panggung: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = panggung("diterima")
    case, ctx = world.kasus[0].ada, world.ctx("admin")
    plain = lembar._gambar

    def slowly(found: IsiKasus) -> lembar.Gambar:
        drawn = plain(found)
        record(world.ctx("galih"), "aplikasi.batalkan", "refused", subject=case, reason="Selagi digambar.")
        return drawn

    Lembar.objects.all().delete()
    monkeypatch.setattr(lembar, "_gambar", slowly)
    assert "Selagi digambar." not in lembar.ambil(ctx, IsiKasus(ctx, case)).jejak
    monkeypatch.setattr(lembar, "_gambar", plain)
    assert "Selagi digambar." in lembar.ambil(ctx, IsiKasus(ctx, case)).jejak
