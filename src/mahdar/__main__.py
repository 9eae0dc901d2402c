"""python -m mahdar: the command line."""

from mahdar.cli import main

if __name__ == "__main__":
    main()
