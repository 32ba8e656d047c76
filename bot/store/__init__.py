"""What is kept between runs: deliveries, runs, reports, decisions; one implementation for SQLite and PostgreSQL."""
