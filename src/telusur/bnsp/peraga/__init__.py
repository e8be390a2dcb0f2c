"""The demo: an invented BNSP and what it registers, made by issuing the commands as the roles would."""
