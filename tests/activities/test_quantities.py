"""Persons and person-times are never added."""

import pytest

from league.core.quantities import Persons, PersonTimes


def test_sum_keeps_the_measure():
    assert sum([PersonTimes(3), PersonTimes(4)], PersonTimes(0)) == PersonTimes(7)
    assert str(Persons(3) + Persons(1)) == "4人"


@pytest.mark.parametrize(
    ("one", "other"), [(Persons(1), PersonTimes(1)), (PersonTimes(1), Persons(1)), (Persons(1), 1)]
)
def test_sum_of_two_measures_is_refused(one, other):
    with pytest.raises(TypeError):
        one + other


@pytest.mark.parametrize("value", [-1, 1.5, True, "3"])
def test_number_of_people_is_whole_and_not_negative(value):
    with pytest.raises(ValueError, match="not a number of people"):
        Persons(value)
