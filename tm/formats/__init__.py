"""What faces the memory from outside: a file or folder for each format, none importing another."""
