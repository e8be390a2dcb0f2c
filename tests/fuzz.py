"""Every address of a product as every role: crawled, then asked with strange parameters, addresses and bodies.

Nothing here knows a page. Addresses come from the URL configuration, what stands in them from the links of the pages, the names
of parameters and fields from the links and forms. Each request is undone afterwards, and all chance has one seed: what broke
once breaks again. A finding is the request that can be typed to see it: role, method, address, body, and where it broke.
"""

from __future__ import annotations

import random
import re
import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

SEED = 20_261_201
NIL = "00000000-0000-0000-0000-000000000000"
HERE = "http://testserver"
# Out of everything a parameter, a field or a part of an address may be and is not meant to be.
STRANGE = (
    "", "0", "-1", "99999999999999999999999999", "1e999", "nan", "tidakada", "\x00", "a\x00b", "A" * 5000, "🜏\u202eé\u0301\ud7ff",
    "9999-12-31", "0001-01-01", "2026-13-45", "2026-02-30T25:61", "null", "[]", '{"a": [1]}', "bukan-uuid", NIL, "..%2f..",
    "'\"<b>", "%", "1,5", "١٢", "\n\r\t ", "True",
)  # fmt: skip
IN_ADDRESS = (
    "tidakada",
    "0",
    "9999999999999999999999",
    "%00",
    "%F0%9D%95%8F",
    "..",
    "-1",
    NIL,
    "A" * 300,
    "%FF%FE",
    "null",
)
# Names that pages read although no link or form of theirs may have shown them.
USUAL = ("q", "hal", "halaman", "page", "urut", "status", "dari", "sampai", "tahun", "tahap", "skema", "next", "id")
DEEP = 3_000
JSON = (
    "[" * DEEP + "]" * DEEP, '{"a":' * DEEP + "1" + "}" * DEEP, "null", "[]", '"teks"', "{", '{"revision": 1e999, "a": NaN}',
    '{"revisi": -1, "jawaban": [null, 1, {"soal": {}}], "isi": {"a": {"b": []}}}', "\xff\xfe", "",
    '{"isi": null, "a": "\\u0000"}',
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes and what it sends when nobody touches it; ``files``: the names of its file inputs."""

    action: str
    method: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return sorted({name for name, _ in self.fields} | set(self.files))


class _Page(HTMLParser):
    """Links and forms of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: dict[str, Any] | None = None
        self._select = ""
        self._text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        for name in ("href", "hx-get", "data-url"):
            if name in said and tag != "link":
                self.links.append(said[name])
        if "hx-post" in said:
            self.forms.append(Form(said["hx-post"], "post", (), ()))
        if tag == "form":
            action, method = said.get("action", ""), said.get("method", "get").lower()
            self._form = {"action": action, "method": method, "fields": [], "files": []}
        elif self._form is not None and said.get("name"):
            self._field(tag, said)
        elif tag == "option" and self._form is not None and self._select:
            self._form["fields"].append((self._select, said.get("value", "")))
            self._select = ""

    def _field(self, tag: str, said: dict[str, str]) -> None:
        form: Any = self._form
        name = said["name"]
        if said.get("type") == "file":
            form["files"].append(name)
        elif tag == "select":
            self._select = name
        elif tag in ("input", "textarea", "button"):
            form["fields"].append((name, said.get("value", "")))
        if action := said.get("formaction"):
            self.forms.append(Form(action, "post", tuple(form["fields"]), ()))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            made = self._form
            self.forms.append(Form(made["action"], made["method"], tuple(made["fields"]), tuple(made["files"])))
            self._form = None


@dataclass
class Finding:
    """A request that broke."""

    role: str
    method: str
    address: str
    body: str
    where: str

    def __str__(self) -> str:
        body = f"\n    {self.body[:300]}" if self.body else ""
        return f"{self.role}: {self.method} {self.address[:300]}{body}\n    {self.where}"


@dataclass
class Fuzzer:
    """``clients``: a signed-in client by role, and one of nobody. ``password`` proves identity where a form asks for it."""

    clients: dict[str, Client]
    password: str
    skip: tuple[str, ...] = ("/static/", "/akun/keluar/")
    per_pattern: int = 2
    values: int = 9  # strange values each parameter and field is given; all of them in turn over the parameters
    asked: int = 0
    findings: dict[str, Finding] = field(default_factory=dict)
    seen: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # role, pattern: addresses
    parameters: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # pattern: names
    forms: dict[str, dict[str, tuple[str, Form]]] = field(default_factory=dict)  # pattern of the action: role, form
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    turn: int = 0

    def run(self) -> list[Finding]:
        """Everything. What broke, once for each place in the code where it did."""
        for role in self.clients:
            self._crawl(role)
        self._addresses()
        self._parameters()
        self._bodies()
        return list(self.findings.values())

    # Asking

    def _ask(self, role: str, method: str, address: str, **more: Any) -> Any:
        """The answer, or None when it broke; whatever it changed is undone."""
        self.asked += 1
        client = self.clients[role]
        session = client.cookies.copy()
        try:
            with transaction.atomic():
                answer = client.generic(method, address, **more) if "data" in more else client.get(address)
                if getattr(answer, "streaming", False):
                    for _ in answer:
                        pass
                transaction.set_rollback(True)
            if answer.status_code >= 500 and answer.status_code not in (502, 503):
                self._found(role, method, address, more, f"status {answer.status_code}")
                return None
            return answer
        except Http404:
            return None
        except Exception as error:
            self._found(role, method, address, more, _where(error))
            return None
        finally:
            client.cookies = session

    def _found(self, role: str, method: str, address: str, more: dict[str, Any], where: str) -> None:
        key = f"{where} {_pattern(address)}" if where.startswith("status") else where
        self.findings.setdefault(key, Finding(role, method, address, repr(more.get("data", ""))[2:-1], where))

    def _post(self, role: str, address: str, pairs: Iterable[tuple[str, str]]) -> None:
        data = urlencode(list(pairs), errors="surrogatepass").encode()
        self._ask(role, "POST", address, data=data, content_type="application/x-www-form-urlencoded")

    # Crawling

    def _crawl(self, role: str) -> None:
        """Every page that a role reaches, a few of each pattern."""
        found: dict[str, list[str]] = defaultdict(list)
        waiting, known = ["/", "/tugas/"], {"/", "/tugas/"}
        while waiting:
            address = waiting.pop(0)
            pattern = _pattern(address)
            if pattern is None or len(found[pattern]) >= self.per_pattern:
                continue
            found[pattern].append(address)
            answer = self._ask(role, "GET", address)
            if answer is None:
                continue
            if answer.status_code in (301, 302, 303):
                links = [answer["Location"]]
            elif "html" in answer.get("Content-Type", "") and answer.status_code == 200:
                page = _Page(answer.content.decode())
                links = page.links
                self._note_forms(role, address, page.forms)
            else:
                continue
            for link in links:
                target = self._target(address, link)
                if target and target not in known:
                    known.add(target)
                    waiting.append(target)
        self.seen[role] = dict(found)

    def _target(self, base: str, link: str) -> str:
        try:
            parts = urlsplit(urljoin(HERE + base, link))
        except ValueError:
            return ""
        if f"{parts.scheme}://{parts.netloc}" != HERE or parts.path.startswith(self.skip):
            return ""
        if pattern := _pattern(parts.path):
            self.parameters[pattern].update(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def _note_forms(self, role: str, address: str, forms: list[Form]) -> None:
        for form in forms:
            target = self._target(address, form.action or address)
            pattern = _pattern(target) if target else None
            if pattern is None:
                continue
            if form.method == "get":
                self.parameters[pattern].update(form.names)
            else:
                key = f"{pattern} {','.join(form.names)}"
                self.forms.setdefault(key, {}).setdefault(role, (target, form))

    # Strange requests

    def _addresses(self) -> None:
        """Every pattern of the product, as every role: with what it is meant for by others, and with what it is not."""
        known: dict[str, str] = {}
        for found in self.seen.values():
            for pattern, addresses in found.items():
                known.setdefault(pattern, addresses[0])
        for pattern in all_patterns():
            if f"/{pattern}".startswith(self.skip):
                continue
            for role in self.clients:
                if pattern in known and pattern not in self.seen[role]:
                    self._ask(role, "GET", known[pattern])
            for address in _filled(pattern, self.chance):
                role = self.chance.choice(list(self.clients))
                self._ask(role, "GET", address)
                self._post(role, address, [("q", self._strange())])

    def _parameters(self) -> None:
        """Each parameter of each page by itself, then all at once, by a role that opens the page."""
        for pattern, (role, address) in self._openers().items():
            path = address.split("?")[0]
            names = sorted(self.parameters[pattern] | set(USUAL))
            for name in names:
                wanted = self.values if name in self.parameters[pattern] else 1
                for _ in range(wanted):
                    self._ask(role, "GET", f"{path}?{urlencode({name: self._strange()}, errors='surrogatepass')}")
            for _ in range(3):
                together = {name: self._strange() for name in names}
                self._ask(role, "GET", f"{path}?{urlencode(together, errors='surrogatepass')}")

    def _openers(self) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for role, pages in self.seen.items():
            for pattern, addresses in pages.items():
                found.setdefault(pattern, (role, addresses[0]))
        return found

    def _bodies(self) -> None:
        """Each form as it is, empty, and with each field strange; JSON and torn bodies; by those who see the form."""
        for doors in self.forms.values():
            for role, (address, form) in list(doors.items())[:2]:
                self._bodies_of(role, address, form)
            for role in self.clients:  # and by everybody else as it is
                if role not in doors:
                    target, form = next(iter(doors.values()))
                    self._post(role, target, self._plain(form))
        for pattern, (role, address) in self._openers().items():
            for body in self.chance.sample(JSON, 3):
                self._json(role, address, body)
            if pattern not in self.forms:
                self._post(role, address, [])

    def _bodies_of(self, role: str, address: str, form: Form) -> None:
        plain = self._plain(form)
        self._post(role, address, plain)
        self._post(role, address, [])
        for name in form.names:
            for _ in range(max(2, self.values // 3)):
                others = [pair for pair in plain if pair[0] != name]
                self._post(role, address, [*others, (name, self._strange())])
        self._post(role, address, [(name, self._strange()) for name in form.names])
        self._post(role, address, [(name, value) for name, value in plain for _ in range(2)])
        for body in JSON:
            self._json(role, address, body)
        for data, kind in _torn(form):
            self._ask(role, "POST", address, data=data, content_type=kind)

    def _json(self, role: str, address: str, body: str) -> None:
        self._ask(role, "POST", address, data=body.encode("latin-1"), content_type="application/json")

    def _plain(self, form: Form) -> list[tuple[str, str]]:
        """What somebody would send who types something into every field."""
        return [
            (name, self.password if name == "sandi" else value or "Isian uji")
            for name, value in form.fields
            if name != "csrfmiddlewaretoken"
        ]

    def _strange(self) -> str:
        self.turn += 1
        return STRANGE[self.turn % len(STRANGE)]


def _torn(form: Form) -> Iterator[tuple[bytes, str]]:
    yield b"--x\r\n", "multipart/form-data; boundary=x"
    yield b"apa saja", "multipart/form-data"
    yield b"a=%ff&%00=1", "application/x-www-form-urlencoded; charset=tidak-ada"
    for name in form.files:
        for content in (b"", b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"):
            head = f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="a\x01b.pdf"\r\n\r\n'
            yield head.encode() + content + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/telusur/" in frame.filename] or frames[-1:]
    place = " < ".join(f"{frame.filename.split('/telusur/')[-1]}:{frame.lineno}" for frame in reversed(ours[-3:]))
    return f"{type(error).__name__}: {str(error)[:200]} ({place})"


def _pattern(address: str) -> str | None:
    try:
        return resolve(urlsplit(address).path).route
    except (Http404, ValueError):
        return None


def all_patterns() -> list[str]:
    """The route of every address of the product, in order."""
    found: list[str] = []

    def walk(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> None:
        for one in patterns:
            route = prefix + str(one.pattern)
            if isinstance(one, URLResolver):
                walk(one.url_patterns, route)
            else:
                found.append(route)

    walk(get_resolver().url_patterns, "")
    return found


def _filled(pattern: str, chance: random.Random) -> Iterator[str]:
    """Addresses of a pattern with strange parts; those that the converter refuses are simply not found."""
    parts = re.findall(r"<[^>]+>", pattern)
    if not parts or pattern.startswith("^"):
        yield "/" + re.sub(r"[\^$\\]", "", pattern)
        return
    for value in (NIL, "1", *chance.sample(IN_ADDRESS, 3)):
        yield "/" + re.sub(r"<[^>]+>", lambda _, value=value: value, pattern)  # type: ignore[misc]


def report(findings: list[Finding]) -> str:
    """All of them, readable."""
    return "\n" + "\n".join(str(one) for one in findings)
