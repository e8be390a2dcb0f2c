"""Who may open which file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from telusur.kernel.archive.access import may_open
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.queries import buka_berkas
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.commands.context import Context
from telusur.kernel.documents.models import Document
from tests.cast import bypass
from tests.lsp.dokumen.dunia import SAAT, Dunia, foto

Ctx = Callable[..., Context]


def dokumen(kind: str, about: Any, berkas: StoredFile) -> Document:
    """A document as it stands after the worker."""
    row = Document(
        code=f"UJI-{kind}"[:20],
        kind=kind,
        title=kind,
        template="x",
        subject_type="x",
        subject_id=str(about.pk),
        status="siap",
        requested_at=SAAT,
        file=berkas,
    )
    with bypass("documents"):
        row.save()
    return row


def berkas_dari(dunia: Dunia, kind: str, about: Any) -> tuple[StoredFile, Document]:
    berkas = StoredFile(
        name=f"{kind}.pdf",
        kind="pdf",
        content_type="application/pdf",
        size=1,
        sha256="b" * 64,
        original_sha256=kind,
        path="x",
        captured_by="uji",
        created_at=SAAT,
    )
    with bypass("archive"):
        berkas.save()
    return berkas, dokumen(kind, about, berkas)


def pembaca(dunia: Dunia, ctx: Ctx, berkas: StoredFile) -> set[str]:
    """Nicknames of those who may open it."""
    return {nick for nick, user in dunia.orang.items() if may_open(ctx(user, at=SAAT), berkas)}


STAF = {"citra", "mira", "maman", "hendra"}


def test_files_of_a_case_open_for_its_people_only(dunia: Dunia, ctx: Ctx) -> None:
    berkas = dunia.kasus[0].foto
    assert berkas is not None
    assert pembaca(dunia, ctx, berkas) == STAF | {"ani", "budi", "kartika", "kurnia", "karim"}
    with pytest.raises(NotPermitted):
        buka_berkas(ctx(dunia.orang["dewi"], at=SAAT), file=berkas)


def test_public_and_strangers_open_nothing(dunia: Dunia, ctx: Ctx, ctx_for: Ctx) -> None:
    berkas, _ = berkas_dari(dunia, "sk_komite", dunia.komite)
    for file in (dunia.kasus[0].foto, berkas):
        assert file is not None
        assert not may_open(ctx_for(), file)
        assert not may_open(ctx(dunia.orang["dedi"], at=SAAT), file)


def test_spt_opens_for_staff_and_its_addressee(dunia: Dunia, ctx: Ctx) -> None:
    berkas, row = berkas_dari(dunia, "spt_asesor", dunia.rencana)
    assert dunia.rencana.spt is not None
    dunia.rencana.spt.dokumen = row
    with bypass("umum"):
        dunia.rencana.spt.save()
    assert pembaca(dunia, ctx, berkas) == STAF | {"budi"}


def test_attendance_list_opens_for_those_on_the_schedule(dunia: Dunia, ctx: Ctx) -> None:
    berkas, row = berkas_dari(dunia, "daftar_hadir", dunia.jadwal)
    dunia.jadwal.daftar_hadir = row
    with bypass("jadwal"):
        dunia.jadwal.save()
    assert pembaca(dunia, ctx, berkas) == STAF | {"budi", "ani", "dewi"}


def test_invitation_of_the_asesor_opens_for_staff_and_the_asesor(dunia: Dunia, ctx: Ctx) -> None:
    berkas, row = berkas_dari(dunia, "undangan", dunia.jadwal)
    dunia.jadwal.undangan_dokumen = row
    with bypass("jadwal"):
        dunia.jadwal.save()
    assert pembaca(dunia, ctx, berkas) == STAF | {"budi"}


def test_minutes_open_for_those_who_signed_them(dunia: Dunia, ctx: Ctx) -> None:
    pleno, row = berkas_dari(dunia, "ba_pleno", dunia.komite)
    tuk, row_tuk = berkas_dari(dunia, "ba_tuk", dunia.verifikasi)
    dunia.komite.berita_acara, dunia.verifikasi.berita_acara = row, row_tuk
    with bypass("keputusan"):
        dunia.komite.save()
    with bypass("tuk"):
        dunia.verifikasi.save()
    assert pembaca(dunia, ctx, pleno) == STAF | {"kartika", "kurnia", "karim"}
    assert pembaca(dunia, ctx, tuk) == STAF | {"vina"}


def test_file_that_belongs_to_nobody_and_no_case_opens_for_nobody(dunia: Dunia, ctx: Ctx) -> None:
    lepas = foto(dunia.orang["ani"], None)
    assert pembaca(dunia, ctx, lepas) == {"ani"}
