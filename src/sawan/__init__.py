"""Sawan: the system with which a Thai province runs its development strategy."""
