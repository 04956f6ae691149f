"""Quantities in Chinese text, simplified and traditional."""
