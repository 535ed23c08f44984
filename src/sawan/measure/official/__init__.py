"""Official methods of the success indicators that are more than a formula: accounts, air quality, integrity."""
