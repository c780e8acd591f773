package studio

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindStudio is the kind under which studios are kept.
const KindStudio = "studio"

// The phases of a studio.
const (
	Suggested governance.Phase = "suggested" // 待授牌
	Running   governance.Phase = "running"   // 运行中
	Refused   governance.Phase = "refused"   // 未设立
	Closed    governance.Phase = "closed"    // 已撤销
)

// A Studio is a retired cadres' studio (老干部工作室).
type Studio struct {
	governance.Head
	Name      string       `json:"name" zh:"名称" en:"Name"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Lead      string       `json:"lead" zh:"领办人" en:"Who leads it"`
	Purpose   string       `json:"purpose,omitempty" zh:"服务方向" en:"What it is for"`
	FoundedOn civil.Date   `json:"foundedOn,omitzero" zh:"授牌日" en:"Founded on"`
	Planned   int          `json:"planned,omitempty" zh:"计划中活动" en:"Events planned"`
	Held      int          `json:"held,omitempty" zh:"已举办活动" en:"Events held"`
}

func (s *Studio) canSuggest(cmd Suggest, m *governance.Moment) error {
	if cmd.Community != "" && !m.ActsFor(cmd.Community) {
		return governance.Forbid("社区", "the community")
	}
	var f governance.Faults
	f.Community("community", cmd.Community, m)
	return f.Err()
}

func (s *Studio) suggest(cmd Suggest, m *governance.Moment) {
	s.Name, s.Community, s.Lead, s.Purpose = cmd.Name, cmd.Community, cmd.Lead, cmd.Purpose
	s.Start(m, LimitApprove, m.UnitAt(governance.Of(orgtree.Town, s.Community)))
}

func (s *Studio) approve(_ Approve, m *governance.Moment) {
	s.MeetAll(m, LimitApprove)
	s.FoundedOn = m.Today()
}

func (s *Studio) refuse(_ Decline, m *governance.Moment) {
	s.MeetAll(m, LimitApprove)
	s.Close(m, string(Refused))
}

func (s *Studio) follow(cmd Succeed, _ *governance.Moment) { s.Lead = cmd.Lead }

func (s *Studio) canPlan(cmd Plan, m *governance.Moment) error {
	var f governance.Faults
	f.FromToday("day", cmd.Day, m)
	return f.Err()
}

func (s *Studio) plan(cmd Plan, m *governance.Moment) {
	s.Planned++
	m.Open(KindEvent, Arrange{Studio: m.Ref.ID, Community: s.Community, Lead: s.Lead, Series: cmd.Series, Title: cmd.Title, Text: cmd.Text, Day: cmd.Day})
}

func (s *Studio) tally(cmd Tally, _ *governance.Moment) {
	s.Planned--
	if cmd.Held {
		s.Held++
	}
}

func (s *Studio) canClose(CloseDown, *governance.Moment) error {
	if s.Planned > 0 {
		return governance.Refuse("还有计划中的活动", "events are planned still")
	}
	return nil
}

func (s *Studio) closeDown(_ CloseDown, m *governance.Moment) { s.Close(m, string(Closed)) }
