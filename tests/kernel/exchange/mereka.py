"""The other institution as a program of its own, made from the guide's functions: answers what our courier sends and asks."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from telusur.kernel.exchange.transport import Unreachable
from tests.kernel.exchange.conftest import contoh


class Mereka:
    """MEREKA. ``told`` is what it took, by (kind, key); set ``down``, ``refuses`` or ``says`` to make it behave otherwise.

    ``lost`` are numbers whose first attempt never arrives.
    """

    def __init__(self, key: Any) -> None:
        self.key = key
        self.expected = 1
        self.told: dict[tuple[str, str], tuple[int, str]] = {}
        self.receipts: dict[str, str] = {}
        self.seals: dict[int, list[Any]] = {}
        self.numbers: list[int] = []
        self.down = False
        self.lost: set[int] = set()
        self.refuses = ""
        self.says: dict[str, Any] | None = None
        self.signs_with: Any = None
        self.posts = 0
        self.files: dict[str, bytes] = {}
        self.awaits: dict[str, int] = {}
        self.parts_until_cut: int | None = None

    def __call__(self) -> Mereka:
        return self

    def close(self) -> None: ...

    def post(self, url: str, body: bytes) -> bytes:
        if self.down:
            raise Unreachable("Tidak terhubung: mesin mati")
        self.posts += 1
        said = [self._take(token) for token in json.loads(body) if not self._is_lost(token)]
        return json.dumps(said).encode()

    def _is_lost(self, token: str) -> bool:
        number = json.loads(contoh.unb64(token.split(".")[1]))["number"]
        once = number in self.lost
        self.lost.discard(number)
        return once

    def _take(self, token: str) -> str:
        said = json.loads(contoh.unb64(token.split(".")[1]))
        self.numbers.append(said["number"])
        if self.says is not None:
            return self._receipt(token, said, **self.says)
        if said["id"] in self.receipts:
            return self.receipts[said["id"]]
        if said["number"] != self.expected:
            code = "out_of_order" if said["number"] > self.expected else "number_taken"
            status = code if code == "out_of_order" else "refused"
            changes: dict[str, Any] = {"status": status, "code": code, "final": False, "expected": self.expected}
            return self._receipt(token, said, **changes)
        self.expected += 1
        digest = contoh.hashlib.sha256(contoh.canonical(said["content"])).hexdigest()
        changes = {"expected": self.expected}
        if self.refuses:
            changes |= {"status": "refused", "code": "by_rule", "reason": self.refuses}
        else:
            self.told[(said["kind"], said["key"])] = (said["version"], digest)
            if said["kind"] == "segel":
                changes["result"] = {"countersignature": self._see(said["content"])}
        self.receipts[said["id"]] = self._receipt(token, said, **changes)
        return self.receipts[said["id"]]

    def _receipt(self, token: str, said: dict[str, Any], **changes: Any) -> str:
        plain = {
            "from": "MEREKA", "to": "KITA", "at": contoh.now(), "message": said["id"], "number": said["number"],
            "token": contoh.hashlib.sha256(token.encode()).hexdigest(), "status": "received", "code": "", "reason": "",
            "digest": contoh.hashlib.sha256(contoh.canonical(said["content"])).hexdigest(),
            "final": True, "expected": None, "result": {},
        }  # fmt: skip
        return contoh.sign({**plain, **changes}, "telusur-tanda-terima+jws", self.signs_with or self.key)

    def _see(self, seal: dict[str, Any]) -> str:
        seen = {"from": "MEREKA", "of": "KITA", "number": seal["number"], "digest": seal["digest"], "at": contoh.now()}
        token = contoh.sign(seen, "telusur-saksi+jws", self.key)
        self.seals[seal["number"]] = [seal["number"], seal["digest"], token]
        return token

    def get(self, url: str, token: str) -> bytes:
        if self.down:
            raise Unreachable("Tidak terhubung: mesin mati")
        parts = urlsplit(url)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        said = json.loads(contoh.unb64(token.split(".")[1]))
        answers = {"ringkasan": self._summary, "daftar": self._listing, "segel": self._seals}
        frame = {"from": "MEREKA", "to": "KITA", "at": contoh.now(), "request": said["id"]}
        content = answers[parts.path.rsplit("/", 1)[1]](asked)
        return contoh.sign({**frame, **content}, "telusur-jawaban+jws", self.signs_with or self.key).encode()

    def put(self, url: str, body: bytes, token: str) -> bytes:
        """Take a part of a file that it awaits (``awaits``: digest and size); after ``parts_until_cut`` the line is cut."""
        if self.down or self.parts_until_cut == 0:
            raise Unreachable("Tidak terhubung: kabel dicabut")
        if self.parts_until_cut:
            self.parts_until_cut -= 1
        said = json.loads(contoh.unb64(token.split(".")[1]))
        parts = urlsplit(url)
        digest, start = parts.path.rsplit("/", 1)[1], int(parse_qs(parts.query)["mulai"][0])
        assert (said["digest"], said["size"]) == (contoh.hashlib.sha256(body).hexdigest(), len(body))
        size, code = self.awaits.get(digest, 0), ""
        here = self.files.get(digest, b"")
        if digest not in self.awaits:
            code = "not_awaited"
        elif start != len(here):
            code = "wrong_start"
        else:
            here = self.files[digest] = here + body
        answer = {
            "from": "MEREKA", "to": "KITA", "at": contoh.now(), "request": said["id"], "digest": digest, "size": size,
            "received": len(here), "state": "received" if size and len(here) == size else "waiting", "code": code,
            "reason": "Belum disebut." if code == "not_awaited" else "",
        }  # fmt: skip
        return contoh.sign(answer, "telusur-jawaban+jws", self.signs_with or self.key).encode()

    def _facts(self, kind: str) -> list[tuple[str, int, str]]:
        return [(key, version, digest) for (one, key), (version, digest) in self.told.items() if one == kind]

    def _summary(self, asked: dict[str, str]) -> dict[str, Any]:
        kinds = {kind for kind, _ in self.told}
        summary = {
            kind: {"count": len(self._facts(kind)), "buckets": contoh.bucket_digests(self._facts(kind))}
            for kind in kinds
        }
        return {"last_number": self.expected - 1, "kinds": summary}

    def _listing(self, asked: dict[str, str]) -> dict[str, Any]:
        found = [
            list(fact)
            for fact in self._facts(asked["jenis"])
            if next(iter(contoh.bucket_digests([fact]))).startswith(asked["ember"])
        ]
        return {"last_number": self.expected - 1, "facts": found}

    def _seals(self, asked: dict[str, str]) -> dict[str, Any]:
        return {"seals": [seal for number, seal in sorted(self.seals.items()) if number >= int(asked["sejak"])]}
