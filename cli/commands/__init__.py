"""A module for each verb or noun; each holds `command`."""
