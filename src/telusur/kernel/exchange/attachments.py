"""Files that facts name: what is to be sent beside a fact, and what a partner's fact lets us await.

A file is known by the SHA-256 of its content. The fact that names it goes first and is signed; the file follows in parts
(``file_courier``, ``file_intake``). Naming the same file again costs nothing: it travels once to each partner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings

from telusur.kernel.archive.intake import clean_name, size_in_words
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import running_command
from telusur.kernel.exchange.models import IncomingFile, OutgoingFile, Partner
from telusur.kernel.exchange.states import FileState


def described(file: StoredFile, jenis: str) -> dict[str, Any]:
    """How a fact names a file: what it is, its name, SHA-256 and size in bytes."""
    return {"jenis": jenis, "nama": file.name, "sha256": file.sha256, "ukuran": file.size}


def attach(ctx: Context, *, to: Partner, files: Iterable[StoredFile]) -> None:
    """Send these after the facts that name them. Only inside a command; what the partner has already is not sent again.

    One that was refused before is offered again: the fact that names it anew asks for it.
    """
    running_command()
    for file in files:
        plain = {"file": file, "name": file.name, "size": file.size, "named_at": ctx.at, "next_at": ctx.at}
        rows = OutgoingFile.objects.select_for_update()
        row, new = rows.get_or_create(partner=to, digest=file.sha256, defaults=plain)
        if not new and row.state != FileState.RECEIVED:
            row.state, row.reason, row.sent, row.attempts = FileState.WAITING, "", 0, 0
            row.next_at, row.settled_at = ctx.at, None
            row.save()


def await_files(ctx: Context, *, partner: Partner, named: Sequence[Mapping[str, Any]]) -> list[IncomingFile]:
    """Take what a fact names (``described``) as files to come, in their order. Only inside a command.

    Raises Invalid for one that is empty or too large, whose size is not what it was, or that was refused before.
    """
    running_command()
    return [_awaited(ctx, partner, one) for one in named]


def _awaited(ctx: Context, partner: Partner, one: Mapping[str, Any]) -> IncomingFile:
    name, size = clean_name(one["nama"]), int(one["ukuran"])
    if not 0 < size <= settings.EXCHANGE_LARGEST_FILE:
        largest = size_in_words(settings.EXCHANGE_LARGEST_FILE)
        raise Invalid(f"Berkas “{name}” berukuran {size_in_words(size)}; yang dapat dikirim 1 bita sampai {largest}.")
    plain = {"name": name, "size": size, "named_at": ctx.at}
    row, _ = IncomingFile.objects.get_or_create(partner=partner, digest=one["sha256"], defaults=plain)
    if row.size != size:
        raise Invalid(f"Berkas “{name}” disebut {size} bita, padahal dahulu {row.size} bita dengan SHA-256 yang sama.")
    if row.state == FileState.REFUSED:
        raise Invalid(f"Berkas “{name}” sudah ditolak dan tidak dapat dipakai. {row.reason}")
    return row


def on_the_way(to: Partner | str, digests: Collection[str]) -> dict[str, OutgoingFile]:
    """Where these files stand on their way to a partner, by SHA-256; what was never attached is missing."""
    code = to.code if isinstance(to, Partner) else to
    rows = OutgoingFile.objects.filter(partner__code=code, digest__in=list(digests))
    return {row.digest: row for row in rows}


def file_words(row: OutgoingFile | None) -> tuple[str, str]:
    """Tone and words for where a file stands on its way out."""
    if row is None:
        return "mute", "Belum dikirim"
    if row.state == FileState.WAITING:
        return "wait", f"Terkirim {100 * row.sent // row.size}%" if row.sent else "Menunggu dikirim"
    return ("ok", "Sampai utuh") if row.state == FileState.RECEIVED else ("late", f"Ditolak: {row.reason}"[:120])
