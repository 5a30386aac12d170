"""The database: engine, transactions, migrations, journal, search and backup."""
