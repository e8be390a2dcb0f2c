"""A small module of two tables, installed only while the tests of the spine run."""
