"""What a change would do, told before it is made: the questions asked of the ledger without it and with it.

It takes any change set, whoever made it, and knows no store.
"""
