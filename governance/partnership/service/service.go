package service

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which services of partners are kept.
const Kind = "partnership-service"

// Partnership is the kind of the agreements under which services are.
const Partnership = "partnership"

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
	m.Send(governance.Ref{Kind: Partnership, ID: s.Parent}, Discount{})
	s.Close(m, string(Voided))
}

// A Form is one of the four kinds of partnership (共建类别).
type Form string

// Choices lists the four with their labels.
func (Form) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("premises", "阵地共享", "shared premises"), governance.ChoiceOf("service", "公益服务", "services for the public"),
		governance.ChoiceOf("fellowship", "活动联谊", "activities together"), governance.ChoiceOf("charity", "慈善爱心", "charity"),
	}
}

// serviceTable is the lifecycle of a service: it was delivered, or it was a mistake.
func serviceTable(community, partner governance.Authority[Service]) governance.Table[Service] {
	phases, on := governance.Phases, governance.VerbOf
	return governance.Table[Service]{
		Kind:   Kind,
		Phases: []governance.PhaseLabel{governance.FinalPhase(Delivered, "已落实", "delivered"), governance.FinalPhase(Voided, "已作废", "voided")},
		Verbs:  []governance.VerbLabel{on("record", "登记服务", "Record"), on("void", "作废", "Void")},
		Rules: []governance.Rule[Service]{
			governance.On(phases(governance.Unopened), phases(Delivered), governance.ByConsequence[Service](), nil, (*Service).record).
				As("partnership-service.record", "4 G11", "服务随协议登记", "a service is recorded under its agreement"),
			governance.On(phases(Delivered), phases(Voided), community, nil, (*Service).void).
				As("partnership-service.void", "4 G11 [D]", "不属实或误登的由社区作废，说明理由", "what is not so the community voids, with the reason"),
		},
	}.Kept(community.Or(partner), community)
}

// New returns the book of services.
func New() (*governance.Book[Service], error) {
	community := governance.ByUnitOf("community", "社区", "the community", func(s *Service) orgtree.Code { return s.Community })
	partner := governance.ByUnitOf("partner", "合作单位", "the partner", func(s *Service) orgtree.Code { return s.Partner })
	return governance.NewBook(governance.Institution[Service]{
		Kind: Kind, Path: "partnership-services", Source: "4 G11", Schema: 1, Class: "form", Uncounted: []string{string(Voided)},
		Label:    governance.Text{Zh: "共建服务", En: "service of a partner"},
		Sentence: governance.Text{Zh: "共建协议下落实的一次服务", En: "one service under a partnership"},
		Table:    serviceTable(community, partner),
		File: func(s *Service, h *governance.Header) {
			h.Class, h.Unit = string(s.Form), string(s.Community)
		},
		Audience: governance.Seen(partner, community),
		Asks:     []governance.Question{askDelivered()},
	})
}
