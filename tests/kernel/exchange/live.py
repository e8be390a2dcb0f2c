"""One live institution as a process: its web server, its database, and what it does when told to on its standard input.

The LSP site with a module of the test besides, whose kind ``kabar`` is told and heard. With TELUSUR_DATA and TELUSUR_CODE set,
``python -m tests.kernel.exchange.live`` prints its port, then obeys lines of JSON: ``["tell", "100", "50"]``.
"""

from __future__ import annotations

import io
import json
import os
import sys
import threading
import time
import traceback
from contextlib import redirect_stdout

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telusur.sites.lsp.settings")

from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db import connection

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
from telusur.kernel.exchange.publish import publish_many
from telusur.kernel.exchange.witness import send_new_seals

kinds.all_kinds()


@receives(kind="kabar", schema={"type": "object", "properties": {"isi": {"type": "string"}}, "required": ["isi"]})
def on_kabar(ctx: Context, fact: Fact) -> None:
    """Taken as it is."""


def _beritahu(ctx: Context, *, first: int, count: int, keys: int, to: str) -> None:
    """Tell one partner, or every one but the strangers, so much news about so many things."""
    for partner in Partner.objects.filter(code=to) if to else Partner.objects.filter(witness=True):
        facts = {f"k{n % keys}": {"isi": f"kabar {n} " + "x" * 200} for n in range(first, first + count)}
        publish_many(ctx, to=partner, kind="kabar", facts=facts)


_beritahu.__module__ = "telusur.kernel.exchange.traffic"  # a command belongs to an installed app
beritahu = command(
    code="exchange.uji_beritahu", title="Memberitahukan kabar", roles=[SYSTEM_ROLE], permit=by_role_alone
)(_beritahu)


def register(code: str, address: str, public: str) -> None:
    """Make a partner of another institution."""
    keeper = Context(Actor("1", "Pandu", frozenset({"pengelola_sistem"})), clock.now(), "web")
    tambah_mitra(
        keeper, code=code, name=f"Lembaga {code}", address=address, public=public, witness_of_seals=code in ("A", "B")
    )
    OutgoingLine.objects.update(compared_at=clock.now())  # comparing is asked for where it is tested


def tell(count: str, keys: str, to: str = "") -> None:
    """Tell so much news, a hundred in each command."""
    for first in range(0, int(count), 100):
        beritahu(system_context("uji"), first=first, count=100, keys=int(keys), to=to)


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
        cursor.execute("UPDATE audit_entry SET actor_name = 'Orang Lain' WHERE id = (SELECT min(id) FROM audit_entry)")
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
        cursor.execute("DELETE FROM exchange_heard WHERE kind = %s AND key LIKE 'k12%%'", [kind])


def do(act: str, *arguments: str) -> tuple[bool, str]:
    """One act of this file, else a management command. Whether it was done, and what it printed."""
    acts = {one.__name__: one for one in (register, tell, seal, carry, forge, lose)}
    with redirect_stdout(io.StringIO()) as shown:
        try:
            if act in acts:
                acts[act](*arguments)
            else:
                call_command(act, *arguments)
        except (Exception, SystemExit):
            return False, shown.getvalue() + traceback.format_exc()
    return True, shown.getvalue()


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None: ...


def serve() -> int:
    """Answer on a port of loopback from now on; which."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_port)


if __name__ == "__main__":
    sys.stdout.write(f"{serve()}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(do(*json.loads(line))) + "\n")
        sys.stdout.flush()
