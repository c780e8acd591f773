package partnership

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindService is the kind under which services of partners are kept.
const KindService = "partnership-service"

// The phases of a service.
const (
	Delivered governance.Phase = "delivered" // 已落实
	Voided    governance.Phase = "voided"    // 已作废
)

// A Service is something that was done under a partnership (共建服务).
type Service struct {
	governance.Head
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Partner   orgtree.Code `json:"partner" zh:"合作单位" en:"Partner"`
	Form      Form         `json:"form" zh:"共建类别" en:"Kind"`
	Day       civil.Date   `json:"day" zh:"服务日" en:"Day"`
	Served    int          `json:"served,omitempty" zh:"受益人次" en:"How many were served"`
	Text      string       `json:"text,omitempty" zh:"情况" en:"Account" personal:"content"`
}

func (s *Service) record(cmd Record, _ *governance.Moment) {
	s.Parent, s.Community, s.Partner, s.Form, s.Day, s.Served, s.Text = cmd.Partnership, cmd.Community, cmd.Partner, cmd.Form, cmd.Day, cmd.Served, cmd.Text
}

func (s *Service) void(_ Void, m *governance.Moment) {
	m.Send(governance.Ref{Kind: Kind, ID: s.Parent}, Discount{})
	s.Close(m, string(Voided))
}
