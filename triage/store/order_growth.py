"""Orders of a case that grew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from triage.store.item_columns import all_names, source_rank
from triage.store.order import Orders
from triage.store.path_merge import MANY, NaturalPaths, StoredPaths, merged
from triage.store.path_order import natural_rows, path_rows, ranks

if TYPE_CHECKING:
    import sqlite3

    import numpy.typing as npt

    from triage.store.coded import Coded
    from triage.store.fetch import Integers
    from triage.store.growth import Growth
    from triage.store.text import TextIndex


def grown_orders(
    connection: sqlite3.Connection,
    before: Orders,
    growth: Growth,
    source: Coded[str],
    folder: Coded[str],
    taken_key: Integers,
    size: npt.NDArray[np.signedinteger[Any]],
    texts: TextIndex,
) -> Orders:
    """``before`` with the items that are new; the other arguments are columns of all items.

    The order as people count is there where it was there before.
    """
    new = np.arange(len(before.by_path), growth.size)
    if not len(new):
        return Orders(before.by_path, taken_key, size, texts, before.made_natural)
    rank = source_rank(source)
    natural = before.made_natural
    if len(new) * MANY > growth.size:
        names = growth.items.names.exact() if len(new) == growth.size else all_names(connection)
        by_path = path_rows(folder.values, folder.codes, names, rank)
        if natural is not None:
            natural = natural_rows(texts, ranks(by_path))
    else:
        by_path = merged(before.by_path, new, StoredPaths(connection, growth.ids, folder, rank))
        if natural is not None:
            natural = merged(natural, new, NaturalPaths(texts, ranks(by_path)))
    return Orders(by_path, taken_key, size, texts, natural)
