package item

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// Progress is how far items of one kind are.
type Progress struct {
	Planned   int64 `json:"planned"` // and not yet held
	Held      int64 `json:"held"`    // accounted for or not
	Accounted int64 `json:"accounted"`
	Projects  int64 `json:"projects"` // of those held, which came of a match
}

// with counts one item more.
func (p Progress) with(t *Item) Progress {
	if t.Phase == Planned {
		p.Planned++
		return p
	}
	p.Held++
	if t.Phase == Accounted {
		p.Accounted++
	}
	if t.Need != uuid.Nil {
		p.Projects++
	}
	return p
}

// askSix answers how far the items planned for a period's days are, by the six kinds.
func askSix() governance.Question {
	return governance.Ask("six", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (map[Together]Progress, error) {
		out := map[Together]Progress{}
		for _, c := range Together("").Choices() {
			out[Together(c.Code)] = Progress{}
		}
		err := governance.EachOn(ctx, r, p, governance.Phases(Planned, Held, Accounted), (*Item).when, func(t *Item) {
			out[t.Together] = out[t.Together].with(t)
		})
		return out, err
	}).As("4 G6 [R]", governance.Text{Zh: "六联统计", En: "figures of the six together"},
		governance.Text{Zh: "期间内六联各类事项的计划、实施、了结数", En: "how many items of each of the six kinds were planned, held and accounted for in a period"})
}
