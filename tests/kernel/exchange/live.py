"""One live institution as a process: its web application (``application``), and what it does from its command line.

The LSP site with a module of the test besides, whose kind ``kabar`` is told and heard. With TELUSUR_DATA and TELUSUR_CODE set:
``python -m tests.kernel.exchange.live ACT , ACT``.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta
from itertools import groupby

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telusur.sites.lsp.settings")

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db import connection
from django.db.models import F

from telusur.kernel.audit.commands import segel
from telusur.kernel.audit.models import Seal
from telusur.kernel.audit.seal import settled_end
from telusur.kernel.audit.triggers import removal, statements
from telusur.kernel.base import clock
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import SYSTEM_ROLE, Actor, Context, system_context
from telusur.kernel.commands.registry import command
from telusur.kernel.exchange import kinds
from telusur.kernel.exchange.commands import tambah_mitra
from telusur.kernel.exchange.companion import turn
from telusur.kernel.exchange.kinds import Fact, receives
from telusur.kernel.exchange.models import Outgoing, OutgoingLine, Partner
from telusur.kernel.exchange.publish import publish
from telusur.kernel.exchange.witness import send_new_seals

kinds.all_kinds()


@receives(kind="kabar", schema={"type": "object", "properties": {"isi": {"type": "string"}}, "required": ["isi"]})
def on_kabar(ctx: Context, fact: Fact) -> None:
    """Taken as it is."""


def _beritahu(ctx: Context, *, first: int, count: int, keys: int) -> None:
    """Tell every partner but the stranger so much news about so many things."""
    for partner in Partner.objects.filter(witness=True):
        for n in range(first, first + count):
            publish(ctx, to=partner, kind="kabar", key=f"k{n % keys}", content={"isi": f"kabar {n} " + "x" * 200})


_beritahu.__module__ = "telusur.kernel.exchange.traffic"  # a command belongs to an installed app
beritahu = command(
    code="exchange.uji_beritahu", title="Memberitahukan kabar", roles=[SYSTEM_ROLE], permit=by_role_alone
)(_beritahu)


def register(code: str, address: str, public: str) -> None:
    """Make a partner of another institution."""
    keeper = Context(Actor("1", "Pandu", frozenset({"pengelola_sistem"})), clock.now(), "web")
    tambah_mitra(
        keeper, code=code, name=f"Lembaga {code}", address=address, public=public, witness_of_seals=code != "ORANG"
    )


def tell(count: str, keys: str) -> None:
    """Tell so much news, a hundred in each command."""
    for first in range(0, int(count), 100):
        beritahu(system_context("uji"), first=first, count=100, keys=int(keys))


def seal() -> None:
    """Seal the trail and tell the witnesses."""
    segel(system_context("segel"), sampai=settled_end())
    send_new_seals()


def carry(seconds: str = "300") -> None:
    """Be the courier until nothing waits any more."""
    end = time.monotonic() + float(seconds)
    while Outgoing.objects.filter(state="waiting").exists() and time.monotonic() < end:
        if not turn(lambda: time.monotonic() > end):
            due = OutgoingLine.objects.order_by("next_at").values_list("next_at", flat=True).first() or clock.now()
            time.sleep(max((due - clock.now()).total_seconds(), 0.01))


def forge() -> None:
    """Rewrite an old entry and seal everything anew, with the whole database and the key in hand."""
    from django.conf import settings

    (settings.DATA_FOLDER / "kunci/segel.txt").unlink()
    with connection.cursor() as cursor:
        for sql in removal(connection.vendor):
            cursor.execute(sql)
        cursor.execute("UPDATE audit_entry SET actor_name = 'Orang Lain' WHERE id = 1")
        cursor.execute("DELETE FROM audit_sealedentry")
        seals = list(Seal.objects.order_by("number"))
        cursor.execute("DELETE FROM audit_seal")
        for one in seals:
            segel(system_context("segel", at=one.at), sampai=one.reach)
        for sql in statements(connection.vendor):
            cursor.execute(sql)


def lose(kind: str) -> None:
    """Forget some of what the partner told, as a careless administrator might."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM exchange_heard WHERE kind = %s AND key LIKE 'k1%%'", [kind])
    OutgoingLine.objects.update(compared_at=F("next_at") - timedelta(days=1))


def do(act: str, *arguments: str) -> None:
    """One act of this file, else a management command."""
    acts = {one.__name__: one for one in (register, tell, seal, carry, forge, lose)}
    if act in acts:
        acts[act](*arguments)
    else:
        call_command(act, *arguments)


if __name__ == "__main__":
    for _, group in groupby(sys.argv[1:], lambda word: word == ","):
        if (words := list(group)) and words[0] != ",":
            do(*words)
