"""Weekly work as forms: fields made of what each piece declares, read back, shown as what it would do, then written."""
