"""The database: engine and transactions, tables, clock and migrations, without the SQL of any domain."""
