"""What a series lends and borrows: its own estimate, drawn to that of its group as far as it is uncertain."""

from __future__ import annotations

import numpy as np

from sawan.evaluate.arrays import Floats

FREE_OF_POOLING = 3


def drawn_to_group(own: Floats, variance: Floats) -> Floats:
    """(N,) estimates of the members of a group, each drawn to their median; `variance` (N,) is that of sampling.

    Empirical Bayes: the members differ by the variance of the estimates less the mean of `variance`, and what is
    uncertain beside that difference gives way to the group. (N - 3) / (N - 1) of it (James and Stein 1961), so that
    one, two or three series stay as they are: they are no group.
    """
    count = len(own)
    if count <= FREE_OF_POOLING:
        return own
    differ = max(0.0, float(np.var(own) - variance.mean()))
    give = variance / (variance + differ) * (count - FREE_OF_POOLING) / (count - 1)
    return np.asarray(own + give * (np.median(own) - own))
