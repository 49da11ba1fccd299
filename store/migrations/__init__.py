"""Migrations of the archive's schema, oldest first in versions/."""
