"""Columns that follow a changing case are those that a new load makes."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.living_case import told
from triage.store import metadata_words, order_growth
from triage.store.columns import Columns

STEPS = (
    *("source", "found", "found", "decide", "decide", "decide", "missing", "open_up"),
    *("pack", "late_scores", "grade", "threshold"),
)
SEQUENCES = st.lists(
    st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2**16)), max_size=6), max_size=6
)


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize("sorted_anew", [True, False])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(sequences=SEQUENCES)
def test_refreshed_columns_are_those_of_a_new_load(living, sequences, sorted_anew, text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order_growth, "MANY", 10**9 if sorted_anew else 0)
        patch.setattr(metadata_words, "MOST_KNOWN", 8)
        case = living()
        columns = Columns.load(case.connection, text=text)
        for steps in sequences:
            before = told(columns)
            for name, seed in steps:
                case.steps[name](Random(seed))
            refreshed = columns.refresh(case.connection)
            assert told(columns) == before
            assert told(refreshed) == told(Columns.load(case.connection, text=text))
            columns = refreshed
