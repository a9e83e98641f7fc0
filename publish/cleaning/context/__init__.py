"""What stands around a word says which word it is: a small model of French, made from novels."""
