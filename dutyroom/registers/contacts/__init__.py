"""The duty address book (article 12(3)): units, people and the numbers behind them."""
