"""GitHub and GitHub Enterprise: reading a pull request, and making it show one answer."""
