"""The ``telusur`` program.

``telusur lsp COMMAND`` and ``telusur bnsp COMMAND`` run a product's command, ``telusur demo`` both products with demo data,
``telusur requirements`` looks at the whole project.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

PRODUCTS = {"lsp": "sistem informasi LSP", "bnsp": "sistem informasi BNSP"}
HELP = ("--help", "-h", "help")
OF_THE_PROJECT = ("requirements",)  # read the project, whichever product runs them
OF_DEVELOPERS = ("exchange-docs", "measure-charset")


def main() -> None:
    """Run a management command of a product; hyphens in the command's name are the underscores of its file."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["demo"]:
        from telusur.sites.demo import main as demo

        raise SystemExit(demo(arguments[1:]))
    if arguments == ["--version"]:
        sys.stdout.write(f"telusur {version('telusur')}\n")
    elif not arguments or arguments[0] in HELP:
        sys.stdout.write(_overview())
    elif arguments[0] not in PRODUCTS:
        _run("lsp", arguments)
    elif not arguments[1:] or (arguments[1] in HELP and not arguments[2:]):
        sys.stdout.write(_commands_of(arguments[0]))
    else:
        _run(arguments[0], arguments[1:])


def _run(product: str, words: list[str]) -> None:
    if words[0] in HELP:
        words = [*words[1:], "--help"]
    words[0] = words[0].replace("-", "_")
    os.environ["DJANGO_SETTINGS_MODULE"] = f"telusur.sites.{product}.settings"
    from django.core.management import execute_from_command_line

    _settings_of(product)
    execute_from_command_line([f"telusur {product}", *words])


def _overview() -> str:
    known = _known("lsp")
    project = "".join(f"  telusur {name:24} {known[name]}\n" for name in OF_THE_PROJECT)
    lists = "".join(
        f"\nPerintah {words} (telusur {product} PERINTAH):\n{_listing(product)}" for product, words in PRODUCTS.items()
    )
    return (
        "Pemakaian: telusur lsp PERINTAH | telusur bnsp PERINTAH | telusur demo [--reset]\n\n"
        "  telusur demo                     Menjalankan LSP dan BNSP dengan data peraga; --reset memulai dari awal.\n"
        f"{project}{lists}\n{_MORE}"
    )


def _commands_of(product: str) -> str:
    return f"Pemakaian: telusur {product} PERINTAH\n\n{_listing(product)}\n{_MORE}"


_MORE = "Rincian sebuah perintah: telusur lsp PERINTAH --help. Perintah Django (migrate, dbshell, ...) juga dikenal.\n"


def _listing(product: str) -> str:
    known = _known(product).items()
    return "".join(f"  {name:24} {words}\n" for name, words in known if name not in (*OF_THE_PROJECT, *OF_DEVELOPERS))


def _known(product: str) -> dict[str, str]:
    """What each of our commands is for, by name. Read from its text: nothing of the product has to be loaded for that."""
    apps: list[str] = _settings_of(product).INSTALLED_APPS
    found = {}
    for app in apps:
        spec = importlib.util.find_spec(app) if app.startswith("telusur.") else None
        for folder in spec.submodule_search_locations or [] if spec else []:
            for file in Path(folder).glob("management/commands/[a-z]*.py"):
                found[file.stem.replace("_", "-")] = _purpose(file)
    return dict(sorted(found.items()))


def _settings_of(product: str) -> ModuleType:
    """What production lacks is told as a list, not as a fault of the program."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        return import_module(f"telusur.sites.{product}.settings")
    except ImproperlyConfigured as missing:
        sys.stderr.write(f"{missing}\n")
        raise SystemExit(1) from None


def _purpose(file: Path) -> str:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "help":
            return str(ast.literal_eval(node.value))
    return ""


if __name__ == "__main__":
    main()
