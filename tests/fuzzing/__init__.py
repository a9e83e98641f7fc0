"""Broken inputs by the thousand: ``make fuzz``, and a short run of it among the tests.

No input may bring more than coded faults: no traceback, no hang. What breaks something becomes a
case of its own in the tests of the package at fault.
"""
