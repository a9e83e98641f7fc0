"""What happens after a cleaning: review, report, merge with what was edited."""
