package sqlite

// Gathered tells a test whether somebody leads a transaction, and how many
// commits wait behind it.
func (l *Ledger) Gathered() (led bool, waiting int) {
	l.queue.mu.Lock()
	defer l.queue.mu.Unlock()
	return l.queue.led, len(l.queue.waiting)
}
