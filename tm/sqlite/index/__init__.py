"""The index of a memory's texts, inside its file: which keys can be near a query, the likeliest first.

It is derived from the keys in the table `folded` and never trusted blindly: a segment of another form is not looked at,
and what came after the last segment is read from the table itself.
"""
