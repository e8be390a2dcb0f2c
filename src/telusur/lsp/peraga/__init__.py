"""The demo: an invented LSP and its people, made by issuing the commands as the roles would, never by inserting rows."""
