"""What is done to a document once it is read: one small function after another."""
