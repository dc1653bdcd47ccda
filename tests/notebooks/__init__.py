"""The notebooks run: from a clean kernel, in a folder of their own, to the outputs they are saved with."""
