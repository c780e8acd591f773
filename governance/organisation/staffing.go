package organisation

import (
	"context"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// StaffingOf asks about a unit with all below it, on a day.
type StaffingOf struct {
	Unit orgtree.Code `json:"unit" zh:"单位（含下级）" en:"Unit, with those below it" rule:"required"`
	On   civil.Date   `json:"on,omitzero" zh:"日期（缺省为今天）" en:"Day; none is today"`
}

// askStaffing answers the figures of coverage and staffing of any day. They name
// nobody, so everyone with an account is told the same.
func askStaffing() governance.Question {
	return governance.Ask("staffing", func(ctx context.Context, r *governance.Reader, p StaffingOf) (orgtree.Figures, error) {
		tree := r.Org
		if p.On != 0 {
			var err error
			if tree, err = r.OrgOn(ctx, p.On); err != nil {
				return orgtree.Figures{}, err
			}
		}
		out, ok := tree.Figures(p.Unit)
		if !ok {
			var f governance.Faults
			f.Add("unit", "unknown-unit", "没有这个单位", "is not a unit")
			return out, f.Err()
		}
		return out, nil
	}).As("1 [F]", governance.Text{Zh: "组织覆盖与人员配备", En: "coverage and staffing"},
		governance.Text{Zh: "某日某单位及其下级的单位数、岗位数、党组织覆盖和网格配备", En: "units, posts, coverage by Party organisations and staffed grids of a unit and all below it, on a day"})
}
