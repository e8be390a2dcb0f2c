"""Contoh lengkap pertukaran dengan Telusur dalam Python biasa. Hanya butuh: pip install cryptography

Pakai:  python contoh.py https://lsp.example KODE_SAYA kunci.pem
Sebelum itu pengelola sistem di sana mendaftarkan KODE_SAYA beserta kunci publik yang dicetak oleh:  python contoh.py kunci.pem
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import urllib.request
import uuid
from datetime import UTC, datetime
from pathlib import Path

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


# 5. Contoh fakta yang dikenal semua pemasangan: segel jejak sendiri, agar disaksikan lembaga lain.


def first_seal(key: Ed25519PrivateKey, entries: bytes) -> dict:
    seal = {
        "number": 1, "at": now(), "first_entry": 1, "last_entry": 1, "reach": 1, "count": 1, "previous": "",
        "batch": hashlib.sha256(entries).hexdigest(), "key_id": kid(key),
    }  # fmt: skip
    whole = {**seal, "at": datetime.fromisoformat(seal["at"].replace("Z", "+00:00")).isoformat(timespec="microseconds")}
    digest = hashlib.sha256(canonical(whole)).hexdigest()
    return {**seal, "digest": digest, "signature": key.sign(bytes.fromhex(digest)).hex()}


def main() -> None:
    if len(sys.argv) == 2:
        key = load_key(sys.argv[1])
        print(f"kid {kid(key)}\nkunci publik {public_hex(key)}")
        return
    address, own_code, key = sys.argv[1], sys.argv[2], load_key(sys.argv[3])
    partner = Partner(address, own_code, key)
    content = first_seal(key, b"catatan jejak saya")
    message = partner.envelope(1, "segel", "1", 1, content)
    receipt = partner.send([message])[0]
    print(f"pesan 1: {receipt['status']} {receipt['reason']}")
    if receipt["status"] == "out_of_order":
        print(f"lanjutkan dari nomor {receipt['expected']}")
    again = partner.send([message])[0]
    print(f"pesan 1 sekali lagi: {again['status']}, tanda terima sama: {again == receipt}")
    digest = hashlib.sha256(canonical(content)).hexdigest()
    there = partner.ask("/pertukaran/v1/ringkasan")["kinds"]["segel"]["buckets"]
    print(f"rekonsiliasi sama: {there == bucket_digests([('1', 1, digest)])}")
    print(f"segel yang disaksikan: {[seal[0] for seal in partner.ask('/pertukaran/v1/segel?sejak=1')['seals']]}")


if __name__ == "__main__":
    main()
