"""What is handed over for import (files of several formats, a database query) made readable as one table of text."""
