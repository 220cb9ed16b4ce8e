"""Items that are the same picture: exact copies, by their content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.store.columns import Columns


def same_content(
    columns: Columns, ids: Sequence[int] | npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """The ids of all items with the same content as these, themselves included, ascending.

    An item without content, or that the columns do not know yet, is alone.
    """
    wanted = np.asarray(ids, dtype=np.int64)
    rows = columns.rows_of(wanted)
    chosen = np.zeros(len(columns), dtype=np.bool_)
    chosen[rows] = True
    contents = columns.content[rows[columns.copies[rows] > 1]]
    if len(contents):
        table = np.zeros(int(columns.content.max()) + 2, dtype=np.bool_)
        table[contents] = True
        # The last place stays False: it is -1, an item without content.
        chosen |= table.take(columns.content, mode="wrap")
    known = columns.ids[chosen]
    return known if len(rows) == len(wanted) else np.union1d(known, wanted)
