"""Measurements with their baselines in the same run (`make bench`). Results go to docs/benchmark.md."""
