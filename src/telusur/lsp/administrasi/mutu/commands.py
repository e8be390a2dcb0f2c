"""Publishing documents of the quality system."""

from __future__ import annotations

from datetime import date

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.base.yaml_lines import unprintable
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import lock, note
from telusur.kernel.commands.registry import command
from telusur.lsp.administrasi.mutu.models import DokumenMutu
from telusur.lsp.administrasi.mutu.states import JenisDokumen, StatusDokumen
from telusur.lsp.roles import Role


@command(
    code="mutu.terbitkan",
    title="Menerbitkan dokumen mutu",
    roles=[Role.MANAJER_ADMINISTRASI, Role.DIREKTUR, Role.SISTEM],
    permit=by_role_alone,
    clause="P508 10.4.4.1",
)
def terbitkan(
    ctx: Context,
    *,
    kode: str,
    judul: str,
    jenis: str,
    isi: str,
    berlaku_sejak: date,
    dibuat_oleh: str,
    dibuat_pada: date,
    diperiksa_oleh: str,
    diperiksa_pada: date,
    disetujui_oleh: str,
    disetujui_pada: date,
    perubahan: str = "",
) -> DokumenMutu:
    """Publish a document, or a new revision of it; the earlier ones are kept.

    Raises Invalid with ``fields``: empty or unchanged text, dates that do not follow one another, a start in the future.
    """
    earlier = DokumenMutu.objects.filter(kode=kode, status=StatusDokumen.BERLAKU).first()
    new = DokumenMutu(
        kode=kode.strip(),
        revisi=earlier.revisi + 1 if earlier else 0,
        jenis=jenis,
        judul=judul.strip(),
        isi=_lines(isi),
        berlaku_sejak=berlaku_sejak,
        perubahan=perubahan.strip()[:300],
        dibuat_oleh=dibuat_oleh.strip(),
        dibuat_pada=dibuat_pada,
        diperiksa_oleh=diperiksa_oleh.strip(),
        diperiksa_pada=diperiksa_pada,
        disetujui_oleh=disetujui_oleh.strip(),
        disetujui_pada=disetujui_pada,
        diterbitkan_pada=ctx.at,
    )
    _refuse_mistakes(ctx, new, earlier)
    if earlier is not None:
        lock(earlier)
        earlier.status = StatusDokumen.DIGANTIKAN
        earlier.save()
    new.save()
    note(kode=new.kode, revisi=new.revisi, judul=new.judul)
    return new


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))


def _refuse_mistakes(ctx: Context, new: DokumenMutu, earlier: DokumenMutu | None) -> None:
    errors: dict[str, list[str]] = {}
    for name in ("kode", "judul", "isi", "dibuat_oleh", "diperiksa_oleh", "disetujui_oleh"):
        if not getattr(new, name):
            errors[name] = ["Isian ini belum diisi."]
        elif bad := unprintable(getattr(new, name), newlines=name == "isi"):
            errors[name] = [f"Ada karakter yang tidak dapat dicetak ({bad}). Hapus karakter itu."]
    if new.jenis not in JenisDokumen.values:
        errors["jenis"] = ["Pilih jenis dokumen dari daftar."]
    if not new.dibuat_pada <= new.diperiksa_pada <= new.disetujui_pada:
        errors["disetujui_pada"] = ["Urutan tanggal: dibuat, lalu diperiksa, lalu disetujui."]
    if new.berlaku_sejak > ctx.today:
        errors["berlaku_sejak"] = ["Tanggal berlaku belum tiba. Terbitkan pada hari dokumen mulai berlaku."]
    if earlier is not None and (earlier.isi, earlier.judul) == (new.isi, new.judul):
        errors["isi"] = [
            f"Isi sama persis dengan revisi {earlier.revisi} yang berlaku. Tidak ada yang perlu diterbitkan."
        ]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors)
