"""Contoh lengkap pertukaran dengan Telusur dalam Python biasa. Hanya butuh: pip install cryptography

Kunci:    python contoh.py kunci.pem
Mengirim: python contoh.py https://lsp.example KODE_SAYA kunci.pem              (boleh berulang kali)
Menerima: python contoh.py terima 8080 https://lsp.example KODE_SAYA kunci.pem  (sampai Ctrl-C; di depannya pasang HTTPS)

Sebelum itu pengelola sistem di sana mendaftarkan KODE_SAYA, alamat, dan kunci publik yang dicetak perintah pertama. Yang dikirim
dan diterima dicatat dalam kunci.pem.catatan; tanpa catatan itu nomor pesan tidak dapat dilanjutkan.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sqlite3
import sys
import urllib.error
import urllib.request
import uuid
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PUBLIC = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)


# 1. Kunci: Ed25519. Tanda pengenalnya (kid) 16 angka pertama SHA-256 dari 32 bita kunci publik.


def load_key(path: str) -> Ed25519PrivateKey:
    """Kunci dari berkas PEM; dibuat bila belum ada."""
    file = Path(path)
    if not file.exists():
        plain = serialization.NoEncryption()
        pem = serialization.PrivateFormat.PKCS8
        file.write_bytes(Ed25519PrivateKey.generate().private_bytes(serialization.Encoding.PEM, pem, plain))
        file.chmod(0o600)
    return serialization.load_pem_private_key(file.read_bytes(), password=None)


def public_hex(key: Ed25519PrivateKey) -> str:
    """Kunci publik sebagai 64 angka heksadesimal: inilah yang didaftarkan pada lembaga lain."""
    return key.public_key().public_bytes(*PUBLIC).hex()


def kid(key: Ed25519PrivateKey) -> str:
    return hashlib.sha256(bytes.fromhex(public_hex(key))).hexdigest()[:16]


# 2. JSON kanonik (kunci terurut, tanpa spasi, UTF-8) dan JWS ringkas: header.isi.tandatangan dalam base64url.


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sign(payload: dict, typ: str, key: Ed25519PrivateKey) -> str:
    header = {"alg": "EdDSA", "kid": kid(key), "typ": typ}
    signed = f"{b64(canonical(header))}.{b64(canonical(payload))}"
    return f"{signed}.{b64(key.sign(signed.encode()))}"


def read(token: str, typ: str, keys: dict[str, Ed25519PublicKey]) -> dict:
    """Isi JWS, sesudah tanda tangannya cocok; selain itu cryptography melempar InvalidSignature."""
    head, body, signature = token.split(".")
    header = json.loads(unb64(head))
    if header["alg"] not in ("EdDSA", "Ed25519") or header["typ"] != typ:
        raise ValueError("bukan token yang diharapkan")
    keys[header["kid"]].verify(unb64(signature), f"{head}.{body}".encode())
    return json.loads(unb64(body))


def now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


# 3. Mitra: alamat, kode, dan kunci publiknya. Cocokkan kid lewat telepon atau surat sebelum mempercayainya.


class Partner:
    def __init__(self, address: str, own_code: str, key: Ed25519PrivateKey) -> None:
        self.address, self.own_code, self.key = address.rstrip("/"), own_code, key
        with urllib.request.urlopen(f"{self.address}/pertukaran/v1/kunci", timeout=20) as answer:
            known = json.load(answer)
        self.code = known["code"]
        self.keys = {one["kid"]: Ed25519PublicKey.from_public_bytes(unb64(one["x"])) for one in known["keys"]}

    def envelope(self, number: int, kind: str, fact: str, version: int, content: dict) -> dict:
        """Amplop. Simpan id dan created_at bersama pesannya: percobaan berikut memakai yang sama, hanya sent_at baru."""
        return {
            "from": self.own_code, "to": self.code, "number": number, "id": str(uuid.uuid4()), "kind": kind,
            "key": fact, "version": version, "created_at": now(), "sent_at": now(), "content": content,
        }  # fmt: skip

    def send(self, envelopes: list[dict]) -> list[dict]:
        """Kirim; kembalikan isi tanda terima yang tanda tangannya cocok. sent_at ditandatangani pada tiap percobaan."""
        tokens = [sign({**one, "sent_at": now()}, "telusur-pesan+jws", self.key) for one in envelopes]
        request = urllib.request.Request(
            f"{self.address}/pertukaran/v1/pesan", json.dumps(tokens).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return [read(token, "telusur-tanda-terima+jws", self.keys) for token in json.load(answer)]

    def ask(self, path: str) -> dict:
        """Pertanyaan bertanda tangan, misalnya ask("/pertukaran/v1/ringkasan")."""
        question = {"from": self.own_code, "to": self.code, "id": str(uuid.uuid4()), "sent_at": now(), "path": path}
        token = sign(question, "telusur-permintaan+jws", self.key)
        request = urllib.request.Request(self.address + path, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            said = read(answer.read().decode(), "telusur-jawaban+jws", self.keys)
        if said["request"] != question["id"]:
            raise ValueError("jawaban atas pertanyaan lain")
        return said


# 4. Rekonsiliasi: ember sebuah fakta dua angka pertama SHA-256 kuncinya; sidik jari ember dari baris-baris terurut.


def bucket_digests(facts: list[tuple[str, int, str]]) -> dict[str, str]:
    """(kunci, versi, sidik jari isi) -> sidik jari per ember; bandingkan dengan buckets dalam ringkasan."""
    lines: dict[str, list[bytes]] = {}
    for fact, version, digest in facts:
        bucket = hashlib.sha256(fact.encode()).hexdigest()[:2]
        lines.setdefault(bucket, []).append(f"{fact} {version} {digest}\n".encode())
    return {bucket: hashlib.sha256(b"".join(sorted(some))).hexdigest() for bucket, some in lines.items()}


# 5. Catatan: apa yang dikirim dan diterima. Ditulis sebelum mengirim dan sebelum menjawab, masing-masing satu transaksi.


class Notes:
    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(path)
        self.db.executescript("""
            CREATE TABLE IF NOT EXISTS sent (number INTEGER PRIMARY KEY, message TEXT, receipt TEXT);
            CREATE TABLE IF NOT EXISTS taken (number INTEGER PRIMARY KEY, id TEXT UNIQUE, digest TEXT, receipt TEXT);
            CREATE TABLE IF NOT EXISTS fact (
                kind TEXT, key TEXT, version INTEGER, digest TEXT, content TEXT, PRIMARY KEY (kind, key)
            );
        """)

    def value(self, sql: str, *values: object) -> object:
        row = self.db.execute(sql, values).fetchone()
        return row[0] if row else None

    def sent(self) -> list[tuple[dict, dict | None]]:
        """Pesan yang pernah dikirim beserta tanda terimanya."""
        rows = self.db.execute("SELECT message, receipt FROM sent ORDER BY number")
        return [(json.loads(message), json.loads(receipt) if receipt else None) for message, receipt in rows]

    def keep_sent(self, message: dict, receipt: dict | None = None) -> None:
        with self.db:
            said = json.dumps(receipt) if receipt else None
            self.db.execute("REPLACE INTO sent VALUES (?, ?, ?)", (message["number"], json.dumps(message), said))

    def drop_sent(self, number: int) -> None:
        with self.db:
            self.db.execute("DELETE FROM sent WHERE number = ?", (number,))

    def facts(self, kind: str) -> list[tuple[str, int, str]]:
        return list(self.db.execute("SELECT key, version, digest FROM fact WHERE kind = ? ORDER BY key", (kind,)))


# 6. Contoh fakta yang dikenal semua pemasangan: segel jejak sendiri, agar disaksikan lembaga lain.


def seal(key: Ed25519PrivateKey, number: int, previous: str, entries: bytes) -> dict:
    """Segel bernomor number; previous sidik jari segel sebelumnya, kosong bagi yang pertama."""
    made = {
        "number": number, "at": now(), "first_entry": number, "last_entry": number, "reach": number, "count": 1,
        "previous": previous, "batch": hashlib.sha256(entries).hexdigest(), "key_id": kid(key),
    }  # fmt: skip
    whole = {**made, "at": datetime.fromisoformat(made["at"].replace("Z", "+00:00")).isoformat(timespec="microseconds")}
    digest = hashlib.sha256(canonical(whole)).hexdigest()
    return {**made, "digest": digest, "signature": key.sign(bytes.fromhex(digest)).hex()}


def next_message(partner: Partner, notes: Notes) -> dict:
    """Pesan yang belum bertanda terima, apa adanya; kalau tidak ada, segel berikut sebagai pesan berikut."""
    sent = notes.sent()
    for message, receipt in sent:
        if receipt is None:
            return message
    last = sent[-1][0] if sent else None
    number = last["content"]["number"] + 1 if last else 1
    content = seal(partner.key, number, last["content"]["digest"] if last else "", b"catatan jejak saya %d" % number)
    return partner.envelope(last["number"] + 1 if last else 1, "segel", str(number), 1, content)


def send_next(partner: Partner, notes: Notes) -> tuple[dict, dict]:
    """Kirim, dan bila penerima menunggu nomor lain (salah satu dipulihkan dari cadangan), lanjutkan dari nomor itu."""
    message = next_message(partner, notes)
    for _ in range(2):
        notes.keep_sent(message)
        receipt = partner.send([message])[0]
        if receipt["final"] or receipt["expected"] in (None, message["number"]):
            break
        notes.drop_sent(message["number"])
        message = {**message, "number": receipt["expected"], "id": str(uuid.uuid4())}
    if receipt["final"]:
        notes.keep_sent(message, receipt)
    return message, receipt


# 7. Menerima: periksa tanda tangan, alamat, waktu, nomor, isi; catat dan jawab dalam satu transaksi.

FRESH = timedelta(minutes=10)


def fault(schema: dict, value: object, at: str = "") -> str:
    """Tempat (JSON pointer) dan sebab isi tidak menurut skema; kosong bila menurut. jsonschema memeriksa lebih lengkap."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    wanted = kinds.get(schema.get("type")) if isinstance(schema.get("type"), str) else None
    if wanted and (not isinstance(value, wanted) or (wanted is int and isinstance(value, bool))):
        return f"{at}: harus berjenis {schema['type']}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{at}: harus salah satu dari {schema['enum']}"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        return f"{at}: tidak berbentuk {schema['pattern']}"
    inner = []
    if isinstance(value, dict):
        members = schema.get("properties", {})
        inner += [f"{at}/{name}: wajib ada" for name in schema.get("required", []) if name not in value]
        if schema.get("additionalProperties") is False:
            inner += [f"{at}/{name}: tidak dikenal" for name in value if name not in members]
        inner += [fault(members[name], one, f"{at}/{name}") for name, one in value.items() if name in members]
    if isinstance(value, list) and "items" in schema:
        inner += [fault(schema["items"], one, f"{at}/{place}") for place, one in enumerate(value)]
    return next(filter(None, inner), "")


class Receiver:
    """Lembaga ini sebagai penerima pesan satu mitra."""

    def __init__(self, partner: Partner, notes: Notes) -> None:
        self.partner, self.notes, self.schemas = partner, notes, {}

    def take(self, token: str) -> str:
        """Tanda terima satu pesan."""
        try:
            said = read(token, "telusur-pesan+jws", self.partner.keys)
        except Exception:
            return self._receipt(token, None, "bad_signature", "Tanda tangan tidak dikenal atau tidak cocok.")
        if (said["from"], said["to"]) != (self.partner.code, self.partner.own_code):
            return self._receipt(token, said, "wrong_recipient", "Pesan ini untuk lembaga lain.")
        if abs(datetime.now(UTC) - datetime.fromisoformat(said["sent_at"].replace("Z", "+00:00"))) > FRESH:
            return self._receipt(token, said, "too_old", "Waktu kirim terlalu jauh dari jam di sini.")
        return self._in_order(token, said, hashlib.sha256(canonical(said["content"])).hexdigest())

    def _in_order(self, token: str, said: dict, digest: str) -> str:
        expected = (self.notes.value("SELECT max(number) FROM taken") or 0) + 1
        row = self.notes.db.execute(
            "SELECT id, digest, receipt FROM taken WHERE number = ?", (said["number"],)
        ).fetchone()
        if row and row[:2] == (said["id"], digest):
            return row[2]  # sudah pernah: tanda terima yang dahulu, tidak diolah lagi
        if row:
            return self._receipt(token, said, "number_taken", "Nomor itu sudah dipakai.", expected=expected)
        if said["number"] != expected:
            return self._receipt(token, said, "out_of_order", f"Ditunggu nomor {expected}.", expected=expected)
        return self._apply(token, said, digest)

    def _apply(self, token: str, said: dict, digest: str) -> str:
        version = (
            self.notes.value("SELECT version FROM fact WHERE kind = ? AND key = ?", said["kind"], said["key"]) or 0
        )
        code, reason = "", ""
        if (schema := self._schema(said["kind"])) is None:
            code, reason = "unknown_kind", f"Jenis {said['kind']} tidak dikenal."
        elif reason := fault(schema, said["content"]):
            code = "invalid_content"
        elif said["version"] <= version:
            code, reason = "stale_version", f"Di sini sudah versi {version}."
        receipt = self._receipt(token, said, code, reason, expected=said["number"] + 1, final=True)
        with self.notes.db:
            if not code:
                fact = (said["kind"], said["key"], said["version"], digest, json.dumps(said["content"]))
                self.notes.db.execute("REPLACE INTO fact VALUES (?, ?, ?, ?, ?)", fact)
            taken = (said["number"], said["id"], digest, receipt)
            self.notes.db.execute("INSERT INTO taken VALUES (?, ?, ?, ?)", taken)
        print(
            f"{said['number']} {said['kind']} {said['key']} versi {said['version']}: {code or 'diterima'} {reason}",
            flush=True,
        )
        return receipt  # sistem Anda mengolah fakta itu di dalam transaksi yang sama

    def _schema(self, kind: str) -> dict | None:
        if kind not in self.schemas:
            try:
                with urllib.request.urlopen(
                    f"{self.partner.address}/pertukaran/v1/skema/jenis-{kind}.json", timeout=20
                ) as got:
                    self.schemas[kind] = json.load(got)
            except urllib.error.HTTPError:
                self.schemas[kind] = None
        return self.schemas[kind]

    def _receipt(
        self, token: str, said: dict | None, code: str, reason: str, *, expected: int | None = None, final: bool = False
    ) -> str:
        status = "received" if not code else "out_of_order" if code == "out_of_order" else "refused"
        digest = hashlib.sha256(canonical(said["content"])).hexdigest() if said else None
        return sign(
            {
                "from": self.partner.own_code, "to": self.partner.code, "at": now(),
                "token": hashlib.sha256(token.encode()).hexdigest(), "message": said and said["id"],
                "number": said and said["number"], "digest": digest, "status": status, "code": code, "reason": reason,
                "final": final, "expected": expected, "result": {},
            },
            "telusur-tanda-terima+jws",
            self.partner.key,
        )  # fmt: skip

    def answer(self, path: str, token: str) -> str:
        """Jawaban bertanda tangan atas ringkasan, daftar, atau segel."""
        said = read(token, "telusur-permintaan+jws", self.partner.keys)
        if (said["to"], said["path"]) != (self.partner.own_code, path):
            raise ValueError("permintaan untuk alamat lain")
        parts = urlsplit(path)
        asked = {name: some[0] for name, some in parse_qs(parts.query).items()}
        last = {"last_number": self.notes.value("SELECT max(number) FROM taken") or 0}
        kinds = [kind for (kind,) in self.notes.db.execute("SELECT DISTINCT kind FROM fact ORDER BY kind")]
        if parts.path.endswith("/ringkasan"):
            listed = {kind: self.notes.facts(kind) for kind in kinds}
            content = {**last, "kinds": {k: {"count": len(v), "buckets": bucket_digests(v)} for k, v in listed.items()}}
        elif parts.path.endswith("/daftar"):
            facts = [list(one) for one in self.notes.facts(asked["jenis"])]
            begins = asked.get("ember", "")
            content = {
                **last,
                "facts": [one for one in facts if hashlib.sha256(one[0].encode()).hexdigest().startswith(begins)],
            }
        else:
            content = {"seals": []}
        frame = {"from": self.partner.own_code, "to": said["from"], "at": now(), "request": said["id"]}
        return sign({**frame, **content}, "telusur-jawaban+jws", self.partner.key)


def serve(receiver: Receiver, port: int) -> HTTPServer:
    """Server pada 127.0.0.1; port 0 memilih yang bebas."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            tokens = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.reply(json.dumps([receiver.take(one) for one in tokens]), "application/json")

        def do_GET(self) -> None:
            if self.path == "/pertukaran/v1/kunci":
                key = receiver.partner.key
                jwk = {
                    "kty": "OKP",
                    "crv": "Ed25519",
                    "kid": kid(key),
                    "x": b64(bytes.fromhex(public_hex(key))),
                    "use": "sig",
                }
                known = {"code": receiver.partner.own_code, "current": kid(key), "keys": [jwk]}
                return self.reply(json.dumps(known), "application/json")
            try:
                said = receiver.answer(self.path, self.headers.get("Authorization", "").removeprefix("Bearer "))
            except Exception:
                return self.send_error(401)
            return self.reply(said, "application/jose")

        def reply(self, body: str, kind: str) -> None:
            raw = body.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *said: object) -> None: ...

    return HTTPServer(("127.0.0.1", port), Door)


def main() -> None:
    if len(sys.argv) == 2:
        key = load_key(sys.argv[1])
        print(f"kid {kid(key)}\nkunci publik {public_hex(key)}")
        return
    address, own_code, path = sys.argv[-3:]
    partner, notes = Partner(address, own_code, load_key(path)), Notes(f"{path}.catatan")
    if sys.argv[1] == "terima":
        server = serve(Receiver(partner, notes), int(sys.argv[2]))
        print(f"menerima di http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()
    message, receipt = send_next(partner, notes)
    print(f"pesan {message['number']}: {receipt['status']} {receipt['reason']}".rstrip())
    again = partner.send([message])[0]
    print(f"pesan {message['number']} sekali lagi: {again['status']}, tanda terima sama: {again == receipt}")
    told = [one for one, said in notes.sent() if said and said["status"] == "received"]
    facts = [(one["key"], one["version"], hashlib.sha256(canonical(one["content"])).hexdigest()) for one in told]
    there = partner.ask("/pertukaran/v1/ringkasan")["kinds"].get("segel", {"buckets": {}})["buckets"]
    print(f"rekonsiliasi sama: {there == bucket_digests(facts)}")
    print(f"segel yang disaksikan: {[seal[0] for seal in partner.ask('/pertukaran/v1/segel?sejak=1')['seals']]}")


if __name__ == "__main__":
    main()
