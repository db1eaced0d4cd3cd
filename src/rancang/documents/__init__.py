"""Words: plain facts in, a document out."""
