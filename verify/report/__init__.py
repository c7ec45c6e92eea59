"""Reports: what the store knows, put into the forms people use. One file each."""
