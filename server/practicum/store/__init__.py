"""What is kept: logs, records and answers, as bytes under keys. Nothing here knows a rule or a socket."""
