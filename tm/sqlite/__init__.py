"""A memory in one SQLite file: the schema, the connection, the rows, the store."""
