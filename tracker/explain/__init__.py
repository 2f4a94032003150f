"""The explanation text: claims read from anybody's text, written from the book's numbers, and judged."""
