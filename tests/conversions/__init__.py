"""Real documents through real programs: `make convert`. Not part of the tests, since few machines have the programs."""
