"""How the next venues and heads are placed: the ground, its atoms and neighbours, and the steps of a plan."""
