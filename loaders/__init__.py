"""From a file somebody kept to a change set and a report."""
