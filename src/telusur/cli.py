"""The ``telusur`` program.

``telusur lsp COMMAND`` and ``telusur bnsp COMMAND`` run a product's command, ``telusur demo`` both products with demo data,
``telusur requirements`` looks at the whole project.
"""

from __future__ import annotations

import os
import sys

PRODUCTS = ("lsp", "bnsp")


def main() -> None:
    """Run a management command of a product; hyphens in the command's name are the underscores of its file."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["demo"]:
        from telusur.sites.demo import main as demo

        raise SystemExit(demo(arguments[1:]))
    if arguments[:1] and arguments[0] in PRODUCTS:
        product, *rest = arguments
    else:
        product, rest = PRODUCTS[0], arguments
    if rest:
        rest[0] = rest[0].replace("-", "_")
    os.environ["DJANGO_SETTINGS_MODULE"] = f"telusur.sites.{product}.settings"
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        _read_settings()
    except ImproperlyConfigured as missing:  # told as a list, not as a fault of the program
        sys.stderr.write(f"{missing}\n")
        raise SystemExit(1) from None

    execute_from_command_line([f"telusur {product}", *(rest or ["help"])])


def _read_settings() -> None:
    from django.conf import settings

    _ = settings.INSTALLED_APPS


if __name__ == "__main__":
    main()
