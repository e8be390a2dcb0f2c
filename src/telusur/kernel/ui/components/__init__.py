"""Component tags. Each file registers its own; ``templatetags/tl.py`` puts them into one builtin library."""
