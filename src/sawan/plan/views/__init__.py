"""The pages of the planning officer: editions and their life, import of a document, targets of a draft."""
