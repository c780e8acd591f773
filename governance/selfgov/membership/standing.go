package membership

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
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
	return governance.Ask("standing", func(ctx context.Context, r *governance.Reader, p StandingParams) (w voting.Weight, err error) {
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
