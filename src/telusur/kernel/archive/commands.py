"""Taking files in. Both acts happen inside the act of a module that wants the file (an application, a payment)."""

from __future__ import annotations

from uuid import UUID

from telusur.kernel.archive import storage
from telusur.kernel.archive.intake import DOCUMENT, KINDS, Checked, Uploaded, UploadRule, clean_name, inspect
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.states import Source
from telusur.kernel.base.clock import date_and_time
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import command


@command(
    code="archive.simpan_berkas",
    title="Menyimpan berkas unggahan",
    roles=[],
    permit=by_role_alone,
    nested=True,
    clause="P508 10.4.2",
)
def simpan_berkas(
    ctx: Context,
    *,
    upload: Uploaded | Checked,
    owner_id: UUID | None,
    rule: UploadRule = DOCUMENT,
    case_id: UUID | None = None,
    label: str = "",
    sensitive: bool = True,
    source: str = Source.UNGGAHAN,
) -> StoredFile:
    """Take in an upload after checking its content. Raises Invalid; then nothing is stored.

    Give a ``Checked`` (from ``intake.inspect``) to have the slow check done before the transaction. The same file of the
    same owner twice in one case is refused with the name and time of the first.
    """
    checked = upload if isinstance(upload, Checked) else inspect(upload, rule)
    if owner_id is not None:
        _not_twice(owner_id, case_id, checked)
    return _store(
        ctx,
        data=checked.data,
        name=checked.name,
        kind=checked.kind.code,
        content_type=checked.kind.content_type,
        original_sha256=checked.original_sha256,
        owner_id=owner_id,
        case_id=case_id,
        label=label,
        sensitive=sensitive,
        source=source,
    )


@command(
    code="archive.simpan_bytes",
    title="Menyimpan keluaran aplikasi",
    roles=[],
    permit=by_role_alone,
    nested=True,
    clause="P508 10.4.2",
)
def simpan_bytes(
    ctx: Context,
    *,
    data: bytes,
    name: str,
    content_type: str,
    owner_id: UUID | None = None,
    case_id: UUID | None = None,
    label: str = "",
    sensitive: bool = True,
    source: str = Source.KELUARAN,
) -> StoredFile:
    """Keep bytes that the system itself made (a signed document, an export), or that its caller has checked.

    Raises Invalid for empty content.
    """
    if not data:
        raise Invalid("Keluaran aplikasi kosong, sehingga tidak disimpan.")
    kind = next((kind.code for kind in KINDS.values() if kind.content_type == content_type), "lain")
    return _store(
        ctx,
        data=data,
        name=clean_name(name),
        kind=kind,
        content_type=content_type,
        original_sha256=storage.digest_of(data),
        owner_id=owner_id,
        case_id=case_id,
        label=label,
        sensitive=sensitive,
        source=source,
    )


def _not_twice(owner_id: UUID, case_id: UUID | None, checked: Checked) -> None:
    earlier = StoredFile.objects.filter(
        owner_id=owner_id, case_id=case_id, original_sha256=checked.original_sha256
    ).first()
    if earlier is not None:
        raise Invalid(
            f"Berkas ini sudah Anda unggah sebagai “{earlier}” pada {date_and_time(earlier.created_at)}; satu berkas cukup "
            "sekali. Gunakan yang sudah ada atau pilih berkas lain."
        )


def _store(ctx: Context, *, data: bytes, label: str, **fields: object) -> StoredFile:
    file = StoredFile(
        **fields,
        label=label[:200],
        size=len(data),
        sha256=storage.digest_of(data),
        captured_by=ctx.actor.name,
        created_at=ctx.at,
    )
    file.key = storage.new_key(file.pk.hex)
    file.path = storage.put(data, file.pk.hex, file.key)
    file.save()
    return file
