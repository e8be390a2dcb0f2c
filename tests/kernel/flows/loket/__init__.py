"""A small module of one table whose rows need work, installed only while tests of flows and letters run."""
