"""The BNSP product plus one bare view to compare with."""

from telusur.sites.bnsp.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls_bnsp"
EMAIL_HOST = ""
