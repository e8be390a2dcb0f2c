"""Forms of edition 2018 over the whole Junior Web Programmer skema, with complete and valid content for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import yaml

from telusur.kernel.accounts.models import User
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import Context
from telusur.kernel.forms import policy
from telusur.kernel.forms.commands import mulai
from telusur.kernel.forms.models import Rekaman
from telusur.lsp import formulir
from tests.cast import bypass

SOURCE = Path(__file__).resolve().parents[3] / "data/skema/junior-web-programmer.yaml"


def snapshot() -> dict[str, Any]:
    """The skema as forms get it: the shape of ``skema.queries.snapshot``."""
    raw = yaml.safe_load(SOURCE.read_text("utf-8"))
    kelompok = [
        {
            "nama": group["nama"],
            "unit": [
                {
                    "kode": unit["kode"],
                    "judul": unit["judul_id"],
                    "elemen": [
                        {"no": part["no"], "judul": part["judul"], "kuk": part["kuk"]} for part in unit["elemen"]
                    ],
                }
                for unit in group["unit"]
            ],
        }
        for group in raw["kelompok_pekerjaan"]
    ]
    persyaratan = [
        {
            "id": f"{kind}{number}",
            "jenis": kind,
            "uraian": row["uraian"],
            "wajib": row["wajib"],
            "grup": row["alternatif_grup"] or "",
            "macam": "pas_foto" if row["uraian"].startswith("Pas foto") else "",
        }
        for kind in ("dasar", "administratif")
        for number, row in enumerate(raw[f"persyaratan_{kind}"], start=1)
    ]
    return {"nama": raw["nama_id"], "kode": raw["kode"], "kelompok": kelompok, "persyaratan": persyaratan}


SKEMA = snapshot()
UNITS = [unit["kode"] for group in SKEMA["kelompok"] for unit in group["unit"]]
ELEMEN = [f"{u['kode']}:{e['no']}" for g in SKEMA["kelompok"] for u in g["unit"] for e in u["elemen"]]
KUK = [f"{u['kode']}:{k['no']}" for g in SKEMA["kelompok"] for u in g["unit"] for e in u["elemen"] for k in e["kuk"]]


@pytest.fixture(autouse=True)
def _forms_alone() -> Iterator[None]:
    """The forms without what the modules say about them: their gates have tests of their own."""
    formulir.load()
    kept = list(policy._REGISTRATIONS)
    policy._REGISTRATIONS.clear()
    yield
    policy._REGISTRATIONS[:] = kept


@pytest.fixture
def case_id() -> UUID:
    return uuid4()


@pytest.fixture
def berkas(ani: User, case_id: UUID, now: Any) -> str:
    """A stored file of the asesi: a picture, so that it may be the photo too."""
    with bypass("archive"):
        row = StoredFile(
            name="bukti.jpg", kind="jpeg", content_type="image/jpeg", size=10, sha256="a" * 64,
            original_sha256="a" * 64, path="x", owner_id=ani.pk, case_id=case_id, captured_by=ani.name, created_at=now,
        )  # fmt: skip
        row.save()
    return str(row.pk)


@pytest.fixture
def buka(
    ani: User, budi: User, bayu: User, citra: User, case_id: UUID, ctx: Callable[..., Context]
) -> Callable[..., Rekaman]:
    """``buka("FR.APL.02")``: open a form with the cast as its parties."""
    people = {
        "asesi": {"id": str(ani.pk), "name": ani.name},
        "admin": {"role": "admin_lsp", "name": "Admin LSP"},
        "asesor": {"id": str(budi.pk), "name": budi.name},
        "penyusun": {"id": str(budi.pk), "name": budi.name},
        "validator": {"id": str(bayu.pk), "name": bayu.name},
        "peninjau": {"id": str(bayu.pk), "name": bayu.name},
    }

    def open_it(
        code: str, *, skema: bool = False, isi: dict[str, Any] | None = None, skema_lain: Any = None, **sumber: Any
    ) -> Rekaman:
        from telusur.kernel.forms.registry import definition

        owner: dict[str, Any] = {"subject": ani} if skema else {"case_id": case_id}
        form = definition("2018", code, "" if skema else "kasus" if code != "FR.AK.05" else "")
        if code == "FR.AK.05":
            owner = {"subject": ani}
        context = ctx(budi)
        kepala = {"skema": SKEMA["nama"], "skema_nomor": SKEMA["kode"], "asesi": ani.name, "asesor": budi.name}
        with bypass("forms", ctx=context):
            return mulai(
                context,
                edition="2018",
                code=code,
                pihak={stage.slot: people[stage.slot] for stage in form.stages},
                sumber={"skema": skema_lain or SKEMA, "kepala": kepala, **sumber},
                label=f"{ani.name} · {SKEMA['nama']}",
                isi=isi,
                **owner,
            )

    return open_it
