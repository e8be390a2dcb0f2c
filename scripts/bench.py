"""``make bench``: every speed target beside its baseline, in one run; the result is printed and written to docs/benchmark.md."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main(arguments: list[str]) -> int:
    """``--small`` tries the machinery with a hundredth of the rows and writes nothing.

    ``exchange`` or ``register`` first: only that part, on PostgreSQL; the page keeps the sections of all others.

    Four numbers (certificates issued, register, cases, entries) measure with those; the page names them; 0 leaves a part out.
    """
    if arguments and arguments[0] in ("exchange", "register"):
        from bench import parts

        return parts.main(ROOT, arguments)
    sizes_named = [int(one) for one in arguments if one.isdigit()]
    small = "--small" in arguments
    folder = Path(os.environ.get("TELUSUR_BENCH_DATA") or tempfile.mkdtemp(prefix="telusur-bench-"))
    os.environ.update(TELUSUR_DATA=str(folder), DJANGO_SETTINGS_MODULE="bench.settings")
    import django

    django.setup()
    from bench import report

    try:
        sizes = report.SMALL if small else report.Sizes(*sizes_named)
        text = report.run(folder, sizes=sizes, machine=_machine())
    finally:
        if "TELUSUR_BENCH_DATA" not in os.environ:
            shutil.rmtree(folder, ignore_errors=True)
    print(text)
    if not small:
        from bench.sections import merged

        page = ROOT / "docs" / "benchmark.md"
        page.write_text(merged(page.read_text(encoding="utf-8"), text), encoding="utf-8")
    # The whole benchmark: the other parts too, each in a process of its own because their product and database are others.
    for part in () if arguments else ("exchange", "register"):
        subprocess.run([sys.executable, __file__, part], check=True)
    return 0


def _machine() -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}, commit {commit.stdout.strip()}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
