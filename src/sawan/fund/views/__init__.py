"""The pages of the room fund."""
