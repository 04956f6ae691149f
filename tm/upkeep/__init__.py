"""A memory looked after: what is double, what is wrong, what is broken, and how memories become one."""
