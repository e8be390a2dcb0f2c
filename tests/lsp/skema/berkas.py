"""The skema files of the project, and small changes to them."""

from __future__ import annotations

from pathlib import Path

from telusur.kernel.commands.context import system_context
from telusur.lsp.administrasi.skema import commands
from telusur.lsp.administrasi.skema.models import Skema

DATA = Path(__file__).resolve().parents[3] / "data"
JWP = DATA / "skema" / "junior-web-programmer.yaml"
K3 = DATA / "skema" / "petugas-k3.yaml"


def changed(path: Path, old: str, new: str) -> tuple[bytes, int]:
    """The file with the first ``old`` replaced, and the line on which it stood."""
    text = path.read_text(encoding="utf-8")
    before, found, after = text.partition(old)
    assert found, f"{old!r} does not stand in {path.name}"
    return f"{before}{new}{after}".encode(), before.count("\n") + 1


def imported(path: Path = JWP, *, in_force: bool = True) -> Skema:
    """A skema of the project, imported by the commands."""
    ctx = system_context("uji")
    skema = commands.impor(ctx, isi=path.read_bytes(), nama_berkas=path.name)
    if in_force:
        commands.berlakukan(ctx, skema=skema)
    return skema
