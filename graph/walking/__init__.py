"""The walk up a chain: who carries which slot where, whom to ask there, and where it ends."""
