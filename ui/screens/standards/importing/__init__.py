"""Import: a channel's workbook, its columns, then every clause beside what it means and what is found."""
