"""Acts on the trail itself."""

from __future__ import annotations

from telusur.kernel.audit.models import Seal
from telusur.kernel.audit.seal import seal_batch
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command

SEAL = "audit.segel"


@command(code=SEAL, title="Menyegel jejak", roles=[SYSTEM_ROLE], permit=by_role_alone, clause="PP 71/2019 ps. 22")
def segel(ctx: Context, *, sampai: int) -> Seal | None:
    """Seal the next batch of entries up to the id ``sampai`` (see ``seal.settled_end``); None if nothing was left."""
    seal = seal_batch(upto=sampai, at=ctx.at)
    if seal is not None:
        note(nomor=seal.number, entri_pertama=seal.first_entry, entri_terakhir=seal.last_entry, sidik_jari=seal.digest)
    return seal
