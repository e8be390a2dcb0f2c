"""Which tests a change concerns: tests mirror the source, so a file's tests are those in the folder of its module."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALWAYS = ("tests/project",)


def tests_of_what_changed() -> dict[str, list[str]]:
    """The tests by product: of what is not committed yet, or of the last commit where everything is."""
    changed = _git("diff", "--name-only", "HEAD") + _git("ls-files", "--others", "--exclude-standard")
    changed = changed or _git("diff", "--name-only", "HEAD~1", "HEAD")
    found = {test for name in changed for test in tests_of(Path(name))} | set(ALWAYS)
    bnsp = sorted(test for test in found if test.startswith("tests/bnsp"))
    lsp = sorted(test for test in found if not test.startswith("tests/bnsp"))
    return {"lsp": lsp, "bnsp": bnsp} if bnsp else {"lsp": lsp}


def _git(*words: str) -> list[str]:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


def tests_of(path: Path) -> list[str]:
    """Those of one file: itself if it is one, else the folder or file of tests that bears the name of a folder above it."""
    if path.parts[0] == "tests":
        return [str(path)] if path.name.startswith("test_") and (ROOT / path).exists() else _nearest(path.parent)
    if path.parts[:2] != ("src", "telusur") or len(path.parts) < 4:
        return []
    side, module = path.parts[2], path.parent
    while module.name not in ("telusur", side):
        for tests in (Path("tests", side, module.name), Path("tests", side, f"test_{module.name}.py")):
            if (ROOT / tests).exists():
                return [str(tests)]
        module = module.parent
    return [f"tests/{side}"] if side == "bnsp" else []


def _nearest(folder: Path) -> list[str]:
    """A fixture of a folder concerns its tests; one of all tests concerns too many for a quick look."""
    return [str(folder)] if len(folder.parts) > 2 and (ROOT / folder).is_dir() else []
