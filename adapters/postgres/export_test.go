package postgres

import (
	"github.com/jinlin-project/jinlin/governance"
)

// Gathered tells a test how many transactions are led, and how many commits
// wait.
func (l *Ledger) Gathered() (leading, waiting int) {
	l.queue.mu.Lock()
	defer l.queue.mu.Unlock()
	return l.queue.leading, len(l.queue.waiting)
}

// The statements that the plans are checked of.
var (
	LoadOne     = loadOne
	LoadMany    = loadMany
	ReadFeed    = readFeed
	ReadHistory = readHistory
	ScarceText  = scarceText
)

// FindText is the statement of a page of a query; mostly, records in the
// phases asked for are scarce, or they are not.
func FindText(q governance.Query, scarce bool) (text string, args []any) {
	q.Limit = clamp(q.Limit, defaultPage, longestPage)
	ways := plan(&q)
	if scarce {
		ways = byPhases(&q)
	}
	return findText(&q, ways)
}

// CountText is the statement of a count.
func CountText(q governance.Query, by ...governance.Column) (text string, args []any) {
	return countText(&q, by)
}
