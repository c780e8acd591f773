package payment

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay/reckoning"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which payments are kept.
const Kind = "payment"

// KindCadre is the kind under which the cadres are kept who are paid.
const KindCadre = "cadre"

// The phases of a payment.
const (
	Owed governance.Phase = "owed" // 待发
	Paid governance.Phase = "paid" // 已发
)

// A Payment is what is due to a cadre (待遇发放).
type Payment struct {
	governance.Head
	Person    string           `json:"person" zh:"人员" en:"Person"`
	Community orgtree.Code     `json:"community" zh:"社区" en:"Community"`
	Post      standard.Post    `json:"post" zh:"职务" en:"Post"`
	Grade     int              `json:"grade" zh:"等级" en:"Grade"`
	Type      Type             `json:"type" zh:"款项" en:"What it is for"`
	Lines     []reckoning.Line `json:"lines" zh:"明细" en:"Month by month"`
	Amount    governance.Yuan  `json:"amount" zh:"金额" en:"Amount"`
	Voucher   string           `json:"voucher,omitempty" zh:"凭证号" en:"Voucher"`
	PaidOn    civil.Date       `json:"paidOn,omitzero" zh:"发放日" en:"Paid on"`
}

// A Type is what a payment is for (款项).
type Type string

// The types.
const (
	Regular  Type = "month"    // 月待遇
	BackPay  Type = "back"     // 补发
	TakeBack Type = "take-off" // 扣回
)

// Choices lists the types.
func (Type) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Regular, "月待遇", "for a month"), governance.ChoiceOf(BackPay, "补发", "back pay"), governance.ChoiceOf(TakeBack, "扣回", "taken off"),
	}
}

// Assess opens a payment; it follows from reckoning.
type Assess struct {
	Cadre     uuid.UUID        `json:"cadre" zh:"干部" en:"Cadre" rule:"required"`
	Person    string           `json:"person" zh:"人员" en:"Person" rule:"required,max=64"`
	Community orgtree.Code     `json:"community" zh:"社区" en:"Community" rule:"required"`
	Post      standard.Post    `json:"post" zh:"职务" en:"Post" rule:"required"`
	Grade     int              `json:"grade" zh:"等级" en:"Grade" rule:"required,min=1"`
	Type      Type             `json:"type" zh:"款项" en:"What it is for" rule:"required"`
	Lines     []reckoning.Line `json:"lines" zh:"明细" en:"Month by month" rule:"required,max=60"`
}

// Verb is "assess".
func (Assess) Verb() string { return "assess" }

// Site is the community.
func (a Assess) Site() orgtree.Code { return a.Community }

// Pay records that it was paid, or taken off (发放).
type Pay struct {
	Voucher string `json:"voucher" zh:"凭证号" en:"Voucher" rule:"required,max=60"`
}

// Verb is "pay".
func (Pay) Verb() string { return "pay" }

// CountPaid counts what has been paid; it follows from paying.
type CountPaid struct {
	Amount governance.Yuan `json:"amount" zh:"金额" en:"Amount"`
}

// Verb is "count-paid".
func (CountPaid) Verb() string { return "count-paid" }

func (p *Payment) assess(cmd Assess, m *governance.Moment) {
	p.Parent, p.Person, p.Subject, p.Community, p.Post, p.Grade = cmd.Cadre, cmd.Person, cmd.Person, cmd.Community, cmd.Post, cmd.Grade
	p.Type, p.Lines, p.Amount = cmd.Type, cmd.Lines, reckoning.Sum(cmd.Lines)
	p.Start(m, standard.LimitPay, m.UnitAt(governance.Of(orgtree.Town, p.Community)))
}

func (p *Payment) pay(cmd Pay, m *governance.Moment) {
	p.Voucher, p.PaidOn = cmd.Voucher, m.Today()
	p.MeetAll(m, standard.LimitPay)
	p.Close(m, string(Paid))
	m.Send(governance.Ref{Kind: KindCadre, ID: p.Parent}, CountPaid{p.Amount})
}

func (p *Payment) whoIsTown(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Town, p.Community))
}

func table() governance.Table[Payment] {
	phases := governance.Phases
	town := governance.By("town", "镇街", "the town", (*Payment).whoIsTown)
	rules := []governance.Rule[Payment]{
		governance.On(phases(governance.Unopened), phases(Owed), governance.ByConsequence[Payment](), nil, (*Payment).assess).
			As("payment.assess", "4 G16", "核算后形成待发", "what is reckoned is owed").Starting(standard.LimitPay),
		governance.On(phases(Owed), phases(Paid), town, nil, (*Payment).pay).
			As("payment.pay", "4 G16", "镇街发放并登记凭证", "the town pays it and records the voucher").MustAct().Ending(standard.LimitPay),
	}
	return governance.Table[Payment]{
		Kind:   Kind,
		Phases: []governance.PhaseLabel{governance.PhaseOf(Owed, "待发", "owed"), governance.FinalPhase(Paid, "已发", "paid")},
		Verbs:  []governance.VerbLabel{governance.VerbOf("assess", "核算", "Assess"), governance.VerbOf("pay", "发放", "Pay")},
		Rules:  rules,
	}.Timed(Owed)
}

// New returns the book of payments.
func New(rules *standard.Rules) (*governance.Book[Payment], error) {
	return governance.NewBook(governance.Institution[Payment]{
		Kind: Kind, Path: "payments", Source: "4 G16", Schema: 1, Policy: rules, Class: "type",
		Label:    governance.Text{Zh: "待遇发放", En: "payment"},
		Sentence: governance.Text{Zh: "每月待遇和补发的明细与发放", En: "what is due for a month or afterwards, line by line, and paid"},
		Table:    table(),
		File: func(p *Payment, h *governance.Header) {
			h.Unit, h.Class, h.Category, h.Person = string(p.Community), string(p.Type), string(p.Post.Class()), p.Person
		},
		Audience: func(p *Payment, to []governance.Address) []governance.Address {
			return append(p.whoIsTown(to), governance.Person(p.Person), governance.Of(orgtree.District, p.District))
		},
		Asks: []governance.Question{askAverages(), askBelow()},
	})
}
