"""Who did what, when, before and after; append-only, asked by everyone, asking no one."""
