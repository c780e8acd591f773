package signup

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// OfActivity asks for the sign-ups of an activity.
type OfActivity struct {
	Activity uuid.UUID `json:"activity" zh:"活动" en:"Activity" rule:"required"`
}

// askRoll answers which of an activity's sign-ups stand in a phase, by number.
func askRoll(name, zh string, phase governance.Phase) governance.Question {
	return governance.Ask(name, func(ctx context.Context, r *governance.Reader, p OfActivity) ([]uuid.UUID, error) {
		var found []*SignUp
		err := governance.EachOf(ctx, r, governance.Query{Parent: p.Activity, Phases: governance.Phases(phase), Limit: 1000}, func(s *SignUp) { found = append(found, s) })
		slices.SortFunc(found, func(a, b *SignUp) int { return cmp.Compare(a.Number, b.Number) })
		ids := make([]uuid.UUID, len(found))
		for i, s := range found {
			ids[i] = s.ID
		}
		return ids, err
	}).As("4 G12 [D]", governance.Text{Zh: zh, En: name + " list"},
		governance.Text{Zh: "一场活动的" + zh + "，按报名先后", En: "whose of an activity stand so, in the order of their numbers"}).ToDecisions()
}
