"""What an LSP and BNSP agreed to tell each other: the kinds of fact and their JSON schemas, the same for both sides.

A leaf above the kernel: it knows neither product, and an LSP with another system can be built from it alone
(``docs/pertukaran/``). Every fact is the present state of one thing, so the newest version replaces what was told before.
Dates are ISO 8601 days in the institution's zone.
"""
