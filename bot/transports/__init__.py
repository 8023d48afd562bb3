"""The networks, a file each, translating their errors into refusals."""
