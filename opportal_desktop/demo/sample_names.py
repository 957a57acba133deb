# SPDX-License-Identifier: GPL-3.0-or-later
"""Names, streets and towns for the sample practice, all made up into people who do not exist."""

from __future__ import annotations

from dataclasses import dataclass

from opportal_desktop.terms import Language


@dataclass(frozen=True, slots=True)
class NamePool:
    """Names that go together in one family, space separated; `last` has one surname an entry."""

    language: Language
    girls: str
    boys: str
    women: str
    men: str
    last: tuple[str, ...]
    two_surnames: bool = False


ENGLISH = NamePool(
    Language.ENGLISH,
    girls="Olivia Emma Charlotte Amelia Sophia Isabella Ava Mia Evelyn Harper Nora Hazel Violet Aurora Ruby Imani "
    "Naomi Priya Zoe Josephine Clara Maeve Fiona Anaya",
    boys="Liam Noah Oliver Theodore James Henry Elijah Benjamin Jack Levi Malik Ezra Wyatt Miles Arjun Caleb Isaac "
    "Silas Declan Jamal Owen Felix August Rohan",
    women="Jennifer Ashley Jessica Amanda Sarah Brittany Megan Lauren Nicole Rachel Keisha Heather Danielle Meera "
    "Christina Erin Latoya Allison Kathleen Vanessa",
    men="Michael Christopher Matthew Joshua Daniel David Andrew Justin Ryan Brandon Darnell Kevin Brian Thomas Vikram "
    "Patrick Marcus Sean Jeremy Anthony",
    last=(
        "Smith", "Johnson", "Williams", "Brown", "Jones", "Miller", "Davis", "Wilson", "Anderson", "Taylor", "Moore",
        "Jackson", "Thompson", "White", "Harris", "Clark", "Lewis", "Robinson", "Walker", "Young", "Allen", "King",
        "Wright", "Scott", "Hill", "Green", "Adams", "Baker", "Campbell", "Mitchell", "O'Connor", "McCarthy",
        "St. Clair", "Kowalski", "Patel", "Washington", "Fitzgerald", "van der Berg", "Goldstein", "Murphy",
    ),
)  # fmt: skip

SPANISH = NamePool(
    Language.SPANISH,
    girls="Sofía Valentina Camila Ximena Isabela Luna Renata Victoria Emilia Daniela Noemí Elena Regina Marisol "
    "Ángela Belén",
    boys="Santiago Sebastián Matías Diego Emiliano Leonardo Gael Tomás Joaquín Andrés Nicolás Ángel Iker Adrián "
    "Julián Raúl",
    women="María Guadalupe Verónica Claudia Patricia Yesenia Maribel Rocío Lorena Alejandra Xiomara Mónica Silvia "
    "Graciela",
    men="José Luis Carlos Jorge Miguel Ramón Héctor Óscar Rubén Alejandro Ernesto Wilfredo Germán César",
    last=(
        "García", "Rodríguez", "Martínez", "Hernández", "González", "Pérez", "Sánchez", "Ramírez", "Torres", "Flores",
        "Rivera", "Gómez", "Díaz", "Reyes", "Morales", "Cruz", "Ortiz", "Gutiérrez", "Chávez", "Ramos", "Vásquez",
        "Mendoza", "Jiménez", "Núñez", "Peña", "Quiñones", "Figueroa", "Colón", "De la Cruz", "Maldonado",
    ),
    two_surnames=True,
)  # fmt: skip

OTHER_POOLS = (
    NamePool(
        Language.PORTUGUESE, "Beatriz Inês Letícia", "João Davi Rafael", "Fernanda Luciana", "Paulo Márcio",
        ("Silva", "Souza", "Gonçalves", "Araújo"),
    ),
    NamePool(
        Language.HAITIAN_CREOLE, "Widline Naïka Esther", "Jean-Baptiste Samuel Woodley", "Marie-Ange Rose-Laure",
        "Jean-Claude Frantz", ("Jean-Louis", "Pierre", "Désir", "Toussaint"),
    ),
    NamePool(
        Language.VIETNAMESE, "Linh Mai Thảo", "Minh Khôi Bảo", "Hương Lan", "Hùng Tuấn", ("Nguyễn", "Trần", "Phạm"),
    ),
    NamePool(
        Language.CHINESE, "Xinyi Yuhan Meilin", "Haoran Zihao Wei", "Li Fang", "Jian Ming", ("Wang", "Chen", "Li"),
    ),
    NamePool(
        Language.ARABIC, "Layla Maryam Noor", "Omar Yusuf Karim", "Fatima Rania", "Ahmed Tariq",
        ("Haddad", "Al-Masri", "Khalil"),
    ),
)  # fmt: skip

STREETS = (
    "Alder Street", "Birchwood Lane", "Canal Street", "Depot Road", "Elm Court", "Ferry Landing", "Granite Avenue",
    "Harvest Hill Road", "Ivy Terrace", "Juniper Way", "Kettle Pond Road", "Larkspur Drive", "Mill Race",
    "Old Post Road",
    "Quarry Street", "Riverbend Avenue", "Saddleback Lane", "Tannery Row", "Union Street", "Willow Bend",
)  # fmt: skip

TOWNS = (("Riverbend", "01099"), ("Millbrook Falls", "01098"), ("Oak Hollow", "01096"), ("East Harrow", "01094"))
"""(town, ZIP code), all in MA."""

AREA_CODES = ("413", "508", "617", "774", "781", "857", "978", "351", "339")
"""Massachusetts; numbers are 555-0100 to 555-0199, which no telephone has."""

MAIL_DOMAINS = ("example.com", "example.org", "example.net")

INSURERS = ("Valley Community Plan", "Blue Harbor Health", "Bay State Family Care", "Northfield HMO")

ALERTS = (
    "Interpreter needed at visits.",
    "Copy of the insurance card is missing.",
    "Latex allergy: tell the nurse at check-in.",
    "Two appointments missed; confirm by phone the day before.",
    "Bring to an exam room at once: immunocompromised.",
)
