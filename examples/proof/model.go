package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/anishathalye/porcupine"
)

// A row is a rule of the lifecycle, as the server publishes it.
type row struct {
	Verb string
	From []string
	To   []string // none: the phase stays
}

// A state is what the model knows of a matter.
type state struct {
	version int64
	phase   string
}

// What a client asked; the command of a read is empty.
type asked struct {
	command string
	version int64 // If-Match; 0: none
}

// What it was told.
type told struct {
	status int
	code   string // of a problem
	state         // after the command; with a problem "not-allowed", the phase
}

// table asks for the lifecycle of matters.
func table(ctx context.Context, c *client) ([]row, error) {
	a, err := c.once(ctx, "", "GET", "/v1/lifecycles/case", nil)
	if err != nil {
		return nil, err
	}
	var life struct{ Rules []row }
	if err := json.Unmarshal(a.body, &life); err != nil || len(life.Rules) == 0 {
		return nil, fmt.Errorf("no lifecycle of matters: %d %w", a.status, err)
	}
	return life.Rules, nil
}

// model is the table, as porcupine wants it. A row may have conditions that the
// model does not know: it may be refused where the table has it, and must be
// refused where the table has it not.
func model(rows []row, begin state) porcupine.Model {
	return porcupine.Model{
		Init: func() any { return begin },
		Step: func(at, in, out any) (bool, any) {
			s, q, a := at.(state), in.(asked), out.(told)
			switch {
			case q.command == "":
				return a.state == s, s
			case a.status == http.StatusOK:
				return a.version == s.version+1 && (q.version == 0 || q.version == s.version) && allows(rows, q.command, s.phase, a.phase), a.state
			case a.code == "not-allowed":
				return a.phase == s.phase, s
			case a.status == http.StatusPreconditionFailed:
				return q.version != s.version, s
			}
			return true, s
		},
	}
}

func allows(rows []row, command, from, to string) bool {
	return slices.ContainsFunc(rows, func(r row) bool {
		stays := len(r.To) == 0 && from == to
		return r.Verb == command && slices.Contains(r.From, from) && (stays || slices.Contains(r.To, to))
	})
}
