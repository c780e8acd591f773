package pay

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindPayment is the kind under which payments are kept.
const KindPayment = "payment"

// The phases of a payment.
const (
	Owed governance.Phase = "owed" // 待发
	Paid governance.Phase = "paid" // 已发
)

// A Payment is what is due to a cadre (待遇发放).
type Payment struct {
	governance.Head
	Person    string          `json:"person" zh:"人员" en:"Person"`
	Community orgtree.Code    `json:"community" zh:"社区" en:"Community"`
	Post      Post            `json:"post" zh:"职务" en:"Post"`
	Grade     int             `json:"grade" zh:"等级" en:"Grade"`
	Type      Type            `json:"type" zh:"款项" en:"What it is for"`
	Lines     []Line          `json:"lines" zh:"明细" en:"Month by month"`
	Amount    governance.Yuan `json:"amount" zh:"金额" en:"Amount"`
	Voucher   string          `json:"voucher,omitempty" zh:"凭证号" en:"Voucher"`
	PaidOn    civil.Date      `json:"paidOn,omitzero" zh:"发放日" en:"Paid on"`
}

// Assess opens a payment; it follows from reckoning.
type Assess struct {
	Cadre     uuid.UUID    `json:"cadre" zh:"干部" en:"Cadre" rule:"required"`
	Person    string       `json:"person" zh:"人员" en:"Person" rule:"required,max=64"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community" rule:"required"`
	Post      Post         `json:"post" zh:"职务" en:"Post" rule:"required"`
	Grade     int          `json:"grade" zh:"等级" en:"Grade" rule:"required,min=1"`
	Type      Type         `json:"type" zh:"款项" en:"What it is for" rule:"required"`
	Lines     []Line       `json:"lines" zh:"明细" en:"Month by month" rule:"required,max=60"`
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

func (p *Payment) assess(cmd Assess, m *governance.Moment) {
	p.Parent, p.Person, p.Subject, p.Community, p.Post, p.Grade = cmd.Cadre, cmd.Person, cmd.Person, cmd.Community, cmd.Post, cmd.Grade
	p.Type, p.Lines, p.Amount = cmd.Type, cmd.Lines, sum(cmd.Lines)
	p.Start(m, LimitPay, m.UnitAt(governance.Of(orgtree.Town, p.Community)))
}

func (p *Payment) pay(cmd Pay, m *governance.Moment) {
	p.Voucher, p.PaidOn = cmd.Voucher, civil.DateOf(m.Now())
	p.MeetAll(m, LimitPay)
	p.Close(m, string(Paid))
	m.Send(governance.Ref{Kind: KindCadre, ID: p.Parent}, CountPaid{p.Amount})
}

func (p *Payment) whoIsTown(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Town, p.Community))
}
