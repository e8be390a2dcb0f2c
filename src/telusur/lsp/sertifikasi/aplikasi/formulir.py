"""What this module reads from FR.APL.01 and FR.APL.02, and what it gives them to build their rows from."""

from __future__ import annotations

from typing import Any

from telusur.kernel.accounts.models import User
from telusur.kernel.forms import drafts
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.administrasi.mutu.queries import berlaku as dokumen_mutu
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.queries import snapshot, unmet
from telusur.lsp.administrasi.umum.queries import profil
from telusur.lsp.roles import Role

APL01 = "FR.APL.01"
APL02 = "FR.APL.02"


def sumber(skema: Skema, pemohon: User) -> dict[str, Any]:
    """The snapshot both forms are built from; a running case keeps it whatever happens to the skema."""
    isi = snapshot(skema)
    pernyataan = dokumen_mutu("PERNYATAAN-PEMOHON")
    return {
        "skema": isi,
        "kepala": {
            "lsp": profil().nama,
            "skema": isi["nama"],
            "skema_nomor": isi["kode"],
            "skema_jenis": isi["jenis"],
            "asesi": pemohon.name,
        },
        "teks": {"pernyataan": {"isi": pernyataan.isi, "versi": str(pernyataan.revisi)}},
        "setelan": {"bukti_wajib_untuk_k": skema.bukti_wajib_untuk_k},
    }


ASESOR_NANTI = {"name": "Asesor yang ditugaskan"}


def pihak(pemohon: User) -> dict[str, dict[str, str]]:
    """Applicant now, Admin LSP next, the asesor once the SPT names one."""
    return {
        "asesi": {"id": str(pemohon.pk), "name": pemohon.name},
        "admin": {"role": Role.ADMIN_LSP, "name": "Admin LSP"},
        "asesor": ASESOR_NANTI,
    }


def identitas(rekaman: Rekaman) -> dict[str, Any]:
    """The applicant's identity as FR.APL.01 holds it."""
    isi = rekaman.isi
    return {name: isi.get(f"identitas/{name}") for name in ("nama", "jenis_identitas", "nik", "paspor", "foto")}


def hasil_persyaratan(rekaman: Rekaman) -> dict[str, str]:
    """Admin's verdict per requirement id: memenuhi, tidak_memenuhi, tidak_ada (FR.APL.01 part 3), also while typed."""
    return {
        path.split("/")[1]: value
        for path, value in {**rekaman.isi, **drafts.of(rekaman)}.items()
        if path.startswith("persyaratan/") and path.endswith("/status") and value
    }


def alasan_dengan_kekurangan(skema: Skema, rekaman: Rekaman, alasan: str = "") -> str:
    """A reason to the applicant with every requirement that Admin found unmet below it (P508 8.2)."""
    hasil = hasil_persyaratan(rekaman)
    kurang = unmet(skema, hasil) if hasil else []
    if not kurang:
        return alasan.strip()
    return "\n".join(
        [*filter(None, [alasan.strip()]), "Persyaratan yang belum terpenuhi:", *(f"- {one}" for one in kurang)]
    )
