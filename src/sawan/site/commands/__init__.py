"""The commands of the house: setup, serve, backup, restore, doctor."""
