"""Kapok's tests: a mirror of the rooms, plus journeys and screens. (A package, because a dependency ships one too.)"""
