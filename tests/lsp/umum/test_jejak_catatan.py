"""What happens to sensitive records is in the trail, which nobody can edit and anybody can verify (P508 10.2.6)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import TestCase

from telusur.kernel.accounts import commands as accounts
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.audit.commands import segel
from telusur.kernel.audit.models import Entry
from telusur.kernel.audit.seal import settled_end
from telusur.kernel.audit.triggers import removal, statements
from telusur.kernel.audit.verify import findings
from telusur.kernel.commands.context import system_context
from telusur.kernel.commands.discover import load_all_acts
from telusur.kernel.commands.guard import GuardedModel, OutsideCommand
from telusur.lsp.sertifikasi.praasesmen import commands as praasesmen
from tests.lsp.dunia import TEMPAT, Panggung

pytestmark = pytest.mark.django_db
DIBACA = {"forms.buka", "ujian.buka"}


def _catatan(code: str, subject: Any, outcome: str = "done") -> Entry:
    found = Entry.objects.filter(code=code, subject_id=str(subject.pk), outcome=outcome).order_by("-id").first()
    assert found is not None, code
    return found


@pytest.mark.req("P508-088")
def test_create_change_delete_and_view_are_logged_and_the_log_cannot_be_rewritten(
    panggung: Callable[[str], Panggung], settings: Any, tmp_path: Path
) -> None:
    settings.DATA_FOLDER, settings.SEAL_KEY = tmp_path, ""
    world = panggung("diterima")
    lama = tmp_path / "kunci" / "entri-lama"  # the stage was written with the key of its own folder
    lama.mkdir(parents=True, exist_ok=True)
    shutil.copy(TEMPAT["DATA_FOLDER"] / "kunci" / "entri.key", lama / "panggung.key")
    waktu: dict[str, Any] = {"jam_mulai": time(8), "jam_selesai": time(16), "tuk": world.dunia.tuk_ada}
    rencana = praasesmen.susun(
        world.ctx("admin"),
        skema=world.dunia.skema_ada,
        asesor=world.dunia.asesor["asesor"],
        tanggal=date(2026, 11, 23),
        **waktu,
    )
    praasesmen.ubah_waktu(
        world.ctx("admin"), rencana=rencana, tanggal=date(2026, 11, 24), alasan="TUK dipakai", **waktu
    )
    peran = accounts.beri_peran(
        world.ctx("pengelola"),
        user=world.dunia.orang["asesi"],
        role="admin_lsp",
        basis="SK 1",
        valid_from=date(2026, 12, 1),
    )
    accounts.akhiri_peran(world.ctx("pengelola"), assignment=peran, basis="SK 1 dicabut")
    apl01 = world.rekaman(0, "FR.APL.01")
    foto = StoredFile.objects.get(pk=apl01.isi["identitas/foto"][0])
    assert world.klien("admin").get(f"/formulir/{apl01.pk}/").status_code == 200
    assert world.klien("admin").get(f"/berkas/{foto.pk}/").status_code == 200

    created = _catatan("praasesmen.susun", rencana).changes[0]
    assert (created["act"], created["after"]["tanggal"]) == ("create", "2026-11-23")
    changed = _catatan("praasesmen.ubah_waktu", rencana).changes[0]
    assert (changed["before"]["tanggal"], changed["after"]["tanggal"]) == ("2026-11-23", "2026-11-24")
    deleted = Entry.objects.get(code="accounts.akhiri_peran", outcome="done").changes[0]
    assert (deleted["act"], deleted["before"]["role"]) == ("delete", "admin_lsp")
    assert _catatan("forms.buka", apl01, "read").actor_name == "Wulan Kartikasari"
    assert _catatan("archive.buka_berkas", foto, "read").actor_name == "Wulan Kartikasari"
    page = world.klien("pengelola").get("/jejak/").content.decode()
    for judul in ("Menyusun rencana asesmen", "Mengubah waktu dan tempat rencana", "Mengakhiri peran", "Membaca"):
        assert judul in page

    with TestCase.captureOnCommitCallbacks(execute=True):
        segel(system_context("segel", at=world.kini), sampai=settled_end())
    entry = _catatan("praasesmen.susun", rencana)
    with pytest.raises(TypeError, match="Jejak tidak dapat"):
        entry.delete()
    for sql in ("UPDATE audit_entry SET actor_name = 'Orang Lain'", "DELETE FROM audit_entry"):
        with pytest.raises(DatabaseError, match="Jejak tidak dapat"), transaction.atomic():
            connection.cursor().execute(sql)
    assert list(findings()) == []
    with connection.cursor() as cursor:  # whoever holds the database takes the triggers off, rewrites, puts them back
        for sql in removal(connection.vendor):
            cursor.execute(sql)
        cursor.execute("UPDATE audit_entry SET actor_name = 'Orang Lain' WHERE id = %s", [entry.pk])
        for sql in statements(connection.vendor):
            cursor.execute(sql)
    # An altered entry vouches no longer for the rows it recorded, so those are named too.
    assert [(one.kind, one.entry) for one in findings() if one.kind != "baris"] == [("diubah", entry.pk)]


def test_no_record_of_the_lsp_can_be_written_past_the_trail(panggung: Callable[[str], Panggung]) -> None:
    """Outside is only the stream of exam answers, whose digest goes into the trail when the exam ends."""
    lsp = [model for model in apps.get_models() if model.__module__.startswith("telusur.lsp.")]
    assert [model.__name__ for model in lsp if not issubclass(model, GuardedModel)] == ["Jawaban"]
    acts = load_all_acts()
    assert all(acts[code].logged for code in DIBACA)
    permohonan = panggung("diajukan").kasus[0].ada
    for way in (permohonan.save, permohonan.delete, lambda: type(permohonan).objects.update(nama="X")):
        with pytest.raises(OutsideCommand):
            way()
