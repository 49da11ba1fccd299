"""Timings against other programs, run by hand: no test depends on them."""
