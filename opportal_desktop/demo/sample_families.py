# SPDX-License-Identifier: GPL-3.0-or-later
"""The families of the sample practice: those that every pediatric desk knows by hand, the others drawn by a seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from opportal_desktop.demo import sample_names as names
from opportal_desktop.folding import fold
from opportal_desktop.terms import Authority, Language, ResidesWith, RoleReason, Sex

PATIENTS = 200
PRACTICE_PHONE = "+14135550100"

# The family of the demo's journey and of the test through AT-SPI: two siblings who share their mother. She is in
# both charts with Authority None, was never registered, and is the only contact of her name and email.
JOURNEY_PATIENT_FIRST_NAME = "Mateo"
JOURNEY_PATIENT_LAST_NAME = "García López"
JOURNEY_PATIENT_BIRTH_DATE = dt.date(2019, 3, 5)
JOURNEY_SIBLING_FIRST_NAME = "Lucía"
JOURNEY_SIBLING_BIRTH_DATE = dt.date(2021, 9, 14)
JOURNEY_CONTACT_FIRST_NAME = "Ana"
JOURNEY_CONTACT_LAST_NAME = "López Rivera"
JOURNEY_HOME_EMAIL = "ana.lopez@example.com"
JOURNEY_CELL_PHONE = "+14135550142"


class PortalPast(Enum):
    """What happened to a parent at the portal before today."""

    NOTHING = "nothing"
    INVITED = "invited, link still valid"
    EXPIRED = "link not used in time"
    ACTIVE = "signed in"
    FAILED = "mail refused"
    LOCKED = "five wrong dates of birth"
    ENDED = "was active, Authority set to None since"
    LEFT = "was active, made inactive since"


@dataclass(frozen=True, slots=True)
class SampleAddress:
    """Where somebody lives."""

    line: str
    city: str
    postal_code: str
    line2: str = ""
    state: str = "MA"


@dataclass(frozen=True, slots=True)
class SampleChild:
    """A patient."""

    first: str
    last: str
    born: dt.date
    sex: Sex
    language: Language = Language.ENGLISH
    middle: str = ""
    nickname: str = ""
    active: bool = True
    alert: str = ""
    dispute: str = ""
    email: str = ""
    cell: str = ""
    insurance: tuple[tuple[str, str], ...] = ()
    address: SampleAddress | None = None
    """None: the family's."""


@dataclass(frozen=True, slots=True)
class SampleAdult:
    """A contact."""

    first: str
    last: str
    language: Language = Language.ENGLISH
    email: str = ""
    cell: str = ""
    home: str = ""
    work: str = ""
    middle: str = ""
    nickname: str = ""
    born: dt.date | None = None
    notes: str = ""
    past: PortalPast = PortalPast.NOTHING
    declined_days_ago: int | None = None
    own_child: int | None = None
    """Which of the family's patients this person is."""
    address: SampleAddress | None = None
    """None: the family's."""


@dataclass(frozen=True, slots=True)
class SampleTie:
    """Contact number `adult` in the chart of patient number `child`, both counted within the family."""

    child: int
    adult: int
    role: RoleReason
    authority: Authority = Authority.NONE
    resides: ResidesWith = ResidesWith.UNKNOWN
    emergency: bool = False
    preferred: bool = False
    ended_days_ago: int | None = None
    consent_days_ago: int | None = None
    consent_days_left: int | None = None
    court_order: str = ""
    review_days_ago: int | None = None


@dataclass(frozen=True, slots=True)
class SampleFamily:
    """Some patients with the contacts of their charts."""

    address: SampleAddress
    children: tuple[SampleChild, ...]
    adults: tuple[SampleAdult, ...]
    ties: tuple[SampleTie, ...]


@dataclass
class _Maker:
    """Draws what must be unique (phones, emails) or plausible (ages, addresses)."""

    rng: random.Random
    today: dt.date
    used_emails: set[str] = field(default_factory=lambda: {JOURNEY_HOME_EMAIL})

    def __post_init__(self) -> None:
        numbers = [f"+1{area}55501{last:02d}" for area in names.AREA_CODES for last in range(100)]
        self._phones = [number for number in numbers if number not in (PRACTICE_PHONE, JOURNEY_CELL_PHONE)]
        self.rng.shuffle(self._phones)

    def phone(self) -> str:
        return self._phones.pop()

    def email(self, first: str, last: str) -> str:
        base = f"{fold(first).split()[0]}.{fold(last).split()[0]}"
        domain = self.rng.choice(names.MAIL_DOMAINS)
        number = 0
        while (address := f"{base}{number or ''}@{domain}") in self.used_emails:
            number += self.rng.randint(1, 9)
        self.used_emails.add(address)
        return address

    def address(self) -> SampleAddress:
        town, postal_code = self.rng.choice(names.TOWNS)
        line2 = f"Apt {self.rng.randint(1, 24)}" if self.rng.random() < 0.3 else ""
        return SampleAddress(f"{self.rng.randint(2, 480)} {self.rng.choice(names.STREETS)}", town, postal_code, line2)

    def insurance(self) -> tuple[tuple[str, str], ...]:
        insurers = self.rng.sample(names.INSURERS, k=self.rng.choices((0, 1, 2), weights=(6, 84, 10))[0])
        return tuple((insurer, f"{insurer[0]}{insurer.split()[1][0]}{self._number(8)}") for insurer in insurers)

    def born(self, years: float) -> dt.date:
        """Somebody of about this age."""
        return self.today - dt.timedelta(days=int(years * 365.25) + self.rng.randint(0, 200))

    def aged(self, years: int, days: int) -> dt.date:
        """Somebody whose birthday of `years` was `days` days ago (ahead if negative)."""
        day = self.today - dt.timedelta(days=days)
        return dt.date(day.year - years, day.month, min(day.day, 28))

    def _number(self, digits: int) -> str:
        return "".join(self.rng.choices("0123456789", k=digits))


def sample_families(rng: random.Random, today: dt.date) -> tuple[SampleFamily, ...]:
    """The families that every desk knows, and ordinary ones until there are `PATIENTS`; the same for the same seed."""
    maker = _Maker(rng, today)
    found = [special(maker) for special in _SPECIAL]
    missing = PATIENTS - sum(len(family.children) for family in found)
    while missing > 0:
        family = _ordinary_family(maker, missing)
        found.append(family)
        missing -= len(family.children)
    # The journey's family is somewhere in the middle of the charts, not at their top.
    rng.shuffle(found)
    return tuple(found)


_POOLS = (names.ENGLISH, names.SPANISH, *names.OTHER_POOLS)
_POOL_WEIGHTS = (52, 40, *(8 / len(names.OTHER_POOLS) for _ in names.OTHER_POOLS))
_PASTS = {
    PortalPast.NOTHING: 58,
    PortalPast.ACTIVE: 20,
    PortalPast.EXPIRED: 9,
    PortalPast.INVITED: 7,
    PortalPast.FAILED: 4,
    PortalPast.ENDED: 2,
}


def _ordinary_family(maker: _Maker, most: int) -> SampleFamily:
    """One to three children with one mother and often a father, sometimes a grandparent for emergencies."""
    rng = maker.rng
    pool = rng.choices(_POOLS, weights=_POOL_WEIGHTS)[0]
    father_last, mother_last = rng.sample(pool.last, k=2)
    child_last = f"{father_last} {mother_last}" if pool.two_surnames and rng.random() < 0.7 else father_last
    mother_last = mother_last if pool.two_surnames or rng.random() < 0.25 else father_last
    children = _children(maker, pool, child_last, min(most, rng.choices((1, 2, 3), weights=(42, 42, 16))[0]))
    adults = [_parent(maker, pool, pool.women, mother_last, rng.choices(*_weighted(_PASTS))[0])]
    roles = [RoleReason.MOTHER]
    if rng.random() < 0.72:
        past = rng.choices(*_weighted(_PASTS))[0] if rng.random() < 0.4 else PortalPast.NOTHING
        adults.append(_parent(maker, pool, pool.men, father_last, past))
        roles.append(RoleReason.FATHER)
    ties = _parents_ties(maker, adults, roles, len(children))
    if rng.random() < 0.2:
        relative = SampleAdult(rng.choice(pool.women.split()), father_last, pool.language, cell=maker.phone())
        ties += [
            SampleTie(child, len(adults), RoleReason.GRANDPARENT, resides=ResidesWith.NO, emergency=True)
            for child in range(len(children))
        ]
        adults.append(relative)
    return SampleFamily(maker.address(), children, tuple(adults), tuple(ties))


def _weighted(weights: dict[PortalPast, int]) -> tuple[list[PortalPast], list[int]]:
    return list(weights), list(weights.values())


def _children(maker: _Maker, pool: names.NamePool, last: str, count: int) -> tuple[SampleChild, ...]:
    rng = maker.rng
    age = rng.uniform(0.0, 17.0)
    children: list[SampleChild] = []
    for _ in range(count):
        sex = rng.choice((Sex.FEMALE, Sex.MALE))
        taken = {child.first for child in children}
        given = [name for name in (pool.girls if sex is Sex.FEMALE else pool.boys).split() if name not in taken]
        language = pool.language if pool is names.SPANISH or rng.random() < 0.7 else Language.ENGLISH
        children.append(
            SampleChild(
                first=rng.choice(given),
                last=last,
                born=maker.born(age),
                sex=sex,
                language=language,
                middle=rng.choice("ABCDEGJLMNRST") if rng.random() < 0.3 else "",
                alert=rng.choice(names.ALERTS) if rng.random() < 0.06 else "",
                insurance=maker.insurance(),
            )
        )
        age = max(0.1, age - rng.uniform(1.5, 4.5)) if age > 3 else age + rng.uniform(2.0, 5.0)
    return tuple(children)


def _parent(maker: _Maker, pool: names.NamePool, given: str, last: str, past: PortalPast) -> SampleAdult:
    rng = maker.rng
    first = rng.choice(given.split())
    reachable = past is not PortalPast.NOTHING or rng.random() < 0.85
    return SampleAdult(
        first=first,
        last=last,
        language=pool.language,
        email=maker.email(first, last) if reachable else "",
        cell=maker.phone() if reachable or rng.random() < 0.9 else "",
        born=maker.born(rng.uniform(23, 46)) if rng.random() < 0.5 else None,
        past=past,
    )


def _parents_ties(
    maker: _Maker, adults: Sequence[SampleAdult], roles: Sequence[RoleReason], children: int
) -> list[SampleTie]:
    ties = []
    for number, (adult, role) in enumerate(zip(adults, roles, strict=True)):
        # Half of those who were never registered were never asked about Authority either.
        asked = adult.past is not PortalPast.NOTHING or maker.rng.random() < 0.5
        ties += [
            SampleTie(
                child,
                number,
                role,
                Authority.JOINT if asked else Authority.NONE,
                ResidesWith.YES,
                emergency=number == 0,
                preferred=number == 0,
            )
            for child in range(children)
        ]
    return ties


# ---------------------------------------------------------------------------------- families that every desk knows


def _journey_family(maker: _Maker) -> SampleFamily:
    children = tuple(
        SampleChild(first, JOURNEY_PATIENT_LAST_NAME, born, sex, Language.SPANISH, insurance=maker.insurance())
        for first, born, sex in (
            (JOURNEY_PATIENT_FIRST_NAME, JOURNEY_PATIENT_BIRTH_DATE, Sex.MALE),
            (JOURNEY_SIBLING_FIRST_NAME, JOURNEY_SIBLING_BIRTH_DATE, Sex.FEMALE),
        )
    )
    mother = SampleAdult(
        JOURNEY_CONTACT_FIRST_NAME,
        JOURNEY_CONTACT_LAST_NAME,
        Language.SPANISH,
        JOURNEY_HOME_EMAIL,
        JOURNEY_CELL_PHONE,
        born=dt.date(1991, 6, 2),
    )
    ties = tuple(
        SampleTie(child, 0, RoleReason.MOTHER, resides=ResidesWith.YES, emergency=True, preferred=True)
        for child in (0, 1)
    )
    return SampleFamily(SampleAddress("27 Willow Bend", "Riverbend", "01099", "Apt 3"), children, (mother,), ties)


def _two_households(maker: _Maker) -> SampleFamily:
    """Divorced parents with homes of their own and new partners; the children live with both."""
    children = (
        SampleChild("Hannah", "Whitfield", maker.born(9.2), Sex.FEMALE, insurance=maker.insurance()),
        SampleChild("Eli", "Whitfield", maker.born(6.4), Sex.MALE, alert="Two households: ask who brings the child."),
    )
    adults = (
        SampleAdult(
            "Rebecca",
            "Lindqvist",
            email=maker.email("Rebecca", "Lindqvist"),
            cell=maker.phone(),
            past=PortalPast.ACTIVE,
            notes="Divorced 2023; weekdays with her.",
        ),
        SampleAdult(
            "Jonathan",
            "Whitfield",
            email=maker.email("Jonathan", "Whitfield"),
            cell=maker.phone(),
            past=PortalPast.EXPIRED,
            address=maker.address(),
            notes="Every other weekend and Wednesdays.",
        ),
        SampleAdult("Gregory", "Stone", cell=maker.phone(), email=maker.email("Gregory", "Stone")),
        SampleAdult("Paige", "Whitfield", cell=maker.phone(), address=maker.address()),
    )
    ties = tuple(
        tie
        for child in (0, 1)
        for tie in (
            SampleTie(
                child, 0, RoleReason.MOTHER, Authority.JOINT, ResidesWith.PART_TIME, emergency=True, preferred=True
            ),
            SampleTie(child, 1, RoleReason.FATHER, Authority.JOINT, ResidesWith.PART_TIME, emergency=True),
            SampleTie(child, 2, RoleReason.STEPFATHER, resides=ResidesWith.PART_TIME),
            SampleTie(child, 3, RoleReason.STEPMOTHER, resides=ResidesWith.NO),
        )
    )
    return SampleFamily(maker.address(), children, adults, ties)


def _sole_custody(maker: _Maker) -> SampleFamily:
    """Exclusive for the mother; the father's access ended with the court's order."""
    child = SampleChild(
        "Savannah",
        "Pruitt",
        maker.born(7.1),
        Sex.FEMALE,
        dispute="The father contests the order. No information by phone to either parent; visits and questions to the "
        "office manager.",
    )
    adults = (
        SampleAdult(
            "Crystal", "Pruitt", email=maker.email("Crystal", "Pruitt"), cell=maker.phone(), past=PortalPast.ACTIVE
        ),
        SampleAdult(
            "Dwayne",
            "Pruitt",
            email=maker.email("Dwayne", "Pruitt"),
            cell=maker.phone(),
            past=PortalPast.ENDED,
            address=maker.address(),
            notes="Court order of this spring, copy in the chart.",
        ),
    )
    ties = (
        SampleTie(
            0,
            0,
            RoleReason.MOTHER,
            Authority.EXCLUSIVE,
            ResidesWith.YES,
            emergency=True,
            preferred=True,
            court_order="Sole custody for the mother by order of this spring, copy in the chart.",
            review_days_ago=3,
        ),
        SampleTie(0, 1, RoleReason.FATHER, Authority.JOINT, ResidesWith.NO),
    )
    return SampleFamily(maker.address(), (child,), adults, ties)


def _grandparent_guardian(maker: _Maker) -> SampleFamily:
    """A grandmother is the Legal Guardian; the mother was made inactive."""
    children = (
        SampleChild("Destiny", "Boudreaux", maker.born(11.3), Sex.FEMALE, insurance=maker.insurance()),
        SampleChild("Trey", "Boudreaux", maker.born(8.0), Sex.MALE, nickname="T.J.", insurance=maker.insurance()),
    )
    adults = (
        SampleAdult(
            "Earline",
            "Boudreaux",
            email=maker.email("Earline", "Boudreaux"),
            cell=maker.phone(),
            home=maker.phone(),
            past=PortalPast.ACTIVE,
            born=maker.born(63),
            notes="Guardianship papers on file.",
        ),
        SampleAdult(
            "Tiffany",
            "Boudreaux",
            cell=maker.phone(),
            email=maker.email("Tiffany", "Boudreaux"),
            past=PortalPast.LEFT,
            address=maker.address(),
        ),
    )
    ties = tuple(
        tie
        for child in (0, 1)
        for tie in (
            SampleTie(child, 0, RoleReason.LEGAL_GUARDIAN, Authority.EXCLUSIVE, ResidesWith.YES, True, True),
            SampleTie(child, 1, RoleReason.MOTHER, Authority.JOINT, ResidesWith.NO),
        )
    )
    return SampleFamily(maker.address(), children, adults, ties)


def _mother_and_patient(maker: _Maker) -> SampleFamily:
    """A young mother has a chart here herself, as Self, and is the mother in her daughter's chart."""
    mother_born = maker.aged(19, 140)
    mother_email, mother_cell = maker.email("Jazmín", "Figueroa"), maker.phone()
    patients = (
        SampleChild("Jazmín", "Figueroa Colón", mother_born, Sex.FEMALE, Language.SPANISH, cell=mother_cell),
        SampleChild("Aaliyah", "Figueroa", maker.born(0.4), Sex.FEMALE, Language.SPANISH, insurance=maker.insurance()),
    )
    mother = SampleAdult(
        "Jazmín",
        "Figueroa Colón",
        Language.SPANISH,
        mother_email,
        mother_cell,
        born=mother_born,
        past=PortalPast.ACTIVE,
        own_child=0,
    )
    ties = (
        SampleTie(0, 0, RoleReason.SELF, Authority.JOINT),
        SampleTie(1, 0, RoleReason.MOTHER, Authority.JOINT, ResidesWith.YES, True, True),
    )
    return SampleFamily(maker.address(), patients, (mother,), ties)


def _mother_sees_own_chart(maker: _Maker) -> SampleFamily:
    """The same, listed as Other Relative in her own chart: she sees it beside her son's."""
    mother_born = maker.aged(20, 60)
    patients = (
        SampleChild("Kayla", "Brennan", mother_born, Sex.FEMALE),
        SampleChild("Ronan", "Brennan", maker.born(1.1), Sex.MALE, insurance=maker.insurance()),
    )
    mother = SampleAdult(
        "Kayla",
        "Brennan",
        email=maker.email("Kayla", "Brennan"),
        cell=maker.phone(),
        born=mother_born,
        past=PortalPast.ACTIVE,
        own_child=0,
    )
    ties = (
        SampleTie(0, 0, RoleReason.OTHER_RELATIVE, Authority.JOINT),
        SampleTie(1, 0, RoleReason.MOTHER, Authority.JOINT, ResidesWith.YES, True, True),
    )
    return SampleFamily(maker.address(), patients, (mother,), ties)


def _soon_of_age(maker: _Maker) -> SampleFamily:
    """A teen who turns 18 in twelve days, and her brother who did so six weeks ago; his consent ends soon."""
    patients = (
        SampleChild("Abigail", "O'Sullivan", maker.aged(18, -12), Sex.FEMALE, cell=maker.phone()),
        SampleChild("Brendan", "O'Sullivan", maker.aged(18, 43), Sex.MALE, cell=maker.phone()),
    )
    adults = (
        SampleAdult(
            "Maureen",
            "O'Sullivan",
            email=maker.email("Maureen", "OSullivan"),
            cell=maker.phone(),
            past=PortalPast.ACTIVE,
            work=maker.phone(),
        ),
        SampleAdult(
            "Colm", "O'Sullivan", email=maker.email("Colm", "OSullivan"), cell=maker.phone(), past=PortalPast.INVITED
        ),
    )
    ties = (
        SampleTie(0, 0, RoleReason.MOTHER, Authority.JOINT, ResidesWith.YES, True, True),
        SampleTie(0, 1, RoleReason.FATHER, Authority.JOINT, ResidesWith.YES),
        SampleTie(
            1,
            0,
            RoleReason.MOTHER,
            Authority.JOINT,
            ResidesWith.YES,
            True,
            True,
            consent_days_ago=40,
            consent_days_left=26,
        ),
        SampleTie(1, 1, RoleReason.FATHER, Authority.JOINT, ResidesWith.YES),
    )
    return SampleFamily(maker.address(), patients, adults, ties)


def _adult_patient(maker: _Maker) -> SampleFamily:
    """A patient of 19 with nobody but himself in the chart."""
    born = maker.aged(19, 210)
    email, cell = maker.email("Desmond", "Okafor"), maker.phone()
    patient = SampleChild("Desmond", "Okafor", born, Sex.MALE, cell=cell, insurance=maker.insurance())
    himself = SampleAdult("Desmond", "Okafor", email=email, cell=cell, born=born, own_child=0)
    return SampleFamily(maker.address(), (patient,), (himself,), (SampleTie(0, 0, RoleReason.SELF, Authority.JOINT),))


def _foster_family(maker: _Maker) -> SampleFamily:
    """A foster mother with Authority, a social worker and the school without."""
    child = SampleChild(
        "Micah",
        "Reyes-Holloway",
        maker.born(4.8),
        Sex.MALE,
        insurance=maker.insurance(),
        alert="Foster placement: call the social worker about consents.",
    )
    office = SampleAddress("1 Courthouse Square", "Riverbend", "01099", "Suite 210")
    adults = (
        SampleAdult(
            "Yolanda",
            "Price",
            email=maker.email("Yolanda", "Price"),
            cell=maker.phone(),
            past=PortalPast.INVITED,
            notes="Placement since August.",
        ),
        SampleAdult(
            "Lena",
            "Abramowitz",
            email=maker.email("Lena", "Abramowitz"),
            work=maker.phone(),
            address=office,
            notes="Department of family services, weekdays 9 to 5.",
        ),
        SampleAdult(
            "",
            "Oak Hollow Elementary School",
            work=maker.phone(),
            address=SampleAddress("60 Quarry Street", "Oak Hollow", "01096"),
        ),
    )
    ties = (
        SampleTie(0, 0, RoleReason.FOSTER_PARENT, Authority.JOINT, ResidesWith.YES, True, True),
        SampleTie(0, 1, RoleReason.SOCIAL_WORKER, resides=ResidesWith.NO),
        SampleTie(0, 2, RoleReason.SCHOOL, resides=ResidesWith.NO),
    )
    return SampleFamily(maker.address(), (child,), adults, ties)


def _long_names(maker: _Maker) -> SampleFamily:
    """Names that windows must bear."""
    last = "O'Brien-Núñez"
    children = (
        SampleChild("Maximiliano Alejandro", last, maker.born(5.5), Sex.MALE, middle="de los Ángeles", nickname="Max"),
        SampleChild("Anastasia-Guadalupe", last, maker.born(2.3), Sex.FEMALE, middle="Wilhelmina", nickname="Stasia"),
    )
    adults = (
        SampleAdult(
            "María de los Dolores",
            "Núñez de Villavicencio y Castañeda",
            Language.SPANISH,
            maker.email("maria.dolores", "nunezdevillavicencio"),
            maker.phone(),
            past=PortalPast.ACTIVE,
        ),
        SampleAdult(
            "Fionnuala Seán", "O'Brien-Featherstonehaugh", email=maker.email("fionn", "obrien"), cell=maker.phone()
        ),
    )
    ties = tuple(
        tie
        for child in (0, 1)
        for tie in (
            SampleTie(child, 0, RoleReason.MOTHER, Authority.JOINT, ResidesWith.YES, True, True),
            SampleTie(child, 1, RoleReason.FATHER, Authority.JOINT, ResidesWith.YES),
        )
    )
    return SampleFamily(maker.address(), children, adults, ties)


def _declined(maker: _Maker) -> SampleFamily:
    """A father who wants no portal."""
    child = SampleChild("Wesley", "Hargrove", maker.born(3.2), Sex.MALE, insurance=maker.insurance())
    father = SampleAdult(
        "Clifford",
        "Hargrove",
        email=maker.email("Clifford", "Hargrove"),
        cell=maker.phone(),
        declined_days_ago=214,
        notes="Wants letters by post.",
    )
    tie = SampleTie(0, 0, RoleReason.FATHER, Authority.JOINT, ResidesWith.YES, True, True)
    return SampleFamily(maker.address(), (child,), (father,), (tie,))


def _shared_email(maker: _Maker) -> SampleFamily:
    """Both parents gave one Home Email (rule A6); and it is noted as the child's own email too."""
    shared = maker.email("the.kaminskis", "family")
    child = SampleChild("Oskar", "Kaminski", maker.born(6.0), Sex.MALE, email=shared, insurance=maker.insurance())
    adults = tuple(SampleAdult(first, "Kaminski", email=shared, cell=maker.phone()) for first in ("Dorota", "Piotr"))
    ties = (
        SampleTie(0, 0, RoleReason.MOTHER, Authority.JOINT, ResidesWith.YES, True, True),
        SampleTie(0, 1, RoleReason.FATHER, Authority.JOINT, ResidesWith.YES),
    )
    return SampleFamily(maker.address(), (child,), adults, ties)


def _email_trouble(maker: _Maker) -> SampleFamily:
    """One Home Email was mistyped, the other is missing."""
    child = SampleChild("Genevieve", "Ashworth", maker.born(1.6), Sex.FEMALE, insurance=maker.insurance())
    adults = (
        SampleAdult("Beatrice", "Ashworth", email="beatrice.ashworth@examplecom", cell=maker.phone()),
        SampleAdult("Nigel", "Ashworth", cell=maker.phone()),
    )
    ties = (
        SampleTie(0, 0, RoleReason.MOTHER, Authority.JOINT, ResidesWith.YES, True, True),
        SampleTie(0, 1, RoleReason.FATHER, Authority.JOINT, ResidesWith.YES),
    )
    return SampleFamily(maker.address(), (child,), adults, ties)


def _gone_away(maker: _Maker) -> SampleFamily:
    """An inactive patient, and a former nanny who is inactive in the younger one's chart."""
    children = (
        SampleChild("Harold", "Penhallow", maker.born(16.0), Sex.MALE, active=False, alert="Moved away last year."),
        SampleChild("Winifred", "Penhallow", maker.born(3.0), Sex.FEMALE, insurance=maker.insurance()),
    )
    adults = (
        SampleAdult(
            "Cordelia",
            "Penhallow",
            email=maker.email("Cordelia", "Penhallow"),
            cell=maker.phone(),
            past=PortalPast.EXPIRED,
        ),
        SampleAdult("Svetlana", "Morozova", Language.RUSSIAN, cell=maker.phone()),
    )
    ties = (
        SampleTie(0, 0, RoleReason.MOTHER, Authority.JOINT, ResidesWith.NO),
        SampleTie(1, 0, RoleReason.MOTHER, Authority.JOINT, ResidesWith.YES, True, True),
        SampleTie(1, 1, RoleReason.CAREGIVER, resides=ResidesWith.NO, ended_days_ago=95),
    )
    return SampleFamily(maker.address(), children, adults, ties)


def _wrong_answers(maker: _Maker) -> SampleFamily:
    """A link that is locked after five wrong dates of birth."""
    child = SampleChild("Theo", "Castellanos Ruiz", maker.born(10.0), Sex.MALE, Language.SPANISH)
    father = SampleAdult(
        "Ignacio",
        "Castellanos",
        Language.SPANISH,
        maker.email("Ignacio", "Castellanos"),
        maker.phone(),
        past=PortalPast.LOCKED,
    )
    tie = SampleTie(0, 0, RoleReason.FATHER, Authority.JOINT, ResidesWith.YES, True, True)
    return SampleFamily(maker.address(), (child,), (father,), (tie,))


_SPECIAL: tuple[Callable[[_Maker], SampleFamily], ...] = (
    _journey_family,
    _two_households,
    _sole_custody,
    _grandparent_guardian,
    _mother_and_patient,
    _mother_sees_own_chart,
    _soon_of_age,
    _adult_patient,
    _foster_family,
    _long_names,
    _declined,
    _shared_email,
    _email_trouble,
    _gone_away,
    _wrong_answers,
)
