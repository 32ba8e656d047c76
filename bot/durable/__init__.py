"""Everything that arrives is answered once, also when processes die: the only folder that knows the job engine."""
