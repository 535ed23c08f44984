"""Which names are worth comparing: those that share rare trigrams, found without looking at all pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse

RAREST, SHARE = 24, 0.25
BLOCK = 1000


def candidate_pairs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (i < j) of texts that share a quarter of the rarest trigrams of either.

    Of each text the 24 rarest trigrams are taken that at least two texts have (a trigram made by a typing error
    stands alone and can be shared with nobody). A sparse product, a thousand texts at a time, counts what every pair
    shares: work grows with the sharing, not with the square of the texts.
    """
    grams = [sorted({text[at : at + 3] for at in range(len(text) - 2)}) for text in texts]
    frequency = Counter(gram for each in grams for gram in each)
    shared = {gram: at for at, gram in enumerate(sorted(gram for gram, count in frequency.items() if count > 1))}
    known = [[gram for gram in each if gram in shared] for each in grams]
    rarest = [sorted(each, key=lambda gram: (frequency[gram], gram))[:RAREST] for each in known]
    if not shared:
        return sorted(_equal(texts))
    few, all_of = _matrix(rarest, shared), _matrix(known, shared).T.tocsr()
    needed = np.array([max(2, SHARE * len(each)) for each in rarest])
    pairs = _equal(texts)
    for start in range(0, len(texts), BLOCK):
        counts = (few[start : start + BLOCK] @ all_of).tocoo()
        rows = counts.row + start
        enough = (counts.data >= needed[rows]) & (rows != counts.col)
        first, second = rows[enough], counts.col[enough]
        pairs.update(zip(np.minimum(first, second).tolist(), np.maximum(first, second).tolist(), strict=True))
    return sorted(pairs)


def _equal(texts: Sequence[str]) -> set[tuple[int, int]]:
    """Equal texts too short to have trigrams of their own."""
    where: dict[str, int] = {}
    return {(where[text], at) for at, text in enumerate(texts) if where.setdefault(text, at) != at}


def _matrix(grams: Sequence[Sequence[str]], columns: dict[str, int]) -> sparse.csr_array:
    from scipy import sparse  # slow import

    lengths = np.array([len(each) for each in grams])
    pointers = np.concatenate([[0], np.cumsum(lengths)])
    indices = np.array([columns[gram] for each in grams for gram in each], dtype=np.int32)
    return sparse.csr_array((np.ones(len(indices), np.int32), indices, pointers), shape=(len(grams), len(columns)))
