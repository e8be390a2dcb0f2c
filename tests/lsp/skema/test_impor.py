"""Importing, opening and withdrawing a skema."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted, WrongState
from telusur.kernel.commands.context import system_context
from telusur.lsp.administrasi.skema import commands, queries
from telusur.lsp.administrasi.skema.models import Kuk, Skema
from telusur.lsp.administrasi.skema.states import StatusSkema
from tests.lsp.skema.berkas import JWP, K3, changed, imported

pytestmark = pytest.mark.django_db


def test_an_import_loads_every_unit_elemen_and_kuk_as_a_draft() -> None:
    skema = imported(in_force=False)
    assert skema.status == StatusSkema.DRAF
    assert (skema.versi, skema.slug) == (1, "junior-web-programmer")
    units = queries.units(skema)
    assert [unit.kode for unit in units][:2] == ["J.620100.004.02", "J.620100.005.02"]
    assert len(units) == 8
    assert Kuk.objects.filter(elemen__unit__skema=skema).count() == 70
    entry = Entry.objects.get(code="skema.impor")
    assert entry.data["kuk"] == 70


def test_a_wrong_file_is_refused_with_line_and_reason_and_nothing_is_loaded(
    citra: Any, ctx: Callable[..., Any]
) -> None:
    data, line = changed(JWP, "'no': \"3.2\"", "'no': \"3.1\"")
    with pytest.raises(Invalid) as caught:
        commands.impor(ctx(citra), isi=data, nama_berkas="salah.yaml")
    assert caught.value.fields["berkas"][0].startswith(f"baris {line}: no “3.1” di kuk sudah dipakai di baris")
    assert Skema.objects.count() == 0
    refusal = Entry.objects.get(code="skema.impor", outcome="refused")
    assert f"baris {line}" in refusal.reason


def test_the_same_content_again_is_refused() -> None:
    imported()
    with pytest.raises(Invalid, match="Isi berkas sama persis dengan Junior Web Programmer versi 1"):
        imported()


def test_changed_content_becomes_the_next_version_and_replaces_the_one_in_force() -> None:
    first = imported()
    data, _ = changed(JWP, "masa_berlaku_bulan: 36", "masa_berlaku_bulan: 24")
    ctx = system_context("uji")
    second = commands.impor(ctx, isi=data, nama_berkas="jwp.yaml")
    assert (second.versi, second.slug) == (2, first.slug)
    assert queries.detail(first.kode).pk == first.pk
    commands.berlakukan(ctx, skema=second)
    first.refresh_from_db()
    assert first.status == StatusSkema.DITARIK
    assert queries.dengan_slug("junior-web-programmer").pk == second.pk


def test_two_skema_of_one_name_have_pages_of_their_own() -> None:
    imported()
    data, _ = changed(JWP, "kode: SS.JWP/LSPP/005/2022", "kode: SS.JWP/LSPP/006/2022")
    other = commands.impor(system_context("uji"), isi=data, nama_berkas="lain.yaml")
    assert other.slug == "junior-web-programmer-2"


def test_an_incomplete_skema_stays_a_draft() -> None:
    text = K3.read_text(encoding="utf-8").replace("lengkap: true", "lengkap: false")
    head, tail = text.rsplit("        elemen:\n", 1)
    broken = f"{head}        elemen: []\n{tail[tail.index('catatan:') :]}"
    ctx = system_context("uji")
    skema = commands.impor(ctx, isi=broken.encode(), nama_berkas="k3.yaml")
    with pytest.raises(NotPermitted, match="belum berisi elemen"):
        commands.berlakukan(ctx, skema=skema)


def test_withdrawing_needs_a_reason_and_closes_the_public_page(mira: Any, ctx: Callable[..., Any]) -> None:
    skema = imported()
    with pytest.raises(Invalid, match="Alasan"):
        commands.tarik(ctx(mira), skema=skema, alasan=" ")
    commands.tarik(ctx(mira), skema=skema, alasan="Standar diganti.")
    with pytest.raises(NotFound):
        queries.detail(skema.kode)
    with pytest.raises(WrongState):
        commands.tarik(ctx(mira), skema=skema, alasan="Sekali lagi.")


def test_an_asesi_neither_imports_nor_sees_drafts(ani: Any, ctx: Callable[..., Any]) -> None:
    skema = imported(in_force=False)
    with pytest.raises(NotPermitted):
        commands.impor(ctx(ani), isi=b"", nama_berkas="x.yaml")
    assert list(queries.daftar(ctx(ani))) == []
    with pytest.raises(NotFound):
        queries.versi(ctx(ani), skema.slug, 1)


def test_the_command_line_loads_a_file_and_opens_it(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_skema", str(K3))
    assert "Petugas Keselamatan dan Kesehatan Kerja" in capsys.readouterr().out
    assert queries.berlaku().get().status == StatusSkema.BERLAKU


def test_the_command_line_refuses_a_wrong_file_with_its_lines(tmp_path: Path) -> None:
    data, line = changed(JWP, "jenis: okupasi", "jenis: lain")
    path = tmp_path / "salah.yaml"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=f"^baris {line}: jenis “lain” tidak dikenal"):
        call_command("import_skema", str(path))
    assert not Skema.objects.exists()
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("import_skema", str(tmp_path / "tidak-ada.yaml"))
