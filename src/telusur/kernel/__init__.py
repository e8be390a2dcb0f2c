"""What both products stand on. The kernel knows nothing of LSP or BNSP."""
