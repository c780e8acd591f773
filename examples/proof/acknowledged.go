package main

import (
	"fmt"
	"sync"
)

// acknowledged is what servers have said was done.
type acknowledged struct {
	mu       sync.Mutex
	commands map[string]string // the event that must be there, and its command
	matters  []string
}

func newAcknowledged() *acknowledged { return &acknowledged{commands: map[string]string{}} }

// add notes a command that was answered as done.
func (k *acknowledged) add(a answer, command string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.commands[fmt.Sprintf("case/%s/%d", a.record.ID, a.record.Version)] = command
	if a.record.Version == 1 {
		k.matters = append(k.matters, a.record.ID)
	}
}

func (k *acknowledged) count() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.commands)
}

// within reports whether all of it stands among events.
func (k *acknowledged) within(events []event) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	seen := make(map[string]bool, len(events))
	for _, e := range events {
		seen[e.ID] = true
	}
	for id := range k.commands {
		if !seen[id] {
			return false
		}
	}
	return true
}

// audit compares it with the feed. Since every request is sent until it is
// answered, nothing but the system may have done what nobody was told of.
func (k *acknowledged) audit(t *tally, feed []event) {
	seen := map[string]bool{}
	last := map[string]int64{}
	for _, e := range feed {
		if e.Data.Kind != "case" {
			continue
		}
		command, told := k.commands[e.ID]
		switch {
		case seen[e.ID]:
			t.note(&t.doubled, "%s stands in the feed twice", e.ID)
			continue
		case !told && !e.Data.By.System && e.Data.Cause == nil:
			t.note(&t.doubled, "%s (%s) was done though nobody was told of it", e.ID, e.Data.Command)
		case told && command != e.Data.Command:
			t.note(&t.wrong, "%s is %s, and %s was acknowledged", e.ID, e.Data.Command, command)
		}
		seen[e.ID] = true
		if e.Data.Version != last[e.Subject]+1 {
			t.note(&t.skipped, "%s follows version %d", e.ID, last[e.Subject])
		}
		last[e.Subject] = e.Data.Version
	}
	for id, command := range k.commands {
		if !seen[id] {
			t.note(&t.lost, "%s (%s) was acknowledged and is not there", id, command)
		}
	}
}

// followed compares what a reader saw live with the feed as it stands.
func followed(t *tally, live, feed []event) {
	seen := map[string]bool{}
	for _, e := range live {
		if seen[e.ID] {
			t.note(&t.doubled, "%s was read twice", e.ID)
		}
		seen[e.ID] = true
	}
	for _, e := range feed {
		if !seen[e.ID] {
			t.note(&t.skipped, "%s was passed over", e.ID)
		}
	}
}
