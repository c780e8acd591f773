// Package posting is double-entry bookkeeping (复式记账): each [Movement] of a budget's
// money debits one [Account] and credits another. A [Posting] is written in the same
// commit as the movement and never changed; what was wrong is undone by another. The
// question "entered" sums up what a budget's accounts were debited and credited.
package posting
