package main

// everyProof are all of them.
func everyProof() []proof { return append(proofs(), replicated()...) }

// replicated are the proofs of two servers on PostgreSQL. Those that stop it, or
// put it elsewhere, start one of their own, wherever -db points.
func replicated() []proof {
	return []proof{
		{"restarts", "the database killed and started again under two servers: they recover by themselves, and what they acknowledged is there, once", restarts},
		{"terminated", "connections to the database terminated, at whatever they are: the same", terminated},
		{"failovers", "the primary killed, and its synchronous standby promoted: the same", failovers},
		{"cuts", "connections dropped, halted, and closed halfway, also between a commit and its answer: the same", cuts},
		{"clocks", "two servers whose clocks disagree: what falls due is applied once, not before the fastest clock says so, as of the instant due", clocks},
		{"pauses", "one of two servers standing still, and then going on where it was: nothing is done twice, by it or by time", pauses},
	}
}
