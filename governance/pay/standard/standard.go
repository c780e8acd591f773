package standard

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay/reckoning"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which standards are kept.
const Kind = "pay-standard"

// The phases of a standard.
const (
	InForce governance.Phase = "in-force" // 执行
	Revoked governance.Phase = "revoked"  // 废止
)

// A Standard is what a post at a grade is worth from a day on (待遇标准).
type Standard struct {
	governance.Head
	Post    Post            `json:"post" zh:"职务" en:"Post"`
	Grade   int             `json:"grade" zh:"等级" en:"Grade"`
	Monthly governance.Yuan `json:"monthly" zh:"月标准（元）" en:"A month, in yuan"`
	From    civil.Date      `json:"from" zh:"起执行日" en:"From"`
	Number  string          `json:"number" zh:"文号" en:"Number of the document"`
}

// Enact sets a standard (制定标准). It may begin in the past: what was due before is
// paid afterwards.
type Enact struct {
	District orgtree.Code    `json:"district" zh:"区" en:"District" rule:"required"`
	Post     Post            `json:"post" zh:"职务" en:"Post" rule:"required"`
	Grade    int             `json:"grade" zh:"等级" en:"Grade" rule:"required,min=1,max=20"`
	Monthly  governance.Yuan `json:"monthly" zh:"月标准（元）" en:"A month, in yuan" rule:"required"`
	From     civil.Date      `json:"from" zh:"起执行日" en:"From" rule:"required"`
	Number   string          `json:"number" zh:"文号" en:"Number of the document" rule:"required,max=60"`
}

// Verb is "enact".
func (Enact) Verb() string { return "enact" }

// Site is the district in which it holds.
func (e Enact) Site() orgtree.Code { return e.District }

// Revoke takes a standard back as if it had never been (废止): what it gave too much
// is taken off, what too little is paid afterwards.
type Revoke struct {
	Reason string `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "revoke".
func (Revoke) Verb() string { return "revoke" }

func (s *Standard) canEnact(cmd Enact, m *governance.Moment) error {
	var f governance.Faults
	cmd.Monthly.Positive(&f, "monthly")
	m.Policy.(*Rules).Near(&f, cmd.From, m)
	return f.Err()
}

func (s *Standard) enact(cmd Enact, m *governance.Moment) {
	s.Post, s.Grade, s.Monthly, s.From, s.Number = cmd.Post, cmd.Grade, cmd.Monthly, cmd.From, cmd.Number
	m.Take(s.only())
}

// only is the claim that a post and grade have one standard from a day on.
func (s *Standard) only() governance.Claim {
	return governance.Claim(fmt.Sprintf("standard:%s:%s:%d:%s", s.District, s.Post, s.Grade, s.From))
}

func (s *Standard) canRevoke(_ Revoke, m *governance.Moment) error {
	var f governance.Faults
	if m.Policy.(*Rules).Near(&f, s.From, m); f != nil {
		return governance.Refuse("执行已久的标准不能废止，可另行制定", "it has held for too long; set another one instead")
	}
	return nil
}

func (s *Standard) revoke(_ Revoke, m *governance.Moment) {
	m.Release(s.only())
	s.Close(m, string(Revoked))
}

func (s *Standard) whoIsDistrict(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.District, s.District))
}

func table() governance.Table[Standard] {
	phases := governance.Phases
	district := governance.By("district", "区", "the district", (*Standard).whoIsDistrict)
	return governance.Table[Standard]{
		Phases: []governance.PhaseLabel{governance.PhaseOf(InForce, "执行", "in force"), governance.FinalPhase(Revoked, "废止", "revoked")},
		Verbs:  []governance.VerbLabel{governance.VerbOf("enact", "制定标准", "Enact"), governance.VerbOf("revoke", "废止", "Revoke")},
		Rules: []governance.Rule[Standard]{
			governance.On(phases(governance.Unopened), phases(InForce), district, (*Standard).canEnact, (*Standard).enact).
				As("pay-standard.enact", "4 G16 [R]", "区按职务和等级制定待遇标准，可以追溯执行，动态调整", "the district sets what a post at a grade is worth from a day on, which may lie in the past"),
			governance.On(phases(InForce), phases(Revoked), district, (*Standard).canRevoke, (*Standard).revoke).
				As("pay-standard.revoke", "4 G16 [D]", "标准有误的废止，多退少补", "one that was wrong is revoked, and the difference settled both ways"),
		},
	}
}

// New returns the book of standards.
func New(rules *Rules) (*governance.Book[Standard], error) {
	return governance.NewBook(governance.Institution[Standard]{
		Kind: Kind, Path: "pay-standards", Source: "4 G16", Schema: 1, Policy: rules, Class: "post",
		Label:    governance.Text{Zh: "待遇标准", En: "pay standard"},
		Sentence: governance.Text{Zh: "两委干部待遇按职务和等级的月标准及起执行日", En: "what a post at a grade is worth a month, from which day"},
		Table:    table(),
		File:     func(s *Standard, h *governance.Header) { h.Unit, h.Class = string(s.District), string(s.Post) },
		Audience: func(s *Standard, to []governance.Address) []governance.Address {
			return append(s.whoIsDistrict(to), governance.Public)
		},
		Asks: []governance.Question{askRates()},
	})
}

// RatesOf asks for the standards of a post and grade.
type RatesOf struct {
	District orgtree.Code `json:"district" zh:"区" en:"District" rule:"required"`
	Post     Post         `json:"post" zh:"职务" en:"Post" rule:"required"`
	Grade    int          `json:"grade" zh:"等级" en:"Grade" rule:"required,min=1"`
}

func askRates() governance.Question {
	return governance.Ask("rates", func(ctx context.Context, r *governance.Reader, p RatesOf) ([]reckoning.Rate, error) {
		rates := []reckoning.Rate{}
		q := governance.Query{Phases: governance.Phases(InForce), Unit: []string{string(p.District)}, Class: string(p.Post), Limit: 1000}
		err := governance.EachOf(ctx, r, q, func(s *Standard) {
			if s.Grade == p.Grade {
				rates = append(rates, reckoning.Rate{From: s.From, Monthly: s.Monthly})
			}
		})
		slices.SortFunc(rates, func(a, b reckoning.Rate) int { return cmp.Compare(a.From, b.From) })
		return rates, err
	}).ToAnyone().As("4 G16", governance.Text{Zh: "执行标准", En: "rates"},
		governance.Text{Zh: "某职务、等级历次标准及起执行日", En: "what a post at a grade is worth, and from which days"})
}
