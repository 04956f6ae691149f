"""Measurements against evaluation data, each beside a peer in the same run."""
