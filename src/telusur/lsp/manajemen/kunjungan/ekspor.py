"""The monitoring file of a case: course, forms, documents, and trail with its seals, ready to be signed (P508 11.1.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.audit.models import Entry, SealedEntry
from telusur.kernel.audit.queries import changes_of, title_of
from telusur.kernel.base.clock import date_and_time
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import role_list
from telusur.kernel.documents.models import Document
from telusur.kernel.exchange.bundle import Bundle, make
from telusur.kernel.forms.documents import document_data
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.administrasi.umum.queries import nomor_lisensi, profil
from telusur.lsp.manajemen.beranda.jejak import TahapJejak, entri, langkah, linked_subjects, tahapan
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat

UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def susun(ctx: Context, permohonan: Permohonan, files: Sequence[StoredFile]) -> Bundle:
    """The signed ZIP. Raises Unavailable when a stored file cannot be read: half a file would be no proof."""
    entries = entri(permohonan, pembacaan=True)
    stages = tahapan(permohonan, langkah([one for one in entries if one.outcome != "read"]))
    content = [
        ("lini-masa.txt", _lini_masa(permohonan, stages)),
        ("lini-masa.json", isi_json([_tahap(stage) for stage in stages])),
        ("jejak.json", isi_json(_jejak(entries))),
        *rekaman_sebagai_berkas(_rekaman(permohonan)),
        *_berkas(files),
    ]
    return make(content, _tentang(ctx, permohonan), ctx.at)


def nama_berkas(permohonan: Permohonan) -> str:
    """What the ZIP is called."""
    return f"pemantauan-{aman(permohonan.nomor or str(permohonan.pk))}.zip"


def aman(text: str) -> str:
    """A name that every file system takes."""
    return UNSAFE.sub("-", text).strip("-.")[:80] or "tanpa-nama"


def isi_json(content: Any) -> bytes:
    """JSON for people and programs."""
    return json.dumps(content, ensure_ascii=False, indent=2, default=str).encode()


def _tentang(ctx: Context, permohonan: Permohonan) -> dict[str, str]:
    held = Sertifikat.objects.filter(permohonan=permohonan).first()
    return {
        "LSP": f"{profil().nama} ({nomor_lisensi()})",
        "Permohonan": permohonan.nomor,
        "Asesi": permohonan.nama,
        "Skema": f"{permohonan.skema_nama} ({permohonan.skema_kode})",
        "Sertifikat": held.nomor if held else "belum ada",
        "Diekspor oleh": f"{ctx.actor.name}, {role_list(ctx.actor.roles)}",
        "Diekspor pada": date_and_time(ctx.at),
    }


def _lini_masa(permohonan: Permohonan, stages: Sequence[TahapJejak]) -> bytes:
    lines = [f"{permohonan.nomor} · {permohonan.nama} · {permohonan.skema_nama}"]
    for stage in stages:
        lines += ["", stage.nama]
        for line in stage.langkah:
            refused = f" DITOLAK: {line.entry.reason}" if line.ditolak else ""
            who = line.entry.actor_name
            lines.append(f"  {date_and_time(line.entry.at)}  {who}: {line.judul} ({line.perihal}){refused}")
            lines += [f"      {part}" for part in line.bagian]
    return "\n".join([*lines, ""]).encode()


def _tahap(stage: TahapJejak) -> dict[str, Any]:
    return {
        "tahap": stage.kode,
        "nama": stage.nama,
        "langkah": [
            {
                "entri": line.entry.pk,
                "pada": line.entry.at.isoformat(),
                "oleh": line.entry.actor_name,
                "peran": line.peran,
                "tindakan": line.judul,
                "perihal": line.perihal,
                "hasil": line.entry.outcome,
                "alasan": line.entry.reason,
                "bagian": list(line.bagian),
            }
            for line in stage.langkah
        ],
    }


def _jejak(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The entries with the seal each is under and its digest there, so that they can be compared with the sealed trail."""
    sealed = {
        one.entry_id: (one.seal_id, one.digest)
        for one in SealedEntry.objects.filter(entry_id__in=[entry.pk for entry in entries])
    }
    return [
        {
            "entri": one.pk,
            "pada": one.at.isoformat(),
            "kode": one.code,
            "tindakan": title_of(one),
            "hasil": one.outcome,
            "alasan": one.reason,
            "oleh": one.actor_name,
            "peran": one.actor_roles.split(),
            "perihal": one.subject_label,
            "jenis_perihal": one.subject_type,
            "id_perihal": one.subject_id,
            "saluran": one.channel,
            "perubahan": changes_of(one),
            "data": one.data,
            "segel": sealed.get(one.pk, (None, ""))[0],
            "digest": sealed.get(one.pk, (None, ""))[1],
        }
        for one in entries
    ]


def _rekaman(permohonan: Permohonan) -> Iterable[Rekaman]:
    ids = [pk for kind, pk in linked_subjects(permohonan) if kind == "forms.rekaman"]
    return Rekaman.objects.filter(pk__in=ids).order_by("created_at", "id")


def rekaman_sebagai_berkas(rows: Iterable[Rekaman]) -> Iterator[tuple[str, bytes]]:
    """The forms as data, in every version that was submitted, with their signatures; their prints are among the files."""
    for row in rows:
        if row.riwayat:
            kept = {"kode": row.code, "edisi": row.edition, "versi": row.version, "keadaan": row.get_status_display()}
            name = f"rekaman/{aman(row.code)}-v{row.version}-{str(row.pk)[-6:]}.json"
            yield name, isi_json({**kept, "riwayat": row.riwayat, **document_data(row)})


def _berkas(files: Sequence[StoredFile]) -> Iterator[tuple[str, bytes]]:
    """Documents and uploads byte for byte as stored, numbered in the order they came."""
    papers = {paper.file_id: paper for paper in Document.objects.filter(file__in=files)}
    for number, file in enumerate(files, 1):
        paper = papers.get(file.pk)
        folder = "dokumen" if paper else "unggahan"
        yield f"{folder}/{number:03d}-{aman(file.name)}", read_bytes(file)
