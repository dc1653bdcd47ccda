"""The pages: a file each, with the function that fills its template."""
