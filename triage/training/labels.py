"""The general model: its version and its fourteen labels, in the order of the columns."""

from dataclasses import dataclass
from typing import Final

VERSION: Final = "1.0.0"


@dataclass(frozen=True, slots=True)
class Label:
    """One output column: its name in the manifest and the words shown to an examiner."""

    name: str
    display: str
    description: str
    notable: bool = False


LABELS: Final[tuple[Label, ...]] = (
    Label(
        "firearm",
        "Firearm",
        "A pistol, revolver, rifle or shotgun, alone or in a hand; toy guns are not meant.",
        notable=True,
    ),
    Label(
        "knife",
        "Knife",
        "A knife or dagger, alone or in a hand; swords were not judged in training.",
        notable=True,
    ),
    Label("money", "Money", "Banknotes or coins."),
    Label("document", "Document", "A page, letter, form or receipt, scanned or photographed."),
    Label("screenshot", "Screenshot", "A picture of a computer or telephone screen."),
    Label("vehicle", "Vehicle", "A car, motorcycle, lorry, boat, train or aircraft."),
    Label("person", "Person", "One or more people, whole or in part."),
    Label("animal", "Animal", "A living animal."),
    Label("food_plant", "Food or plant", "Food, fruit, vegetables, flowers or plants."),
    Label("scene_outdoor", "Outdoor scene", "A view outdoors: street, landscape, building."),
    Label("scene_indoor", "Indoor scene", "A view of a room."),
    Label("graphic", "Graphic", "A drawing, painting, chart, emblem or map; not a photograph."),
    Label("clothing", "Clothing", "Clothes or shoes as the subject of the picture."),
    Label("other", "Other object", "Another object as the subject of the picture."),
)

NAMES: Final[tuple[str, ...]] = tuple(label.name for label in LABELS)
