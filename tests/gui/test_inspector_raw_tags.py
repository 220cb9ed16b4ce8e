from __future__ import annotations

from triage.gui.inspector.raw_tags import RawTagModel, value_words


def test_the_model_is_sound(qtmodeltester):
    model = RawTagModel()
    model.show_tags({"IFD0:Make": "Canon", "IFD0:Numbers": [1, 2], "IFD0:Nothing": None})
    qtmodeltester.check(model)
    model.show_tags({})
    qtmodeltester.check(model)


def test_values_are_told_as_text():
    assert value_words(["1/60", 2]) == "1/60, 2"
    assert value_words(None) == "null"
    assert value_words("a\nb") == "a\nb"


def test_tooltips_are_never_markup():
    model = RawTagModel()
    model.show_tags({"IFD0:Make": "<img src=x>"})
    tip = model.data(model.index(0, 1), 3)
    assert "<img" not in (tip or "")
