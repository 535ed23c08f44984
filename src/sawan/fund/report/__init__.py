"""The answer of `sawan fund select` as one self-contained page, Thai and English, for screen, dark and paper."""

from __future__ import annotations

from .sheet import page

__all__ = ["page"]
