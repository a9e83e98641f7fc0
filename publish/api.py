"""What other programs call; kept stable."""

from publish.cleaning import Cleaned, clean_text

__all__ = ["Cleaned", "clean_text"]
