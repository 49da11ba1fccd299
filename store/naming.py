"""The names of stories: a key that can change, and the other names that lead to it. The digests hold neither."""

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from store.errors import StoreError
from store.tables import story, story_alias

_OF_KEY = select(story.c.id).where(story.c.key == bindparam("name"))
_OF_ALIAS = select(story_alias.c.story_id).where(story_alias.c.alias == bindparam("name"))


def story_id(connection: Connection, name: str) -> int | None:
    """Give the number of the story that has a name, as its key or as another name."""
    found = connection.execute(_OF_KEY, {"name": name}).scalar_one_or_none()
    return connection.execute(_OF_ALIAS, {"name": name}).scalar_one_or_none() if found is None else found


def rename(connection: Connection, number: int, key: str) -> None:
    """Give a story another key; the one it had still leads to it."""
    before = connection.execute(select(story.c.key).where(story.c.id == number)).scalar_one()
    if before == key:
        return
    _refuse_taken(connection, number, key)
    connection.execute(delete(story_alias).where(story_alias.c.alias == key))
    connection.execute(update(story).where(story.c.id == number).values(key=key))
    connection.execute(insert(story_alias).values(alias=before, story_id=number))


def add_alias(connection: Connection, number: int, name: str) -> bool:
    """Let another name lead to a story; say whether it did not before."""
    if story_id(connection, name) == number:
        return False
    _refuse_taken(connection, number, name)
    connection.execute(insert(story_alias).values(alias=name, story_id=number))
    return True


def drop_alias(connection: Connection, number: int, name: str) -> bool:
    """Let a name no longer lead to a story; say whether it did."""
    gone = delete(story_alias).where(story_alias.c.alias == name, story_alias.c.story_id == number)
    return connection.execute(gone).rowcount > 0


def aliases(connection: Connection, number: int) -> tuple[str, ...]:
    """Give the other names of a story."""
    query = select(story_alias.c.alias).where(story_alias.c.story_id == number).order_by(story_alias.c.alias)
    return tuple(connection.execute(query).scalars())


def _refuse_taken(connection: Connection, number: int, name: str) -> None:
    taken = story_id(connection, name)
    if taken is not None and taken != number:
        key = connection.execute(select(story.c.key).where(story.c.id == taken)).scalar_one()
        raise StoreError(f"{name!r} already leads to the story {key!r}")
