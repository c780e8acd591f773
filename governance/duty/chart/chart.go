package chart

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty/course"
	"github.com/jinlin-project/jinlin/orgtree"
)

// ChartParams say of what and when the wall chart is.
type ChartParams struct {
	Unit   orgtree.Code     `json:"unit,omitempty" zh:"单位（含下级）" en:"Unit, with those below it"`
	On     civil.Date       `json:"on,omitzero" zh:"日期（当日终了；缺省为此刻）" en:"Day, as it ends; none is now"`
	Level  governance.Level `json:"level,omitempty" zh:"汇总到" en:"Units gathered at this level"`
	Source uuid.UUID        `json:"source,omitzero" zh:"来源（文件、方案、决定、督察等）" en:"Tasks that came from one document, plan, decision or round"`
}

// Standings counts tasks by how they stand.
type Standings struct {
	Done    int `json:"done"`
	OnTrack int `json:"onTrack"`
	AtRisk  int `json:"atRisk"`
	Overdue int `json:"overdue"`
}

func (s *Standings) add(state course.State) {
	switch state {
	case course.Finished:
		s.Done++
	case course.OnTrack:
		s.OnTrack++
	case course.AtRisk:
		s.AtRisk++
	case course.Overdue:
		s.Overdue++
	}
}

// state is the worst of the cell's tasks.
func (s Standings) state() course.State {
	switch {
	case s.Overdue > 0:
		return course.Overdue
	case s.AtRisk > 0:
		return course.AtRisk
	case s.OnTrack > 0:
		return course.OnTrack
	}
	return course.Finished
}

// A Chart is the wall chart (挂图作战): a row for each unit, a column for each task
// at the head of a chain, and in the cells how the unit's share of it stands.
type Chart struct {
	At    time.Time `json:"at"`
	Tops  []Top     `json:"tops"`
	Units []Row     `json:"units"`
	Total Standings `json:"total"`
}

// A Top is a column. Who does not see the task itself sees it by the name of a part.
type Top struct {
	Task  uuid.UUID `json:"task"`
	Title string    `json:"title"`
}

// A Row is a unit, with the cells in which it has tasks, in the order of the columns'
// first mention.
type Row struct {
	Unit  orgtree.Code `json:"unit"`
	Tasks Standings    `json:"tasks"`
	Cells []Cell       `json:"cells"`
}

// A Cell is how a unit's tasks under one top stand: as badly as the worst of them.
type Cell struct {
	Top   uuid.UUID    `json:"top"`
	State course.State `json:"state"`
	Tasks Standings    `json:"tasks"`
}
