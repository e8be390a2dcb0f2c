"""What an applicant still has to fill, requirement by requirement, also from what is only typed so far (SOP 1.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from telusur.kernel.forms.models import Draft, Rekaman
from telusur.kernel.forms.states import TERBUKA
from telusur.kernel.ui.components.gates import Syarat
from telusur.lsp.manajemen.beranda.borang import PENGALAMAN, Borang, borang, tempat_berkas
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01, APL02


@dataclass(slots=True)
class Kelengkapan:
    """What FR.APL.01 and FR.APL.02 still ask of the applicant, met or not, and where the dashboard takes it."""

    syarat: list[Syarat] = field(default_factory=list)
    borang: Borang | None = None


def kelengkapan(case_ids: Iterable[UUID]) -> dict[UUID, Kelengkapan]:
    """Per case that the applicant may still fill; two queries for all cases."""
    forms = Rekaman.objects.filter(case_id__in=list(case_ids), code__in=(APL01, APL02), status__in=TERBUKA, tahap=0)
    rows = list(forms.order_by("code"))
    typed = dict(Draft.objects.filter(rekaman__in=rows, tahap=0).values_list("rekaman_id", "isi"))
    found: dict[UUID, Kelengkapan] = {}
    for row in rows:
        if row.case_id is None:
            continue
        values = {**row.isi, **typed.get(row.pk, {})}
        case = found.setdefault(row.case_id, Kelengkapan())
        case.syarat.extend(_apl01(row, values) if row.code == APL01 else _apl02(row, values))
        if row.code == APL01:
            case.borang = borang(row, values, [one["id"] for group in _kurang(row, values) for one in group])
    return found


def _apl01(row: Rekaman, values: Mapping[str, Any]) -> list[Syarat]:
    url = row.get_absolute_url()
    known = all(values.get(f"identitas/{name}") for name in ("nama", "tanggal_lahir", "alamat"))
    worked = any(path.startswith(PENGALAMAN) and value for path, value in values.items())
    agreed = bool(values.get("persetujuan/setuju"))
    facts = [
        _satu(known, "Data diri"),
        _satu(worked, "Pengalaman kerja"),
        *_persyaratan(row, values),
        _satu(agreed, "Pernyataan dan kesepakatan pemohon"),
    ]
    return [*facts, _satu(False, "FR.APL.01 diajukan", url, "Isi permohonan dan unggah dokumen")]


def _persyaratan(row: Rekaman, values: Mapping[str, Any]) -> list[Syarat]:
    """Each requirement, or group of alternatives, with whether a file is there for it; the photo serves its own row."""
    found = []
    for rows in _wajib(row):
        words = "; atau ".join(one["uraian"] for one in rows)
        met = any(_ada(one, values) for one in rows)
        found.append(_satu(met, f"Salah satu: {words}" if len(rows) > 1 else words))
    return found


def _wajib(row: Rekaman) -> list[list[dict[str, Any]]]:
    """The required documents of the skema; alternatives of one group stand together."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in row.sumber["skema"]["persyaratan"]:
        groups.setdefault(f"{one['jenis']}/{one['grup']}" if one.get("grup") else one["id"], []).append(one)
    return [rows for rows in groups.values() if rows[0]["wajib"]]


def _kurang(row: Rekaman, values: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    return [rows for rows in _wajib(row) if not any(_ada(one, values) for one in rows)]


def _ada(one: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    return bool(values.get(tempat_berkas(one)))


def _apl02(row: Rekaman, values: Mapping[str, Any]) -> list[Syarat]:
    elements = [unit for group in row.sumber["skema"]["kelompok"] for unit in group["unit"]]
    total = sum(len(unit["elemen"]) for unit in elements)
    done = sum(
        path.startswith("elemen/") and path.endswith("/jawaban") and bool(value) for path, value in values.items()
    )
    words = f"FR.APL.02: {done} dari {total} elemen dinilai sendiri"
    url = row.get_absolute_url()
    return [_satu(done >= total, words), _satu(False, "FR.APL.02 diajukan", url, "Isi asesmen mandiri")]


def _satu(ada: bool, words: str, url: str = "", cure: str = "") -> Syarat:
    return Syarat(ada, words, "" if ada else "Belum.", "" if ada else cure, "" if ada else url)
