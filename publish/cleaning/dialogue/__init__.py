"""What the editor is asked, what was answered, and the answers at work."""
