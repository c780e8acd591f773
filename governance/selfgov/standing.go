package selfgov

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// StandingParams ask for the standing of a person on a group's roll after a change.
type StandingParams struct {
	Group  uuid.UUID `json:"group" zh:"自治组织" en:"Group"`
	Person string    `json:"person" zh:"成员" en:"Person"`
	Change int       `json:"change" zh:"变更号" en:"Change"`
}

// askStanding answers, to decisions only, what somebody weighed on the roll after a
// change; nothing when they were not on it. A later change moves no earlier answer.
func askStanding() governance.Question {
	return governance.Ask("standing", func(ctx context.Context, r *governance.Reader, p StandingParams) (w Weight, err error) {
		err = r.Each(ctx, governance.Query{Parent: p.Group, Person: p.Person}, func(record any) bool {
			d := record.(*Membership)
			if d.on(p.Change) {
				w = d.weight()
			}
			return w.Persons == 0
		})
		return w, err
	}).As("4 G8", governance.Text{Zh: "在册情况", En: "standing"},
		governance.Text{Zh: "某人在某次名册变更后是否在册", En: "whether somebody was on the roll after a change of it"}).ToDecisions()
}

// livesAt reports whether a person lives at a place, as far as is known: of some
// only the compound or community they live in.
func livesAt(m *governance.Moment, person string, place orgtree.Code) bool {
	p, ok := m.Org.Person(person)
	if !ok {
		return false
	}
	home, _ := m.Org.Successor(p.Home)
	home, _ = m.Org.Seat(home)
	place, _ = m.Org.Successor(place)
	if m.Org.Within(home, place) {
		return true
	}
	kind := m.Org.Kind(home)
	return (kind == orgtree.Compound || kind == orgtree.Community) && m.Org.Within(place, home)
}
