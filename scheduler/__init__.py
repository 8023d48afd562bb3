"""The clock's turn: ticks that call one verb each."""
