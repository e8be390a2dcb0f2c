"""Signed questions to a partner, and the answers we give to theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.db.models import Count

from telusur.kernel.base import clock
from telusur.kernel.exchange import jose, witness
from telusur.kernel.exchange.canonical import bucket_digests
from telusur.kernel.exchange.envelope import Refused, check_fresh, moment_text
from telusur.kernel.exchange.identity import own_code, own_key
from telusur.kernel.exchange.models import Heard, IncomingLine, Partner
from telusur.kernel.exchange.ring import Ring
from telusur.kernel.exchange.schemas import fault, form_named
from telusur.kernel.exchange.transport import Transport, Unreachable, open_transport

BASE = "/pertukaran/v1"
WHOLE = 2  # digits of a bucket
SUMMARY, LISTING, SEALS = f"{BASE}/ringkasan", f"{BASE}/daftar", f"{BASE}/segel"
FILES = f"{BASE}/berkas"


class Unanswered(Exception):
    """No answer, or none that can be believed (``untrue``)."""

    def __init__(self, sentence: str, *, untrue: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.untrue = untrue


# Asking


def ask(partner: Partner, path: str, schema: str, transport: Transport, **values: Any) -> dict[str, Any]:
    """The signed answer to one question. Raises Unanswered."""
    target = f"{path}?{urlencode(values)}" if values else path
    said = said_to(partner, target)
    try:
        raw = transport.get(partner.address + target, own_key().sign(said, jose.REQUEST))
    except Unreachable as error:
        raise Unanswered(error.sentence) from error
    return read_answer(partner, raw, schema, str(said["id"]))


def said_to(partner: Partner, target: str) -> dict[str, Any]:
    """What we sign of a question, to which a part of a file adds what it is."""
    at = moment_text(clock.now())
    return {"from": own_code(), "to": partner.code, "id": str(uuid4()), "sent_at": at, "path": target}


def read_answer(partner: Partner, raw: bytes, schema: str, number: str) -> dict[str, Any]:
    """What a partner answered, once its signature holds and it answers just this. Raises Unanswered."""
    now = clock.now()
    try:
        opened = jose.opened(raw.decode("ascii", "replace").strip(), typ=jose.ANSWER)
        answer = opened.payload
        genuine = opened.signed_by(Ring(now)(partner.code, opened.kid))
    except (jose.Unreadable, Refused) as error:
        raise Unanswered(f"Jawaban tidak bertanda tangan {partner.code}.", untrue=True) from error
    if not genuine or (answer.get("from"), answer.get("to")) != (partner.code, own_code()):
        raise Unanswered(f"Jawaban tidak bertanda tangan {partner.code}.", untrue=True)
    if answer.get("request") != number or fault(form_named(schema), answer):
        raise Unanswered("Jawaban tidak sesuai dengan pertanyaan.", untrue=True)
    try:
        check_fresh(answer["at"], now)
    except Refused as error:
        raise Unanswered(f"Waktu jawaban tidak wajar. {error.sentence}", untrue=True) from error
    return answer


def seals_seen_by(partner: Partner, *, since: int, transport: Transport | None = None) -> Iterator[tuple[int, str]]:
    """Number and digest of our seals as the witness holds them. Raises Unanswered."""
    way = transport or open_transport()
    try:
        while True:
            seals = ask(partner, SEALS, "segel-disaksikan", way, sejak=since)["seals"]
            yield from ((number, digest) for number, digest, _ in seals)
            if not seals:
                return
            since = seals[-1][0] + 1
    finally:
        way.close()


# Answering


def answer_to(said: dict[str, Any], content: dict[str, Any]) -> str:
    """Our signed answer to a question that was read."""
    frame = {"from": own_code(), "to": said["from"], "at": moment_text(clock.now()), "request": said["id"]}
    return own_key().sign({**frame, **content}, jose.ANSWER)


def summary_for(partner: Partner) -> dict[str, Any]:
    """What we heard from a partner, as digests per kind and bucket."""
    counts = Heard.objects.filter(partner=partner).values("kind").annotate(count=Count("id")).order_by("kind")
    kinds = {row["kind"]: {"count": row["count"], "buckets": digests(Heard, partner, row["kind"])} for row in counts}
    return {"last_number": _last_number(partner), "kinds": kinds}


def listing_for(partner: Partner, kind: str, bucket: str) -> dict[str, Any]:
    """The facts of one kind that we heard from a partner, of the buckets that begin with ``bucket``."""
    facts = [list(row) for row in facts_of(Heard, partner, kind, begin=bucket)]
    return {"last_number": _last_number(partner), "facts": facts}


def seals_for(partner: Partner, since: int) -> dict[str, Any]:
    """What we witnessed of a partner's trail."""
    return {"seals": witness.seals_of(partner, since)}


def digests(model: Any, partner: Partner, kind: str) -> dict[str, str]:
    """Digest per bucket of told or heard facts of one kind."""
    return bucket_digests(facts_of(model, partner, kind))


def facts_of(
    model: Any, partner: Partner, kind: str, *, begin: str = "", among: Collection[str] = ()
) -> Iterator[tuple[str, int, str]]:
    """Key, version and digest of told or heard facts of one kind: of all buckets, those that begin so, or these."""
    rows = model.objects.filter(partner=partner, kind=kind, version__gt=0)
    if begin:
        rows = rows.filter(bucket=begin) if len(begin) == WHOLE else rows.filter(bucket__startswith=begin)
    if among:
        rows = rows.filter(bucket__in=among)
    found: Iterator[tuple[str, int, str]] = rows.values_list("key", "version", "digest").iterator(chunk_size=5_000)
    return found


def _last_number(partner: Partner) -> int:
    return IncomingLine.objects.get(partner=partner).last_number
