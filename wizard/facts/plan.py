"""What a planned file shows by its words."""

MIGRATIONS = r"migrations?\b|\b(flyway|liquibase|alembic)\b|\bdb/|\bthe tables of step 5\b"
"""How a path or purpose shows that a file changes the schema."""
