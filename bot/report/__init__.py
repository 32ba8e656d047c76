"""What a report looks like to programs and to people: JSON with its schema, text for a terminal, Markdown."""
