"""The pages of the planning officer: a file of observations is checked, confirmed, and can be undone."""
