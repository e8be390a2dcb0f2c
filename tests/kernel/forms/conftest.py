"""A small form with two parties, and how tests open it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from telusur.kernel.accounts.models import User
from telusur.kernel.base.contact import clean_mobile
from telusur.kernel.commands.context import Context
from telusur.kernel.forms import policy, registry
from telusur.kernel.forms.commands import mulai
from telusur.kernel.forms.content import Content
from telusur.kernel.forms.definition import Fields, FormDefinition, Rows, Stage, Text, check
from telusur.kernel.forms.fields import Option, choice, date, files, long, number, options, text, tick, time, when
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.states import Scope
from tests.cast import ani, budi, bypass, citra, client_of_fixture, ctx_fixture, dedi, dewi  # noqa: F401  (fixtures)

K_BK = (Option("K", "Kompeten", "ok"), Option("BK", "Belum kompeten", "wait"))
SKEMA = {
    "nama": "Skema uji",
    "kelompok": [
        {
            "nama": "Kelompok satu",
            "unit": [
                {
                    "kode": "U.001",
                    "judul": "Unit satu",
                    "elemen": [
                        {"no": 1, "judul": "Elemen satu", "kuk": [{"no": "1.1", "teks": "Kuk satu satu"}]},
                        {"no": 2, "judul": "Elemen dua", "kuk": [{"no": "2.1", "teks": "Kuk dua satu"}]},
                    ],
                }
            ],
        }
    ],
}


@check("asesi")
def tidak_semua_bk(c: Content) -> Iterator[tuple[str, str]]:
    """At least one K."""
    if all(c.get("elemen", "jawaban", row.key) == "BK" for row in c.rows("elemen")):
        yield "elemen/U.001:1/jawaban", "Sedikitnya satu elemen dijawab K."


@check("asesi")
def banyak_anak(c: Content) -> Iterator[tuple[str, str]]:
    """Doubt: more than twenty children."""
    if (c.get("umum", "anak") or 0) > 20:
        yield "umum/anak", "Lebih dari 20 anak."


def _jumlah(c: Content, row: str) -> int:
    return sum(c.get("elemen", "jawaban", line.key) == "K" for line in c.rows("elemen"))


FORM = FormDefinition(
    edition="uji",
    code="UJI.01",
    title="Formulir Uji",
    scope=Scope.KASUS,
    header=(("asesi", "Nama asesi"),),
    stages=(
        Stage(slot="asesi", party="Asesi", signs=True),
        Stage(slot="asesor", party="Asesor", title="Tinjau", signs=True, may_return=True),
        Stage(slot="manajer", party="Manajer", sign_only=True, title="Tandatangani"),
    ),
    sections=(
        Fields(
            name="umum",
            title="Umum",
            fields=(
                text("nama", "Nama", max_length=30),
                text("nik", "NIK", secret=True, required=False, max_length=16),
                choice("tujuan", "Tujuan", options(("sertifikasi", "Sertifikasi"), ("lainnya", "Lainnya"))),
                text("tujuan_lain", "Tujuan lainnya", when=when("tujuan", "lainnya")),
                text("nomor", "Nomor", fixed=True, required=False),
                files("lampiran", "Lampiran", required=False),
                tick("setuju", "Saya setuju."),
                date("lahir", "Tanggal lahir", required=False),
                time("jam", "Jam", required=False),
                number("anak", "Jumlah anak", required=False),
                text("ponsel", "Ponsel", required=False, rule=clean_mobile),
            ),
        ),
        Rows(name="elemen", title="Elemen", source="elemen", fields=(choice("jawaban", "Jawaban", K_BK, big=True),)),
        Rows(
            name="kerja",
            title="Pengalaman",
            free=2,
            row_name="pengalaman",
            fields=(text("tempat", "Tempat"), text("lama", "Lama", required=False)),
        ),
        Text(name="janji", title="Janji", text="Saya berjanji.", version="7"),
        Fields(
            name="nilai",
            title="Nilai",
            fields=(
                choice("hasil", "Hasil", K_BK, by="asesor"),
                long("catatan", "Catatan", by="asesor", required=False, required_when=when("hasil", "BK")),
                text("jumlah", "Jumlah K", by="asesor", computed=lambda c, row: str(_jumlah(c, row))),
            ),
        ),
    ),
    checks=(tidak_semua_bk,),
    doubts=(banyak_anak,),
)
ISI = {
    "umum/nama": "Ani",
    "umum/tujuan": "sertifikasi",
    "umum/setuju": True,
    "elemen/U.001:1/jawaban": "K",
    "elemen/U.001:2/jawaban": "BK",
}


@pytest.fixture(autouse=True)
def _form() -> Iterator[None]:
    registry.register(FORM)
    yield
    registry._DEFINITIONS.pop((FORM.edition, FORM.code, FORM.scope))
    policy._REGISTRATIONS[:] = [part for part in policy._REGISTRATIONS if part.code != FORM.code]


Opener = Callable[..., Rekaman]


@pytest.fixture
def case_id() -> UUID:
    return uuid4()


@pytest.fixture
def buka_formulir(ani: User, budi: User, citra: User, case_id: UUID, ctx: Callable[..., Context]) -> Opener:  # noqa: F811
    def open_it(**more: Any) -> Rekaman:
        context = ctx(ani)
        arguments: dict[str, Any] = {
            "edition": "uji",
            "code": "UJI.01",
            "case_id": case_id,
            "pihak": {
                "asesi": {"id": str(ani.pk), "name": ani.name},
                "asesor": {"id": str(budi.pk), "name": budi.name},
                "manajer": {"role": "admin_lsp", "name": "Admin LSP"},
            },
            "sumber": {"skema": SKEMA, "kepala": {"asesi": ani.name}},
            "label": "Ani · Skema uji",
            **more,
        }
        with bypass("forms", ctx=context):
            return mulai(context, **arguments)

    return open_it
