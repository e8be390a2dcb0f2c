"""Who may speak for an LSP, and when a licence carries an act."""

from __future__ import annotations

from datetime import date

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lingkup, Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import tersambung
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import KeadaanLingkup, StatusLisensi
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context


@rule("LSP hanya dapat bertindak atas datanya sendiri.")
def data_sendiri(ctx: Context, subject: object) -> bool:
    """An LSP touches nothing of another; people of BNSP are bound by their role alone."""
    if not ctx.actor.has(Role.LSP):
        return True
    owner = subject if isinstance(subject, Lsp) else getattr(subject, "lsp", None)
    return owner is not None and ctx.actor.id == f"mitra:{owner.nomor_lisensi}"


def pastikan_data_sendiri(ctx: Context, lsp: Lsp) -> None:
    """The same for an act that makes a new row. Raises NotPermitted."""
    if why := data_sendiri.why_not(ctx, lsp):
        raise NotPermitted(why)


@rule("Sistem LSP ini tersambung: yang menjadi kata LSP datang dari sistemnya sendiri dan tidak diketik di sini.")
def lsp_sendiri_yang_berkata(ctx: Context, subject: object) -> bool:
    """Whoever owns a fact sets it: people of BNSP enter an LSP's words only while it has no connection."""
    owner = subject if isinstance(subject, Lsp) else getattr(subject, "lsp", None)
    return ctx.actor.has(Role.LSP) or owner is None or not tersambung(owner)


def pastikan_bukan_kata_lsp(ctx: Context, lsp: Lsp) -> None:
    """The same for an act that makes a new row. Raises Invalid beside the field that names the LSP."""
    if why := lsp_sendiri_yang_berkata.why_not(ctx, lsp):
        raise Invalid(why, {"lsp": [f"{lsp.nama} tersambung."]})


def pastikan_berlisensi(lsp: Lsp, pada: date) -> None:
    """Raise Invalid unless the licence is in force on that day."""
    keadaan = lsp.keadaan(pada)
    if keadaan != StatusLisensi.AKTIF:
        raise Invalid(
            f"Lisensi {lsp.nama} pada {long_date(pada)}: {keadaan.label.lower()}. Tindakan ini perlu lisensi aktif."
        )


def pastikan_lingkup(lsp: Lsp, skema_kode: str, pada: date) -> Lingkup:
    """The active item of the scope. Raises Invalid unless licence and skema are in force on that day."""
    pastikan_berlisensi(lsp, pada)
    row = Lingkup.objects.filter(lsp=lsp, skema_kode=skema_kode).select_related("lsp").first()
    if row is None or row.keadaan(pada) != KeadaanLingkup.AKTIF:
        sentence = f"Skema {skema_kode} tidak aktif dalam lingkup lisensi {lsp.nama} pada {long_date(pada)}."
        raise Invalid(sentence, {"skema_kode": [sentence]})
    return row


def pastikan_pernah_dalam_lingkup(lsp: Lsp, skema_kode: str) -> None:
    """Raise Invalid for a skema that was never in the scope. A frozen one keeps its people; it takes no schedule."""
    if not Lingkup.objects.filter(lsp=lsp, skema_kode=skema_kode).exists():
        sentence = f"Skema {skema_kode} tidak ada dalam lingkup lisensi {lsp.nama}."
        raise Invalid(sentence, {"skema": [sentence]})
