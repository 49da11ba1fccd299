"""Room 4: a comparison or a history as terminal text, Markdown, HTML, JSON or CSV. Pure."""
