"""The database: engine and transactions, the tables, its clock and its migrations. No SQL of any domain."""
