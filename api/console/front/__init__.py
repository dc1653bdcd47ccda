"""What stands on the front page, a file a section: what waits, the place as a tree, and the place at a glance."""
