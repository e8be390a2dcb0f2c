"""Settings, urls and wsgi of each product; nothing else."""
