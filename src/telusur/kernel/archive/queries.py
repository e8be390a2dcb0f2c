"""Reading stored files."""

from __future__ import annotations

from uuid import UUID

from telusur.kernel.archive import storage
from telusur.kernel.archive.access import boleh_membuka, may_open
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.audit.record import record
from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import ANY_ROLE, query


@query(
    code="archive.buka_berkas",
    title="Membuka berkas",
    roles=[ANY_ROLE],
    permit=boleh_membuka,
    subject="file",
    logged=False,
    clause="P508 10.2.6",
)
def buka_berkas(ctx: Context, *, file: StoredFile) -> bytes:
    """The content, for its owner or whom a registered rule lets; reading a sensitive file leaves a trail entry.

    Raises NotPermitted (recorded) or Unavailable.
    """
    data = read_bytes(file)
    if file.sensitive:
        record(ctx, "archive.buka_berkas", "read", subject=file)
    return data


def file_by_id(ctx: Context, file_id: UUID) -> StoredFile:
    """The row, whoever asks: what may be seen of it is decided by ``buka_berkas``. Raises NotFound."""
    found = StoredFile.objects.filter(pk=file_id).first()
    if found is None:
        raise NotFound("Berkas itu tidak ada. Periksa kembali alamatnya.")
    return found


def of_case(ctx: Context, case_id: UUID) -> list[StoredFile]:
    """The files of a case that this actor may open, oldest first."""
    return [file for file in StoredFile.objects.filter(case_id=case_id).order_by("created_at") if may_open(ctx, file)]


def files_of_case(case_id: UUID) -> list[StoredFile]:
    """The files of a case, oldest first, for an act that lists them in a form; their content still needs ``buka_berkas``."""
    return list(StoredFile.objects.filter(case_id=case_id).order_by("created_at"))


def read_bytes(file: StoredFile) -> bytes:
    """The content for the system's own use (rendering, exchange); not for showing to people. Raises Unavailable."""
    return storage.get(file.path, file.pk.hex, file.key)


def periksa_utuh(file: StoredFile) -> bool:
    """Whether the stored content is still exactly what was taken in."""
    return storage.is_whole(file.path, file.pk.hex, file.key, file.sha256)
