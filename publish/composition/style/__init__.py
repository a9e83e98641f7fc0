"""A style sheet, its fonts and its page → what each element looks like, in points."""
