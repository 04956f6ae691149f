"""What an index is made with, in numbers that need no NumPy to be known."""

import unicodedata

# Keys below this length are short.
SHORT = 40
BUCKETS = 1 << 18
# Numbers of 64 bits in the sketch of a key.
SKETCH = 8
# Changes with the runs and with the characters that folding knows: an index of another form is not read.
FORM = f"4/{unicodedata.unidata_version}"
