"""Papers: transcripts and ways-forward sheets, all projections of the journal."""
