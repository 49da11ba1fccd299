"""Keep every revision of a news story in a database, and tell sentence by sentence what changed.

The rooms are the data flow:

    sources   where text comes from: files, folders, standard input
    text      bytes to text, text to sentences and editorial notes
    diff      align sentences, compare words, classify edits, follow notes
    reports   a comparison or a history as terminal text, Markdown or JSON
    cli       words in, words out

`tracking` holds the use cases and is the only module that knows both this pipeline and the store; `model`,
`history` and `overview` hold the values that flow; `revisions` the words for a revision or a range of them.
"""
