"""Measurements that are run apart from the others, each with a PostgreSQL server of its own."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from bench import sections
from scripts.postgresql import cluster

PARTS = ("exchange", "register")


def main(root: Path, arguments: Sequence[str]) -> int:
    """One part; its section of the page is replaced. ``--small`` tries the machinery and writes nothing."""
    name, rest = arguments[0], arguments[1:]
    with cluster() as url:
        section: str = import_module(f"bench.{name}").run(url, rest)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=root, capture_output=True, text=True, check=False
    ).stdout.strip()
    made = f"{os.cpu_count()} processors, Python {platform.python_version()}, commit {commit}, {datetime.now(UTC):%d %B %Y}"
    load = f"{os.getloadavg()[1]:.1f}"
    section += f"\nMeasured on {made}; load of the machine over five minutes at the end: {load}.\n"
    print(section)
    if "--small" not in rest:
        sections.put(root / "docs/benchmark.md", section)
    return 0
