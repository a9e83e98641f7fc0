"""The text of whole trees as one string, its signs and quotations: what any language is set by."""
