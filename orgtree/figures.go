package orgtree

// Ratio is a figure of so many out of so many (比例), never rounded. Out of none
// there is no ratio: then Of is zero.
type Ratio struct {
	Num int `json:"num"`
	Of  int `json:"of"`
}

// Figures are the coverage and staffing figures (覆盖与配备情况) of a unit and all
// below it on one day.
type Figures struct {
	// Units counts units by kind.
	Units map[Kind]int `json:"units"`
	// Posts counts posts held by kind.
	Posts map[PostKind]int `json:"posts"`
	// Sources counts posts held by kind and source; "" where none is recorded.
	Sources map[PostKind]map[string]int `json:"sources"`
	// CompoundsCovered is compounds covered by a compound branch, out of all.
	CompoundsCovered Ratio `json:"compoundsCovered"`
	// CompoundBranches is the compound branches that cover them.
	CompoundBranches int `json:"compoundBranches"`
	// GridsStaffed is grids with at least one of the two heads and two officers,
	// out of all.
	GridsStaffed Ratio `json:"gridsStaffed"`
	// GridStaff is the posts of the two heads and two officers in grids.
	GridStaff int `json:"gridStaff"`
	// BuildingsInGrids is buildings that a grid covers, by themselves or with
	// their compound or lane, out of all.
	BuildingsInGrids Ratio `json:"buildingsInGrids"`
	// MediatorsPartTime is part-time mediators, out of all.
	MediatorsPartTime Ratio `json:"mediatorsPartTime"`
	// CommitteesEnlarged is town and community committees on which part-time
	// members sit, out of all.
	CommitteesEnlarged Ratio `json:"committeesEnlarged"`
}

// Figures counts what stands at or below a unit, in one pass over it. Party
// organisations count where they stand. It reports false if there is no such
// unit.
func (t *Tree) Figures(code Code) (Figures, bool) {
	top := t.find(code)
	if top == NoRef {
		return Figures{}, false
	}
	c := counting{Tree: t, top: top, f: Figures{
		Units: map[Kind]int{}, Posts: map[PostKind]int{}, Sources: map[PostKind]map[string]int{},
	}}
	c.count()
	return c.f, true
}

type counting struct {
	*Tree
	top Ref
	f   Figures
}

func (c *counting) count() {
	covered := c.gridCover()
	for r := c.top; r < c.end[c.top]; r++ {
		if c.kind[r].Class() != Party {
			c.unit(r, covered)
		}
	}
	for party, at := range c.ties.seat {
		if c.within(at, c.top) {
			c.unit(party, covered)
		}
	}
	c.f.MediatorsPartTime.Of = c.f.Posts[Mediator]
	c.f.GridsStaffed.Of = c.f.Units[Grid]
	c.f.CompoundsCovered.Of = c.f.Units[Compound]
	c.f.BuildingsInGrids.Of = c.f.Units[Building]
	c.f.CommitteesEnlarged.Of = c.f.Units[TownCommittee] + c.f.Units[CommunityCommittee]
}

func (c *counting) unit(r Ref, covered map[Ref]bool) {
	kind := c.kind[r]
	c.f.Units[kind]++
	switch kind {
	case Compound:
		if _, led := c.ties.leads[r]; led {
			c.f.CompoundsCovered.Num++
		}
	case CompoundBranch:
		c.f.CompoundBranches++
	case Building:
		if covered[r] || covered[c.parent[r]] {
			c.f.BuildingsInGrids.Num++
		}
	}
	c.posts(r, kind)
}

func (c *counting) posts(r Ref, kind Kind) {
	staff, enlarged := 0, false
	for _, p := range c.staff.at(c.code(r)) {
		rule := p.Kind.rule()
		c.f.Posts[p.Kind]++
		if len(rule.Sources) > 0 {
			if c.f.Sources[p.Kind] == nil {
				c.f.Sources[p.Kind] = map[string]int{}
			}
			c.f.Sources[p.Kind][p.Source]++
		}
		if p.Kind == Mediator && p.PartTime {
			c.f.MediatorsPartTime.Num++
		}
		if rule.Grid && kind == Grid {
			staff++
		}
		enlarged = enlarged || p.Kind == PartTimeMember
	}
	c.f.GridStaff += staff
	if staff > 0 {
		c.f.GridsStaffed.Num++
	}
	if enlarged {
		c.f.CommitteesEnlarged.Num++
	}
}

// gridCover is the units that a grid covers. Grids stand under the community, so
// those that cover a compound stand beside it and not below.
func (c *counting) gridCover() map[Ref]bool {
	covered, around := map[Ref]bool{}, c.top
	if community := c.nearest(c.top, Community); community != NoRef {
		around = community
	}
	for r := around; r < c.end[around]; r++ {
		if c.kind[r] == Grid {
			for _, code := range c.UnitAt(r).Covers {
				covered[c.find(code)] = true
			}
		}
	}
	return covered
}
