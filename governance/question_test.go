package governance_test

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// roomsAsked restricts the question which rooms are out.
type roomsAsked struct {
	Unit orgtree.Code `json:"unit,omitempty" zh:"单位" en:"Unit"`
	Most int          `json:"most,omitempty" zh:"至多" en:"At most" rule:"min=1,max=5"`
}

// askRooms answers which rooms are lent out now, as far as the asker may see.
func askRooms() governance.Question {
	return governance.Ask("rooms", func(ctx context.Context, r *governance.Reader, p roomsAsked) ([]orgtree.Code, error) {
		q := governance.Query{Phases: governance.Phases(Lent)}
		if p.Unit != "" {
			q.Among = r.Within(p.Unit)
		}
		out := []orgtree.Code{}
		err := r.Each(ctx, q, func(record any) bool {
			out = append(out, record.(*Loan).Room)
			return p.Most == 0 || len(out) < p.Most
		})
		return out, err
	}).As("toy 12", label("借出的场所", "rooms that are out"), label("哪些场所的钥匙已借出", "which rooms' keys are out"))
}
