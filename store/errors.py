"""What can go wrong with an archive and be mended by a person."""


class StoreError(Exception):
    """Something the archive could not do, said in one line."""
