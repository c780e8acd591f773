package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
)

// A proof tries one kind of fault.
type proof struct {
	name string
	says string // what must hold, whatever happens
	try  func(context.Context, *stage) (*tally, error)
}

// proofs are those that can be played on either database.
func proofs() []proof {
	return []proof{
		{"kills", "a server killed amid its writers, and started again: what it acknowledged is there, once, in the feed, and verifies", kills},
		{"repeats", "requests whose answer got lost, sent again: one effect and the same answer, byte for byte", repeats},
		{"histories", "clients who compete for one matter: their answers have an order that the table of the lifecycle allows", histories},
		{"timers", "a thousand deadlines at once, with a kill in between: each is applied once", timers},
		{"disk", "a disk without room: commands are refused, and done again when there is room; what was acknowledged is there, once", disk},
		{"relays", "the server that relays to a broker killed amid it, again and again: the stream holds the feed, in its order, each entry once", relays},
		{"tampering", "an entry that is altered in the database: found out", tampering},
	}
}

// A stage is what a proof is played on.
type stage struct {
	binary string
	db     string // a PostgreSQL to make databases on; empty: SQLite
	share  float64
	seed   uint64
	plant  plant
	flags  []string // that servers are given besides
}

// playAll plays proofs, prints a line for each, and returns 1 if one of them did
// not hold.
func (s *stage) playAll(ctx context.Context, chosen []proof, out io.Writer) (code int, err error) {
	if s.binary == "" {
		binary, remove, err := build(ctx, "server")
		if err != nil {
			return 0, err
		}
		defer remove()
		s.binary = binary
	}
	if s.db == "postgres:" {
		server := &pgtest.Server{}
		defer func() { err = errors.Join(err, server.Remove()) }()
		if s.db, err = server.Make(pgtest.Bare); err != nil {
			return 0, err
		}
	}
	for _, p := range chosen {
		t, err := p.try(ctx, s)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Fprintln(out, t.line(p.name))
		if !t.held() {
			code = 1
		}
	}
	return code, nil
}

// part is the share of a full number, at least one.
func (s *stage) part(full int) int { return max(1, int(math.Round(float64(full)*s.share))) }

// chance is a source of its own for each part of a proof.
func (s *stage) chance(n int) *rand.Rand { return rand.New(rand.NewPCG(s.seed, uint64(n))) }

// A tally is what came of a proof. Faults may be noted by many at once.
type tally struct {
	mu      sync.Mutex
	tried   string
	lost    int // acknowledged, and not there
	doubled int // there more often than it was asked for
	skipped int // passed over by a reader of the feed
	wrong   int // any other untruth
	first   string
	untried string // why it could not be tried at all, here
}

func (t *tally) held() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.untried == "" && t.lost+t.doubled+t.skipped+t.wrong == 0
}

// note counts a fault, and keeps the first of them in words.
func (t *tally) note(counter *int, format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	*counter++
	if t.first == "" {
		t.first = fmt.Sprintf(format, args...)
	}
}

func (t *tally) line(name string) string {
	if t.untried != "" {
		return fmt.Sprintf("%-10s COULD NOT BE TRIED HERE: %s", name, strings.ReplaceAll(t.untried, "\n", "; "))
	}
	verdict := "held"
	if !t.held() {
		verdict = "FAILED: " + t.first
	}
	return fmt.Sprintf("%-10s tried %s; lost %d, doubled %d, skipped %d, wrong %d: %s", name, t.tried, t.lost, t.doubled, t.skipped, t.wrong, verdict)
}

// choose returns the proofs that are named, or all; with a planted bug, the one
// that must find it.
func choose(names []string, broken, db string) ([]proof, error) {
	all := everyProof()
	if broken != "" {
		p := plantNamed(broken)
		if p.name == "" {
			return nil, fmt.Errorf("no bug is called %q; -list tells which there are", broken)
		}
		names = []string{p.proof}
	}
	if len(names) == 0 && db == "" {
		return proofs(), nil
	}
	if len(names) == 0 { // its entries are altered in the adapter's own tests
		return slices.DeleteFunc(all, func(p proof) bool { return p.name == "tampering" }), nil
	}
	var chosen []proof
	for _, name := range names {
		i := slices.IndexFunc(all, func(p proof) bool { return p.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no proof is called %q; -list tells which there are", name)
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

func printList(w io.Writer) {
	for _, p := range everyProof() {
		fmt.Fprintf(w, "%s: %s\n", p.name, p.says)
		for _, b := range plants() {
			if b.proof == p.name {
				fmt.Fprintf(w, "    -plant %s: %s\n", b.name, strings.TrimSpace(b.says))
			}
		}
	}
}
