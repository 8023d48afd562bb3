"""A broadcast under way or over, as those see it who may touch it."""
