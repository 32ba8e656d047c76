"""What arrives, the runs that deal with it, and the processes that do the work."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_WAITING = sa.text("run IS NULL")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "delivery",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("forge", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("run", sa.Text),
    )
    op.create_index("delivery_waiting", "delivery", ["change", "at"], sqlite_where=_WAITING, postgresql_where=_WAITING)
    op.create_index("delivery_run", "delivery", ["run"])
    op.create_index("delivery_said", "delivery", ["change", "kind", "at"])
    op.create_index("delivery_at", "delivery", ["at"])
    op.create_table(
        "run",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("started", sa.Double, nullable=False),
        sa.Column("ended", sa.Double),
        sa.Column("revision", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("deliveries", sa.Integer, nullable=False),
        sa.Column("wakes", sa.Integer, nullable=False),
        sa.Column("executor", sa.Text, nullable=False),
        sa.Column("workflow", sa.Text, nullable=False),
        sa.Column("progress", sa.Double, nullable=False),
    )
    op.create_index("run_change", "run", ["change", "started"])
    op.create_index("run_state", "run", ["state", "started"])
    op.create_index("run_started", "run", ["started"])
    op.create_table(
        "report",
        sa.Column("change", sa.Text, primary_key=True),
        sa.Column("revision", sa.Text),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_table(
        "holder", sa.Column("change", sa.Text, primary_key=True), sa.Column("workflow", sa.Text, nullable=False)
    )
    for table, key in (("executor", "id"), ("chore", "name")):
        op.create_table(table, sa.Column(key, sa.Text, primary_key=True), sa.Column("at", sa.Double, nullable=False))
