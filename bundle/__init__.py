"""``make bundle``: a folder a platform that installs and runs without a network, for offices cut off from it."""
